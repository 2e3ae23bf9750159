"""What the attacker solves: unknown numbers of people, and facts about sums of them.

A block is one question (an item's rating, an option, taking part) in every smallest group of people there
is: organisation x region x pathway x stage x who was there at which release. How many people each such cell
holds is known to the attacker; how they answered is not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Mask = NDArray[np.bool_]
Source = tuple[str, ...]
"""Which published figure a fact was read from: release, audience, dimension, group, item, measure."""


@dataclass(frozen=True, eq=False)
class Between:
    """low <= the weighted number of people in these cells <= high.

    `where` is by cell; `weights` is by answer, whole numbers.
    """

    where: Mask
    weights: tuple[int, ...]
    low: float
    high: float
    source: Source


@dataclass(frozen=True, eq=False)
class OneOf:
    """At least one of these holds: what a hidden figure still says."""

    options: tuple[Between, ...]
    source: Source


@dataclass(frozen=True, eq=False)
class Mean:
    """A published mean of ratings 1, 2, 3 …, to one decimal, made from rounded counts of each rating.

    Each rating's own count was large enough to be shown, and so was the number of people without it.
    `people` is how many rated.
    """

    where: Mask
    value: float
    people: int
    source: Source


Fact = Between | OneOf | Mean


@dataclass(frozen=True, eq=False)
class Block:
    """One question in every cell.

    `places` has a column of codes for each of CELL, one entry a cell; `people` is how many each cell holds;
    `truth` is cells x answers and adds up to `people`. `secrets` are the answers that must not be worked
    out: a name and the answers (by position) it is made of.
    """

    audience: str
    name: str
    places: Mapping[str, NDArray[Any]]
    people: Whole
    truth: Whole
    secrets: Mapping[str, tuple[int, ...]]
    facts: tuple[Fact, ...]

    @property
    def answers(self) -> int:
        """How many different answers there are."""
        return int(self.truth.shape[1])


def wheres(fact: Fact) -> list[Mask]:
    """The cells a fact speaks of, of each of its options."""
    return [option.where for option in fact.options] if isinstance(fact, OneOf) else [fact.where]


def holds(fact: Fact, numbers: Whole) -> bool:
    """Whether these numbers (cells x answers) agree with a fact. A mean is left to the solver."""
    if isinstance(fact, Between):
        found = int((numbers[fact.where] @ np.array(fact.weights)).sum())
        return bool(fact.low <= found <= fact.high)
    if isinstance(fact, OneOf):
        return any(holds(option, numbers) for option in fact.options)
    return True
