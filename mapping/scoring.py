"""An organisation's self-assessment against a framework's own rule (`DOMAIN.md` 2.2, decision 0015)."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from frameworks.model import Framework, Frozen, Item, NamedResult
from frameworks.scoring.evaluate import Evaluator
from frameworks.scoring.explain import Lack
from frameworks.scoring.nodes import Node
from frameworks.scoring.rules import MET, Rule, compile_rule
from frameworks.scoring.values import Number, Truth
from mapping.result_words import State, state_of, words_of

Scores = Mapping[str, int | None]


class Shortfall(Frozen):
    """One criterion that keeps the rule from being met, and why."""

    code: str
    title: str
    reason: str


class Step(Frozen):
    """What a result could come to next, such as a higher level, and every criterion that stands in the way."""

    title: str
    needs: tuple[Shortfall, ...]


class Result(Frozen):
    """One named result of the rule: what it came to in words, and the criteria that make it so.

    `number` is the value of a number that is known. `shortfalls` are for a truth that does not hold or is not
    known yet, `next` for a number with labels that is not at its highest.
    """

    code: str
    title: str
    state: State
    words: str
    number: float | None = None
    shortfalls: tuple[Shortfall, ...] = ()
    next: Step | None = None


class Scorecard(Frozen):
    """The result. `met` is that of the result called `met`: None where there is none or it is not known yet.

    `shortfalls` names every criterion that keeps the rule from being met, or, where there is no rule, every
    criterion below the highest score.

    `share` is of the highest possible total, 0 to 1; in it, unanswered criteria count 0. `results` are all of the
    rule's, in its order.
    """

    framework: str
    total: int
    possible: int
    share: float
    answered: int
    asked: int
    mandatory_met: int
    mandatory: int
    threshold: float | None
    met: bool | None
    shortfalls: tuple[Shortfall, ...]
    results: tuple[Result, ...] = ()


def score_self_assessment(framework: Framework, scores: Scores) -> Scorecard:
    """Score every assessable item; shares are compared as exact fractions, so 79.9 % is below 80 %."""
    items, scoring, rule = framework.assessable, framework.scoring, compile_rule(framework)
    given = {item.code: scores.get(item.code) for item in items}
    total, possible = sum(score or 0 for score in given.values()), rule.highest * len(items)
    least = scoring.mandatory_at_least if scoring and scoring.mandatory_at_least is not None else rule.highest
    mandatory = [item for item in items if item.mandatory]
    results = _results(framework, rule, given)
    met = next((result for result in results if result.code == MET), None)
    return Scorecard(
        framework=framework.id,
        total=total,
        possible=possible,
        share=float(Fraction(total, possible)) if possible else 0.0,
        answered=sum(score is not None for score in given.values()),
        asked=len(items),
        mandatory_met=sum((given[item.code] or 0) >= least for item in mandatory),
        mandatory=len(mandatory),
        threshold=scoring.threshold if scoring else None,
        met={"met": True, "not met": False}.get(met.state) if met else None,
        shortfalls=_shortfalls(framework, results, given, rule.highest),
        results=results,
    )


def _results(framework: Framework, rule: Rule, given: Scores) -> tuple[Result, ...]:
    worked_out = rule.work_out(given)
    return tuple(_result(framework, rule, worked_out, named) for named in rule.results)


def _result(framework: Framework, rule: Rule, worked_out: Evaluator, named: NamedResult) -> Result:
    value, tree = worked_out.results[named.code], rule.trees[named.code]
    lacks = rule.explainer(worked_out).why_not(tree) if tree.kind == "truth" else ()
    return Result(
        code=named.code,
        title=named.title,
        state=state_of(value),
        words=words_of(named, value),
        number=float(value.low) if isinstance(value, Number) and value.is_known else None,
        shortfalls=_named(framework, lacks, worked_out) if value != Truth(True) else (),
        next=_next(framework, rule, worked_out, named, tree),
    )


def _next(
    framework: Framework, rule: Rule, worked_out: Evaluator, named: NamedResult, tree: Node
) -> Step | None:
    """The next label a number could have, counted from the least it has by now."""
    value = worked_out.results[named.code]
    if not named.labels or not isinstance(value, Number):
        return None
    target = min((number for number in named.labels if number > value.low), default=None)
    if target is None:
        return None
    lacks = rule.explainer(worked_out).to_reach(tree, target)
    return Step(title=named.labels[target], needs=_named(framework, lacks, worked_out))


def _shortfalls(
    framework: Framework, results: tuple[Result, ...], given: Scores, highest: int
) -> tuple[Shortfall, ...]:
    """What keeps the rule from being met: of the result called `met`, else of the last one."""
    if not results:
        below = [Lack(code, highest) for code, score in given.items() if score is None or score < highest]
        return tuple(_shortfall(item, lack, given, highest) for item, lack in _in_order(framework, below))
    deciding = next((result for result in results if result.code == MET), results[-1])
    return deciding.shortfalls or (deciding.next.needs if deciding.next else ())


def _named(framework: Framework, lacks: Iterable[Lack], worked_out: Evaluator) -> tuple[Shortfall, ...]:
    return tuple(
        _shortfall(item, lack, worked_out.scores, worked_out.highest)
        for item, lack in _in_order(framework, lacks)
    )


def _in_order(framework: Framework, lacks: Iterable[Lack]) -> list[tuple[Item, Lack]]:
    found = {lack.code: lack for lack in lacks}
    return [(item, found[item.code]) for item in framework.assessable if item.code in found]


def _shortfall(item: Item, lack: Lack, given: Scores, highest: int) -> Shortfall:
    score = given.get(item.code)
    if score is None:
        reason = "Mandatory and not answered yet" if item.mandatory else "Not answered yet"
    elif lack.lower:
        reason = f"Scored {score}, and the rule asks for a lower score"
    elif lack.must:
        scored = "Mandatory: scored" if item.mandatory else "Scored"
        reason = f"{scored} {score}, and at least {lack.least} is needed"
    else:
        reason = f"Scored {score} of {highest}"
    return Shortfall(code=item.code, title=item.title, reason=reason)
