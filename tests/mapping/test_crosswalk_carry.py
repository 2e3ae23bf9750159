"""Links offered again for the edition that takes a framework's place."""

from mapping.crosswalk_carry import UNKNOWN, carry_crosswalk
from tests.mapping.criteria import criterion, crosswalk, edge, framework

OLD = framework("draft", criterion("W1"), criterion("W2"), criterion("W3"), criterion("W4"))
NEW = framework(
    "official",
    criterion("1.1", was=("W1",)),
    criterion("1.2", was=("W2", "W3")),
    criterion("1.3", was=("W3",)),
    replaces="draft",
)


def test_an_item_that_became_one_item_keeps_its_link_as_a_draft_with_its_rationale() -> None:
    reviewed = edge("W1 equal full P1", status="published", reviewer="another")
    found = carry_crosswalk(crosswalk("draft", "p", reviewed), old=OLD, new=NEW)
    assert found.dropped == ()
    assert found.crosswalk.origin == "official"
    assert found.crosswalk.target == "p"
    assert found.crosswalk.id == "official-to-p"
    (kept,) = found.crosswalk.edges
    assert (kept.origin, kept.target, kept.relation, kept.coverage) == ("1.1", "P1", "equal", "full")
    assert (kept.status, kept.reviewer, kept.rationale) == ("draft", None, "W1 and P1")


def test_an_item_that_was_split_or_merged_only_overlaps_until_somebody_looks() -> None:
    found = carry_crosswalk(crosswalk("p", "draft", edge("P1 equal full W3")), old=OLD, new=NEW)
    assert [
        (each.target, each.relation, each.coverage, each.remainder) for each in found.crosswalk.edges
    ] == [
        ("1.2", "overlaps", "partial", UNKNOWN),
        ("1.3", "overlaps", "partial", UNKNOWN),
    ]


def test_two_links_that_now_join_the_same_two_items_become_one_with_both_rationales() -> None:
    both = crosswalk("draft", "p", edge("W2 equal full P1"), edge("W3 supports partial P1", remainder="Time"))
    found = carry_crosswalk(both, old=OLD, new=NEW)
    first, second = found.crosswalk.edges
    assert (first.origin, first.rationale, first.remainder) == (
        "1.2",
        "W2 and P1; W3 and P1",
        f"{UNKNOWN}; Time",
    )
    assert (second.origin, second.remainder) == ("1.3", "Time")


def test_a_link_whose_item_has_no_place_is_named_not_lost() -> None:
    lost = edge("W4 equal full P1")
    found = carry_crosswalk(crosswalk("draft", "p", edge("W1 equal full P1"), lost), old=OLD, new=NEW)
    assert found.dropped == (lost,)
    assert len(found.crosswalk.edges) == 1


def test_codes_of_the_other_set_are_not_mistaken_for_items_that_were_merged() -> None:
    found = carry_crosswalk(crosswalk("draft", "p", edge("W1 equal full 1.2")), old=OLD, new=NEW)
    assert found.crosswalk.edges[0].relation == "equal"


def test_a_crosswalk_that_is_not_named_after_the_old_edition_gets_an_id_of_its_own() -> None:
    named = crosswalk("draft", "p", edge("W1 equal full P1"), id="ahp-to-hcpc")
    assert carry_crosswalk(named, old=OLD, new=NEW).crosswalk.id == "ahp-to-hcpc-for-official"


def test_parts_and_items_without_a_link_move_along_and_the_mappers_agreement_does_not() -> None:
    parts = {"W1": {"who": "For whom", "fit": "How it fits"}, "W3": {"one": "One", "two": "Two"}}
    edges = (edge("P1 subset partial W1", covers=("who",)), edge("P2 subset partial W3", covers=("one",)))
    before = crosswalk("p", "draft", *edges).model_copy(update={"parts": parts, "replaces": "earlier"})
    after = carry_crosswalk(before, old=OLD, new=NEW).crosswalk
    assert after.parts == {"1.1": {"who": "For whom", "fit": "How it fits"}}
    assert [(each.target, each.covers) for each in after.edges] == [
        ("1.1", ("who",)),
        ("1.2", ()),
        ("1.3", ()),
    ]
    assert (after.replaces, after.agreement) == (None, None)
    looked_at = crosswalk("draft", "p", edge("W1 equal full P1")).model_copy(
        update={"unlinked": ("W2", "W4")}
    )
    assert carry_crosswalk(looked_at, old=OLD, new=NEW).crosswalk.unlinked == ("1.2",)
