"""The attacker's intervals: the same as trying every world, and never narrower for knowing less."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapping.attack.block import Between, Block, Fact, OneOf
from mapping.attack.bounds import bound
from mapping.attack.reading import few_or_nearly_all, read_count
from mapping.attack.search import Bounds, Knowledge
from mapping.protect import protect_count
from tests.mapping.attack.small import Cell, block_of, where, worlds

SOURCE = ("1", "preceptee", "region", "Y56", "N01", "need")


def nothing(block: Block) -> Knowledge:
    return knows(np.zeros(len(block.people), dtype=bool))


def knows(cells: np.ndarray) -> Knowledge:
    return Knowledge(cells, np.ones(len(cells), dtype=bool))


def intervals(bounds: Bounds) -> dict[tuple[int, ...], tuple[int, int]]:
    """Each small group's interval, by its cells."""
    return {
        tuple(bounds.targets.members(position).tolist()): (
            int(bounds.low[position]),
            int(bounds.high[position]),
        )
        for position in range(len(bounds.targets.sizes))
    }


def slowly(block: Block, cells: tuple[int, ...]) -> tuple[int, int]:
    counts = [int(world[list(cells)].sum()) for world in worlds(block)]
    return min(counts), max(counts)


CELLS: list[Cell] = [
    ("A", "Y56", "diagnostic", 3, 1),
    ("A", "Y56", "therapeutic", 2, 2),
    ("B", "Y56", "diagnostic", 4, 0),
    ("C", "Y60", "diagnostic", 3, 3),
    ("C", "Y60", "therapeutic", 2, 1),
]


def given_facts(seed: int) -> Block:
    """CELLS with random answers and random true facts about sums of them."""
    dice = random.Random(seed)
    cells = [(*cell[:4], dice.randint(0, cell[3])) for cell in CELLS]
    block = block_of(cells)
    facts: list[Fact] = []
    for place in ({}, {"region": "Y56"}, {"region": "Y60"}, {"pathway": "diagnostic"}, {"organisation": "A"}):
        mask = where(block, **place)
        true = int(block.truth[mask, 0].sum())
        if dice.random() < 0.3:
            continue
        if dice.random() < 0.5:
            facts.append(Between(mask, (1, 0), true - dice.randint(0, 2), true + dice.randint(0, 2), SOURCE))
        else:
            low, high = Between(mask, (1, 0), 0, true, SOURCE), Between(mask, (0, 1), 0, 1, SOURCE)
            facts.append(OneOf((low, high), SOURCE))
    return block_of(cells, facts)


@settings(max_examples=60)
@given(st.integers(min_value=0, max_value=10_000))
def test_exact_intervals_are_those_of_every_world_that_agrees(seed: int) -> None:
    block = given_facts(seed)
    (found,) = bound(block, [nothing(block)], exact=True)
    for cells, interval in intervals(found[0]).items():
        assert interval == slowly(block, cells), cells
    assert found[0].exact.all()


@settings(max_examples=60)
@given(st.integers(min_value=0, max_value=10_000))
def test_a_group_called_safe_is_safe_and_one_called_unsafe_has_its_exact_interval(seed: int) -> None:
    block = given_facts(seed)
    (quick,) = bound(block, [nothing(block)])
    (exact,) = bound(block, [nothing(block)], exact=True)
    assert quick[0].unsafe.tolist() == exact[0].unsafe.tolist()
    unsafe = quick[0].unsafe
    assert quick[0].low[unsafe].tolist() == exact[0].low[unsafe].tolist()
    assert quick[0].high[unsafe].tolist() == exact[0].high[unsafe].tolist()


@settings(max_examples=40)
@given(st.integers(min_value=0, max_value=10_000))
def test_sdc_04_who_knows_more_finds_no_wider_an_interval(seed: int) -> None:
    block = given_facts(seed)
    known = knows(where(block, organisation="A"))
    outsider, insider = bound(block, [nothing(block), known], exact=True)
    wide, narrow = intervals(outsider[0]), intervals(insider[0])
    for cells, (low, high) in narrow.items():
        assert wide[cells][0] <= low <= high <= wide[cells][1]


def test_a_sum_of_which_the_rest_is_known_gives_its_small_group_away() -> None:
    cells: list[Cell] = [("A", "Y56", "diagnostic", 20, 11), ("B", "Y56", "diagnostic", 4, 1)]
    plain = block_of(cells)
    exactly = Between(where(plain, region="Y56"), (1, 0), 12, 12, SOURCE)
    block = block_of(cells, [exactly])
    insider, colleague = bound(block, [nothing(block), knows(where(block, organisation="A"))], exact=True)
    assert intervals(insider[0])[1,] == (0, 4)
    assert not insider[0].unsafe.any()
    assert intervals(colleague[0]) == {(1,): (1, 1)}
    assert colleague[0].unsafe.all()


@pytest.mark.parametrize("count", range(41))
def test_what_a_published_count_says_is_exactly_the_counts_published_alike(count: int) -> None:
    people = 40
    cell = protect_count(count, people)
    mask = np.array([True])
    facts = read_count(cell, where=mask, weights=(1, 0), people=people, source=SOURCE, ours=False)
    block = block_of([("A", "Y56", "diagnostic", people, count)], facts)
    alike = [other for other in range(people + 1) if protect_count(other, people).text == cell.text]
    assert [int(world[0]) for world in worlds(block)] == alike


def test_a_token_says_nothing_where_every_count_would_be_one() -> None:
    assert few_or_nearly_all(np.array([True]), ((1, 0),), 15, SOURCE) == []
    assert few_or_nearly_all(np.array([True]), ((1, 0),), 16, SOURCE) != []
