"""One attacker's search: the widest interval seen so far for every small group, and how to widen it."""

import copy
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from mapping.attack.block import Block, Fact, Mask, Whole
from mapping.attack.classes import Classes
from mapping.attack.judge import too_narrow
from mapping.attack.solver import SECONDS, SECONDS_IF_EXACT, Solver
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
        """(secret, group) of the first count the solver, too, finds too narrow; None when there is none."""
        for row, position in zip(*np.nonzero(self.narrow), strict=True):
            if not self.is_safe(int(row), int(position)):
                return int(row), int(position)
        return None

    def is_safe(self, row: int, position: int) -> bool:
        """Ask the solver about one group. Near the truth it is quick; only then are all worlds searched."""
        if self._is_safe_near(row, position):
            return True
        self.ask(row, position, SECONDS)
        return not self.is_narrow(row, position)

    def _is_safe_near(self, row: int, position: int) -> bool:
        if self.is_narrow(row, position):
            self._near = self._near or Solver(self._near_truth(), known=self.known)
            self._ask(self._near, row, position, SECONDS)
        return not self.is_narrow(row, position)

    def ask(self, row: int, position: int, seconds: float = SECONDS_IF_EXACT) -> None:
        """The exact interval of one group's count, unless the solver runs out of time."""
        self._far = self._far or Solver(self.classes, known=self.known)
        self.exact[row, position] = self._ask(self._far, row, position, seconds)

    def safe_without(self, gone: Callable[[Fact], bool], row: int, position: int) -> bool:
        """Whether a group's count would be seen to be safe, near the truth, if some facts were not there."""
        other = copy.copy(self)
        other.low, other.high, other.exact = self.low.copy(), self.high.copy(), self.exact.copy()
        other.forget(gone)
        return other._is_safe_near(row, position)

    def forget(self, gone: Callable[[Fact], bool]) -> None:
        """Take these facts away."""
        facts = tuple(fact for fact in self.classes.facts if not gone(fact))
        self.classes = replace(self.classes, facts=facts)
        self._near = self._far = None

    def found(self) -> list[Bounds]:
        """The bounds of every secret."""
        return [
            Bounds(secret, self.targets, self.low[row], self.high[row], self.exact[row])
            for row, secret in enumerate(self.secrets)
        ]

    def _near_truth(self) -> Classes:
        return replace(self.classes, facts=tuple(near_truth(self.classes)))

    def _ask(self, solver: Solver, row: int, position: int, seconds: float) -> bool:
        answers = list(list(self.secrets.values())[row])
        mine = self.group == position
        proven = True
        for most in (False, True):
            world, best = solver.extreme(
                self.members[mine], self.number[mine], answers, most=most, seconds=seconds
            )
            proven = proven and best
            if world is not None:
                self.see(world)
        return proven
