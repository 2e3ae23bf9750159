"""Links worked out through the constructs that sets are mapped to: never stored, never taken for a person's own.

With a hub in the middle, n sets need n maps (`ANCHORS.md` b2). A path goes from an item to a construct and on to
an element of another set; it is as strong as its weakest step. A step away from the construct is a link of a map
that leaves the hub, or one that leads to it read backwards, which only relations of sets allow: that two items
support one construct says nothing of one about the other.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from mapping.crosswalk import Coverage, Crosswalk, Edge, Status
from mapping.relation import TURNED, Relation

HUB = "preceptorship-constructs"
WEAKEST_FIRST: tuple[Status, ...] = ("draft", "reviewed", "published")
Place = tuple[str, str]
"""A set's id and the code of an item in it."""


class Step(NamedTuple):
    """One step of a path, read in its direction; `coverage` is of the end it leads to."""

    relation: Relation
    coverage: Coverage
    status: Status
    crosswalk: str


class Inferred(NamedTuple):
    """A link nobody made: an item, the construct between, and the element it leads to, with both steps."""

    origin_set: str
    origin: str
    construct: str
    target_set: str
    target: str
    onto: Step
    on: Step

    @property
    def coverage(self) -> Coverage:
        """How much it covers at most: all only where both steps cover all."""
        return "full" if self.onto.coverage == self.on.coverage == "full" else "partial"

    @property
    def status(self) -> Status:
        """As far as the step that has come less far."""
        return min(self.onto.status, self.on.status, key=WEAKEST_FIRST.index)


class Paths(NamedTuple):
    """The steps onto and away from each construct, and the pairs that people linked themselves."""

    onto: Mapping[str, tuple[tuple[Place, Step], ...]]
    away: Mapping[str, tuple[tuple[Place, Step], ...]]
    linked: frozenset[tuple[Place, Place]]

    def all(self) -> tuple[Inferred, ...]:
        """Every link between two sets that can be worked out and that nobody made, in the order of the maps."""
        return tuple(
            Inferred(
                origin_set=origin[0],
                origin=origin[1],
                construct=construct,
                target_set=target[0],
                target=target[1],
                onto=first,
                on=second,
            )
            for construct, steps in self.onto.items()
            for origin, first in steps
            for target, second in self.away.get(construct, ())
            if origin[0] != target[0] and not {(origin, target), (target, origin)} & self.linked
        )

    def to(self, target: str, code: str) -> tuple[Inferred, ...]:
        """Those that lead to one item."""
        return tuple(each for each in self.all() if (each.target_set, each.target) == (target, code))

    def out_of(self, origin: str, code: str) -> tuple[Inferred, ...]:
        """Those that start from one item."""
        return tuple(each for each in self.all() if (each.origin_set, each.origin) == (origin, code))


def paths_through(crosswalks: Iterable[Crosswalk]) -> Paths:
    """What can be worked out from these crosswalks, which should be the current ones."""
    onto: dict[str, list[tuple[Place, Step]]] = {}
    away: dict[str, list[tuple[Place, Step]]] = {}
    linked: set[tuple[Place, Place]] = set()
    for crosswalk in crosswalks:
        for edge in crosswalk.edges:
            here, there = (crosswalk.origin, edge.origin), (crosswalk.target, edge.target)
            if crosswalk.target == HUB:
                onto.setdefault(edge.target, []).append((here, _step(edge, crosswalk)))
                if turned := _turned(edge, crosswalk):
                    away.setdefault(edge.target, []).append((here, turned))
            elif crosswalk.origin == HUB:
                away.setdefault(edge.origin, []).append((there, _step(edge, crosswalk)))
            else:
                linked.add((here, there))
    return Paths(_kept(onto), _kept(away), frozenset(linked))


def _step(edge: Edge, crosswalk: Crosswalk) -> Step:
    return Step(relation=edge.relation, coverage=edge.coverage, status=edge.status, crosswalk=crosswalk.id)


def _turned(edge: Edge, crosswalk: Crosswalk) -> Step | None:
    """The link read from the construct; None for support. It covers all of an item that lies within the construct."""
    relation = TURNED.get(edge.relation)
    if relation is None:
        return None
    coverage: Coverage = "full" if relation in {"equal", "superset"} else "partial"
    return Step(relation=relation, coverage=coverage, status=edge.status, crosswalk=crosswalk.id)


def _kept(steps: Mapping[str, list[tuple[Place, Step]]]) -> dict[str, tuple[tuple[Place, Step], ...]]:
    return {construct: tuple(found) for construct, found in steps.items()}
