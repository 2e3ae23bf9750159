"""What a preceptor's own numbers come to, and the one fact of it that a release may count."""

from decimal import Decimal

from frameworks.language import mark
from mapping.leaving import leaving_facts
from mapping.places import PreceptorConclusion, PreceptorTime, conclude_preceptor
from surveys.respondents import Answers

FIXED_HOURS = Decimal(2)
HOURS_PER_PRECEPTEE = Decimal("5.5")
DEFAULTS = {
    "hours-per-preceptee": mark(
        "5.5 hours a year: 3 meetings of an hour, half an hour before each, 1 for notes"
    ),
    "fixed-hours": mark("2 hours a year to keep up your own training"),
}
"""Used where a preceptor leaves the question blank, and said beside the result (`DOMAIN.md` 5)."""


def preceptor_time(facts: dict[str, tuple[str, ...]]) -> PreceptorTime | None:
    """The capacity model's input, or None while protected hours are not given."""
    protected = _number(facts, "protected-hours")
    if protected is None:
        return None
    each = _number(facts, "hours-per-preceptee")
    return PreceptorTime(
        protected_hours=protected,
        fixed_hours=_number(facts, "fixed-hours") if "fixed-hours" in facts else FIXED_HOURS,
        hours_per_preceptee=each if each else HOURS_PER_PRECEPTEE,
        eligible=_one(facts, "eligible") != "no",
        trained=_one(facts, "training") != "none" and _one(facts, "training-current") != "no",
        willing=_one(facts, "willing") != "no",
    )


def conclude(facts: dict[str, tuple[str, ...]]) -> PreceptorConclusion | None:
    """The result page's conclusion, or None while protected hours are not given."""
    time = preceptor_time(facts)
    if time is None:
        return None
    return conclude_preceptor(time, preceptees_now=int(_number(facts, "preceptees-now") or 0))


def derived_facts(answers: Answers) -> dict[str, str]:
    """Facts worked out at submission: for a preceptor, which limit binds; for a preceptee, who may leave."""
    if answers.response.audience != "preceptor":
        asked = [answers.ratings[item.code] for item in answers.items if item.code in answers.ratings]
        return leaving_facts(answers.facts, asked)
    conclusion = conclude(answers.facts)
    return {} if conclusion is None else {"binding-limit": conclusion.slots.limit}


def _number(facts: dict[str, tuple[str, ...]], question: str) -> Decimal | None:
    value = _one(facts, question)
    return Decimal(value) if value else None


def _one(facts: dict[str, tuple[str, ...]], question: str) -> str:
    values = facts.get(question, ())
    return values[0] if values else ""
