"""What a link still needs, and what changed between a saved mapping and the one being worked on."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapping.crosswalk import Crosswalk, crosswalk_rules
from mapping.judgement import Change, Judgement, Link, Tally, changes_between, judgement_of, link_of, tally_of
from mapping.relation import ORDER
from mapping.settling import settled_edges
from tests.mapping.links import edge

PARTS = {"who": "Who is offered it", "fit": "Whether it fits"}


def link(target: str = "P2a", **changes: Any) -> Link:
    said: dict[str, Any] = {
        "target": target,
        "relation": "supports",
        "coverage": "partial",
        "aspect": "one aspect",
        "remainder": "the rest",
        "rationale": "because",
        "source": "own judgement",
    }
    return Link.model_validate(said | changes)


def test_a_link_that_is_filled_in_needs_nothing() -> None:
    assert link().missing(PARTS) == {}
    assert link(coverage="full", remainder="").missing(PARTS) == {}
    assert link(covers=("who",)).missing(PARTS) == {}


def test_a_new_link_needs_everything_but_a_remainder() -> None:
    assert list(Link(target="P2a").missing(PARTS)) == [
        "relation",
        "coverage",
        "aspect",
        "rationale",
        "source",
    ]


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"remainder": ""}, "remainder", "Say what of the element it leaves uncovered."),
        ({"remainder": "", "coverage": "full", "relation": "overlaps"}, "remainder", "leaves uncovered"),
        ({"relation": "equal"}, "coverage", "cover all"),
        ({"coverage": "full", "covers": ("who",)}, "covers", "A full link covers every part"),
        ({"covers": ("who", "fit")}, "covers", "You chose every part"),
    ],
)
def test_what_a_link_still_needs_is_said_by_field(changes: dict[str, Any], field: str, message: str) -> None:
    assert message in link(**changes).missing(PARTS)[field]


@given(
    st.builds(
        link,
        relation=st.sampled_from(ORDER),
        coverage=st.sampled_from(["full", "partial"]),
        covers=st.sampled_from([(), ("who",), ("who", "fit")]),
        remainder=st.sampled_from(["", "the rest"]),
    )
)
def test_whatever_needs_nothing_can_be_published_and_nothing_else(made: Link) -> None:
    sheet = {"N01": Judgement(links=(made,))}
    edges = settled_edges(sheet, sheet, {}, targets=["P2a"], author="Ann", reviewer="Ben")
    crosswalk = Crosswalk(
        id="try", title="A try", edition="1", origin="o", target="t", parts={"P2a": PARTS}, edges=edges
    )
    wrong = list(crosswalk_rules(crosswalk, {"o": {"N01"}, "t": {"P2a"}}))
    assert (wrong == []) == (made.missing(PARTS) == {})


def test_changes_are_told_link_by_link_and_tallied() -> None:
    saved = {
        "N01": Judgement(links=(link("P1a"), link("P1b"))),
        "N02": Judgement(),
        "N03": Judgement(links=(link("P3a"),)),
    }
    now = {
        "N01": Judgement(links=(link("P1a", aspect="another"), link("P1c"))),
        "N02": Judgement(links=(link("P2a"),)),
        "N04": Judgement(),
    }
    changes = changes_between(saved, now)
    assert [(each.kind, each.origin, each.target) for each in changes] == [
        ("changed", "N01", "P1a"),
        ("added", "N01", "P1c"),
        ("removed", "N01", "P1b"),
        ("removed", "N02", None),
        ("added", "N02", "P2a"),
        ("added", "N04", None),
        ("removed", "N03", "P3a"),
    ]
    assert tally_of(changes) == Tally(added=3, changed=1, removed=3)
    assert changes[0] == Change("changed", "N01", "P1a", link("P1a"), link("P1a", aspect="another"))


def test_nothing_changes_where_nothing_differs() -> None:
    sheet = {"N01": Judgement(links=(link(),))}
    assert changes_between(sheet, dict(sheet)) == ()


def test_an_edge_is_a_link_of_its_item() -> None:
    edges = (edge("N01", "P2a", remainder=None, coverage="full"), edge("N02", "P2b"))
    assert judgement_of(edges, "N01") == Judgement(links=(link(coverage="full", remainder=""),))
    assert link_of(edges[1]) == link("P2b")
    assert judgement_of(edges, "N03") == Judgement()
