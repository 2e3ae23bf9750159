"""What a published cell says about the number behind it, to somebody who knows the rules and the people."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from mapping.attack.block import Between, Fact, Mask, OneOf, Source, Whole
from mapping.cell import Cell
from mapping.contributors import withheld_reason
from mapping.policy import HIDE_UP_TO, MINIMUM_GROUP, ROUND_TO

REACH = ROUND_TO // 2
SHOWN_FROM = HIDE_UP_TO + 1


def weights_of(answers: Iterable[int], width: int) -> tuple[int, ...]:
    """Weights that count these answers."""
    wanted = set(answers)
    return tuple(int(position in wanted) for position in range(width))


def read_count(
    cell: Cell, *, where: Mask, weights: tuple[int, ...], people: int, source: Source, ours: bool
) -> list[Fact]:
    """What a count of `people` says. `ours`: it was hidden to protect others, and says nothing itself."""
    if cell.value is not None:
        low = max(cell.value - REACH, SHOWN_FROM)
        high = min(cell.value + REACH, people - SHOWN_FROM)
        return [Between(where, weights, low, high, source)]
    if ours or people < MINIMUM_GROUP:
        return []
    return few_or_nearly_all(where, (weights,), people, source)


def few_or_nearly_all(
    where: Mask, several: Sequence[tuple[int, ...]], people: int, source: Source
) -> list[Fact]:
    """One of these counts is HIDE_UP_TO or fewer, or all but HIDE_UP_TO or fewer; nothing where any count is."""
    if people <= 2 * HIDE_UP_TO + 1:
        return []
    ends = ((0, HIDE_UP_TO), (people - HIDE_UP_TO, people))
    return [
        OneOf(
            tuple(Between(where, weights, low, high, source) for weights in several for low, high in ends),
            source,
        )
    ]


def mostly_one_organisation(places: Mapping[str, np.ndarray], people: Whole, where: Mask) -> bool:
    """Whether these people come from too few organisations, or mostly from one: then nothing is published."""
    names, number = np.unique(places["organisation"][where].astype(str), return_inverse=True)
    sums = np.bincount(number, weights=people[where], minlength=len(names)).astype(int)
    reason = withheld_reason(dict(zip(names.tolist(), sums.tolist(), strict=True)), across=True)
    return reason in {"too-few-organisations", "one-organisation-dominates"}
