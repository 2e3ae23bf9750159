"""Item-level measures of need, each a small function of paired ratings (`DOMAIN.md` 4.2).

Ratings are whole numbers 1 to 5; `importance[i]` and `confidence[i]` come from one person. A measure
that cannot be calculated is None, never 0.
"""

from collections.abc import Sequence
from statistics import fmean

from mapping.protect import wilson

Ratings = Sequence[int]
QUADRANTS = ("concentrate here", "keep up", "low priority", "possible overkill")


def mean(ratings: Sequence[float]) -> float | None:
    """The arithmetic mean; None of nothing."""
    return fmean(ratings) if ratings else None


def need_count(importance: Ratings, confidence: Ratings) -> int:
    """How many rate their confidence below the importance: the headline (`DESIGN.md` 4)."""
    return sum(c < i for i, c in zip(importance, confidence, strict=True))


def mean_gap(importance: Ratings, confidence: Ratings) -> float | None:
    """Mean of importance minus confidence."""
    return mean([i - c for i, c in zip(importance, confidence, strict=True)])


def mean_weighted_discrepancy(importance: Ratings, confidence: Ratings) -> float | None:
    """Borich's MWDS: the gap weighted by the group's mean importance of the item (Borich 1980)."""
    weight, gap = mean(importance), mean_gap(importance, confidence)
    return None if weight is None or gap is None else weight * gap


def ranked_discrepancy(importance: Ratings, confidence: Ratings) -> float | None:
    """RDS = 100 (PR - NR) / n: -100 when everyone has a need, +100 when nobody does (Narine, Harder 2021)."""
    if not importance:
        return None
    over = sum(c > i for i, c in zip(importance, confidence, strict=True))
    return 100 * (over - need_count(importance, confidence)) / len(importance)


def wilson_interval(count: int, people: int) -> tuple[float, float] | None:
    """Wilson's 95% interval for count / people, as fractions; None for nobody."""
    return wilson(count, people) if people else None


def quadrant(importance: float, confidence: float, *, importance_at: float, confidence_at: float) -> str:
    """Importance-performance quadrant; a mean at the crosshair counts as high (Martilla and James 1977)."""
    if importance >= importance_at:
        return "keep up" if confidence >= confidence_at else "concentrate here"
    return "possible overkill" if confidence >= confidence_at else "low priority"


def somers_d(independent: Sequence[float], dependent: Sequence[float]) -> float | None:
    """Somers' D: concordant minus discordant pairs over pairs not tied on the independent variable."""
    balance = untied = 0
    pairs = list(zip(independent, dependent, strict=True))
    for first, (x1, y1) in enumerate(pairs):
        for x2, y2 in pairs[first + 1 :]:
            if x1 == x2:
                continue
            untied += 1
            balance += (1 if (x1 - x2) * (y1 - y2) > 0 else -1) if y1 != y2 else 0
    return balance / untied if untied else None
