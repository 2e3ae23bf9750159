"""A lead plans capacity from the numbers they enter, and from nothing anybody else answered."""

from datetime import date
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from sqlmodel import Session

from app.audit import record
from app.clock import london_day
from app.once import carry_out_once
from app.place import Place, PlaceIn
from app.presenters.answers import fact_words
from app.presenters.clash import ClashRow, clash_context
from app.presenters.lead_capacity import (
    STARTERS,
    default_fields,
    first_months,
    plan_fields,
    plan_section,
    read_plan,
    result_sentences,
    typed_plan,
)
from app.presenters.refused import kept_revision, question_names, summary_of
from app.rights import Right
from app.templating import render
from app.web import ActorIn, ClockIn, Db, Form, FormIn
from mapping.capacity import OrganisationPlan, run_plan
from reports.capacity import capacity_by_month, capacity_summary
from reports.charts import month_lines
from surveys.asking import read_facts
from surveys.errors import Closed, Conflict, Invalid, NotFound
from surveys.instrument import Section
from surveys.plans import save_plan, saved_plan

router = APIRouter(prefix="/lead/capacity", dependencies=[Depends(Right("lead"))], include_in_schema=False)


@router.get("")
def plan_page(request: Request, session: Db, place: PlaceIn, clock: ClockIn) -> Response:
    """The form, with the plan saved before or with the defaults."""
    plan, revision = stored_plan(session, place)
    typed = typed_plan(plan) if plan else default_fields(_next_month(london_day(clock())))
    return _form(request, place, _section(clock, plan), typed, revision, {})


@router.post("")
def save(
    request: Request, session: Db, place: PlaceIn, actor: ActorIn, form: FormIn, clock: ClockIn
) -> Response:
    """Store the numbers whole, or show what is wrong with everything that was typed still there."""
    section = _section(clock, stored_plan(session, place)[0])

    def act() -> str:
        numbers = _read(section, form).model_dump(mode="json")
        save_plan(session, numbers=numbers, seen=form.whole("revision"), **place.here)
        record(session, at=clock(), actor=actor.username, action="save plan", subject=place.organisation)
        return place.address("/lead/capacity/result")

    try:
        onward = carry_out_once(session, key=form.once, owner=actor.account or "", act=act)
    except Invalid as refusal:
        session.rollback()
        revision = kept_revision(form, stored_plan(session, place)[1])
        return _form(request, place, section, form, revision, refusal.problems, status=422)
    except Closed:
        raise
    except Conflict:
        session.rollback()
        return _clash(request, session, place, section, form)
    return RedirectResponse(onward, 303)


@router.get("/result")
def result_page(request: Request, session: Db, place: PlaceIn) -> Response:
    """Which limit binds, and preceptees beside places month by month."""
    plan, _ = stored_plan(session, place)
    if plan is None:
        return RedirectResponse(place.address("/lead/capacity"), 303)
    result = run_plan(plan)
    context = {
        "place": place,
        "sentences": result_sentences(plan, result),
        "months": capacity_by_month(result, name=place.name),
        "summary": capacity_summary(plan, result),
    }
    return render(request, "lead/capacity_result.html", context)


@router.get("/chart.json")
def chart(session: Db, place: PlaceIn) -> Response:
    """The chart of the result page, made from its table."""
    plan, _ = stored_plan(session, place)
    if plan is None:
        raise NotFound("There is no capacity plan yet.")
    table = capacity_by_month(run_plan(plan), name=place.name)
    return JSONResponse(month_lines(table, month="month", series=("active", "supply")).figure)


def stored_plan(session: Session, place: Place) -> tuple[OrganisationPlan | None, int]:
    """The plan saved for this place and its revision."""
    saved = saved_plan(session, **place.here)
    return (OrganisationPlan.model_validate(saved.numbers) if saved.numbers else None), saved.revision


def _read(section: Section, form: Form) -> OrganisationPlan:
    facts, problems = read_facts(section, form.answers())
    if problems:
        raise Invalid({problem.field: problem.message for problem in problems})
    return read_plan(facts)


def _section(clock: ClockIn, plan: OrganisationPlan | None) -> Section:
    kept = plan.first_month if plan else None
    return plan_section(first_months(london_day(clock()), kept))


def _next_month(today: date) -> date:
    return date(today.year + today.month // 12, today.month % 12 + 1, 1)


def _form(
    request: Request,
    place: Place,
    section: Section,
    typed: Any,  # noqa: ANN401 - a posted form or a saved plan in the same shape
    revision: int,
    problems: dict[str, str],
    *,
    status: int = 200,
) -> Response:
    context = {
        "place": place,
        "fields": plan_fields(section, typed, problems),
        "months": section.questions[0].options,
        "first_month": next(iter(typed.get("first-month", ())), ""),
        "starters": STARTERS,
        "problems": problems,
        "summary": summary_of(problems, question_names(section.questions)),
        "revision": revision,
    }
    return render(request, "lead/capacity.html", context, status=status)


def _clash(request: Request, session: Session, place: Place, section: Section, form: Form) -> Response:
    plan, revision = stored_plan(session, place)
    stored = typed_plan(plan) if plan else {}
    rows = [
        ClashRow(
            question.text,
            fact_words(question, stored.get(question.code, [])),
            fact_words(question, [value for value in form.get(question.code, ()) if value]),
        )
        for question in section.questions
    ]
    address = place.address("/lead/capacity")
    context = clash_context(rows, address=address, fields=form.answers(), revision=revision)
    return render(request, "lead/clash.html", context | {"title": section.title}, status=409)
