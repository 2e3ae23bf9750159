"""What a capacity plan comes to, and how scenarios differ from it, in words."""

from collections.abc import Sequence
from decimal import Decimal

from app.presenters.answers import fact_words
from app.presenters.capacity_form import typed_plan
from app.presenters.capacity_questions import Shape, plan_section
from mapping.capacity import SOURCES, MonthLimit, OrganisationPlan, PlanResult, month_after
from mapping.expected_hours import HoursMark
from reports.capacity import SHORT_LIMITS, Entered, Named, mark_words, month_name, plan_limit
from reports.values import number_cell
from reports.wording import plural
from surveys.instrument import Section

IN_SHORT: dict[MonthLimit, str] = {
    "time": "more protected hours would help",
    "ratio": "only more preceptors would help",
    "equal": "more preceptors would help; more hours alone would not",
    "mixed": "more hours would help some preceptors, and more preceptors would help",
    "people": "you need preceptors who are eligible, trained and willing",
}


def result_sentences(plan: OrganisationPlan, result: PlanResult, marks: Sequence[HoursMark]) -> list[str]:
    """What the plan comes to, in plain sentences."""
    lines = [
        _group_sentence(each.group.name, each.slots.by_time, each.slots.by_ratio) for each in result.groups
    ]
    lines[-1] += f" {plan_limit(result)}"
    lines += _mark_sentences(result, marks)
    lines.append(f"The most preceptees at once is {result.peak.active}, in {month_name(result.peak.month)}.")
    have = sum(each.group.willing for each in result.groups)
    needed = result.preceptors_needed
    if needed is None:
        lines.append(
            "With these hours no preceptor can take anybody. "
            "Give more protected hours, or fewer or shorter meetings."
        )
    else:
        lines.append(
            f"You need {plural(needed, 'preceptor')} for that month, with the places yours have on average, and "
            f"have {have}."
        )
    if result.short:
        tightest = result.tightest
        lines.append(
            f"The gap is largest in {month_name(tightest.month)}: {_places(tightest.gap)} too few. "
            f"Then {IN_SHORT[tightest.limit]}."
        )
    lines += _ripple(plan, result)
    hours, posts = number_cell(float(result.peak.hours), "hours"), float(result.peak.posts)
    lines.append(
        f"Releasing everyone at the level of {month_name(result.peak.month)} takes {hours.text} hours a year, "
        f"which is {posts:.2f} full-time posts."
    )
    return lines


def plan_numbers(plan: OrganisationPlan) -> list[Entered]:
    """Every number of a plan with what it is; months by name."""
    typed = typed_plan(plan)
    return [
        Entered(
            question.text,
            float(typed[question.code][0]),
            question.unit or "",
            SOURCES.get(question.code.replace("-", "_"), ""),
        )
        for question in section_of(plan).questions
        if question.kind == "number" and typed.get(question.code)
    ]


def section_of(plan: OrganisationPlan) -> Section:
    """The questions whose answers make this plan."""
    months = tuple(month_after(plan.first_month, index) for index in range(len(plan.cohorts[0].starters)))
    return plan_section(Shape(months=months, groups=len(plan.groups), first_months=(plan.first_month,)))


def scenario_sentences(plan: Named, scenario: Named) -> list[str]:
    """What a scenario changes, and what comes of it."""
    changes = differences(plan.plan, scenario.plan)
    was, now = plan.result, scenario.result
    lines = [*changes] if changes else ["It has the same numbers as your plan so far."]
    lines.append(
        f"Months with more preceptees than places: {len(now.short)}, and {len(was.short)} in your plan."
    )
    lines.append(f"Largest gap: {_gap_words(now)}; in your plan: {_gap_words(was)}.")
    if now.short and now.tightest.limit != was.tightest.limit:
        lines.append(f"What binds then: {SHORT_LIMITS[now.tightest.limit].lower()}.")
    more = (now.peak.hours - was.peak.hours) if changes else Decimal(0)
    if more:
        hours = number_cell(float(abs(more)), "hours").text
        lines.append(
            f"Releasing people takes {hours} hours a year {'more' if more > 0 else 'less'} at the peak."
        )
    return lines


def differences(plan: OrganisationPlan, scenario: OrganisationPlan) -> list[str]:
    """Each number that differs, from the plan's to the scenario's.

    Months are named, so a scenario that starts later differs in the months it has.
    """
    questions = {
        question.code: question for each in (plan, scenario) for question in section_of(each).questions
    }
    before, after = typed_plan(plan), typed_plan(scenario)
    lines = []
    for code, question in questions.items():
        was, now = before.get(code, []), after.get(code, [])
        if was == now:
            continue
        if code == "first-month":
            before_words, after_words = month_name(plan.first_month), month_name(scenario.first_month)
        else:
            before_words, after_words = fact_words(question, was), fact_words(question, now)
        lines.append(f"{question.text}: {before_words} in your plan, {after_words} here.")
    return lines


def _group_sentence(name: str, by_time: int, by_ratio: int) -> str:
    return f"{name}: one preceptor's hours allow {plural(by_time, 'preceptee')}; the ratio allows {by_ratio}."


def _mark_sentences(result: PlanResult, marks: Sequence[HoursMark]) -> list[str]:
    if not marks:
        return []
    told = [
        f"{each.group.name}: {_short(each.group.hours_each)} protected hours each. "
        f"{mark_words(each.group.hours_each, marks)} "
        f"({', '.join(f'{mark.name} {mark.hours.normalize():f}' for mark in marks)} hours a year)."
        for each in result.groups
    ]
    return told


def _ripple(plan: OrganisationPlan, result: PlanResult) -> list[str]:
    """What new preceptors add, once somebody is assumed to become one."""
    if not plan.becoming_percent:
        return []
    first = next((month for month in result.months if month.new_preceptors), None)
    if first is None:
        return [
            f"Nobody who starts in this plan becomes a preceptor within its {len(result.months)} months. "
            "A plan of more years shows when they do."
        ]
    last = result.months[-1]
    people = _short(last.new_preceptors)
    return [
        f"From {month_name(first.month)} new preceptors add to your places: {people} of them by "
        f"{month_name(last.month)}."
    ]


def _gap_words(result: PlanResult) -> str:
    if not result.short:
        return "none"
    return f"{_places(result.tightest.gap)} in {month_name(result.tightest.month)}"


def _places(gap: Decimal) -> str:
    number = _short(gap)
    return f"{number} {'place' if number == '1' else 'places'}"


def _short(number: Decimal) -> str:
    """One decimal where there is one.

    >>> _short(Decimal("12.00")), _short(Decimal("5.76"))
    ('12', '5.8')
    """
    return number_cell(float(number), "mean").text.removesuffix(".0")
