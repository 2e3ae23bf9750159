"""Between which numbers each small group's count must lie, given every fact and what an attacker knows.

A world that agrees with the facts widens what is possible for every group at once. The truth is the first, a
walk from there settles most groups, and only what stays too narrow is asked of the integer programme, which
gives its exact interval. A world that leaves alone what one attacker knows serves all who know less.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from mapping.attack.block import Block, Mask, Whole
from mapping.attack.classes import Classes, make_classes
from mapping.attack.judge import too_narrow
from mapping.attack.solver import SECONDS, SECONDS_IF_EXACT, Solver
from mapping.attack.targets import Targets, small_groups
from mapping.attack.walk import Walk, near_truth

SEEDS = (20261124, 20261125, 20261126)
AGAIN_WHILE = 0.7
"""Another walk is worth its while when the last one left at most this share of the narrow groups."""


@dataclass(frozen=True, eq=False)
class Bounds:
    """What one attacker finds of one secret: for each small group the least and the most it can be.

    Where `exact` is false the true interval is at least as wide as this one; `asked` says whether the solver
    was asked about the group.
    """

    secret: str
    targets: Targets
    low: Whole
    high: Whole
    exact: Mask
    asked: Mask

    @property
    def unsafe(self) -> Mask:
        """The groups whose count can be worked out."""
        return too_narrow(self.targets.sizes, self.low, self.high)


@dataclass(frozen=True, eq=False)
class Knowledge:
    """The cells whose answers an attacker knows, and the cells of those they are after."""

    known: Mask
    after: Mask


def bound(
    block: Block, attackers: Sequence[Knowledge], *, exact: bool = False, first: bool = False
) -> list[list[Bounds]]:
    """The bounds of every secret of a block, to each attacker.

    With `exact`, every group gets its exact interval. With `first`, the search ends at the first group found
    unsafe: the others' intervals are then narrower than they might be.
    """
    classes = make_classes(block, knowledge=[each.known for each in attackers])
    searches = [Search(block, classes, each) for each in attackers]
    for search in searches:
        search.see(classes.truth)
    for search in sorted(searches, key=lambda each: -int(each.known.sum())):
        served = [each for each in searches if not (each.known & ~search.known).any()]
        search.walk(tell=lambda world, served=served: [each.see(world) for each in served])  # type: ignore[misc]
        search.ask_one_by_one(everyone=exact, first=first)
        if first and search.narrow.any():
            break
    return [search.found() for search in searches]


def protects(block: Block, attacker: Knowledge, secret: int, position: int) -> bool:
    """Whether one group's count of one secret, by position, is safe from an attacker."""
    classes = make_classes(block, knowledge=[attacker.known])
    search = Search(block, classes, attacker)
    search.wanted[:] = False
    search.wanted[secret, position] = True
    search.see(classes.truth)
    search.walk(tell=search.see)
    search.ask_one_by_one(everyone=False, first=True)
    return not search.narrow.any()


class Search:
    """The widest interval seen so far for every group and secret, to one attacker, and how to widen them."""

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
        self.asked = np.zeros(shape, dtype=bool)
        self.wanted = np.ones(shape, dtype=bool)

    @property
    def narrow(self) -> Mask:
        """Secrets x groups: which are still too narrow."""
        return too_narrow(self.targets.sizes, self.low, self.high) & self.wanted

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
            np.minimum(
                self.low[row], np.bincount(self.group, least, groups), out=self.low[row], casting="unsafe"
            )
            np.maximum(
                self.high[row], np.bincount(self.group, most, groups), out=self.high[row], casting="unsafe"
            )

    def walk(self, *, tell: Callable[[Whole], object]) -> None:
        """Move people about near the truth until each narrow group has been pushed both ways."""
        for seed in SEEDS:
            before = np.inf
            walk = Walk(self.classes, known=self.known, seed=seed)
            while (left := int(self.narrow.sum())) and left <= before * AGAIN_WHILE:
                before = left
                self._walk_once(walk, tell)

    def _walk_once(self, walk: Walk, tell: Callable[[Whole], object]) -> None:
        for row, answers in enumerate(self.secrets.values()):
            for position in np.flatnonzero(self.narrow[row]).tolist():
                mine = self.number[self.group == position]
                for up in (True, False):
                    for _ in range(int(self.targets.sizes[position])):
                        if not self.is_narrow(row, position) or not walk.push(mine, answers, up=up):
                            break
                        tell(walk.world)

    def ask_one_by_one(self, *, everyone: bool, first: bool) -> None:
        """Ask the solver about groups that are still too narrow, or for everybody's exact interval.

        Near the truth it is quick; only where that does not settle a group, all worlds are searched. With
        `first`, the groups after the first that stays too narrow are not asked about.
        """
        near: Solver | None = None
        far: Solver | None = None
        for row, answers in enumerate(self.secrets.values()):
            for position in range(len(self.targets.sizes)):
                if not everyone and self.is_narrow(row, position):
                    near = near or Solver(self._near_truth(), known=self.known)
                    self._ask(near, row, list(answers), position, SECONDS)
                if everyone or self.is_narrow(row, position):
                    far = far or Solver(self.classes, known=self.known)
                    seconds = SECONDS_IF_EXACT if everyone else SECONDS
                    self.asked[row, position] = True
                    self.exact[row, position] = self._ask(far, row, list(answers), position, seconds)
                    if first and self.is_narrow(row, position):
                        return

    def _near_truth(self) -> Classes:
        return replace(self.classes, facts=tuple(near_truth(self.classes)))

    def _ask(self, solver: Solver, row: int, answers: list[int], position: int, seconds: float) -> bool:
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

    def found(self) -> list[Bounds]:
        """The bounds of every secret."""
        return [
            Bounds(secret, self.targets, self.low[row], self.high[row], self.exact[row], self.asked[row])
            for row, secret in enumerate(self.secrets)
        ]
