"""The form of a capacity plan on a page: as it starts, as it was posted, reshaped, refused, or in a clash."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from fastapi import Request
from fastapi.responses import Response

from app.pages.frameworks import definitions_of
from app.place import Place
from app.presenters.answers import fact_words
from app.presenters.capacity_form import (
    Typed,
    default_fields,
    dropped_fields,
    empty_group,
    plan_fields,
    read_month,
    read_plan,
    shape_of,
    typed_plan,
)
from app.presenters.capacity_questions import TIME_QUESTIONS, Shape, plan_section
from app.presenters.clash import ClashRow, clash_context
from app.presenters.refused import question_names, summary_of
from app.templating import render
from app.web import Form
from mapping.capacity import MOST_GROUPS, OrganisationPlan, month_after
from mapping.expected_hours import HoursMark, hours_marks
from reports.capacity import month_name
from surveys.instrument import Section

BESIDES = ("months-shown", "name")
EVERYDAY = 4
"""How many of the questions about time stand open; the others are behind 'More numbers'."""


@dataclass(frozen=True)
class Filled:
    """A form with what stands in it. `name` is a scenario's, empty for the plan itself."""

    typed: Typed
    shape: Shape
    section: Section
    name: str = ""

    def plan(self) -> OrganisationPlan:
        """The plan that was typed. Raises Invalid with every problem."""
        return read_plan(self.section, self.shape, self.typed)


@dataclass(frozen=True)
class Target:
    """What a form is for: where it is posted, its title, and whether it has a name of its own."""

    address: str
    title: str
    scenario: bool = False


def marks_of(request: Request) -> tuple[HoursMark, ...]:
    """Protected hours the shipped frameworks expect."""
    return hours_marks(definitions_of(request).frameworks.values())


def starting(
    plan: OrganisationPlan | None, *, today: date, marks: Sequence[HoursMark], name: str = ""
) -> Filled:
    """The form of a saved plan, or of none."""
    typed = typed_plan(plan) if plan else default_fields(month_after(today.replace(day=1), 1), marks)
    return _filled(typed, today, plan, name)


def posted(form: Form, plan: OrganisationPlan | None, *, today: date) -> Filled:
    """The form as it was sent. `plan` is what is saved."""
    return _filled(form.answers(besides=BESIDES), today, plan, next(iter(form.get("name", ())), ""))


def reshaped(form: Form, filled: Filled, marks: Sequence[HoursMark]) -> Filled | None:
    """The form with other months or one more group, where that was asked for; None where it was not."""
    action = form.one("action")
    if action == "add" and filled.shape.groups < MOST_GROUPS:
        row = filled.shape.groups + 1
        typed = {**filled.typed, **empty_group(row, marks)}
        return replace(
            filled,
            typed=typed,
            shape=(shape := replace(filled.shape, groups=row)),
            section=plan_section(shape),
        )
    return filled if action in {"add", "months"} else None


def other_months(form: Form, filled: Filled) -> dict[str, str]:
    """The problem of a first month that was changed without looking at the months below it."""
    shown = read_month(form.one("months-shown"))
    first = filled.shape.months[0]
    if shown is None or shown == first:
        return {}
    return {
        "first-month": f"The months below have changed to start in {month_name(first)}. "
        "Check who starts when, then save again."
    }


def form_page(
    request: Request,
    place: Place,
    target: Target,
    filled: Filled,
    revision: int,
    problems: Mapping[str, str],
    *,
    status: int = 200,
) -> Response:
    """The form, with what is wrong beside each field."""
    names = {"name": "Name of the scenario"} | question_names(filled.section.questions)
    advanced = [question.code for question in TIME_QUESTIONS[EVERYDAY:]]
    others = [question.code for question in filled.section.questions if question.code.startswith("others-")]
    context = {
        "place": place,
        "target": target,
        "name": filled.name,
        "fields": plan_fields(filled.section, filled.typed, problems),
        "months": filled.section.questions[0].options,
        "first_month": f"{filled.shape.months[0]:%Y-%m}",
        "month_names": [month_name(month) for month in filled.shape.months],
        "starters": filled.shape.starters,
        "others": filled.shape.others,
        "groups": range(1, filled.shape.groups + 1),
        "may_add": filled.shape.groups < MOST_GROUPS,
        "dropped": dropped_fields(filled.shape, filled.typed),
        "advanced": advanced,
        "advanced_open": bool(problems.keys() & set(advanced)),
        "others_open": bool(problems.keys() & set(others)) or _anybody(filled, others),
        "problems": problems,
        "summary": summary_of(problems, names),
        "revision": revision,
        "marks": marks_of(request),
    }
    return render(request, "lead/capacity.html", context, status=status)


def clash_page(
    request: Request,
    target: Target,
    form: Form,
    filled: Filled,
    saved: OrganisationPlan | None,
    saved_name: str,
    revision: int,
) -> Response:
    """What is saved now beside what was typed."""
    stored = typed_plan(saved) if saved else {}
    shape = replace(filled.shape, groups=max(filled.shape.groups, len(saved.groups) if saved else 1))
    rows = [ClashRow("Name of the scenario", saved_name, filled.name)] if target.scenario else []
    rows += [
        ClashRow(
            question.text,
            fact_words(question, stored.get(question.code, [])),
            fact_words(question, [value for value in filled.typed.get(question.code, ()) if value]),
        )
        for question in plan_section(shape).questions
    ]
    fields = form.answers()
    context = clash_context(rows, address=target.address, fields=fields, revision=revision)
    return render(request, "components/clash.html", context | {"title": target.title}, status=409)


def _filled(typed: Typed, today: date, plan: OrganisationPlan | None, name: str) -> Filled:
    shape = shape_of(typed, today=today, kept=plan.first_month if plan else None)
    return Filled(typed=typed, shape=shape, section=plan_section(shape), name=name)


def _anybody(filled: Filled, others: Sequence[str]) -> bool:
    """Whether anything about other starters differs from what an empty form has."""
    usual = {"others-length-months", "others-full-time-share"}
    return any(any(filled.typed.get(code, ())) for code in others if code not in usual)
