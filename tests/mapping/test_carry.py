"""SDC-07: a group's figures stay until ten of its people have changed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest

from mapping.agreement import VALUES, agreement_questions
from mapping.carry import Changes, people_changed, what_to_carry
from mapping.counted import Counts
from mapping.figures import Release
from mapping.release import build_release
from surveys.counts import InvitationCount, PersonCount
from tests.mapping.samples import INSTRUMENTS, PRECEPTEE, facts, people, ratings

SIZES = {"T1": 20, "T2": 20, "T3": 20}


def counts(sizes: Mapping[str, int], *, erased: Sequence[PersonCount] = (), codes: int = 100) -> Counts:
    """So many people in each organisation, half of them with a need; `codes` handed out in each."""
    rated = []
    for name, size in sizes.items():
        rated += [ratings(name, size // 2, (5, 3)), ratings(name, size - size // 2, (4, 4))]
    return Counts(
        ratings=rated,
        people=[people(name, size) for name, size in sizes.items()],
        invitations=[InvitationCount("preceptee", name, "Y56", codes, size) for name, size in sizes.items()],
        erased=erased,
    )


def released(
    now: Counts, *, number: int, earlier: Release | None = None, made_from: Mapping[int, Counts]
) -> Release:
    more = {"carried": what_to_carry(earlier, now, made_from)} if earlier else {}
    return build_release(
        number=number,
        time_point="Autumn 2026",
        made_on=date(2026, 11, number),
        code_version="test",
        instruments=INSTRUMENTS,
        counts=now,
        derived=agreement_questions(PRECEPTEE),
        **more,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("now", "carried"),
    [
        ({"T1": 21, "T2": 20, "T3": 20}, True),
        ({"T1": 29, "T2": 20, "T3": 20}, True),
        ({"T1": 30, "T2": 20, "T3": 20}, False),
        ({"T1": 24, "T2": 23, "T3": 23}, False),
    ],
)
def test_the_nation_changes_only_after_ten_people(now: dict[str, int], carried: bool) -> None:
    before, after = counts(SIZES), counts(now)
    first = released(before, number=1, made_from={})
    second = released(after, number=2, earlier=first, made_from={1: before})
    part = second.part("preceptee", "nation", "all")
    earlier = first.part("preceptee", "nation", "all")
    assert part is not None
    assert earlier is not None
    assert part.group.as_of == (1 if carried else 0)
    assert (part.items == earlier.items and part.group.people == earlier.group.people) or not carried


def test_a_group_is_carried_while_the_nation_moves_on() -> None:
    before, after = counts(SIZES), counts({"T1": 35, "T2": 22, "T3": 20})
    first = released(before, number=1, made_from={})
    second = released(after, number=2, earlier=first, made_from={1: before})
    as_of = {
        part.group.code: part.group.as_of for part in second.parts if part.group.dimension == "organisation"
    }
    assert as_of == {"T1": 0, "T2": 1, "T3": 1}


def test_changes_add_up_over_several_releases() -> None:
    one, two, three = (counts({**SIZES, "T1": 30, "T2": size}) for size in (20, 26, 31))
    first = released(one, number=1, made_from={})
    second = released(two, number=2, earlier=first, made_from={1: one})
    third = released(three, number=3, earlier=second, made_from={1: one, 2: two})
    part = [each.part("preceptee", "organisation", "T2") for each in (second, third)]
    assert [each.group.as_of for each in part if each] == [1, 0]


def test_sdc_21_an_erasure_counts_as_a_change_even_when_somebody_else_joins() -> None:
    before = counts(SIZES)
    after = counts(SIZES, erased=[people("T1", 6)])
    assert people_changed(after, before) == 12
    first = released(before, number=1, made_from={})
    second = released(after, number=2, earlier=first, made_from={1: before})
    part = second.part("preceptee", "organisation", "T1")
    assert part is not None
    assert part.group.as_of == 0


def test_sdc_14_participation_is_carried_while_either_of_its_numbers_changed_by_a_few() -> None:
    before = counts(SIZES)
    first = released(before, number=1, made_from={})
    for codes, more, carried in ((100, 3, True), (103, 12, True), (100, 12, False), (110, 12, False)):
        after = counts({name: size + more for name, size in SIZES.items()}, codes=codes)
        second = released(after, number=2, earlier=first, made_from={1: before})
        line = next(
            each for each in second.participation if (each.audience, each.code) == ("preceptee", "T1")
        )
        assert line.as_of == (1 if carried else 0), (codes, more)


def paired(rated: int, pairs: int, *, other: int = 40) -> Counts:
    """So many people in each organisation, and so many pairs of each two bands in T1 and of `other` elsewhere."""
    plain = counts(dict.fromkeys(SIZES, rated))
    sizes = {"T1": pairs, "T2": other, "T3": other}
    of_pairs = [facts(name, size, "agreement:A01", value) for name, size in sizes.items() for value in VALUES]
    return replace(plain, facts=of_pairs)


def pair_figures(release: Release) -> list[tuple[str, int]]:
    part = release.part("preceptee", "nation", "all")
    assert part is not None
    return [(fact.count.text, fact.as_of) for fact in part.facts if fact.question == "agreement:A01"]


def test_pairs_stay_as_they_were_until_ten_changed_while_their_people_move_on() -> None:
    before = paired(400, 40)
    first = released(before, number=1, made_from={})
    assert pair_figures(first) == [("120", 0)] * 9
    for pairs, expected in ((41, ("120", 1)), (31, ("110", 0)), (42, ("120", 0))):
        after = paired(420, pairs)
        second = released(after, number=2, earlier=first, made_from={1: before})
        part = second.part("preceptee", "nation", "all")
        assert part is not None
        assert part.group.as_of == 0, "the people's own figures are new"
        assert pair_figures(second) == [expected] * 9, pairs


def test_pairs_that_were_carried_twice_are_compared_with_what_they_were_made_from() -> None:
    one, two, three = paired(400, 40), paired(420, 41), paired(440, 42)
    first = released(one, number=1, made_from={})
    second = released(two, number=2, earlier=first, made_from={1: one})
    third = released(three, number=3, earlier=second, made_from={1: one, 2: two})
    assert pair_figures(second) == [("120", 1)] * 9
    assert pair_figures(third) == [("120", 0)] * 9, "18 pairs changed since release 1"


def test_a_pair_that_moves_to_another_answer_is_one_change() -> None:
    before, after = paired(400, 40), paired(400, 40)
    moved = [
        fact._replace(people=fact.people + {"low-low": 9, "low-mid": -9}.get(fact.value, 0))
        if fact.organisation == "T1"
        else fact
        for fact in after.facts
    ]
    assert Changes(replace(after, facts=moved), before).of_pairs("agreement:A01", "nation", "all") == 9
