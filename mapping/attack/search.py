"""One attacker's search: the widest interval seen so far for every small group, and how to widen it."""

import copy
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from mapping.attack.block import Block, Fact, Mask, Whole
from mapping.attack.classes import Classes
from mapping.attack.judge import goals, too_narrow
from mapping.attack.solver import SECONDS, SECONDS_IF_EXACT, Solver
from mapping.attack.swap import Swaps
from mapping.attack.targets import Targets, small_groups
from mapping.attack.walk import Walk, near_truth

SEEDS = (20261124, 20261125, 20261126)
AGAIN_WHILE = 0.7
"""Another walk is worth its while when the last one left at most this share of the narrow groups."""

Tell = Callable[[Whole], None]


@dataclass(frozen=True, eq=False)
class Knowledge:
    """The cells whose answers an attacker knows, and the cells of those they are after."""

    known: Mask
    after: Mask


@dataclass(frozen=True, eq=False)
class Bounds:
    """What one attacker finds of one secret: for each small group the least and the most it can be.

    Where `exact` is false the true interval is at least as wide as this one.
    """

    secret: str
    targets: Targets
    low: Whole
    high: Whole
    exact: Mask

    @property
    def unsafe(self) -> Mask:
        """The groups whose count can be worked out."""
        return too_narrow(self.targets.sizes, self.low, self.high)


