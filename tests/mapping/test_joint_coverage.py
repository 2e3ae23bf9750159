"""What several links cover together: golden cases, and what holds of any links (ANCHORS (d) 4)."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapping.joint_coverage import Covered, Reaching, joint_coverage, reaching
from tests.mapping.links import crosswalk, edge

PARTS = {"who": "Who is offered it", "fit": "Whether it fits each person"}
OTHERS = {"start": "When it starts", "end": "When it ends"}
LINKS = st.lists(
    st.builds(
        lambda covers, full, parts: Reaching(
            edge("N01", "P2a", covers=tuple(covers), coverage="full" if full else "partial"), parts
        ),
        st.sets(st.sampled_from(["who", "fit"]), max_size=1),
        st.booleans(),
        st.sampled_from([PARTS, {}]),
    ),
    max_size=5,
)


def partial(*covers: str, parts: dict[str, str] | None = None, remainder: str = "the rest") -> Reaching:
    said = PARTS if parts is None else parts
    return Reaching(edge("N01", "P2a", covers=covers, remainder=remainder), said)


def test_complementary_partial_links_cover_it_together() -> None:
    assert joint_coverage([partial("who"), partial("fit")]) == Covered(state="jointly full")


def test_overlapping_partial_links_do_not_and_the_part_nobody_covers_is_named() -> None:
    assert joint_coverage([partial("who"), partial("who")]) == Covered(
        state="partial", left=("Whether it fits each person",)
    )


def test_without_parts_partial_links_never_add_up_and_all_they_leave_remains() -> None:
    links = [partial(parts={}, remainder=left) for left in ("Its end", "its end ", "Its start")]
    assert joint_coverage(links) == Covered(state="partial", left=("Its end", "Its start"))


def test_a_full_link_is_enough() -> None:
    full = Reaching(edge("N02", "P2a", coverage="full", remainder=None), {})
    assert joint_coverage([partial("who"), full]) == Covered(state="full")


def test_nothing_covers_nothing() -> None:
    assert joint_coverage([]) == Covered(state="none")


def test_links_that_divide_the_element_differently_do_not_add_up() -> None:
    links = [partial("who"), partial("start", parts=OTHERS)]
    assert joint_coverage(links) == Covered(
        state="partial", left=("Whether it fits each person", "When it ends")
    )


def test_a_link_that_names_no_part_adds_nothing_to_those_that_do() -> None:
    assert joint_coverage([partial("who"), partial()]).left == ("Whether it fits each person",)


def test_links_of_two_crosswalks_with_the_same_parts_add_up() -> None:
    ours = crosswalk("ours", edge("N01", "P2a", covers=("who",)), parts={"P2a": PARTS})
    theirs = crosswalk("theirs", edge("offered", "P2a", covers=("fit",)), parts={"P2a": PARTS})
    links = reaching([ours, theirs], target="hcpc-principles-2023", code="P2a")
    assert joint_coverage(links).state == "jointly full"
    assert reaching([ours], target="another-set", code="P2a") == ()


@given(LINKS, LINKS)
def test_more_links_never_cover_less(some: Sequence[Reaching], more: Sequence[Reaching]) -> None:
    order = ["none", "partial", "jointly full", "full"]
    before, after = joint_coverage(some), joint_coverage([*some, *more])
    assert order.index(after.state) >= order.index(before.state)


@given(LINKS)
def test_the_order_of_links_does_not_matter_and_something_remains_exactly_when_partial(
    links: list[Reaching],
) -> None:
    found = joint_coverage(links)
    assert joint_coverage(links[::-1]).state == found.state
    assert bool(found.left) == (found.state == "partial")


@given(LINKS)
def test_a_slow_count_of_parts_agrees(links: list[Reaching]) -> None:
    named = {code for link in links if link.parts for code in link.edge.covers}
    fast = joint_coverage(links).state
    slow = "none" if not links else "partial"
    if named == set(PARTS):
        slow = "jointly full"
    if any(link.edge.coverage == "full" for link in links):
        slow = "full"
    assert fast == slow


@pytest.mark.parametrize("covers", [("who", "fit")])
def test_one_link_that_names_every_part_counts_like_two(covers: tuple[str, ...]) -> None:
    assert joint_coverage([partial(*covers)]).state == "jointly full"
