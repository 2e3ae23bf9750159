"""How two shares of people differ, with an interval: an association, never a cause."""

import math
from dataclasses import dataclass
from typing import NamedTuple

from mapping.cell import Cell, hidden
from mapping.policy import PERCENTAGE_BASE
from mapping.protect import count_cell, wilson


@dataclass(frozen=True)
class Side:
    """One of two groups, as published: how many of its `people` gave the answer."""

    count: Cell
    people: Cell


class Difference(NamedTuple):
    """The first share less the second, in percentage points, with its 95% interval."""

    points: Cell
    low: Cell
    high: Cell

    @property
    def is_clear(self) -> bool:
        """True when the interval does not reach across 0."""
        low, high = self.low.value, self.high.value
        return low is not None and high is not None and (low > 0 or high < 0)


NOT_SHOWN = Difference(hidden, hidden, hidden)


def people_of(counts: tuple[Cell, ...]) -> Cell:
    """Published counts added up; hidden when one of them is."""
    values = [cell.value for cell in counts]
    return hidden if None in values else count_cell(sum(value or 0 for value in values))


def difference_of(first: Side, second: Side) -> Difference:
    """From protected counts only; hidden when one is, or a side is too small for a percentage (S5)."""
    if not (_usable(first) and _usable(second)):
        return NOT_SHOWN
    low, high = newcombe(*_numbers(first), *_numbers(second))
    shares = [count / people for count, people in (_numbers(first), _numbers(second))]
    return Difference(_points(shares[0] - shares[1]), _points(low), _points(high))


def newcombe(count: float, people: float, other: float, other_people: float) -> tuple[float, float]:
    """Newcombe's 95% interval of a difference of two shares, from their Wilson intervals (1998, method 10).

    >>> [round(end, 4) for end in newcombe(56, 70, 48, 80)]
    [0.0524, 0.3339]
    """
    share, other_share = count / people, other / other_people
    low, high = wilson(count, people)
    other_low, other_high = wilson(other, other_people)
    difference = share - other_share
    return (
        difference - math.hypot(share - low, other_high - other_share),
        difference + math.hypot(high - share, other_share - other_low),
    )


def _usable(side: Side) -> bool:
    count, people = side.count.value, side.people.value
    return count is not None and people is not None and people >= PERCENTAGE_BASE


def _numbers(side: Side) -> tuple[float, float]:
    people = side.people.value or 0
    return min(side.count.value or 0, people), people


def _points(fraction: float) -> Cell:
    points = math.floor(100 * fraction + 0.5)
    return Cell(text=f"{points}".replace("-", "−"), value=points)
