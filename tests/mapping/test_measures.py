"""Measures against the golden values of `DOMAIN.md` 4.2."""

import pytest

from mapping.measures import (
    mean_gap,
    mean_weighted_discrepancy,
    need_count,
    quadrant,
    ranked_discrepancy,
    somers_d,
    wilson_interval,
)
from mapping.reliability import (
    cronbach_alpha,
    icc_1_1,
    icc_2_1,
    icc_3_1,
    mcdonald_omega,
    mean_squares,
    weighted_kappa,
)

IMPORTANCE = (5, 4, 5, 3, 4, 2)
CONFIDENCE = (2, 3, 5, 3, 1, 3)
PRECEPTEE = (1, 2, 3, 4, 5, 3, 2, 4)
PRECEPTOR = (2, 3, 3, 5, 5, 4, 3, 5)
PAIRS = list(zip(PRECEPTEE, PRECEPTOR, strict=True))


def near(value: float, digits: float = 5e-6) -> object:
    return pytest.approx(value, abs=digits)


def test_golden_set_a_gives_a_mean_gap_of_one_and_three_needs() -> None:
    assert mean_gap(IMPORTANCE, CONFIDENCE) == 1.0
    assert need_count(IMPORTANCE, CONFIDENCE) == 3


def test_golden_set_a_gives_borichs_weighted_discrepancy() -> None:
    assert mean_weighted_discrepancy(IMPORTANCE, CONFIDENCE) == near(3.83333)


def test_golden_set_a_gives_the_ranked_discrepancy_score() -> None:
    assert ranked_discrepancy(IMPORTANCE, CONFIDENCE) == near(-33.33333)


def test_the_wilson_interval_of_7_of_20() -> None:
    low, high = wilson_interval(7, 20) or (0, 0)
    assert (round(low, 4), round(high, 4)) == (0.1812, 0.5671)


def test_nothing_is_calculated_from_nobody() -> None:
    assert mean_gap((), ()) is None
    assert mean_weighted_discrepancy((), ()) is None
    assert ranked_discrepancy((), ()) is None
    assert wilson_interval(0, 0) is None
    assert somers_d((), ()) is None
    assert cronbach_alpha([]) is None
    assert icc_2_1([(1, 2)]) is None


@pytest.mark.parametrize(
    ("importance", "confidence", "expected"),
    [
        (4.0, 2.0, "concentrate here"),
        (4.0, 3.0, "keep up"),
        (3.0, 2.0, "low priority"),
        (3.0, 3.5, "possible overkill"),
    ],
)
def test_a_mean_at_the_crosshair_counts_as_high(importance: float, confidence: float, expected: str) -> None:
    assert quadrant(importance, confidence, importance_at=4.0, confidence_at=3.0) == expected


def test_somers_d_leaves_out_pairs_tied_on_the_independent_variable() -> None:
    assert somers_d((1, 1, 2, 3), (1, 2, 2, 1)) == pytest.approx(-1 / 5)
    assert somers_d((1, 2, 3), (1, 2, 3)) == 1
    assert somers_d((1, 1), (1, 2)) is None


def test_cronbachs_alpha() -> None:
    rows = [(3, 4, 3), (4, 4, 5), (2, 3, 2), (5, 5, 4), (3, 3, 3), (4, 5, 5)]
    assert cronbach_alpha(rows) == near(0.91051)


def test_mcdonalds_omega() -> None:
    assert mcdonald_omega((0.70, 0.80, 0.60, 0.75)) == near(0.80660)


def test_weighted_kappa_of_golden_set_b() -> None:
    assert weighted_kappa(PRECEPTEE, PRECEPTOR, weights="linear") == near(0.47826)
    assert weighted_kappa(PRECEPTEE, PRECEPTOR, weights="quadratic") == near(0.76923)


def test_kappa_is_not_calculable_when_both_always_say_the_same_one_thing() -> None:
    assert weighted_kappa((3, 3), (3, 3)) is None


def test_mean_squares_of_golden_set_b() -> None:
    squares = mean_squares(PAIRS)
    assert squares is not None
    assert (squares.rows, squares.columns, squares.error) == (near(2.96429), near(2.25), near(0.107143))


def test_the_three_intraclass_correlations_of_golden_set_b() -> None:
    assert icc_1_1(PAIRS) == near(0.77540)
    assert icc_2_1(PAIRS) == near(0.79208)
    assert icc_3_1(PAIRS) == near(0.93023)