class Search:
    """Starts from intervals that only the truth has widened. A fact forgotten can only widen them further."""

    def __init__(self, block: Block, classes: Classes, attacker: Knowledge) -> None:
        self.classes, self.secrets = classes, block.secrets
        self.known = classes.known(attacker.known)
        self.targets = targets = small_groups(block, outside=attacker.after & ~attacker.known)
        number = classes.of_cell[targets.cell]
        places = len(classes.people)
        key, inverse = np.unique(targets.group * places + number, return_inverse=True)
        self.group, self.number = key // places, key % places
        self.members = np.bincount(inverse, weights=block.people[targets.cell]).astype(np.int64)
        self.rest = classes.people[self.number] - self.members
        shape = (len(self.secrets), len(targets.sizes))
        self.low = np.broadcast_to(targets.sizes, shape).copy()
        self.high = np.zeros(shape, dtype=np.int64)
        self.exact = np.zeros(shape, dtype=bool)
        self.given_up = np.zeros(shape, dtype=bool)
        self._swaps: Swaps | None = None
        self._near: Solver | None = None
        self._far: Solver | None = None
        self.see(classes.truth)

    @property
    def narrow(self) -> Mask:
        """Secrets x groups: which are still too narrow."""
        return too_narrow(self.targets.sizes, self.low, self.high)

    def is_narrow(self, row: int, position: int) -> bool:
        """Whether one group's count of one secret is still too narrow."""
        return bool(
            too_narrow(self.targets.sizes[position], self.low[row, position], self.high[row, position])
        )

    def see(self, world: Whole) -> None:
        """Widen every interval by one world, whose people may sit anywhere in their class."""
        groups = len(self.targets.sizes)
        for row, answers in enumerate(self.secrets.values()):
            count = world[:, list(answers)].sum(axis=1)[self.number]
            least, most = np.maximum(count - self.rest, 0), np.minimum(count, self.members)
            self.low[row] = np.minimum(self.low[row], np.bincount(self.group, least, groups))
            self.high[row] = np.maximum(self.high[row], np.bincount(self.group, most, groups))

    def walk(self, *, tell: Tell) -> None:
        """Move people about near the truth until each narrow group has been pushed both ways."""
        for seed in SEEDS:
            before = np.inf
            walk = Walk(self.classes, known=self.known, seed=seed)
            while (left := int(self.narrow.sum())) and left <= before * AGAIN_WHILE:
                before = left
                self._walk_once(walk, tell)

    def _walk_once(self, walk: Walk, tell: Tell) -> None:
        for row, answers in enumerate(self.secrets.values()):
            for position in np.flatnonzero(self.narrow[row]).tolist():
                mine = self.number[self.group == position]
                for up in (True, False):
                    for _ in range(int(self.targets.sizes[position])):
                        if not self.is_narrow(row, position) or not walk.push(mine, answers, up=up):
                            break
                        tell(walk.world)

    def first_unsafe(self) -> tuple[int, int] | None:
        """(secret, group) of the first count the solver, too, finds too narrow; None when there is none.

        Counts that were given up are passed over.
        """
        for row, position in zip(*np.nonzero(self.narrow & ~self.given_up), strict=True):
            if not self.is_safe(int(row), int(position)):
                return int(row), int(position)
        return None

    def is_safe(self, row: int, position: int) -> bool:
        """Ask the solver about one group. Near the truth it is quick; only then are all worlds searched."""
        return self.is_safe_near(row, position) or self.is_safe_anywhere(row, position)

    def is_safe_near(self, row: int, position: int) -> bool:
        """The same, of worlds near the truth only."""
        self._swap(row, position)
        return self._is_safe_in(self._nearby(), row, position)

    def is_safe_anywhere(self, row: int, position: int) -> bool:
        """The same, of all worlds at once, which takes longest."""
        return self._is_safe_in(self._anywhere(), row, position)

    def _swap(self, row: int, position: int) -> None:
        """Widen every interval by worlds of swapped answers, until this one is wide enough."""
        mine = self.group == position
        answers = list(list(self.secrets.values())[row])
        for most in (True, False):
            size, low, high = self.interval(row, position)
            if not self.is_narrow(row, position) or (high == size if most else low == 0):
                continue
            self._swaps = self._swaps or Swaps(self.classes, known=self.known)
            for world in self._swaps.worlds(self.members[mine], self.number[mine], answers, most=most):
                self.see(world)
                if not self.is_narrow(row, position):
                    return

    def reaches(self, row: int, position: int, other: "Search", *, near: bool) -> bool:
        """Whether a group's interval is wide enough, or can be seen to be as wide as to another attacker."""
        if near or not other.is_narrow(row, position):
            return self.is_safe_near(row, position) if near else self.is_safe(row, position)
        _, low, high = other.interval(row, position)
        for solver in (self._nearby, self._anywhere):
            for most, goal in ((False, low), (True, high)):
                _, least, greatest = self.interval(row, position)
                if greatest < goal if most else least > goal:
                    self._look(solver(), row, position, most=most, goal=goal)
        return self.interval(row, position)[1:] == (low, high)

    def _is_safe_in(self, solver: Solver, row: int, position: int) -> bool:
        """Look for worlds that are far enough apart; only when no one end suffices, for both its ends."""
        if not self.is_narrow(row, position):
            return True
        size, low, high = self.interval(row, position)
        stuck = low > 0 and high < size
        for most, goal in goals(size, low, high):
            proven = self._look(solver, row, position, most=most, goal=goal)
            if not self.is_narrow(row, position):
                return True
            stuck = stuck or not proven
        if stuck:
            self._ask(solver, row, position, SECONDS)
        return not self.is_narrow(row, position)

    def interval(self, row: int, position: int) -> tuple[int, int, int]:
        """One group's size, and the least and the most of one secret seen in it."""
        size, low, high = self.targets.sizes[position], self.low[row, position], self.high[row, position]
        return int(size), int(low), int(high)

    def ask(self, row: int, position: int, seconds: float = SECONDS_IF_EXACT) -> None:
        """The exact interval of one group's count, unless the solver runs out of time."""
        self.exact[row, position] = self._ask(self._anywhere(), row, position, seconds)

    def without(self, gone: Callable[[Fact], bool]) -> "Search":
        """The same attacker, had some facts not been published."""
        other = copy.copy(self)
        other.low, other.high, other.exact = self.low.copy(), self.high.copy(), self.exact.copy()
        other.forget(gone)
        return other

    def forget(self, gone: Callable[[Fact], bool]) -> None:
        """Take these facts away."""
        facts = tuple(fact for fact in self.classes.facts if not gone(fact))
        self.classes = replace(self.classes, facts=facts)
        self._swaps = self._near = self._far = None

    def found(self) -> list[Bounds]:
        """The bounds of every secret."""
        return [
            Bounds(secret, self.targets, self.low[row], self.high[row], self.exact[row])
            for row, secret in enumerate(self.secrets)
        ]

    def _nearby(self) -> Solver:
        if self._near is None:
            facts = tuple(near_truth(self.classes))
            self._near = Solver(replace(self.classes, facts=facts), known=self.known)
        return self._near

    def _anywhere(self) -> Solver:
        if self._far is None:
            self._far = Solver(self.classes, known=self.known)
        return self._far

    def _ask(self, solver: Solver, row: int, position: int, seconds: float) -> bool:
        size = self.targets.sizes[position]
        proven = True
        for most, done in (
            (False, self.low[row, position] == 0),
            (True, self.high[row, position] == size),
        ):
            proven = (done or self._look(solver, row, position, most=most, seconds=seconds)) and proven
        return proven

    def _look(
        self,
        solver: Solver,
        row: int,
        position: int,
        *,
        most: bool,
        goal: int | None = None,
        seconds: float = SECONDS,
    ) -> bool:
        """Widen every interval by the world the solver finds; whether it proved that there is none further."""
        mine = self.group == position
        answers = list(list(self.secrets.values())[row])
        world, proven = solver.extreme(
            self.members[mine], self.number[mine], answers, most=most, goal=goal, seconds=seconds
        )
        if world is not None:
            self.see(world)
        return proven
