"""Levels come from published cells only, and are clear only where a whole interval is."""

from collections.abc import Sequence
from datetime import date

import pytest

from app.bands import BANDS
from mapping.cell import Cell, hidden, not_applicable
from mapping.evidence import Evidence, capacity_level, evidence_in, need_level, see_items
from mapping.figures import FactFigures, Group, ItemFigures, Part, ProvisionFigures, Release
from mapping.lens import Lenses, load_lenses
from mapping.protect import count_cell, interval_of, percent_cell, share_of
from surveys.load import load_instruments
from tests.reports.data import sample_release


@pytest.fixture(scope="module")
def lenses() -> Lenses:
    """The edition that ships."""
    return load_lenses(load_instruments(), BANDS)["preceptorship-2026"]


def item(code: str, n: int, need: int) -> ItemFigures:
    people, needing = count_cell(n), count_cell(need)
    low, high = interval_of(needing, people)
    names = [name for name in ItemFigures.model_fields if name != "item"]
    return ItemFigures(item=code, **dict.fromkeys(names, hidden)).model_copy(
        update={
            "n": people,
            "need": needing,
            "need_share": share_of(needing, people),
            "need_low": low,
            "need_high": high,
        }
    )


def unseen(code: str, cell: Cell = hidden) -> ItemFigures:
    names = [name for name in ItemFigures.model_fields if name != "item"]
    return ItemFigures(item=code, **dict.fromkeys(names, cell))


def part(audience: str, items: Sequence[ItemFigures] = (), facts: Sequence[FactFigures] = ()) -> Part:
    group = Group(audience=audience, dimension="nation", code="all", people=count_cell(100))
    return Part(group=group, items=tuple(items), facts=tuple(facts))


def hours(n: int, *, eight: int, twelve: int) -> list[FactFigures]:
    people = count_cell(n)
    return [
        FactFigures(
            question="protected-hours",
            value=value,
            n=people,
            count=count_cell(count),
            share=share_of(count_cell(count), people),
        )
        for value, count in (("8-to-11", eight), ("12-or-more", twelve))
    ]


def provided(question: str, value: str, count: int, of: int) -> ProvisionFigures:
    return ProvisionFigures(
        dimension="nation",
        code="all",
        question=question,
        value=value,
        organisations=count_cell(of),
        count=count_cell(count),
        share=percent_cell(100 * count / of),
    )


def release(*parts: Part, provision: Sequence[ProvisionFigures] = ()) -> Release:
    return Release(
        number=1,
        time_point="Autumn 2026",
        made_on=date(2026, 11, 24),
        rules="test",
        code_version="test",
        instruments={},
        parts=parts,
        participation=(),
        provision=tuple(provision),
        content_hash="",
    )


def found(lenses: Lenses, made: Release, topic: str) -> Evidence:
    return next(each for each in evidence_in(made, lenses, "nation", "all") if each.topic == topic)


def test_high_need_with_time_and_provision_in_place_is_for_learning(lenses: Lenses) -> None:
    made = release(
        part("preceptee", [item(code, 400, 260) for code in ("N16", "N32")]),
        part("preceptor", facts=hours(200, eight=80, twelve=60)),
        provision=[provided("structure", "written-policy", 18, 20)],
    )
    seen = found(lenses, made, "findings-and-referrals")
    assert (seen.need.share.text, seen.need.low.text, seen.need.high.text) == ("65%", "60%", "70%")
    assert (seen.capacity.share.text, seen.capacity.low.text) == ("70%", "63%")
    assert seen.provision.share.text == "90%"
    assert (seen.need_level, seen.capacity_level, seen.provision_level) == ("high", "enough", "in place")
    assert seen.action == "learn"


