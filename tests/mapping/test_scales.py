"""Scores on the scale of another framework: golden values."""

import pytest

from mapping.scales import Converted, convert
from tests.mapping.criteria import criterion, framework


def of(highest: int, *, says: bool = True) -> object:
    return framework(f"to-{highest}", criterion("A"), highest=highest, equal_share=says)


@pytest.mark.parametrize(
    ("score", "highest", "to", "becomes", "words"),
    [
        (2, 2, 4, 4, "2 of 0 to 2 becomes 4 of 0 to 4"),
        (1, 2, 4, 2, "1 of 0 to 2 becomes 2 of 0 to 4"),
        (0, 2, 3, 0, "0 of 0 to 2 becomes 0 of 0 to 3"),
        (1, 2, 3, None, "1 of 0 to 2 falls between two scores of 0 to 3"),
        (1, 4, 2, None, "1 of 0 to 4 falls between two scores of 0 to 2"),
        (2, 4, 2, 1, "2 of 0 to 4 becomes 1 of 0 to 2"),
    ],
)
def test_scores_become_the_same_share_where_there_is_a_score_for_it(
    score: int, highest: int, to: int, becomes: int | None, words: str
) -> None:
    assert convert(score, source=of(highest), target=of(to)) == Converted(score=becomes, words=words)  # type: ignore[arg-type]


def test_a_scale_from_one_begins_where_nothing_is_in_place() -> None:
    levels = framework("levels", criterion("A"), lowest=1, highest=5, equal_share=True)
    assert convert(1, source=of(2), target=levels).score == 3  # type: ignore[arg-type]
    assert convert(1, source=levels, target=of(2)).score == 0  # type: ignore[arg-type]
    assert convert(2, source=levels, target=of(2)).score is None  # type: ignore[arg-type]


def test_scores_of_scales_of_the_same_length_are_copied_whatever_they_say() -> None:
    assert convert(1, source=of(2, says=False), target=of(2)) == Converted(score=1)  # type: ignore[arg-type]


def test_a_scale_that_does_not_say_it_has_equal_shares_is_never_converted() -> None:
    refused = convert(2, source=of(2), target=of(4, says=False))  # type: ignore[arg-type]
    assert refused == Converted(
        score=None,
        words="Its scores run 0 to 2 and here they run 0 to 4, and TO-4 does not say that scores are equal shares",
    )
