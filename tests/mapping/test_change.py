"""What becomes of a need between two time points, item by item."""

import pytest

from mapping.change import Became, change_of, has_need
from surveys.rating import Rating


def rated(importance: int | None, confidence: int | None) -> Rating:
    return Rating(item="N01", importance=importance, confidence=confidence)


@pytest.mark.parametrize(
    ("before", "after", "became"),
    [
        (rated(5, 2), rated(5, 5), "gone"),
        (rated(5, 2), rated(2, 2), "gone"),
        (rated(3, 3), rated(5, 3), "new"),
        (rated(3, 5), rated(4, 3), "new"),
        (rated(5, 1), rated(5, 4), "same"),
        (rated(3, 3), rated(2, 5), "same"),
        (rated(5, None), rated(5, 5), None),
        (rated(5, 2), rated(None, 5), None),
        (rated(5, 2), Rating(item="N01", not_in_role=True), None),
        (None, rated(5, 2), None),
    ],
)
def test_a_need_is_gone_new_or_the_same(
    before: Rating | None, after: Rating | None, became: Became | None
) -> None:
    assert change_of(before, after) == became


def test_as_confident_as_it_is_important_is_no_need() -> None:
    assert has_need(rated(3, 3)) is False
    assert has_need(rated(3, 2)) is True
    assert has_need(None) is None
