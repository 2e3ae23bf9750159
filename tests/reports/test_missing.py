"""Who is missing: known headcounts beside protected numbers, what is unknown, and weighting when asked for."""

import pytest

from mapping.cell import hidden
from mapping.figures import FactFigures, Part, Release
from mapping.protect import share_of
from reports.missing import headcount_codes, rates_of, response_table
from reports.table import Table
from reports.weighted import refusals_of, weighted_needs
from reports.wording import PATHWAYS, REGIONS
from surveys.counts import HeadcountLine
from tests.reports.small import ASKED, WITHHELD, count, figures, group, hidden_figures, release


def known(people: int, **place: str) -> HeadcountLine:
    return HeadcountLine(**{"audience": "preceptee", "people": people, "source": "Register 2026"} | place)  # type: ignore[arg-type]


def sector(code: str, number: float) -> FactFigures:
    return FactFigures(
        question="sector",
        value=code,
        n=count(100),
        count=count(number),
        share=share_of(count(number), count(100)),
    )


def made(
    *headcounts: HeadcountLine, extra: tuple[Part, ...] = (), sectors: tuple[FactFigures, ...] = ()
) -> Release:
    national = Part(group=group("nation", "all"), items=(figures("N01", n=100, need=40),), facts=sectors)
    return release().model_copy(update={"parts": (national, *extra), "headcounts": headcounts})


def region(code: str, people: float) -> Part:
    return Part(group=group("region", code, people=count(people)))


def row(table: Table, name: str, who: str = "Preceptees") -> list[str]:
    found = next(row for row in table.rows if (row[0], row[2]) == (name, who))
    return [entry if isinstance(entry, str) else entry.text for entry in found[3:]]


def test_the_response_rate_is_of_the_known_headcount_and_an_unknown_one_reads_x() -> None:
    table = response_table(
        made(
            known(250),
            known(120, region="Y56"),
            known(60, region="Y60"),
            known(80, sector="independent"),
            extra=(region("Y56", 30), region("Y60", 40), region("Y58", 25)),
            sectors=(sector("nhs-acute", 75), sector("independent", 20)),
        )
    )
    assert row(table, "National") == ["100", "250", "40%"]
    assert row(table, "London") == ["30", "120", "25%"]
    assert row(table, "South West") == ["25", "[x]", "[x]"]
    assert row(table, "Independent sector") == ["20", "80", "25%"]
    assert row(table, "NHS hospitals") == ["75", "[x]", "[x]"]
    assert table.sentence.startswith(
        "Preceptees: about 100 answered of 250 (40%). The response is lowest in London (25%). How many people there "
        "are is not known for 5 of 7 regions; any pathway; NHS hospitals;"
    )
    assert "Preceptors: how many answered is not shown." in table.sentence
    assert table.notes[0] == "Headcounts from: Register 2026."


def test_sdc_14_a_hidden_number_stays_hidden_whatever_is_known() -> None:
    table = response_table(made(known(400, region="Y63"), extra=(WITHHELD,)))
    assert row(table, "North East and Yorkshire") == ["[c]", "400", "[c]"]
    assert row(table, "London") == ["[c]", "[x]", "[x]"]
    assert row(table, "National", "Preceptors") == ["[c]", "[x]", "[x]"]


def test_sdc_14_a_rate_near_everyone_is_hidden_and_one_of_a_few_too() -> None:
    table = response_table(
        made(
            known(37, region="Y56"),
            known(38, region="Y60"),
            known(20, region="Y58"),
            extra=(region("Y56", 30), region("Y60", 30), region("Y58", 10)),
        )
    )
    assert row(table, "London") == ["30", "37", "[c]"]
    assert row(table, "Midlands") == ["30", "38", "79%"]
    assert row(table, "South West") == ["10", "20", "[c]"]


def test_more_answers_than_people_is_no_rate() -> None:
    table = response_table(made(known(90)))
    assert row(table, "National") == ["100", "90", "not calculable"]
    assert any("the headcount cannot be right" in note for note in table.notes)


