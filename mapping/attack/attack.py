"""The whole attack: every question, every attacker, every small group (`CHECKS.md` 3.3, SDC-25)."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, wait
from dataclasses import dataclass

from mapping.attack.block import Block
from mapping.attack.items import item_blocks
from mapping.attack.plain import question_blocks
from mapping.attack.report import AttackReport, Protected, ScenarioResult
from mapping.attack.scenarios import Scenario, scenarios_for
from mapping.attack.seen import Seen
from mapping.attack.settle import Outcome, Task, settle
from mapping.attack.taking_part import leaver_blocks, taking_part_block
from mapping.counted import Counts
from mapping.figures import Release
from mapping.hides import Hides
from mapping.tally import frame_of
from surveys.counts import PersonCount

AUDIENCES = ("preceptee", "preceptor")
Progress = Callable[[int, int], None]
Build = Callable[[Hides], Release]


@dataclass(frozen=True)
class ProtectedRelease:
    """A release from which nothing can be worked out, as far as hiding could bring it, and the proof."""

    release: Release
    hides: Hides
    report: AttackReport


def protect_release(
    build: Build,
    counts: Counts,
    *,
    earlier: Sequence[Seen] = (),
    executor: Executor | None = None,
    progress: Progress = lambda _done, _all: None,
    scenarios: Sequence[Scenario] | None = None,
) -> ProtectedRelease:
    """Attack what `build` makes, together with earlier releases, and hide figures until no group is unsafe.

    `scenarios` are the attackers, every one of `scenarios_of` when left out.
    """
    release = build(frozenset())
    seen = [*earlier, Seen(release, counts)]
    scenarios = scenarios_of(seen) if scenarios is None else scenarios
    outcomes = _run(seen, scenarios, protect=True, executor=executor, progress=progress)
    hides = frozenset(hide for outcome in outcomes for hide in outcome.hides)
    if hides:
        release = build(hides)
    return ProtectedRelease(release, hides, _report(release, earlier, scenarios, outcomes, hides))


def attack_release(
    target: Seen,
    *,
    earlier: Sequence[Seen] = (),
    executor: Executor | None = None,
    progress: Progress = lambda _done, _all: None,
) -> AttackReport:
    """Attack a release as it stands, together with earlier releases of its time point."""
    seen = [*earlier, target]
    scenarios = scenarios_of(seen)
    outcomes = _run(seen, scenarios, protect=False, executor=executor, progress=progress)
    return _report(target.release, earlier, scenarios, outcomes, target.hides)


def blocks_of(seen: Sequence[Seen]) -> Iterator[Block]:
    """Every question of every audience about which anything is published."""
    for audience in AUDIENCES:
        yield from item_blocks(seen, audience)
        yield from question_blocks(seen, audience)
        part = taking_part_block(seen, audience)
        if part:
            yield part
    yield from leaver_blocks(seen)


def scenarios_of(seen: Sequence[Seen]) -> list[Scenario]:
    """The attackers of a set of releases."""
    people = frame_of(seen[-1].counts.people, PersonCount)
    regions = people["region"].astype(object).where(people["region"].notna(), "")
    return scenarios_for(list(zip(people["organisation"], regions, people["people"].tolist(), strict=True)))


def _run(
    seen: Sequence[Seen],
    scenarios: Sequence[Scenario],
    *,
    protect: bool,
    executor: Executor | None,
    progress: Progress,
) -> list[Outcome]:
    number = seen[-1].release.number
    tasks = [Task(block, scenarios, number, protect) for block in blocks_of(seen) if block.facts]
    progress(0, len(tasks))
    if executor is None:
        outcomes = []
        for task in tasks:
            outcomes.append(settle(task))
            progress(len(outcomes), len(tasks))
        return outcomes
    return _side_by_side(tasks, executor, progress)


def _side_by_side(tasks: Sequence[Task], executor: Executor, progress: Progress) -> list[Outcome]:
    """The outcome of each task, the longest begun first; `progress` is told at least once a second."""
    longest = sorted(tasks, key=lambda task: -task.block.answers * len(task.block.facts))
    futures = {id(task): executor.submit(settle, task) for task in longest}
    waiting = set(futures.values())
    while waiting:
        _, waiting = wait(waiting, timeout=1, return_when=FIRST_COMPLETED)
        progress(len(tasks) - len(waiting), len(tasks))
    return [futures[id(task)].result() for task in tasks]


def _report(
    release: Release,
    earlier: Sequence[Seen],
    scenarios: Sequence[Scenario],
    outcomes: Sequence[Outcome],
    hides: Hides,
) -> AttackReport:
    findings = [finding for outcome in outcomes for finding in outcome.findings]
    return AttackReport(
        release=release.number,
        together_with=tuple(each.release.number for each in earlier),
        content_hash=release.content_hash,
        questions=len(outcomes),
        scenarios=tuple(
            ScenarioResult(
                id=scenario.id,
                title=scenario.title,
                knows=scenario.knows,
                groups=max((outcome.groups.get(scenario.id, 0) for outcome in outcomes), default=0),
                attacked=sum(outcome.attacked.get(scenario.id, 0) for outcome in outcomes),
                determinable=sum(each.scenario == scenario.id and not each.inherited for each in findings),
                inherited=sum(each.scenario == scenario.id and each.inherited for each in findings),
            )
            for scenario in scenarios
        ),
        hidden=tuple(Protected(**hide._asdict()) for hide in sorted(hides)),
        findings=tuple(findings),
    )
