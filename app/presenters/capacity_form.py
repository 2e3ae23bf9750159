"""The form of a capacity plan: what a lead typed, read into a plan and back again."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from app.presenters.capacity_questions import TIME_QUESTIONS, Shape
from app.presenters.questions import fact_field
from mapping.capacity import (
    ALL_PRECEPTORS,
    MOST_GROUPS,
    NEWLY_REGISTERED,
    Cohort,
    OrganisationPlan,
    month_after,
)
from mapping.expected_hours import HoursMark
from surveys.asking import read_facts
from surveys.errors import Invalid
from surveys.instrument import Section

MONTHS = 12
OTHERS = "Other starters"
OTHERS_MONTHS = "6"
LONGEST_NAME = 60
GROUP_FIELDS = ("group-name", "eligible", "trained", "willing", "protected-hours", "group-share")
OF_A_MONTH = re.compile(r"(starters|others)-(\d{4})-(0[1-9]|1[0-2])")
A_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
Typed = Mapping[str, Sequence[str]]


def shape_of(typed: Typed, *, today: date, kept: date | None) -> Shape:
    """The shape a form has, from what was typed or saved in it. `kept` is the first month saved before."""
    choices = first_months(today, kept)
    first = read_month(_one(typed, "first-month")) or month_after(today.replace(day=1), 1)
    rows = [
        row for row in range(1, MOST_GROUPS + 1) if any(f"{name}-{row}" in typed for name in GROUP_FIELDS)
    ]
    return Shape(
        months=tuple(month_after(first, index) for index in range(MONTHS)),
        groups=max(rows, default=1),
        first_months=tuple(choices),
    )


def read_plan(section: Section, shape: Shape, typed: Typed) -> OrganisationPlan:
    """The plan from what was typed; a blank month is nobody. Raises Invalid with every problem.

    Starters of months the plan no longer has are left out.
    """
    known = {question.code for question in section.questions}
    kept = {name: values for name, values in typed.items() if name in known or not OF_A_MONTH.fullmatch(name)}
    facts, found = read_facts(section, kept)
    problems = {problem.field: problem.message for problem in found}
    groups = []
    for row in range(1, shape.groups + 1):
        wrong = _group_problems(facts, row, problems)
        problems |= wrong
        if not wrong and f"eligible-{row}" in facts:
            groups.append(_group(facts, row, alone=shape.groups == 1))
    if problems:
        raise Invalid(problems)
    plain = {
        question.code.replace("-", "_"): facts[question.code][0]
        for question in TIME_QUESTIONS
        if question.code in facts
    }
    first = f"{facts['first-month'][0]}-01"
    return OrganisationPlan.model_validate(
        plain | {"first_month": first, "cohorts": _cohorts(facts, shape), "groups": groups}
    )


def typed_plan(plan: OrganisationPlan) -> dict[str, list[str]]:
    """A plan as the form fields that would make it again."""
    numbers = plan.model_dump(mode="json")
    fields = {"first-month": [f"{plan.first_month:%Y-%m}"]}
    for question in TIME_QUESTIONS:
        value = numbers[question.code.replace("-", "_")]
        fields[question.code] = [] if value is None else [_plain(value)]
    newly = next((each for each in plan.cohorts if each.newly_registered), None)
    others = next((each for each in plan.cohorts if not each.newly_registered), None)
    fields |= _cohort_fields(plan, newly, "starters", "", "12")
    fields |= _cohort_fields(plan, others, "others", "others-", OTHERS_MONTHS)
    for row, group in enumerate(plan.groups, start=1):
        fields |= {
            f"group-name-{row}": [group.name],
            f"eligible-{row}": [str(group.eligible)],
            f"trained-{row}": [str(group.trained)],
            f"willing-{row}": [str(group.willing)],
            f"protected-hours-{row}": [_plain(group.protected_hours)],
            f"group-share-{row}": [_plain(group.full_time_share)],
        }
    return fields


def default_fields(first_month: date, marks: Sequence[HoursMark]) -> dict[str, list[str]]:
    """What an empty form starts with: the defaults, but no people. Hours are the least that is expected."""
    fields = {"first-month": [f"{first_month:%Y-%m}"]}
    for question in TIME_QUESTIONS:
        default = OrganisationPlan.model_fields[question.code.replace("-", "_")].default
        fields[question.code] = [] if default is None else [_plain(default)]
    fields |= {"length-months": ["12"], "full-time-share": ["1"]}
    fields |= {"others-length-months": [OTHERS_MONTHS], "others-full-time-share": ["1"]}
    return fields | empty_group(1, marks)


def empty_group(row: int, marks: Sequence[HoursMark]) -> dict[str, list[str]]:
    """The fields of one more group of preceptors, with what it starts with."""
    hours = _plain(marks[0].hours) if marks else ""
    return {f"eligible-{row}": [], f"protected-hours-{row}": [hours], f"group-share-{row}": ["1"]}


def plan_fields(section: Section, typed: Typed, problems: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Macro parameters by question code."""
    fields = {question.code: fact_field(question, typed, problems) for question in section.questions}
    for code, field in fields.items():
        if code.startswith("group-name-"):  # a line, not a box for several
            field["params"].pop("rows")
            field["params"]["classes"] = "nhsuk-input--width-20"
    return fields


