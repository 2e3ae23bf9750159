"""Cells that no fact tells apart, taken together: the attack's cost then does not grow with the nation."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from mapping.attack.block import Between, Block, Fact, Mask, OneOf, Whole


@dataclass(frozen=True, eq=False)
class Classes:
    """Cells grouped by which facts, and which attackers' knowledge, speak of them. `facts` speak of classes.

    `of_cell` is each cell's class; `people` and `truth` are sums over a class.
    """

    of_cell: Whole
    people: Whole
    truth: Whole
    facts: tuple[Fact, ...]

    def known(self, cells: Mask) -> Mask:
        """The classes made of these cells, which are all known or all unknown to an attacker."""
        known = np.zeros(len(self.people), dtype=bool)
        known[self.of_cell[cells]] = True
        return known


def make_classes(block: Block, *, knowledge: Sequence[Mask]) -> Classes:
    """The classes of a block's cells. `knowledge` is the cells each attacker knows."""
    masks = list({mask.tobytes(): mask for fact in block.facts for mask in _masks(fact)}.values())
    touched = np.stack([*masks, *knowledge, np.ones(len(block.people), dtype=bool)])
    _, first, number = np.unique(touched, axis=1, return_index=True, return_inverse=True)
    number = number.reshape(-1).astype(np.int64)
    people = np.bincount(number, weights=block.people).astype(np.int64)
    truth = np.zeros((len(first), block.answers), dtype=np.int64)
    np.add.at(truth, number, block.truth)
    return Classes(number, people, truth, tuple(_of_classes(fact, first) for fact in block.facts))


def _masks(fact: Fact) -> list[Mask]:
    return [option.where for option in fact.options] if isinstance(fact, OneOf) else [fact.where]


def _of_classes(fact: Fact, first: Whole) -> Fact:
    if isinstance(fact, OneOf):
        return OneOf(tuple(_between(option, first) for option in fact.options), fact.source)
    return _between(fact, first) if isinstance(fact, Between) else replace(fact, where=fact.where[first])


def _between(fact: Between, first: Whole) -> Between:
    return replace(fact, where=fact.where[first])
