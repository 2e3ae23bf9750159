"""SDC-03: the attacker finds what each weaker rule gives away, so a clean result means something."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from mapping.attack.block import Between, Block, Fact
from mapping.attack.bounds import bound
from mapping.attack.scenarios import INSIDER
from mapping.attack.search import Bounds
from mapping.protect import round_count
from tests.mapping.attack import rules
from tests.mapping.attack.populations import Population, population
from tests.mapping.attack.rules import ALL_FILTERS, ONE_FILTER, Rule, groups, published

SEEDS = range(4)


def attacked(someone: Population, facts: Sequence[Fact]) -> Bounds:
    """What an insider who knows every headcount finds of the need."""
    block = replace(someone.block(), facts=tuple(facts))
    ((bounds,),) = bound(block, [INSIDER.knowledge(block)])
    return bounds


def certain(bounds: Bounds) -> int:
    """How many small groups' counts are known exactly."""
    return int((bounds.low == bounds.high).sum())


@pytest.mark.parametrize(
    ("rule", "menu", "rate"),
    [
        pytest.param(rules.exact, ALL_FILTERS, 0.35, id="no rule"),
        pytest.param(rules.hide_1_to_4, ALL_FILTERS, 0.35, id="hide 1 to 4"),
        pytest.param(rules.exact_from_ten, ALL_FILTERS, 0.35, id="exact from 10, all filters"),
        pytest.param(rules.exact_from_ten, ONE_FILTER, 0.06, id="exact from 10, one filter"),
        pytest.param(rules.round_but_show_nought, ALL_FILTERS, 0.06, id="rounded, nought shown"),
        pytest.param(rules.low_and_high_tokens, ALL_FILTERS, 0.94, id="separate low and high tokens"),
        pytest.param(rules.ours, ALL_FILTERS, 0.94, id="one token, all filters"),
        pytest.param(rules.one_decimal, ALL_FILTERS, 0.35, id="percentages to one decimal"),
    ],
)
def test_sdc_03_the_attacker_finds_what_a_weaker_rule_gives_away(
    rule: Rule, menu: tuple[tuple[str, ...], ...], rate: float
) -> None:
    unsafe = 0
    for seed in SEEDS:
        someone = population(seed, rate=rate)
        unsafe += int(attacked(someone, published(someone, rule, menu)).unsafe.sum())
    assert unsafe > 0


def test_sdc_03_noise_of_two_gives_rare_needs_away() -> None:
    found = 0
    for seed in SEEDS:
        someone = population(seed, rate=0.06)
        dice = np.random.default_rng(seed)
        facts: list[Fact] = []
        for where in groups(someone, ALL_FILTERS):
            if someone.people[where].sum() >= 10:
                shown = max(0, int(someone.need[where].sum()) + int(dice.integers(-2, 3)))
                facts.append(Between(where, (1, 0), shown - 2, shown + 2, ("1", "x", "x", "x", "x", "x")))
        found += int(attacked(someone, facts).unsafe.sum())
    assert found > 0


def test_sdc_03_totals_from_unrounded_counts_give_the_parts_away() -> None:
    """The nation exact, its parts rounded with nought shown: what is left over is a small group's count."""
    found = 0
    for seed in SEEDS:
        someone = population(seed, rate=0.06)
        nation = np.ones(len(someone.people), dtype=bool)
        total = int(someone.need.sum())
        source = ("1", "preceptee", "nation", "all", "A01", "need")
        facts = published(someone, rules.round_but_show_nought, ONE_FILTER)
        found += int(attacked(someone, [*facts, Between(nation, (1, 0), total, total, source)]).unsafe.sum())
    assert found > 0


def test_sdc_03_a_live_page_gives_away_the_person_who_has_just_answered() -> None:
    """The same rounded figure before and after one person joined: at a rounding edge their answer shows."""
    cells = {
        name: np.array(["A", "A"], dtype=object) for name in ("organisation", "region", "pathway", "stage")
    }
    places = {**cells, "joined": np.array([0, 1]), "left": np.array([1_000_000, 1_000_000])}
    truth = np.array([[12, 18], [1, 0]])
    block = Block("preceptee", "A01 need", places, truth.sum(axis=1), truth, {"need": (0,)}, ())
    facts = []
    for here, where in ((12, np.array([True, False])), (13, np.array([True, True]))):
        middle = round_count(here)
        facts.append(Between(where, (1, 0), middle - 2, middle + 2, ("1", "x", "x", "x", "x", "x")))
    ((bounds,),) = bound(replace(block, facts=tuple(facts)), [INSIDER.knowledge(block)])
    assert (bounds.low.tolist(), bounds.high.tolist()) == ([1], [1])
    assert bounds.unsafe.all()


def test_sdc_12_nobody_and_everybody_with_the_need_print_the_same_token() -> None:
    assert rules.ours(0, 30) == rules.ours(3, 30) == rules.ours(27, 30) == rules.ours(30, 30) == "[c]"


@pytest.mark.parametrize("people", range(25, 80))
def test_sdc_10_a_published_share_leaves_three_counts_open_and_two_at_its_upper_edge(people: int) -> None:
    for count in range(8, people - 7):
        alike = {
            other
            for size in range(round_count(people) - 2, round_count(people) + 3)
            for other in range(8, size - 7)
            if round_count(other) == round_count(count)
        }
        at_the_edge = round_count(count) + 5 >= round_count(people)
        assert len(alike) >= (2 if at_the_edge else 3), count
