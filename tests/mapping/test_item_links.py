"""Links read in either direction, and links between editions."""

from mapping.item_links import item_links
from tests.mapping.criteria import criterion, crosswalk, edge, framework

W = framework("w", criterion("W1"), criterion("W2"), criterion("W3"))
P = framework("p", criterion("P1"), criterion("P2"), criterion("P3"))
LINKS = crosswalk(
    "w",
    "p",
    edge("W1 equal full P1"),
    edge("W2 subset partial P2"),
    edge("W3 superset full P3"),
    edge("W3 supports partial P1"),
    edge("H equal full H"),
)
KNOWN = {"w": W, "p": P}


def said(source: object, target: object) -> list[tuple[str, str, str, str]]:
    links = item_links(source, target, crosswalks=[LINKS], known=KNOWN)  # type: ignore[arg-type]
    return [(each.source, each.relation, each.coverage, each.target) for each in links]


def test_links_between_criteria_are_read_as_they_are() -> None:
    assert said(W, P) == [
        ("W1", "equal", "full", "P1"),
        ("W2", "subset", "partial", "P2"),
        ("W3", "supports", "partial", "P1"),
        ("W3", "superset", "full", "P3"),
    ]


def test_read_backwards_only_the_whole_of_a_part_covers_it_in_full() -> None:
    assert said(P, W) == [
        ("P1", "equal", "full", "W1"),
        ("P1", "supported", "partial", "W3"),
        ("P2", "superset", "full", "W2"),
        ("P3", "subset", "partial", "W3"),
    ]


def test_former_codes_link_two_editions_both_ways_and_say_when_words_changed() -> None:
    new = framework(
        "w2", criterion("N1", "Point W1", was=("W1",)), criterion("W2", "Other words"), replaces="w"
    )
    known = {"w": W, "w2": new}
    links = item_links(W, new, crosswalks=[], known=known)
    assert [(each.source, each.target, each.is_safe) for each in links] == [
        ("W1", "N1", True),
        ("W2", "W2", False),
    ]
    back = item_links(new, W, crosswalks=[], known=known)
    assert [(each.source, each.target, each.is_safe) for each in back] == [
        ("N1", "W1", True),
        ("W2", "W2", False),
    ]
