"""Two blind mappings made one: differences, how they are settled, and what is published of it (ANCHORS (d) 4)."""

from datetime import date
from typing import Any

import pytest

from mapping.judgement import Judgement
from mapping.mapper_agreement import MapperAgreement
from mapping.settling import (
    Settled,
    agreement_of,
    carried_edges,
    differences_between,
    judged_by_both,
    settled_edges,
    unsettled,
)
from tests.mapping.links import crosswalk, edge
from tests.mapping.test_judgement import link

TARGETS = ("P1a", "P1b", "P2a")
FIRST = {
    "N01": Judgement(links=(link("P1a"), link("P2a"))),
    "N02": Judgement(links=(link("P1b", aspect="as Ann says"),)),
    "N03": Judgement(),
    "N04": Judgement(links=(link("P1a"),)),
}
SECOND = {
    "N01": Judgement(links=(link("P1a", relation="overlaps"), link("P1b"))),
    "N02": Judgement(links=(link("P1b", aspect="as Ben says"),)),
    "N03": Judgement(),
}


def settled(origin: str, target: str, way: str, **changes: Any) -> tuple[tuple[str, str], Settled]:
    said: dict[str, Any] = {
        "origin": origin,
        "target": target,
        "way": way,
        "reason": "we talked",
        "by": "Ann",
    }
    return (origin, target), Settled.model_validate(said | {"on": date(2026, 11, 25)} | changes)


def test_differences_are_those_of_pairs_that_both_looked_at() -> None:
    found = differences_between(FIRST, SECOND, targets=TARGETS)
    assert [(each.origin, each.target, each.sort) for each in found] == [
        ("N01", "P1a", "differs"),
        ("N01", "P1b", "second only"),
        ("N01", "P2a", "first only"),
        ("N02", "P1b", "words"),
    ]
    assert judged_by_both(FIRST, SECOND) == ("N01", "N02", "N03")
    assert [(each.origin, each.target) for each in unsettled(found, {})] == [
        ("N01", "P1a"),
        ("N01", "P1b"),
        ("N01", "P2a"),
    ]


def test_agreement_is_over_three_items_and_three_elements_with_values_by_hand() -> None:
    # linked: 2 by both, 1 by each alone, 5 by neither: (7*9 - (9 + 36)) / (81 - 45) = 0.5
    # relations of the two: supports-overlaps and supports-supports: kappa (1*2 - 2) / (4 - 2) = 0
    assert agreement_of(FIRST, SECOND, targets=TARGETS) == MapperAgreement(
        items=3,
        both=2,
        first_only=1,
        second_only=1,
        neither=5,
        kappa=0.5,
        same_relation=1,
        relation_kappa=0.0,
    )


def test_nothing_is_published_while_a_difference_is_open() -> None:
    with pytest.raises(ValueError, match="N01 to P1b is not settled"):
        settled_edges(
            FIRST,
            SECOND,
            dict([settled("N01", "P1a", "first")]),
            targets=TARGETS,
            author="Ann",
            reviewer="Ben",
        )


def test_what_is_published_follows_how_each_difference_was_settled() -> None:
    how = dict(
        [
            settled("N01", "P1a", "second"),
            settled("N01", "P1b", "other", link=link("P1b", coverage="full", remainder="")),
            settled("N01", "P2a", "none"),
        ]
    )
    done: dict[str, Any] = {"author": "Ann", "reviewer": "Ben", "status": "published"}
    assert settled_edges(FIRST, SECOND, how, targets=TARGETS, author="Ann", reviewer="Ben") == (
        edge("N01", "P1a", relation="overlaps", **done),
        edge("N01", "P1b", coverage="full", remainder=None, **done),
        edge("N02", "P1b", aspect="as Ann says", **done),
    )


def test_where_only_words_differ_the_first_ones_stand_unless_settled() -> None:
    only = {"N02": FIRST["N02"]}, {"N02": SECOND["N02"]}
    (kept,) = settled_edges(*only, {}, targets=TARGETS, author="Ann", reviewer="Ben")
    (other,) = settled_edges(
        *only, dict([settled("N02", "P1b", "second")]), targets=TARGETS, author="Ann", reviewer="Ben"
    )
    assert (kept.aspect, other.aspect) == ("as Ann says", "as Ben says")


def test_links_of_items_the_two_did_not_both_judge_are_carried_over_as_they_were() -> None:
    basis = crosswalk("old", edge("N01", "P1a"), edge("N04", "P2a"), edge("N05", "P1b"))
    assert carried_edges(basis, FIRST, SECOND) == (edge("N04", "P2a"), edge("N05", "P1b"))
    assert carried_edges(None, FIRST, SECOND) == ()
