"""What organisations offer: they are not people, but the people who start and leave are."""

from mapping.figures import ProvisionFigures
from mapping.provision import build_provision
from surveys.counts import ProvisionAnswer
from tests.mapping.samples import ORGANISATION


def build(*answers: tuple[str, str, str]) -> dict[tuple[str, str], ProvisionFigures]:
    rows = [ProvisionAnswer(trust, "Y56", question, value) for trust, question, value in answers]
    made = build_provision(rows, ORGANISATION, ("nation",), {})
    return {(figures.question, figures.value): figures for figures in made}


def starters(*numbers: tuple[int, int]) -> list[tuple[str, str, str]]:
    """(started, left within 12 months) of each organisation."""
    return [
        answer
        for place, (started, left) in enumerate(numbers)
        for answer in (
            (f"T{place}", "starters-12m", str(started)),
            (f"T{place}", "leavers-12m-of-starters", str(left)),
        )
    ]


def test_organisations_are_counted_exactly_zero_too() -> None:
    found = build(("T1", "stay", "yes"), ("T2", "stay", "yes"), ("T3", "stay", "no"))
    texts = {
        value: (figures.organisations.text, figures.count.text, figures.share.text)
        for (question, value), figures in found.items()
        if question == "stay"
    }
    assert texts == {"yes": ("3", "2", "67%"), "no": ("3", "1", "33%"), "unsure": ("3", "0", "0%")}


def test_fewer_than_three_organisations_are_hidden() -> None:
    figures = build(("T1", "stay", "yes"), ("T2", "stay", "yes"))["stay", "yes"]
    assert {figures.organisations.text, figures.count.text, figures.share.text} == {"[c]"}


def test_an_organisation_that_ticked_several_is_one_organisation() -> None:
    found = build(*((trust, "helped", value) for trust in ("T1", "T2", "T3") for value in ("time", "peers")))
    assert (found["helped", "time"].organisations.text, found["helped", "time"].count.text) == ("3", "3")


def test_leavers_are_people_and_are_counted_of_starters() -> None:
    found = build(*starters((30, 6), (30, 6), (40, 8)))
    assert found["starters-12m", "started"].count.text == "100"
    left = found["leavers-12m-of-starters", "left"]
    assert (left.organisations.text, left.count.text, left.share.text) == ("3", "20", "20%")


def test_few_leavers_are_hidden() -> None:
    assert build(*starters((30, 2), (30, 2), (40, 3)))["leavers-12m-of-starters", "left"].count.text == "[c]"


def test_starters_and_leavers_who_are_mostly_one_organisations_are_hidden() -> None:
    found = build(*starters((70, 15), (20, 5), (10, 2)))
    assert found["starters-12m", "started"].count.text == "[c]"
    assert found["leavers-12m-of-starters", "left"].count.text == "[c]"


def test_an_organisation_that_does_not_know_its_leavers_is_left_out_of_both() -> None:
    found = build(*starters((30, 6), (30, 6), (40, 8)), ("T9", "starters-12m", "500"))
    assert found["starters-12m", "started"].count.text == "100"
