"""How far answers hang together: within a section, and between two raters (`DOMAIN.md` 4.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, variance
from typing import Literal


def cronbach_alpha(rows: Sequence[Sequence[float]]) -> float | None:
    """Cronbach's alpha (1951) of rows of k item ratings; None under two rows, two items or no variance."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return None
    items = list(zip(*rows, strict=True))
    total: float = variance([sum(row) for row in rows])
    if total == 0:
        return None
    k = len(items)
    within: float = sum(variance(item) for item in items)
    return k / (k - 1) * (1 - within / total)


def mcdonald_omega(loadings: Sequence[float]) -> float | None:
    """McDonald's omega (1999) from the standardised loadings of one factor."""
    common = sum(loadings) ** 2
    unique = sum(1 - loading**2 for loading in loadings)
    return common / (common + unique) if common + unique else None


def weighted_kappa(
    first: Sequence[int],
    second: Sequence[int],
    *,
    categories: int = 5,
    weights: Literal["linear", "quadratic"] = "quadratic",
) -> float | None:
    """Cohen's weighted kappa over labels 1..categories; None where chance disagreement is zero."""
    if len(first) < 1 or categories < 2:
        return None
    power = 1 if weights == "linear" else 2
    observed = fmean(_distance(a, b, categories, power) for a, b in zip(first, second, strict=True))
    expected = fmean(_distance(a, b, categories, power) for a in first for b in second)
    return 1 - observed / expected if expected else None


@dataclass(frozen=True)
class Squares:
    """Mean squares of a two-way layout: rows (people), columns (raters), error, and within rows."""

    rows: float
    columns: float
    error: float
    within: float
    people: int
    raters: int


def mean_squares(ratings: Sequence[Sequence[float]]) -> Squares | None:
    """Mean squares of n people rated by k raters each; None under two of either."""
    n = len(ratings)
    k = len(ratings[0]) if n else 0
    if n < 2 or k < 2:
        return None
    grand = fmean(value for row in ratings for value in row)
    rows = k * sum((fmean(row) - grand) ** 2 for row in ratings)
    columns = n * sum((fmean(column) - grand) ** 2 for column in zip(*ratings, strict=True))
    total = sum((value - grand) ** 2 for row in ratings for value in row)
    error = total - rows - columns
    return Squares(
        rows=rows / (n - 1),
        columns=columns / (k - 1),
        error=error / ((n - 1) * (k - 1)),
        within=(total - rows) / (n * (k - 1)),
        people=n,
        raters=k,
    )


def icc_1_1(ratings: Sequence[Sequence[float]]) -> float | None:
    """ICC(1,1): one-way, single rater."""
    s = mean_squares(ratings)
    return None if s is None else _ratio(s.rows - s.within, s.rows + (s.raters - 1) * s.within)


def icc_2_1(ratings: Sequence[Sequence[float]]) -> float | None:
    """ICC(2,1): absolute agreement, single rater. The one to report: consistency hides a bias."""
    s = mean_squares(ratings)
    if s is None:
        return None
    bias = s.raters * (s.columns - s.error) / s.people
    return _ratio(s.rows - s.error, s.rows + (s.raters - 1) * s.error + bias)


def icc_3_1(ratings: Sequence[Sequence[float]]) -> float | None:
    """ICC(3,1): consistency, single rater."""
    s = mean_squares(ratings)
    return None if s is None else _ratio(s.rows - s.error, s.rows + (s.raters - 1) * s.error)


def _distance(first: int, second: int, categories: int, power: int) -> float:
    return float((abs(first - second) / (categories - 1)) ** power)


def _ratio(above: float, below: float) -> float | None:
    return above / below if below else None
