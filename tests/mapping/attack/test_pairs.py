"""Pairs of ratings are attacked like every question, and a pair that joins cannot be read off two releases."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from mapping.agreement import VALUES, agreement_questions
from mapping.attack.attack import attack_release, blocks_of
from mapping.attack.plain import question_blocks
from mapping.attack.seen import Seen
from mapping.carry import NOTHING, Carried, what_to_carry
from mapping.counted import Counts
from mapping.derived import Derived
from mapping.release import build_release
from surveys.counts import FactCount
from tests.mapping.samples import INSTRUMENTS, PRECEPTEE, facts, people, ratings

ORGANISATIONS = ("T1", "T2", "T3")


def pairs(each: int) -> list[FactCount]:
    """So many pairs of each two bands in each organisation."""
    return [facts(name, each, "agreement:A01", value) for name in ORGANISATIONS for value in VALUES if each]


def counts(each: int, *, rated: int = 300) -> Counts:
    """So many people in each organisation, and pairs."""
    return Counts(
        ratings=[ratings(name, rated // 2, pair) for name in ORGANISATIONS for pair in ((5, 3), (4, 4))],
        people=[people(name, rated) for name in ORGANISATIONS],
        facts=pairs(each),
    )


def seen(
    now: Counts,
    *,
    number: int = 1,
    carried: Carried = NOTHING,
    derived: Sequence[Derived] = agreement_questions(PRECEPTEE),
) -> Seen:
    release = build_release(
        number=number,
        time_point="Autumn 2026",
        made_on=date(2026, 11, number),
        code_version="test",
        instruments=INSTRUMENTS,
        counts=now,
        carried=carried,
        derived=derived,
    )
    return Seen(release, now)


def pair_blocks(*releases: Seen) -> list[str]:
    return [
        block.name
        for block in question_blocks(releases, "preceptee")
        if block.facts and block.name.startswith("agreement")
    ]


def test_each_of_the_nine_counts_is_attacked() -> None:
    assert pair_blocks(seen(counts(20))) == [f"agreement:A01 {value}" for value in VALUES]


def test_before_the_first_pair_there_is_nothing_to_attack() -> None:
    assert pair_blocks(seen(counts(0))) == []
    assert list(blocks_of([seen(counts(0))])), "and all else is"


def test_pairs_that_appear_in_a_later_release_are_attacked_with_the_earlier_one() -> None:
    before = seen(counts(0))
    after = counts(20, rated=320)
    carried = what_to_carry(before.release, after, {1: before.counts})
    assert len(pair_blocks(before, seen(after, number=2, carried=carried))) == 9


def test_sdc_07_a_pair_that_joins_shows_only_if_pairs_were_not_carried() -> None:
    """One pair joins and takes a count over the edge of what is shown: whose it is could be read off."""
    rest = [one for one in pairs(20) if one.value != "low-high"]
    one, other = (facts(name, number, "agreement:A01", "low-high") for name, number in (("T1", 4), ("T2", 3)))
    before = replace(counts(20), facts=[*rest, one, other])
    after = replace(counts(20, rated=320), facts=[*rest, one._replace(people=5), other])
    first = seen(before)
    ours = seen(after, number=2, carried=what_to_carry(first.release, after, {1: before}))
    live = seen(after, number=2)
    found = attack_release(live, earlier=[first]).findings
    assert any("agreement:A01 low-high" in finding.question for finding in found)
    kept = attack_release(ours, earlier=[first]).findings
    assert not any("agreement" in finding.question for finding in kept)


def test_an_answer_can_be_called_what_a_place_is() -> None:
    """`organisation` is a kind of support, and what every cell is placed by."""
    derived = Derived(
        audience="preceptee", question="kind", values=("organisation", "stage"), dimensions=("nation",)
    )
    given = [
        facts(name, number, "kind", value)
        for name in ORGANISATIONS
        for value, number in (("organisation", 12), ("stage", 20))
    ]
    now = replace(counts(0), facts=given)
    blocks = [
        block
        for block in question_blocks([seen(now, derived=[derived])], "preceptee")
        if block.name == "kind"
    ]
    assert blocks[0].truth.sum(axis=0).tolist() == [36, 60]
