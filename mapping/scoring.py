"""An organisation's self-assessment against a framework's own rule (`DOMAIN.md` 2.2)."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from frameworks.model import Framework, Frozen, Item

HIGHEST = 2


class Shortfall(Frozen):
    """One criterion that keeps the rule from being met, and why."""

    code: str
    title: str
    reason: str


class Scorecard(Frozen):
    """The result. `met` is None where the framework has no rule or nothing is answered yet.

    `shortfalls` names every criterion that keeps the rule from being met, or, where there is no rule, every
    criterion below the highest score.

    `share` is of the highest possible total, 0 to 1; unanswered criteria count 0.
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


def score_self_assessment(framework: Framework, scores: Mapping[str, int | None]) -> Scorecard:
    """Score every assessable item; shares are compared as exact fractions, so 79.9 % is below 80 %."""
    items = framework.assessable
    rule = framework.scoring
    highest = max(rule.scores) if rule else HIGHEST
    given = {item.code: scores.get(item.code) for item in items}
    total = sum(score or 0 for score in given.values())
    possible = highest * len(items)
    share = Fraction(total, possible) if possible else Fraction(0)
    answered = sum(score is not None for score in given.values())
    least = rule.mandatory_at_least if rule else highest
    mandatory = [item for item in items if item.mandatory]
    reached = sum((given[item.code] or 0) >= least for item in mandatory)
    enough = rule is not None and share >= Fraction(str(rule.threshold))
    met = reached == len(mandatory) and enough if rule and answered else None
    return Scorecard(
        framework=framework.id,
        total=total,
        possible=possible,
        share=float(share),
        answered=answered,
        asked=len(items),
        mandatory_met=reached,
        mandatory=len(mandatory),
        threshold=rule.threshold if rule else None,
        met=met,
        shortfalls=() if met else _shortfalls(items, given, least, highest, enough),
    )


def _shortfalls(
    items: Sequence[Item], given: Mapping[str, int | None], least: int, highest: int, enough: bool
) -> tuple[Shortfall, ...]:
    """What keeps the rule from being met; with enough in total, only mandatory criteria can."""
    looked_at = [item for item in items if item.mandatory or not enough]
    found = (_shortfall(item, given[item.code], least, highest) for item in looked_at)
    return tuple(shortfall for shortfall in found if shortfall is not None)


def _shortfall(item: Item, score: int | None, least: int, highest: int) -> Shortfall | None:
    if score is not None and score >= (least if item.mandatory else highest):
        return None
    if score is None:
        reason = "Mandatory and not answered yet" if item.mandatory else "Not answered yet"
    elif item.mandatory:
        reason = f"Mandatory: scored {score}, and at least {least} is needed"
    else:
        reason = f"Scored {score} of {highest}"
    return Shortfall(code=item.code, title=item.title, reason=reason)
