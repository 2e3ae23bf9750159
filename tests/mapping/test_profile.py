"""A respondent's own profile: everything they said, needs first."""

from mapping.profile import make_profile
from surveys.instrument import NeedItem
from surveys.rating import Rating

ITEMS = tuple(NeedItem(code=f"A0{place}", text=f"Need {place}") for place in range(1, 7))


def rated(place: int, importance: int | None, confidence: int | None) -> Rating:
    return Rating(item=f"A0{place}", importance=importance, confidence=confidence)


def test_needs_come_by_gap_then_importance_then_the_order_asked() -> None:
    profile = make_profile(
        ITEMS, [rated(1, 3, 2), rated(2, 5, 2), rated(3, 5, 4), rated(4, 3, 2), rated(5, 2, 4)]
    )
    assert [(own.item.code, own.gap) for own in profile.needs] == [
        ("A02", 3),
        ("A03", 1),
        ("A01", 1),
        ("A04", 1),
    ]
    assert [(own.item.code, own.gap) for own in profile.balanced] == [("A05", -2)]
    assert len(profile.rated) == 5


def test_not_in_role_half_answered_and_untouched_are_kept_apart() -> None:
    profile = make_profile(ITEMS[:3], [Rating(item="A01", not_in_role=True), rated(2, 4, None)])
    assert [item.code for item in profile.not_in_role] == ["A01"]
    assert [item.code for item in profile.missing] == ["A02", "A03"]
    assert profile.rated == ()


def test_ratings_of_items_that_are_not_asked_are_left_out() -> None:
    assert make_profile(ITEMS[:1], [rated(2, 5, 1)]).rated == ()
