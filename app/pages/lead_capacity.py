"""A lead plans capacity from the numbers they enter, and from nothing anybody else answered."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from sqlmodel import Session

from app.audit import record
from app.capacity import capacity_workbook, plans_of, stored_plan
from app.clock import london_day
from app.downloads import download
from app.once import carry_out_once
from app.pages.capacity_forms import (
    Target,
    clash_page,
    form_page,
    marks_of,
    other_months,
    posted,
    reshaped,
    starting,
)
from app.place import Place, PlaceIn
from app.presenters.lead_capacity import result_sentences
from app.presenters.refused import kept_revision
from app.rights import Right
from app.templating import render
from app.web import ActorIn, ClockIn, Db, FormIn
from mapping.capacity import OrganisationPlan, run_plan
from reports.capacity import capacity_by_month, capacity_groups, capacity_summary
from reports.capacity_charts import hours_chart, supply_chart
from surveys.errors import Closed, Conflict, Invalid, NotFound
from surveys.plans import save_plan

router = APIRouter(prefix="/lead/capacity", dependencies=[Depends(Right("lead"))], include_in_schema=False)


@router.get("")
def plan_page(request: Request, session: Db, place: PlaceIn, clock: ClockIn) -> Response:
    """The form, with the plan saved before or with the defaults."""
    plan, revision = stored_plan(session, place)
    filled = starting(plan, today=london_day(clock()), marks=marks_of(request))
    return form_page(request, place, _target(place), filled, revision, {})


@router.post("")
def save(
    request: Request, session: Db, place: PlaceIn, actor: ActorIn, form: FormIn, clock: ClockIn
) -> Response:
    """Store the numbers whole, or show what is wrong with everything that was typed still there."""
    plan, saved = stored_plan(session, place)
    filled = posted(form, plan, today=london_day(clock()))
    target, revision = _target(place), kept_revision(form, saved)
    other = reshaped(form, filled, marks_of(request))
    if other is not None:
        return form_page(request, place, target, other, revision, {})

    def act() -> str:
        numbers = filled.plan().model_dump(mode="json")
        wrong = other_months(form, filled)
        if wrong:
            raise Invalid(wrong)
        save_plan(session, numbers=numbers, seen=form.whole("revision"), **place.here)
        record(session, at=clock(), actor=actor.username, action="save plan", subject=place.organisation)
        return place.address("/lead/capacity/result")

    try:
        onward = carry_out_once(session, key=form.once, owner=actor.account or "", act=act)
    except Invalid as refusal:
        session.rollback()
        return form_page(request, place, target, filled, revision, refusal.problems, status=422)
    except Closed:
        raise
    except Conflict:
        session.rollback()
        now, newer = stored_plan(session, place)
        return clash_page(request, target, form, filled, now, "", newer)
    return RedirectResponse(onward, 303)


@router.get("/result")
def result_page(request: Request, session: Db, place: PlaceIn) -> Response:
    """Which limit binds, each group's hours, and preceptees beside places month by month."""
    plan, _ = stored_plan(session, place)
    if plan is None:
        return RedirectResponse(place.address("/lead/capacity"), 303)
    result, marks = run_plan(plan), marks_of(request)
    context = {
        "place": place,
        "sentences": result_sentences(plan, result, marks),
        "months": capacity_by_month(result, name=place.name),
        "groups": capacity_groups(plan, result, marks),
        "summary": capacity_summary(plan, result),
    }
    return render(request, "lead/capacity_result.html", context)


@router.get("/chart.json")
def chart(session: Db, place: PlaceIn) -> Response:
    """Preceptees beside places by month, from the result page's table."""
    result = run_plan(_plan(session, place))
    return JSONResponse(supply_chart(capacity_by_month(result, name=place.name)).figure)


@router.get("/hours.json")
def hours(request: Request, session: Db, place: PlaceIn) -> Response:
    """Each group's protected hours with what frameworks expect, from the result page's table."""
    plan, marks = _plan(session, place), marks_of(request)
    return JSONResponse(hours_chart(capacity_groups(plan, run_plan(plan), marks), marks).figure)


@router.get("/workbook.xlsx")
def workbook(request: Request, session: Db, place: PlaceIn, clock: ClockIn) -> Response:
    """The plan and its scenarios as a workbook that works every step out again."""
    plan = _plan(session, place)
    content = capacity_workbook(
        plans_of(session, place, plan),
        place,
        marks=marks_of(request),
        made_on=london_day(clock()),
        sample=request.app.state.sample,
    )
    return download(content, "preceptmap-capacity.xlsx")


def _plan(session: Session, place: Place) -> OrganisationPlan:
    plan, _ = stored_plan(session, place)
    if plan is None:
        raise NotFound("There is no capacity plan yet.")
    return plan


def _target(place: Place) -> Target:
    return Target(address=place.address("/lead/capacity"), title="Plan your capacity")
