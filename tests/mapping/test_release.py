"""A release from counts: the fixed menu, the rules of small numbers, and the hash."""

from collections.abc import Mapping, Sequence
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapping.cell import Cell
from mapping.counted import Counts
from mapping.derived import Derived
from mapping.figures import Dimension, FactFigures, ItemFigures, Part, Release
from mapping.release import build_release, hash_content
from surveys.counts import (
    FactCount,
    HeadcountLine,
    InvitationCount,
    PersonCount,
    ProvisionAnswer,
    RatingCount,
)
from tests.mapping.samples import INSTRUMENTS, facts, people, ratings

TRUSTS = ("T1", "T2", "T3")


def release(
    ratings: Sequence[RatingCount] = (),
    people: Sequence[PersonCount] = (),
    *,
    facts: Sequence[FactCount] = (),
    invitations: Sequence[InvitationCount] = (),
    provision: Sequence[ProvisionAnswer] = (),
    bands: Mapping[str, Sequence[str]] | None = None,
    number: int = 1,
    made_on: date = date(2026, 11, 24),
    derived: Sequence[Derived] = (),
    headcounts: Sequence[HeadcountLine] = (),
) -> Release:
    return build_release(
        number=number,
        time_point="Autumn 2026",
        made_on=made_on,
        code_version="0.1.0",
        instruments=INSTRUMENTS,
        counts=Counts(
            ratings=ratings, people=people, facts=facts, invitations=invitations, provision=provision
        ),
        bands=bands,
        derived=derived,
        headcounts=headcounts,
    )


def part(
    made: Release, dimension: Dimension = "nation", code: str = "all", *, audience: str = "preceptee"
) -> Part:
    found = made.part(audience, dimension, code)
    assert found is not None
    return found


def item(part: Part, code: str = "A01") -> ItemFigures:
    return next(figures for figures in part.items if figures.item == code)


def fact(part: Part, question: str, value: str) -> FactFigures:
    return next(each for each in part.facts if (each.question, each.value) == (question, value))


def twenty_each(*trusts: str) -> tuple[list[RatingCount], list[PersonCount]]:
    """Twelve people in need, four confident beyond it and four tied, at each trust."""
    spread = (((5, 3), 12), ((3, 4), 4), ((4, 4), 4))
    rows = [ratings(trust, number, pair) for trust in trusts for pair, number in spread]
    return rows, [people(trust, 20) for trust in trusts]


def test_an_items_figures_come_from_rounded_counts() -> None:
    figures = item(part(release(*twenty_each(*TRUSTS))))
    assert {name: cell.text for name, cell in figures if isinstance(cell, Cell)} == {
        "n": "60",
        "missing": "[c]",
        "not_in_role": "[c]",
        "need": "35",
        "need_share": "58%",
        "need_low": "46%",
        "need_high": "70%",
        "important": "50",
        "important_share": "83%",
        "confident": "25",
        "confident_share": "42%",
        "mean_importance": "[c]",
        "mean_confidence": "[c]",
        "rds": "−42",
    }


def test_the_menu_is_fixed_and_the_order_too() -> None:
    rows, who = twenty_each(*TRUSTS)
    made = release(rows, [*who, *(people(trust, 20, audience="preceptor") for trust in TRUSTS)])
    assert [(each.group.audience, each.group.dimension, each.group.code) for each in made.parts] == [
        ("preceptee", "nation", "all"),
        ("preceptee", "region", "Y56"),
        ("preceptee", "pathway", "diagnostic"),
        ("preceptee", "stage", "start"),
        ("preceptee", "organisation", "T1"),
        ("preceptee", "organisation", "T2"),
        ("preceptee", "organisation", "T3"),
        ("preceptor", "nation", "all"),
        ("preceptor", "region", "Y56"),
        ("preceptor", "organisation", "T1"),
        ("preceptor", "organisation", "T2"),
        ("preceptor", "organisation", "T3"),
    ]


def test_people_without_a_region_count_for_the_nation_and_no_region() -> None:
    rows, who = twenty_each(*TRUSTS)
    made = release([*rows, ratings("RT4", 20, region=None)], [*who, people("RT4", 20, region=None)])
    assert part(made).group.people.text == "80"
    assert [each.group.code for each in made.parts if each.group.dimension == "region"] == ["Y56"]
    assert part(made, "region", "Y56").group.people.text == "60"


@pytest.mark.parametrize(
    ("sizes", "reason"),
    [
        ((3, 3, 3), "too-few-people"),
        ((30, 30), "too-few-organisations"),
        ((70, 20, 10), "one-organisation-dominates"),
        ((47, 45, 8), "one-organisation-dominates"),
    ],
)
def test_a_group_that_is_withheld_has_its_reason_and_nothing_else(
    sizes: tuple[int, ...], reason: str
) -> None:
    trusts = [(f"T{place}", size) for place, size in enumerate(sizes)]
    made = release([ratings(*trust) for trust in trusts], [people(*trust) for trust in trusts])
    withheld = part(made, "region", "Y56")
    assert (withheld.group.withheld, withheld.group.people.text) == (reason, "[c]")
    assert (withheld.items, withheld.facts) == ((), ())