def test_too_few_protected_hours_call_for_time_and_preceptors_own_need_for_training(lenses: Lenses) -> None:
    needs = [item(code, 400, 260) for code in ("N02", "N16", "N32")]
    made = release(
        part("preceptee", needs),
        part(
            "preceptor",
            [item(code, 200, 140) for code in ("R02", "R03", "R06")],
            hours(200, eight=30, twelve=20),
        ),
        provision=[
            provided("structure", "written-policy", 10, 20),
            provided("named-preceptor", "always", 8, 20),
            provided("named-preceptor", "usually", 7, 20),
        ],
    )
    time, people = (found(lenses, made, code) for code in ("findings-and-referrals", "asking-for-help"))
    assert (time.capacity_level, time.provision_level, time.action) == ("short", "partly", "release time")
    assert (people.capacity.share.text, people.capacity_level) == ("70%", "short")
    assert (people.provision.share.text, people.provision_level) == ("75%", "in place")
    assert people.action == "recruit or train preceptors"


def test_an_interval_across_the_threshold_is_unclear(lenses: Lenses) -> None:
    near = see_items(["N02"], part("preceptee", [item("N02", 100, 55)]))
    assert (near.share.text, near.low.text, near.high.text) == ("55%", "45%", "64%")
    assert need_level(near, lenses.thresholds) == "unclear"
    assert capacity_level(near, lenses.thresholds, own_need=True) == "unclear"


def test_several_items_stand_on_the_fewest_people_who_rated_one(lenses: Lenses) -> None:
    seen = see_items(["N16", "N32"], part("preceptee", [item("N16", 400, 220), item("N32", 50, 30)]))
    assert (seen.share.text, seen.n.text, seen.used, seen.of) == ("56%", "50", 2, 2)
    assert (seen.low.text, seen.high.text) == ("42%", "68%")
    assert need_level(seen, lenses.thresholds) == "unclear"


def test_fewer_than_half_of_the_items_shown_is_hidden(lenses: Lenses) -> None:
    seen = see_items(
        ["N03", "N04", "N05"], part("preceptee", [item("N03", 90, 60), unseen("N04"), unseen("N05")])
    )
    assert (seen.share, seen.used, seen.of) == (hidden, 1, 3)
    assert need_level(seen, lenses.thresholds) == "hidden"


def test_items_that_were_not_asked_are_not_hidden(lenses: Lenses) -> None:
    for seen in (
        see_items(["N99"], part("preceptee", [item("N03", 90, 60)])),
        see_items(["N03"], part("preceptee", [unseen("N03", not_applicable)])),
    ):
        assert need_level(seen, lenses.thresholds) == "not asked"


def test_one_hidden_answer_hides_the_share_it_is_part_of(lenses: Lenses) -> None:
    facts = [hours(200, eight=80, twelve=60)[0], hours(200, eight=0, twelve=0)[1]]
    facts[1] = facts[1].model_copy(update={"count": hidden, "share": hidden})
    made = release(part("preceptee", [item("N16", 400, 260)]), part("preceptor", facts=facts))
    seen = found(lenses, made, "findings-and-referrals")
    assert (seen.capacity.share, seen.capacity_level, seen.action) == (hidden, "hidden", "unknown")


def test_sdc_01_a_withheld_group_shows_nothing_and_gives_no_action(lenses: Lenses) -> None:
    group = Group(
        audience="preceptee", dimension="nation", code="all", people=hidden, withheld="too-few-people"
    )
    made = release(Part(group=group), part("preceptor", facts=hours(200, eight=80, twelve=60)))
    for each in evidence_in(made, lenses, "nation", "all"):
        assert each.need_level == "hidden"
        assert each.action == "unknown"
    assert {each.action for each in evidence_in(made, lenses, "region", "Y56")} == {"unknown"}


def test_a_lens_without_a_question_is_not_asked(lenses: Lenses) -> None:
    seen = found(lenses, sample_release(), "digital")
    assert (seen.provision.share, seen.provision_level, seen.action) == (
        not_applicable,
        "not asked",
        "unknown",
    )


def test_the_evidence_of_a_release_is_the_same_each_time(lenses: Lenses) -> None:
    made = sample_release()
    assert evidence_in(made, lenses, "nation", "all") == evidence_in(made, lenses, "nation", "all")