def test_without_headcounts_nothing_is_guessed() -> None:
    table = response_table(made())
    assert {tuple(row(table, name)[1:]) for name in ("National", "London", "MRI")} == {("[x]", "[x]")}
    assert table.notes == (
        "No headcounts were loaded before this release was made, so how many people there are is not known here.",
    )
    assert (
        "How many people there are is not known for any region; any pathway; and any sector."
        in table.sentence
    )
    assert rates_of(table, "preceptee").rows == ()


def test_each_row_is_about_one_group_of_one_audience() -> None:
    table = response_table(made())
    codes = headcount_codes()
    each = 1 + sum(len(codes[column]) for column in ("region", "pathway", "sector"))
    assert len(table.rows) == len(table.about) == 2 * each
    assert len({str(about) for about in table.about}) == len(table.about)


def needs(dimension: str, shares: dict[str, float]) -> tuple[Part, ...]:
    """A part a group, 100 people each with this share of them with a need in N01; N02 is hidden."""
    return tuple(
        Part(group=group(dimension, code), items=(figures("N01", n=100, need=share), hidden_figures("N02")))
        for code, share in shares.items()
    )


SHARES = dict(zip(REGIONS, (60, 40, 40, 40, 40, 40, 40), strict=True))
LONDON_IS_HALF = tuple(known(600 if code == "Y56" else 100, region=code) for code in REGIONS)


def test_weighting_lets_each_region_count_as_much_as_its_people() -> None:
    table = weighted_needs(made(*LONDON_IS_HALF, extra=needs("region", SHARES)), ASKED)
    assert table is not None
    first, second = ([e if isinstance(e, str) else e.text for e in row] for row in table.rows[:2])
    # (600 x 60 + 6 x 100 x 40) / 1,200 = 50
    assert first == ["Asking for help", "N01", "40%", "50%", "[x]", ""]
    assert second[3:5] == ["[c]", "[x]"]
    assert second[5].startswith("By region: the share is not shown in London, South West,")
    assert table.sentence == "Weighting changes “Asking for help” most, from 40% to 50%."
    for words in (table.title, table.subtitle, *table.notes[:2]):
        assert "eighted" in words
    assert "Headcounts from: Register 2026." in table.notes


def test_weighting_is_refused_for_an_unknown_headcount_or_a_hidden_share_and_says_which() -> None:
    but_one = LONDON_IS_HALF[:-1]
    refused = made(*but_one, extra=needs("region", SHARES))
    assert weighted_needs(refused, ASKED) is None
    assert refusals_of(refused)[0] == (
        "Weighting by region needs how many preceptees there are in every region. Not known: North East and Yorkshire."
    )
    parts = needs("region", SHARES)
    no_share = parts[0].model_copy(update={"items": (hidden_figures("N01"), hidden_figures("N02"))})
    table = weighted_needs(made(*LONDON_IS_HALF, extra=(no_share, *parts[1:])), ASKED)
    assert table is not None
    assert table.rows[0][3] == hidden
    assert table.rows[0][5] == "By region: the share is not shown in London."


@pytest.mark.parametrize(("only", "expected"), [((), "40%"), (("mri", "ultrasound"), "30%")])
def test_an_area_asked_of_some_pathways_is_weighted_over_those(only: tuple[str, ...], expected: str) -> None:
    shares = dict(zip(PATHWAYS, (50, 40, 30, 20, 30), strict=True))
    headcounts = (
        *(known(100, pathway=code) for code in PATHWAYS if code != "diagnostic"),
        known(400, pathway="diagnostic"),
    )
    parts = tuple(
        Part(group=group("pathway", code), items=(figures("N01", n=100, need=share),))
        for code, share in shares.items()
    )
    first = ASKED.sections[0]
    items = (first.items[0].model_copy(update={"pathways": only}), *first.items[1:])
    asked = ASKED.model_copy(
        update={"sections": (first.model_copy(update={"items": items}), *ASKED.sections[1:])}
    )
    table = weighted_needs(made(*headcounts, extra=parts), asked)
    assert table is not None
    # (400 x 50 + 100 x 40 + 100 x 30 + 100 x 20 + 100 x 30) / 800 = 40; and (30 + 30) / 2
    assert table.rows[0][4].text == expected  # type: ignore[union-attr]
