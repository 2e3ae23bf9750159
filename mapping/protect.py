"""Turning true counts into published cells (`CHECKS.md` S3 to S5). The only place a true count becomes text.

Everything derived, a share, a mean or a score, takes protected cells, never true counts.
"""

import math
from collections.abc import Sequence
from functools import cache

from mapping.cell import Cell, hidden
from mapping.policy import HIDE_UP_TO, MINIMUM_GROUP, PERCENTAGE_BASE, ROUND_TO

Z_95 = 1.959963984540054


def round_count(count: int) -> int:
    """The nearest multiple of ROUND_TO; a whole number is never half way between multiples of 5."""
    return (count + ROUND_TO // 2) // ROUND_TO * ROUND_TO


def protect_people(people: int) -> Cell:
    """The size of a group: hidden below MINIMUM_GROUP, else rounded (S3)."""
    return count_cell(round_count(people)) if people >= MINIMUM_GROUP else hidden


def protect_count(count: int, people: int) -> Cell:
    """How many of `people` gave an answer: one token when few did or few did not, else rounded (S4)."""
    if people < MINIMUM_GROUP or count <= HIDE_UP_TO or people - count <= HIDE_UP_TO:
        return hidden
    return count_cell(round_count(count))


def protect_categories(counts: Sequence[int], people: int) -> tuple[Cell, ...]:
    """Counts that together make `people`: all shown or none, so that no hidden one is what is left over."""
    cells = tuple(protect_count(count, people) for count in counts)
    return cells if all(cell.shown for cell in cells) else tuple(hidden for _ in cells)


def protect_options(counts: Sequence[int], people: int) -> tuple[Cell, ...]:
    """Counts of options of which each person chose one: when just one is hidden, the next smallest is too."""
    cells = [protect_count(count, people) for count in counts]
    if sum(not cell.shown for cell in cells) == 1 and len(cells) > 1:
        shown = [index for index, cell in enumerate(cells) if cell.shown]
        cells[min(shown, key=lambda index: (counts[index], index))] = hidden
    return tuple(cells)


def share_of(count: Cell, people: Cell) -> Cell:
    """A whole percentage from two protected cells; hidden unless the base is PERCENTAGE_BASE or more (S5)."""
    if count.value is None or people.value is None or people.value < PERCENTAGE_BASE:
        return hidden
    return percent_cell(min(100, _half_up(100 * count.value / people.value)))


def interval_of(count: Cell, people: Cell) -> tuple[Cell, Cell]:
    """The Wilson 95% interval of `share_of`, in whole percentages, from the protected cells."""
    if count.value is None or people.value is None or people.value < PERCENTAGE_BASE:
        return hidden, hidden
    low, high = wilson(min(count.value, people.value), people.value)
    return percent_cell(_half_up(100 * low)), percent_cell(_half_up(100 * high))


def mean_of(categories: Sequence[Cell], people: Cell) -> Cell:
    """The mean of ratings 1, 2, 3 … from their protected counts, to one decimal (S5)."""
    values = [cell.value for cell in categories]
    total = sum(value for value in values if value is not None)
    if None in values or people.value is None or people.value < PERCENTAGE_BASE or total == 0:
        return hidden
    mean = sum(rating * (value or 0) for rating, value in enumerate(values, start=1)) / total
    rounded = _half_up(10 * mean) / 10
    return Cell(text=f"{rounded:.1f}", value=rounded)


def score_of(over: Cell, need: Cell, people: Cell) -> Cell:
    """Ranked discrepancy score, -100 to 100, from protected counts of ranks above and below (S5).

    Source: Narine and Harder 2021 (`DOMAIN.md` 4.2). A negative score means that needs prevail.
    """
    if over.value is None or need.value is None or people.value is None or people.value < PERCENTAGE_BASE:
        return hidden
    score = _half_up(100 * (over.value - need.value) / people.value)
    return Cell(text=f"{score}".replace("-", "−"), value=score)


def wilson(count: float, people: float) -> tuple[float, float]:
    """Wilson's 95% interval for a share of `people` (above 0), as two fractions (`DOMAIN.md` 4.2)."""
    share = count / people
    spread = Z_95**2 / people
    centre = share + spread / 2
    reach = Z_95 * math.sqrt(share * (1 - share) / people + spread / (4 * people))
    return max(0.0, (centre - reach) / (1 + spread)), min(1.0, (centre + reach) / (1 + spread))


@cache
def count_cell(count: float) -> Cell:
    """A count as published, with a comma for thousands."""
    return Cell(text=f"{count:,.0f}", value=count)


@cache
def percent_cell(percent: float) -> Cell:
    """A whole percentage as published; its value is 0 to 100."""
    return Cell(text=f"{percent:.0f}%", value=percent)


def _half_up(number: float) -> int:
    return math.floor(number + 0.5)
