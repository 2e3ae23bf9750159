"""One question against every attacker, and, when asked, figures hidden until none of them can work one out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from mapping.attack.block import Block, Source
from mapping.attack.bounds import in_order, make_searches
from mapping.attack.report import Finding
from mapping.attack.rescue import made_from, of_release, sources_of, to_hide
from mapping.attack.scenarios import Scenario
from mapping.attack.search import Search
from mapping.attack.solver import SECONDS
from mapping.hides import Hide


@dataclass(frozen=True)
class Task:
    """A block, its attackers, and the release that is attacked together with earlier ones.

    With `protect`, figures of the release may be hidden.
    """

    block: Block
    scenarios: Sequence[Scenario]
    release: int
    protect: bool = False


@dataclass
class Outcome:
    """How many groups each attacker tried, what they found, and what was hidden to stop them."""

    groups: dict[str, int] = field(default_factory=dict)
    attacked: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    hides: list[Hide] = field(default_factory=list)


def settle(task: Task) -> Outcome:
    """Attack a block. With `protect`, hide further figures until nothing can be worked out.

    What is safe from one attacker stays safe when more is hidden, so each attacker is dealt with once.
    """
    block = task.block
    searches = make_searches(block, [scenario.knowledge(block) for scenario in task.scenarios])
    outcome = Outcome()
    for search, tell in in_order(searches):
        search.walk(tell=tell)
        while task.protect and (unsafe := search.first_unsafe()):
            sources = to_hide(block, search, *unsafe, release=task.release)
            if not sources:
                search.given_up[unsafe] = True
                continue
            outcome.hides += [Hide(*source[1:]) for source in sources]
            block = without(block, sources)
            for each in searches:
                each.forget(made_from(sources))
            search.walk(tell=tell)
    for scenario, search in zip(task.scenarios, searches, strict=True):
        _sum_up(outcome, replace(task, block=block), scenario, search)
    return outcome


def without(block: Block, sources: Sequence[Source]) -> Block:
    """The block as if these figures, and all that is made from them, had not been published."""
    gone = made_from(sources)
    return replace(block, facts=tuple(fact for fact in block.facts if not gone(fact)))


def _sum_up(outcome: Outcome, task: Task, scenario: Scenario, search: Search) -> None:
    outcome.groups[scenario.id] = len(search.targets.sizes)
    outcome.attacked[scenario.id] = search.low.size
    outcome.findings += _findings(task, scenario, search)


def _findings(task: Task, scenario: Scenario, search: Search) -> Iterator[Finding]:
    secrets = list(search.secrets)
    for row, position in zip(*np.nonzero(search.narrow), strict=True):
        known_before = bool(search.given_up[row, position])
        if not known_before and search.is_safe(row, position):
            continue
        search.ask(row, position, SECONDS)
        inherited = known_before or _is_inherited(task, search, row, position)
        size, low, high = search.interval(row, position)
        yield Finding(
            scenario=scenario.id,
            audience=task.block.audience,
            question=secrets[row],
            group=search.targets.names[position],
            people=size,
            low=low,
            high=high,
            sources=tuple(sorted(sources_of(task.block, search.targets.members(position)))),
            inherited=inherited,
        )


def _is_inherited(task: Task, search: Search, row: int, position: int) -> bool:
    """Whether earlier releases alone leave a group too narrow, and this one says no more than they do."""
    alone = search.without(of_release(task.release))
    return not alone.is_safe(row, position) and search.reaches(row, position, alone, near=False)