def test_an_organisations_own_figures_need_only_ten_people() -> None:
    made = release([ratings("T1", 10)], [people("T1", 10), people("T2", 9)])
    assert part(made, "organisation", "T1").group.people.text == "10"
    assert part(made, "organisation", "T2").group.withheld == "too-few-people"


def test_an_item_that_one_organisation_answered_is_not_published_as_the_nations() -> None:
    rows, who = twenty_each(*TRUSTS)
    made = release([*rows, ratings("T1", 20, item="A02"), ratings("T2", 1, item="A02")], who)
    assert item(part(made)).need.text == "35"
    assert {cell.text for _, cell in item(part(made), "A02") if isinstance(cell, Cell)} == {"[c]"}
    assert item(part(made, "organisation", "T1"), "A02").n.text == "20"


def test_an_item_no_one_of_a_pathway_is_asked_is_not_applicable_there() -> None:
    made = release(*twenty_each(*TRUSTS))
    assert item(part(made, "pathway", "diagnostic"), "A02").n.text == "[z]"
    assert item(part(made), "A02").n.text == "[c]"


def test_means_appear_only_when_all_five_counts_do() -> None:
    spread = [(1, 10), (2, 10), (3, 20), (4, 30), (5, 30)]
    rows = [ratings(trust, number, (value, 3)) for trust in TRUSTS for value, number in spread]
    figures = item(part(release(rows, [people(trust, 100) for trust in TRUSTS])))
    assert (figures.mean_importance.text, figures.mean_confidence.text) == ("3.6", "[c]")


def test_choices_list_every_option_and_hide_two_together() -> None:
    rows, who = twenty_each(*TRUSTS)
    chosen = [
        facts(trust, number, "stay", value) for trust in TRUSTS for value, number in (("yes", 12), ("no", 6))
    ]
    nation = part(release(rows, who, facts=chosen))
    chosen_counts = [
        (each.value, each.n.text, each.count.text) for each in nation.facts if each.question == "stay"
    ]
    assert chosen_counts == [("yes", "55", "35"), ("no", "55", "[c]"), ("unsure", "55", "[c]")]


def test_of_several_choices_each_is_of_everyone_and_stands_alone() -> None:
    rows, who = twenty_each(*TRUSTS)
    chosen = [facts(trust, 10, "helped", "time") for trust in TRUSTS]
    nation = part(release(rows, who, facts=chosen))
    assert fact(nation, "helped", "time").share.text == "50%"
    assert fact(nation, "helped", "peers").count.text == "[c]"


def test_a_question_mostly_one_organisation_answered_is_hidden() -> None:
    rows, who = twenty_each(*TRUSTS)
    chosen = [facts("T1", 10, "stay", "yes"), facts("T1", 10, "stay", "no"), facts("T2", 1, "stay", "no")]
    nation = part(release(rows, who, facts=chosen))
    assert {cell.text for cell in (fact(nation, "stay", "yes").n, fact(nation, "stay", "yes").count)} == {
        "[c]"
    }


def test_what_limits_preceptors_is_counted_like_any_question() -> None:
    trusts = [people(trust, 20, audience="preceptor") for trust in TRUSTS]
    rows = [
        facts(trust, 10, "binding-limit", value, audience="preceptor")
        for trust in TRUSTS
        for value in ("time", "ratio")
    ]
    nation = part(
        release((), trusts, facts=rows, bands={"binding-limit": ("time", "ratio")}), audience="preceptor"
    )
    assert [(each.value, each.share.text) for each in nation.facts] == [("time", "50%"), ("ratio", "50%")]


def test_text_answers_have_no_figures() -> None:
    rows, who = twenty_each(*TRUSTS)
    nation = part(release(rows, who, facts=[facts(trust, 20, "said", "hello") for trust in TRUSTS]))
    assert "said" not in {each.question for each in nation.facts}


def test_nobody_gives_a_release_without_parts() -> None:
    made = release()
    assert (made.parts, made.participation, made.provision) == ((), (), ())


def test_the_hash_is_of_the_content_and_not_of_its_number_or_day() -> None:
    rows, who = twenty_each(*TRUSTS)
    first, second = release(rows, who), release(rows, who, number=2, made_on=date(2027, 1, 1))
    assert first.content_hash == second.content_hash == hash_content(second)
    assert len(first.content_hash) == 64
    assert release([*rows, ratings("T1", 40)], who).content_hash != first.content_hash


def test_known_headcounts_are_frozen_in_the_hash_and_a_release_without_any_keeps_its_own() -> None:
    rows, who = twenty_each(*TRUSTS)
    known = (HeadcountLine(audience="preceptee", region="Y56", people=90, source="Register"),)
    without, with_one = release(rows, who), release(rows, who, headcounts=known)
    assert with_one.headcounts == known
    assert with_one.content_hash != without.content_hash
    assert (with_one.parts, with_one.participation) == (without.parts, without.participation)
    older = without.model_dump(mode="json", exclude={"headcounts"})
    assert hash_content(Release.model_validate(older)) == without.content_hash


