"""Worlds in which people swap one answer for another: a small programme, solved in hundredths of a second.

While only one answer is swapped for one other, all that a fact says is between which numbers its sum of swaps
must lie, even of a mean or of a hidden figure. Means leave much room in large groups, which `near_truth` does
not see and the programme over all worlds finds only slowly.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix, hstack, vstack

from mapping.attack.block import Between, Fact, Mask, Mean, OneOf, Whole
from mapping.attack.classes import Classes
from mapping.attack.solver import HAIR
from mapping.attack.walk import limits_of
from mapping.policy import HIDE_UP_TO, ROUND_TO

SECONDS = 1.0
REACH = 400
"""Further than so many swaps a fact's limits are not looked for."""

SWAPS = np.arange(-REACH, REACH + 1)


class Swaps:
    """Worlds that differ from a world by swaps of two answers."""

    def __init__(self, classes: Classes, *, known: Mask) -> None:
        self.classes, self.unknown = classes, ~known
        self.facts = [each for fact in classes.facts for each in _of_one_group(fact, classes.truth)]
        masks = np.array([_where(fact) for fact in self.facts], dtype=float)
        self.member = csr_matrix(masks.reshape(len(self.facts), len(known)))

    def worlds(self, people: Whole, of: Whole, answers: Sequence[int], *, most: bool) -> Iterator[Whole]:
        """Worlds, each further than the last, in which a group has fewer, or more, of these answers.

        The group has `people[i]` members in class `of[i]`.
        """
        world = self.classes.truth
        others = [answer for answer in range(world.shape[1]) if answer not in answers]
        pairs = [(other, answer) for other in others for answer in answers]
        mine = world[of].sum(axis=0)
        for source, aim in sorted(pairs, key=lambda pair: -int(mine[pair[0]] if most else mine[pair[1]])):
            moved = self._swapped(world, people, of, answers, source, aim, most=most)
            if moved is not None:
                world = world.copy()
                world[:, source] -= moved
                world[:, aim] += moved
                yield world

    def _swapped(
        self,
        world: Whole,
        people: Whole,
        of: Whole,
        answers: Sequence[int],
        source: int,
        aim: int,
        *,
        most: bool,
    ) -> Whole | None:
        """How many of each class swap `source` for `aim` (below 0: back), for the group to have the most."""
        low, high = self._limits(world, source, aim)
        count, places = len(world), len(of)
        rest = self.classes.people[of] - people
        before = world[of][:, list(answers)].sum(axis=1)
        ends = np.zeros((places, count + places))
        ends[np.arange(places), of] = 1
        ends[np.arange(places), count + np.arange(places)] = -1
        rows = vstack([hstack([self.member, csr_matrix((len(self.facts), places))]), csr_matrix(ends)])
        least = np.where(most, -before, -np.inf)
        greatest = np.where(most, np.inf, rest - before)
        result = milp(
            np.concatenate([np.zeros(count), np.full(places, -1.0 if most else 1.0)]),
            constraints=LinearConstraint(rows.tocsr(), [*low, *least], [*high, *greatest]),
            bounds=Bounds(
                [*np.where(self.unknown, -world[:, aim], 0), *np.zeros(places)],
                [*np.where(self.unknown, world[:, source], 0), *people],
            ),
            integrality=np.ones(count + places),
            options={"time_limit": SECONDS},
        )
        return None if result.x is None else np.rint(result.x[:count]).astype(np.int64)

    def _limits(self, world: Whole, source: int, aim: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        counts = self.member @ world
        limits = [
            _around_nought(_allowed(fact, count, source, aim))
            for fact, count in zip(self.facts, counts, strict=True)
        ]
        low, high = np.array(limits, dtype=float).reshape(-1, 2).T
        return low, high


def _of_one_group(fact: Fact, truth: Whole) -> Iterator[Fact]:
    """The fact, or stricter ones where it speaks of several groups at once."""
    if isinstance(fact, OneOf) and len({option.where.tobytes() for option in fact.options}) > 1:
        yield from limits_of(fact, truth)
    else:
        yield fact


def _where(fact: Fact) -> Mask:
    return fact.options[0].where if isinstance(fact, OneOf) else fact.where


def _allowed(fact: Fact, count: NDArray[np.float64], source: int, aim: int) -> Mask:
    """Of each number of SWAPS in the fact's group, whether the fact is still true."""
    if isinstance(fact, OneOf):
        allowed = [_allowed(option, count, source, aim) for option in fact.options]
        return np.asarray(np.any(allowed, axis=0), dtype=np.bool_)
    if isinstance(fact, Between):
        weights = np.array(fact.weights)
        found = weights @ count + SWAPS * (weights[aim] - weights[source])
        return np.asarray((found >= fact.low) & (found <= fact.high), dtype=np.bool_)
    return _keeps_mean(fact, count, source, aim)


def _keeps_mean(fact: Mean, count: NDArray[np.float64], source: int, aim: int) -> Mask:
    counts = np.tile(count[:, None], len(SWAPS))
    counts[source] -= SWAPS
    counts[aim] += SWAPS
    shown = HIDE_UP_TO + 1
    rounded = np.floor((counts + ROUND_TO // 2) / ROUND_TO) * ROUND_TO
    ratings = np.arange(1, len(count) + 1)[:, None]
    off = (rounded * (ratings - fact.value)).sum(axis=0)
    room = 0.05 * rounded.sum(axis=0)
    near = (off >= -room - HAIR) & (off < room - HAIR)
    kept = ((counts >= shown) & (counts <= fact.people - shown)).all(axis=0)
    return np.asarray(near & kept, dtype=np.bool_)


def _around_nought(allowed: Mask) -> tuple[float, float]:
    """How far swaps may go either way with every number on the way allowed; 0 must be."""
    up = np.flatnonzero(~allowed[REACH:])
    down = np.flatnonzero(~allowed[REACH::-1])
    return (
        -float(down[0] - 1) if len(down) else -np.inf,
        float(up[0] - 1) if len(up) else np.inf,
    )
