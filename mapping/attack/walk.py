"""Worlds near the truth, found by moving people between answers while every fact stays true.

The solver would find them too, only slower: most small groups are settled here in thousandths of a second.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from mapping.attack.block import Between, Fact, Mask, Mean, OneOf, Whole, holds
from mapping.attack.classes import Classes
from mapping.policy import HIDE_UP_TO, ROUND_TO

Numbers = NDArray[np.float64]
REPAIRS = 5
"""How many others may move to make up for one person's move."""


class Walk:
    """A world that starts as the truth and moves. `world` is classes x answers."""

    def __init__(self, classes: Classes, *, known: Mask, seed: int) -> None:
        self.world = classes.truth.copy()
        self.unknown = ~known
        self.dice = np.random.default_rng(seed)
        limits = near_truth(classes)
        width = self.world.shape[1]
        member = np.array([each.where for each in limits], dtype=bool).reshape(-1, len(self.world))
        weights = np.array([each.weights for each in limits]).reshape(-1, width)
        self.low = np.array([each.low for each in limits], dtype=float)
        self.high = np.array([each.high for each in limits], dtype=float)
        self.sums = ((member @ self.world) * weights).sum(axis=1).astype(float)
        self.steps = {
            (source, aim): Step(source, aim, member, weights)
            for source in range(width)
            for aim in range(width)
            if source != aim
        }

    def push(self, classes: Whole, answers: Sequence[int], *, up: bool) -> bool:
        """Move one person of these classes into the answers, or out of them; False when no way was found."""
        others = [answer for answer in range(self.world.shape[1]) if answer not in answers]
        sources, aims = (others, list(answers)) if up else (list(answers), others)
        ways = [
            (number, source, aim)
            for number in classes.tolist()
            for source in sources
            if self.world[number, source] > 0
            for aim in aims
        ]
        self.dice.shuffle(ways)
        return any(self._move(number, self.steps[source, aim], classes) for number, source, aim in ways)

    def _move(self, number: int, step: "Step", avoid: Whole) -> bool:
        """One person makes the step, and up to REPAIRS others make it or undo it until every sum fits again."""
        low, high = self.low[step.rows], self.high[step.rows]
        sums = self.sums[step.rows] + step.changes[:, number]
        moved, free = [(number, 1)], self.unknown.copy()
        free[avoid] = False
        for _ in range(REPAIRS):
            broken = (sums < low) | (sums > high)
            if not broken.any():
                break
            found = self._repair(step, sums, low, high, free & step.changes[broken].any(axis=0))
            if found is None:
                return False
            other, sign = found
            moved.append((other, sign))
            free[other] = False
            sums = sums + sign * step.changes[:, other]
        if ((sums < low) | (sums > high)).any():
            return False
        for each, sign in moved:
            self.world[each, step.source] -= sign
            self.world[each, step.aim] += sign
        self.sums[step.rows] = sums
        return True

    def _repair(
        self, step: "Step", sums: Numbers, low: Numbers, high: Numbers, free: Mask
    ) -> tuple[int, int] | None:
        """The one person, and which way, that brings the sums nearest to where they must be."""
        best, found = np.inf, None
        for sign, start in ((-1, step.aim), (1, step.source)):
            able = np.flatnonzero(free & (self.world[:, start] > 0))
            if len(able):
                after = sums[:, None] + sign * step.changes[:, able]
                excess = (np.maximum(after - high[:, None], 0) + np.maximum(low[:, None] - after, 0)).sum(
                    axis=0
                )
                least = excess.min()
                if least < best:
                    best, found = least, (int(able[self.dice.choice(np.flatnonzero(excess == least))]), sign)
        return found


class Step:
    """One person changing one answer for another: the sums it touches, and by how much for each class."""

    def __init__(self, source: int, aim: int, member: Mask, weights: Whole) -> None:
        self.source, self.aim = source, aim
        change = weights[:, aim] - weights[:, source]
        self.rows = np.flatnonzero(change)
        self.changes = member[self.rows] * change[self.rows, None].astype(float)


def near_truth(classes: Classes) -> list[Between]:
    """Stricter facts, all of one simple kind, that the truth agrees with too."""
    return [each for fact in classes.facts for each in limits_of(fact, classes.truth)]


def limits_of(fact: Fact, truth: Whole) -> Iterator[Between]:
    """Limits that keep a fact true: of what is hidden the reason that is true, of a mean every rounded count."""
    if isinstance(fact, Between):
        yield fact
    elif isinstance(fact, OneOf):
        yield next(option for option in fact.options if holds(option, truth))
    else:
        yield from _counts_behind(fact, truth)


def _counts_behind(mean: Mean, truth: Whole) -> Iterator[Between]:
    width, reach, shown = truth.shape[1], ROUND_TO // 2, HIDE_UP_TO + 1
    for answer, count in enumerate(truth[mean.where].sum(axis=0).tolist()):
        middle = (count + reach) // ROUND_TO * ROUND_TO
        low, high = max(middle - reach, shown), min(middle + reach, mean.people - shown)
        yield Between(mean.where, tuple(int(each == answer) for each in range(width)), low, high, mean.source)
