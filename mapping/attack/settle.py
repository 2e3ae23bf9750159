"""One question against every attacker, and, when asked, figures hidden until none of them can work one out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from mapping.attack.block import Block, Fact, Mask, OneOf, Source, Whole
from mapping.attack.bounds import in_order, make_searches
from mapping.attack.report import Finding
from mapping.attack.scenarios import Scenario
from mapping.attack.search import Bounds, Search
from mapping.hides import FAMILIES, Hide

TRIES = 6
"""How many figures are tried as the one to hide before the first of them is hidden for a start."""


@dataclass(frozen=True)
class Task:
    """A block, its attackers, and the release whose figures may be hidden (0: none may)."""

    block: Block
    scenarios: Sequence[Scenario]
    protect: int = 0


@dataclass
class Outcome:
    """How many groups each attacker tried, what they found, and what was hidden to stop them."""

    groups: dict[str, int] = field(default_factory=dict)
    attacked: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    hides: list[Hide] = field(default_factory=list)


def settle(task: Task) -> Outcome:
    """Attack a block. With `protect`, hide the cheapest further figure until nothing can be worked out.

    What is safe from one attacker stays safe when more is hidden, so each attacker is dealt with once.
    """
    block = task.block
    searches = make_searches(block, [scenario.knowledge(block) for scenario in task.scenarios])
    outcome = Outcome()
    for search, tell in in_order(searches):
        search.walk(tell=tell)
        while task.protect and (unsafe := search.first_unsafe()):
            source = _cheapest(block, search, *unsafe, number=str(task.protect))
            if source is None:
                break
            outcome.hides.append(Hide(*source[1:]))
            block = without(block, source)
            for each in searches:
                each.forget(_made_from(source))
            search.walk(tell=tell)
    for scenario, search in zip(task.scenarios, searches, strict=True):
        _sum_up(outcome, block, scenario, search)
    return outcome


def _sum_up(outcome: Outcome, block: Block, scenario: Scenario, search: Search) -> None:
    for row, position in zip(*np.nonzero(search.narrow), strict=True):
        search.is_safe(int(row), int(position))
    bounds = search.found()
    outcome.groups[scenario.id] = len(search.targets.sizes)
    outcome.attacked[scenario.id] = search.low.size
    outcome.findings += [finding for each in bounds for finding in _findings(block, scenario, each)]


def _cheapest(block: Block, search: Search, row: int, position: int, *, number: str) -> Source | None:
    """The figure of the fewest people without which this group is safe, of the few most likely ones.

    Figures of the very answer come first. When none of them alone makes the group safe, the first goes.
    """
    secret = list(search.secrets)[row]
    sources = sorted(
        (source for source in sources_of(block, search.targets.members(position)) if source[0] == number),
        key=lambda source: (not secret.endswith(source[-1]), _people(block, source), source),
    )
    likely = sources[:TRIES]
    protecting = (source for source in likely if search.safe_without(_made_from(source), row, position))
    return next(protecting, likely[0] if likely else None)


def _made_from(source: Source) -> Callable[[Fact], bool]:
    """Whether a fact comes from this figure, or from one that is made from it."""
    *place, measure = source
    gone = {measure, *FAMILIES.get(measure, ())}
    return lambda fact: fact.source[:-1] == tuple(place) and fact.source[-1] in gone


def without(block: Block, source: Source) -> Block:
    """The block as if this figure, and all that is made from it, had not been published."""
    gone = _made_from(source)
    return replace(block, facts=tuple(fact for fact in block.facts if not gone(fact)))


def sources_of(block: Block, members: Whole) -> set[Source]:
    """The published figures that speak of some of these cells."""
    return {fact.source for fact in block.facts if any(where[members].any() for where in _wheres(fact))}


def _people(block: Block, source: Source) -> int:
    wheres = [where for fact in block.facts if fact.source == source for where in _wheres(fact)]
    return int(block.people[np.any(wheres, axis=0)].sum())


def _wheres(fact: Fact) -> list[Mask]:
    return [option.where for option in fact.options] if isinstance(fact, OneOf) else [fact.where]


def _findings(block: Block, scenario: Scenario, bounds: Bounds) -> Iterator[Finding]:
    for position in np.flatnonzero(bounds.unsafe).tolist():
        yield Finding(
            scenario=scenario.id,
            audience=block.audience,
            question=bounds.secret,
            group=bounds.targets.names[position],
            people=int(bounds.targets.sizes[position]),
            low=int(bounds.low[position]),
            high=int(bounds.high[position]),
            sources=tuple(sorted(sources_of(block, bounds.targets.members(position)))),
        )
