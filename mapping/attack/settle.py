"""One question against every attacker, and, when asked, figures hidden until none of them can work one out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from mapping.attack.block import Block, Fact, Mask, OneOf, Source
from mapping.attack.bounds import Bounds, Knowledge, bound, protects
from mapping.attack.report import Finding
from mapping.attack.scenarios import Scenario
from mapping.hides import FAMILIES, Hide

Key = tuple[str, str, str]


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
    """Attack a block. With `protect`, hide the cheapest further figure until nothing can be worked out."""
    block = task.block
    attackers = [scenario.knowledge(block) for scenario in task.scenarios]
    outcome = Outcome()
    found = bound(block, attackers, first=bool(task.protect))
    while task.protect and (unsafe := _first_unsafe(found)):
        source = _cheapest(block, attackers, unsafe, str(task.protect))
        if source is None:
            found = bound(block, attackers)
            break
        outcome.hides.append(Hide(*source[1:]))
        block = without(block, source)
        found = bound(block, attackers, first=True)
    for scenario, bounds in zip(task.scenarios, found, strict=True):
        outcome.groups[scenario.id] = len(bounds[0].targets.sizes)
        outcome.attacked[scenario.id] = sum(len(each.targets.sizes) for each in bounds)
        outcome.findings += [finding for each in bounds for finding in _findings(block, scenario, each)]
    return outcome


def _first_unsafe(found: Sequence[Sequence[Bounds]]) -> tuple[int, int, Bounds, int] | None:
    """(attacker, secret, bounds, group) of the first count that can be worked out."""
    for attacker, each in enumerate(found):
        for secret, bounds in enumerate(each):
            for position in np.flatnonzero(bounds.unsafe & bounds.asked).tolist():
                return attacker, secret, bounds, position
    return None


def _cheapest(
    block: Block, attackers: Sequence[Knowledge], unsafe: tuple[int, int, Bounds, int], number: str
) -> Source | None:
    """The figure of the fewest people without which this group is safe, or of the fewest at all."""
    attacker, secret, bounds, position = unsafe
    sources = sorted(
        (source for source in sources_of(block, bounds, position) if source[0] == number),
        key=lambda source: (_people(block, source), source),
    )
    protecting = (
        source
        for source in sources
        if protects(without(block, source), attackers[attacker], secret, position)
    )
    return next(protecting, sources[0] if sources else None)


def without(block: Block, source: Source) -> Block:
    """The block as if this figure, and all that is made from it, had not been published."""
    *place, measure = source
    gone = {measure, *FAMILIES.get(measure, ())}
    facts = tuple(
        fact for fact in block.facts if (*fact.source[:-1],) != (*place,) or fact.source[-1] not in gone
    )
    return replace(block, facts=facts)


def sources_of(block: Block, bounds: Bounds, position: int) -> set[Source]:
    """The published figures that speak of some of a group's people."""
    members = bounds.targets.members(position)
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
            sources=tuple(sorted(sources_of(block, bounds, position))),
        )