@given(st.randoms(use_true_random=False))
@settings(max_examples=15)
def test_the_same_counts_in_any_order_give_the_same_release(random: Random) -> None:
    rows, who = twenty_each(*TRUSTS, "T4")
    chosen = [facts(trust, 10, "stay", value) for trust in TRUSTS for value in ("yes", "no")]
    before = release(rows, who, facts=chosen)
    for counts in (rows, who, chosen):
        random.shuffle(counts)
    assert release(rows, who, facts=chosen) == before


sizes = st.lists(st.integers(0, 40), min_size=6, max_size=6)


@given(st.lists(sizes, min_size=3, max_size=6))
@settings(max_examples=60)
def test_no_release_shows_a_count_that_is_small_on_either_side(numbers: list[list[int]]) -> None:
    pairs = ((5, 3), (4, 4), (2, 5), (1, 1), (3, 2), (4, None))
    trusts = [(f"T{place}", size) for place, size in enumerate(numbers) if sum(size)]
    rows = [ratings(trust, n, pair) for trust, size in trusts for pair, n in zip(pairs, size, strict=True)]
    made = release(rows, [people(trust, sum(size)) for trust, size in trusts])
    for each in made.parts:
        own = [
            size
            for trust, size in trusts
            if each.group.dimension != "organisation" or trust == each.group.code
        ]
        need_first, tied, over, low, need_second, _ = (sum(size[place] for size in own) for place in range(6))
        n, need = need_first + tied + over + low + need_second, need_first + need_second
        for figures in each.items:
            if figures.item == "A01" and figures.need.value is not None:
                assert 7 < need < n - 7
                assert abs(figures.need.value - need) <= 2
            assert figures.need_share.shown <= figures.need.shown
            assert figures.n.value is None or figures.n.value >= 10
        assert bool(each.items) is (each.group.withheld is None)


def test_a_derived_question_is_published_for_its_own_groups_only() -> None:
    trusts = [people(trust, 10) for trust in ("T01", "T02", "T03", "T04")]
    rows = [
        facts(trust, 5, "change:N01", value)
        for trust in ("T01", "T02", "T03", "T04")
        for value in ("up", "down")
    ]
    derived = [
        Derived(audience="preceptee", question="change:N01", values=("up", "down"), dimensions=("nation",))
    ]
    made = release((), trusts, facts=rows, derived=derived)
    shown = {
        (part.group.dimension, fact.value): fact.count.text
        for part in made.parts
        if part.group.audience == "preceptee"
        for fact in part.facts
        if fact.question == "change:N01"
    }
    assert shown == {("nation", "up"): "20", ("nation", "down"): "20"}


def support_release(*, with_a_need: int, learning: int = 20, rest: int = 20) -> Part:
    """The nation: 3 trusts of 20, of whom so many have a need in A01, and some chose a kind of support."""
    needs = [with_a_need // 3 + (at < with_a_need % 3) for at in range(3)]
    rows = [row for trust, need in zip(TRUSTS, needs, strict=True) for row in rated(trust, need)]
    chosen = [
        facts(trust, total // 3 + (at < total % 3), "support:A01", value)
        for value, total in (("learning", learning), ("organisation", rest))
        for at, trust in enumerate(TRUSTS)
    ]
    derived = [
        Derived(
            audience="preceptee",
            question="support:A01",
            values=("learning", "organisation"),
            dimensions=("nation",),
            need="A01",
        )
    ]
    made = release(rows, [people(trust, 20) for trust in TRUSTS], facts=chosen, derived=derived)
    part = made.part("preceptee", "nation", "all")
    assert part is not None
    return part


def rated(trust: str, need: int) -> list[RatingCount]:
    return [ratings(trust, need, (5, 3)), ratings(trust, 20 - need, (3, 3))]


def of_support(part: Part) -> list[tuple[str, str, str]]:
    return [
        (fact.value, fact.n.text, fact.count.text) for fact in part.facts if fact.question == "support:A01"
    ]


def test_support_that_people_with_a_need_chose_is_published_beside_their_need() -> None:
    part = support_release(with_a_need=40)
    assert next(each.need.text for each in part.items if each.item == "A01") == "40"
    assert of_support(part) == [("learning", "40", "20"), ("organisation", "40", "20")]


def test_sdc_09_support_is_hidden_wherever_the_number_with_a_need_is() -> None:
    part = support_release(with_a_need=55, learning=30, rest=20)
    assert next(each.need.text for each in part.items if each.item == "A01") == "[c]"
    assert of_support(part) == [("learning", "[c]", "[c]"), ("organisation", "[c]", "[c]")]


def test_one_kind_of_support_is_hidden_when_the_other_is() -> None:
    part = support_release(with_a_need=40, learning=35, rest=5)
    assert of_support(part) == [("learning", "40", "[c]"), ("organisation", "40", "[c]")]
