"""SDC-02: from what is really published, read as text, no small group's need can be worked out.

Releases are made by the code that makes every release and protected by its attack. They are then attacked by
a reader who knows nothing but the printed texts and the rules: each text is taken for every count that would
have been printed alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pytest

from mapping.attack.attack import scenarios_of
from mapping.attack.block import Block, Fact
from mapping.attack.bounds import bound
from mapping.attack.items import item_blocks
from mapping.attack.scenarios import Scenario, scenarios_for
from mapping.attack.seen import Seen
from mapping.attack.settle import Task, settle
from mapping.counted import Counts
from mapping.figures import Release
from mapping.hides import Hides
from mapping.release import build_release
from surveys.counts import PersonCount, RatingCount
from tests.mapping.attack.populations import Population, population
from tests.mapping.attack.rules import ours, read
from tests.mapping.samples import INSTRUMENTS

RATES = tuple(np.linspace(0.03, 0.97, 20).round(3).tolist())
SEEDS = 10


def counts_of(people: Population) -> Counts:
    """The population's answers to one item, as the database counts them: importance 5, confidence 3 or 5."""
    persons, ratings = [], []
    for cell, (size, need) in enumerate(zip(people.people.tolist(), people.need.tolist(), strict=True)):
        place = [str(people.places[name][cell]) for name in ("organisation", "region", "pathway", "stage")]
        persons.append(PersonCount("preceptee", *place, size))
        for confidence, number in ((3, need), (5, size - need)):
            if number:
                ratings.append(RatingCount("preceptee", *place, "A01", 5, confidence, False, number))
    return Counts(ratings=ratings, people=persons)


def build(counts: Counts, hides: Hides) -> Release:
    return build_release(
        number=1,
        time_point="Autumn 2026",
        made_on=date(2026, 11, 24),
        code_version="test",
        instruments=INSTRUMENTS,
        counts=counts,
        hides=hides,
    )


@dataclass(frozen=True)
class Made:
    """A release with the figures hidden that its attack asked for, of the one question here."""

    release: Release
    hides: Hides
    findings: int


def made_from(people: Population, *, protect: bool = True) -> Made:
    """The release of a population, its need attacked by everyone, and protected."""
    counts = counts_of(people)
    seen = [Seen(build(counts, frozenset()), counts)]
    block = next(item_blocks(seen, "preceptee"))
    outcome = settle(Task(block, scenarios_of(seen), 1, protect))
    hides = frozenset(outcome.hides)
    return Made(build(counts, hides), hides, len(outcome.findings))


def printed(release: Release) -> Mapping[tuple[str, str], str]:
    """The text printed of the need in each group; groups of which nothing is printed are missing."""
    return {
        (part.group.dimension, part.group.code): figures.need.text
        for part in release.parts
        for figures in part.items
        if figures.item == "A01" and figures.n.shown
    }


def read_texts(people: Population, made: Made) -> list[Fact]:
    """What the texts say. A figure hidden for others' sake is a token that says nothing for certain."""
    hidden = {(hide.dimension, hide.code) for hide in made.hides if hide.measure == "need"}
    facts: list[Fact] = []
    for (dimension, code), text in printed(made.release).items():
        everybody = np.ones(len(people.people), dtype=bool)
        where = everybody if dimension == "nation" else people.places[dimension] == code
        if (dimension, code) not in hidden:
            facts += read(text, ours, where, int(people.people[where].sum()), name=f"{dimension} {code}")
    return facts


def unsafe(block: Block, scenarios: Sequence[Scenario]) -> int:
    attackers = [scenario.knowledge(block) for scenario in scenarios]
    return sum(int(bounds.unsafe.sum()) for found in bound(block, attackers) for bounds in found)


def everyone(people: Population) -> list[Scenario]:
    place = zip(people.places["organisation"], people.places["region"], people.people.tolist(), strict=True)
    return scenarios_for([(str(name), str(region), size) for name, region, size in place])


@pytest.mark.parametrize("rate", RATES)
def test_sdc_02_no_small_groups_need_can_be_worked_out_from_what_is_printed(rate: float) -> None:
    """SDC-04, SDC-05 and SDC-06 too: every attacker tries, own organisations and pairs included."""
    for seed in range(SEEDS):
        people = population(seed, rate=rate)
        made = made_from(people)
        assert made.findings == 0
        block = replace(people.block(), facts=tuple(read_texts(people, made)))
        assert unsafe(block, everyone(people)) == 0


def test_what_was_hidden_is_what_made_the_difference() -> None:
    """Without secondary protection some population gives a small group away; hiding costs few cells."""
    cost = shown = found = 0
    for rate in RATES[::4]:
        for seed in range(3):
            people = population(seed, rate=rate)
            bare, made = made_from(people, protect=False), made_from(people)
            found += bare.findings
            cost += len(made.hides)
            shown += sum(text != "[c]" for text in printed(made.release).values())
            assert bool(bare.findings) == bool(made.hides)
    assert found > 0
    assert cost < shown / 3