def dropped_fields(shape: Shape, typed: Typed) -> dict[str, str]:
    """What was typed for months the form does not show now, kept so that going back finds it again."""
    shown = {*shape.starters, *shape.others}
    return {
        name: values[0]
        for name, values in typed.items()
        if OF_A_MONTH.fullmatch(name) and name not in shown and any(values)
    }


def first_months(around: date, kept: date | None) -> list[date]:
    """The months a plan can start in: three back to twelve ahead, and the one it was saved with."""
    index = around.year * 12 + around.month - 1
    months = [date(each // 12, each % 12 + 1, 1) for each in range(index - 3, index + 13)]
    return sorted({*months, *([kept] if kept else [])})


def read_month(typed: str) -> date | None:
    """The first day of a month typed as `2027-01`, or None.

    >>> read_month("2027-01"), read_month("January")
    (datetime.date(2027, 1, 1), None)
    """
    found = A_MONTH.fullmatch(typed)
    return date(int(found[1]), int(found[2]), 1) if found else None


def _group_problems(facts: Typed, row: int, known: Mapping[str, str]) -> dict[str, str]:
    """What the rows of a group do not say of each other. A group left blank is no group."""
    name = _one(facts, f"group-name-{row}")
    if len(name) > LONGEST_NAME:
        return {f"group-name-{row}": f"Use {LONGEST_NAME} characters or fewer."}
    eligible = _one(facts, f"eligible-{row}")
    if not eligible:
        people = name or _one(facts, f"trained-{row}") or _one(facts, f"willing-{row}")
        missing = people and f"eligible-{row}" not in known
        return (
            {f"eligible-{row}": "Type how many are eligible, or leave the whole group blank."}
            if missing
            else {}
        )
    if not known.keys() & {f"protected-hours-{row}", f"group-share-{row}"}:
        for field, words in (("protected-hours", "protected hours"), ("group-share", "share of full time")):
            if not _one(facts, f"{field}-{row}"):
                return {f"{field}-{row}": f"Type the {words} of each preceptor in this group."}
    trained = _one(facts, f"trained-{row}") or eligible
    willing = _one(facts, f"willing-{row}") or trained
    if int(trained) > int(eligible):
        return {f"trained-{row}": f"Type {eligible} or fewer: only {eligible} are eligible."}
    if int(willing) > int(trained):
        return {f"willing-{row}": f"Type {trained} or fewer: only {trained} are trained."}
    return {}


def _group(facts: Typed, row: int, *, alone: bool) -> dict[str, str]:
    eligible = facts[f"eligible-{row}"][0]
    trained = _one(facts, f"trained-{row}") or eligible
    return {
        "name": " ".join(_one(facts, f"group-name-{row}").split())
        or (ALL_PRECEPTORS if alone else f"Group {row}"),
        "eligible": eligible,
        "trained": trained,
        "willing": _one(facts, f"willing-{row}") or trained,
        "protected_hours": _one(facts, f"protected-hours-{row}") or "0",
        "full_time_share": _one(facts, f"group-share-{row}") or "1",
    }


def _cohorts(facts: Typed, shape: Shape) -> list[dict[str, object]]:
    newly = _cohort(facts, NEWLY_REGISTERED, shape.starters, "", "12") | {"newly_registered": True}
    others = _cohort(facts, OTHERS, shape.others, "others-", OTHERS_MONTHS)
    anybody = any(others["starters"]) or others["here_now"] != "0"  # type: ignore[arg-type]
    return [newly, others] if anybody else [newly]


def _cohort(facts: Typed, name: str, months: Sequence[str], prefix: str, length: str) -> dict[str, object]:
    return {
        "name": name,
        "starters": [int(_one(facts, code) or "0") for code in months],
        "here_now": _one(facts, f"{prefix}preceptees-now") or "0",
        "months_left": _one(facts, f"{prefix}months-left") or None,
        "length_months": _one(facts, f"{prefix}length-months") or length,
        "full_time_share": _one(facts, f"{prefix}full-time-share") or "1",
    }


def _cohort_fields(
    plan: OrganisationPlan, cohort: Cohort | None, months: str, prefix: str, length: str
) -> dict[str, list[str]]:
    """Blank for nobody, so that a part of the form nobody needs stays short."""
    fields = {f"{prefix}length-months": [length], f"{prefix}full-time-share": ["1"]}
    if cohort is None:
        return fields
    left = cohort.months_left
    return {
        **{
            f"{months}-{month_after(plan.first_month, index):%Y-%m}": [str(number)] if number else []
            for index, number in enumerate(cohort.starters)
        },
        f"{prefix}preceptees-now": [str(cohort.here_now)] if cohort.here_now else [],
        f"{prefix}months-left": [] if left is None else [str(left)],
        f"{prefix}length-months": [str(cohort.length_months)],
        f"{prefix}full-time-share": [_plain(cohort.full_time_share)],
    }


def _one(typed: Typed, field: str) -> str:
    return next(iter(typed.get(field, ())), "")


def _plain(value: object) -> str:
    """A number as somebody would type it, or a code as it is.

    >>> _plain("8.00"), _plain(Decimal("120")), _plain("scotland")
    ('8', '120', 'scotland')
    """
    try:
        return f"{Decimal(str(value)).normalize():f}"
    except InvalidOperation:
        return str(value)
