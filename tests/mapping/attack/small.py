"""Small blocks to attack, and every world that agrees with their facts, found the slow and obvious way."""

import itertools
from collections.abc import Iterator, Sequence

import numpy as np

from mapping.attack.block import Between, Block, Fact, Mask, OneOf, Whole

Cell = tuple[str, str, str, int, int]
"""Organisation, region, pathway, people, and how many of them gave the answer."""


def block_of(cells: Sequence[Cell], facts: Sequence[Fact] = ()) -> Block:
    """A block of one yes-or-no answer."""
    people = np.array([cell[3] for cell in cells], dtype=np.int64)
    yes = np.array([cell[4] for cell in cells], dtype=np.int64)
    places = {
        name: np.array([cell[position] for cell in cells], dtype=object)
        for position, name in enumerate(("organisation", "region", "pathway"))
    }
    places["stage"] = np.array([""] * len(cells), dtype=object)
    places["joined"] = np.zeros(len(cells), dtype=np.int64)
    places["left"] = np.full(len(cells), 1_000_000)
    truth = np.stack([yes, people - yes], axis=1)
    return Block("preceptee", "N01 need", places, people, truth, {"need": (0,)}, tuple(facts))


def where(block: Block, **place: str) -> Mask:
    """The cells with these codes."""
    mask = np.ones(len(block.people), dtype=bool)
    for name, code in place.items():
        mask &= block.places[name] == code
    return mask


def worlds(block: Block) -> Iterator[Whole]:
    """How many of each cell can have given the answer, in every world that agrees with the facts."""
    for yes in itertools.product(*(range(int(people) + 1) for people in block.people)):
        numbers = np.array(yes)
        if all(agrees(fact, numbers, block) for fact in block.facts):
            yield numbers


def agrees(fact: Fact, yes: Whole, block: Block) -> bool:
    """Whether a fact is true when these many of each cell gave the answer."""
    if isinstance(fact, OneOf):
        return any(agrees(option, yes, block) for option in fact.options)
    assert isinstance(fact, Between)
    counts = (yes[fact.where].sum(), (block.people - yes)[fact.where].sum())
    total = sum(weight * int(count) for weight, count in zip(fact.weights, counts, strict=True))
    return fact.low <= total <= fact.high
