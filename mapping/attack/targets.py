"""Small groups of people: whose answers must not be worked out, whoever is asking."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mapping.attack.block import Block, Mask, Whole
from mapping.policy import MINIMUM_GROUP

CELL = ("organisation", "region", "pathway", "stage", "joined", "left")
GROUPINGS: tuple[tuple[str, ...], ...] = (
    CELL,
    ("organisation", "region", "pathway", "stage"),
    ("organisation",),
    ("organisation", "pathway"),
    ("organisation", "stage"),
    ("organisation", "joined"),
    ("region",),
    ("pathway",),
    ("stage",),
    ("region", "pathway"),
    ("region", "stage"),
    ("pathway", "stage"),
    ("region", "joined"),
    ("pathway", "joined"),
    ("stage", "joined"),
)
"""Groups anyone can name: every cell, and every group by one or two of its properties (`CHECKS.md` 3.3)."""

REMAINDERS: tuple[tuple[tuple[str, ...], str], ...] = (
    ((), "region"),
    ((), "pathway"),
    ((), "stage"),
    (("region",), "organisation"),
    (("pathway",), "organisation"),
    (("stage",), "organisation"),
)
"""What is left of a larger group without one of its parts: the difference of two published groups."""


@dataclass(frozen=True, eq=False)
class Targets:
    """Small groups. `cell` and `group` are pairs: the cell at i belongs to the group at i."""

    names: tuple[str, ...]
    sizes: Whole
    group: Whole
    cell: Whole

    def members(self, position: int) -> Whole:
        """The cells of one group."""
        cells: Whole = self.cell[self.group == position]
        return cells


def small_groups(block: Block, *, outside: Mask) -> Targets:
    """Every group of 1 to 9 people among the cells `outside` what the attacker knows, each once."""
    codes = {name: np.unique(block.places[name], return_inverse=True) for name in CELL}
    found: dict[bytes, tuple[str, NDArray[np.int64]]] = {}
    for name, cells in _groups(block, codes, outside):
        found.setdefault(cells.tobytes(), (name, cells))
    names = tuple(name for name, _ in found.values())
    members = [cells for _, cells in found.values()]
    group = np.repeat(np.arange(len(members)), [len(each) for each in members]).astype(np.int64)
    cell = np.concatenate(members).astype(np.int64) if members else np.zeros(0, dtype=np.int64)
    sizes = np.bincount(group, weights=block.people[cell], minlength=len(members)).astype(np.int64)
    return Targets(names, sizes, group, cell)


Codes = Mapping[str, tuple[NDArray[Any], NDArray[np.int64]]]


def _groups(block: Block, codes: Codes, outside: Mask) -> Iterator[tuple[str, NDArray[np.int64]]]:
    for grouping in GROUPINGS:
        label = _labels(codes, grouping)
        people = np.bincount(label, weights=block.people * outside)
        for number in np.flatnonzero((people > 0) & (people < MINIMUM_GROUP)):
            cells = np.flatnonzero((label == number) & outside & (block.people > 0))
            yield _name(block, grouping, cells[0]), cells
    for whole, part in REMAINDERS:
        yield from _remainders(block, codes, outside, whole, part)


def _remainders(
    block: Block, codes: Codes, outside: Mask, whole: Sequence[str], part: str
) -> Iterator[tuple[str, NDArray[np.int64]]]:
    label, parts = _labels(codes, whole), codes[part][1]
    people = np.where(outside, block.people, 0)
    of_whole = np.bincount(label, weights=people)
    pairs = np.unique(np.stack([label, parts])[:, people > 0], axis=1).T
    for number, piece in pairs:
        inside = (label == number) & outside & (block.people > 0)
        left = inside & (parts != piece)
        if 0 < block.people[left].sum() < MINIMUM_GROUP <= of_whole[number]:
            cells = np.flatnonzero(left)
            of = _name(block, whole, int(np.flatnonzero(inside)[0])) or "the nation"
            yield f"{of} without {part} {codes[part][0][piece]}", cells


def _labels(codes: Codes, names: Sequence[str]) -> NDArray[np.int64]:
    label = np.zeros(len(next(iter(codes.values()))[1]), dtype=np.int64)
    for name in names:
        values, code = codes[name]
        label = label * len(values) + code
    _, compact = np.unique(label, return_inverse=True)
    return compact.astype(np.int64)


def _name(block: Block, grouping: Sequence[str], cell: int) -> str:
    return ", ".join(f"{name} {block.places[name][cell] or 'not given'}" for name in grouping)
