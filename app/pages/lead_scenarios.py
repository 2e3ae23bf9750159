"""Named variations of a lead's capacity plan: copied, changed, compared side by side, and deleted."""

from collections.abc import Mapping

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from sqlmodel import Session

from app.audit import record
from app.capacity import plans_of, scenario_plan, stored_plan
from app.clock import london_day
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
from app.place import Place, PlaceIn, check_fields
from app.presenters.lead_capacity import scenario_sentences
from app.presenters.refused import kept_revision
from app.rights import Right
from app.templating import render
from app.web import ActorIn, ClockIn, Db, FormIn
from reports.capacity_charts import gaps_chart
from reports.capacity_scenarios import gaps_by_month, scenarios_table
from surveys.errors import Closed, Conflict, Invalid, NotFound
from surveys.scenarios import (
    MOST,
    Scenario,
    add_scenario,
    find_scenario,
    remove_scenario,
    save_scenario,
    scenarios,
)

HOME = "/lead/capacity/scenarios"
router = APIRouter(prefix=HOME, dependencies=[Depends(Right("lead"))], include_in_schema=False)


@router.get("")
def scenarios_page(request: Request, session: Db, place: PlaceIn, done: str = "") -> Response:
    """The plan and its scenarios side by side, and the form that copies the plan under a name."""
    return _list(request, session, place, {"done": done})


@router.post("")
def add(
    request: Request, session: Db, place: PlaceIn, actor: ActorIn, form: FormIn, clock: ClockIn
) -> Response:
    """Copy the plan under a name, then change its numbers."""
    check_fields(form, {"name"})

    def act() -> str:
        plan, _ = stored_plan(session, place)
        if plan is None:
            raise NotFound("There is no capacity plan yet. Make one first, then try variations of it.")
        numbers = plan.model_dump(mode="json")
        added = add_scenario(session, name=form.one("name"), numbers=numbers, **place.here)
        record(session, at=clock(), actor=actor.username, action="add scenario", subject=place.organisation)
        return place.address(f"{HOME}/{added}")

    try:
        onward = carry_out_once(session, key=form.once, owner=actor.account or "", act=act)
    except Invalid as refusal:
        session.rollback()
        context = {"problems": refusal.problems, "name": next(iter(form.get("name", ())), "")}
        return _list(request, session, place, context, status=422)
    return RedirectResponse(onward, 303)


@router.get("/chart.json")
def chart(session: Db, place: PlaceIn) -> Response:
    """The gap of the plan and of each scenario by month, from the page's table."""
    plan, _ = stored_plan(session, place)
    if plan is None:
        raise NotFound("There is no capacity plan yet.")
    return JSONResponse(gaps_chart(gaps_by_month(plans_of(session, place, plan))).figure)


@router.get("/{scenario}")
def edit_page(request: Request, session: Db, place: PlaceIn, clock: ClockIn, scenario: str) -> Response:
    """A scenario's numbers, to be changed."""
    found = find_scenario(session, scenario, **place.here)
    filled = starting(
        scenario_plan(found), today=london_day(clock()), marks=marks_of(request), name=found.name
    )
    return form_page(request, place, _target(place, found), filled, found.revision, {})


@router.post("/{scenario}")
def save(
    request: Request,
    session: Db,
    place: PlaceIn,
    actor: ActorIn,
    form: FormIn,
    clock: ClockIn,
    scenario: str,
) -> Response:
    """Store a scenario's name and numbers whole, or show what is wrong with all of it still there."""
    found = find_scenario(session, scenario, **place.here)
    filled = posted(form, scenario_plan(found), today=london_day(clock()))
    target, revision = _target(place, found), kept_revision(form, found.revision)
    other = reshaped(form, filled, marks_of(request))
    if other is not None:
        return form_page(request, place, target, other, revision, {})

    def act() -> str:
        numbers = filled.plan().model_dump(mode="json")
        wrong = other_months(form, filled)
        if wrong:
            raise Invalid(wrong)
        save_scenario(
            session,
            found,
            time_point=place.time_point,
            name=form.one("name"),
            numbers=numbers,
            seen=form.whole("revision"),
        )
        record(session, at=clock(), actor=actor.username, action="save scenario", subject=place.organisation)
        return place.address(HOME, done="saved")

    try:
        onward = carry_out_once(session, key=form.once, owner=actor.account or "", act=act)
    except Invalid as refusal:
        session.rollback()
        return form_page(request, place, target, filled, revision, refusal.problems, status=422)
    except Closed:
        raise
    except Conflict:
        session.rollback()
        now = find_scenario(session, scenario, **place.here)
        return clash_page(request, target, form, filled, scenario_plan(now), now.name, now.revision)
    return RedirectResponse(onward, 303)


@router.get("/{scenario}/delete")
def delete_page(request: Request, session: Db, place: PlaceIn, scenario: str) -> Response:
    """Ask before deleting."""
    found = find_scenario(session, scenario, **place.here)
    return render(request, "lead/scenario_delete.html", {"place": place, "scenario": found})


@router.post("/{scenario}/delete")
def delete(
    session: Db, place: PlaceIn, actor: ActorIn, form: FormIn, clock: ClockIn, scenario: str
) -> Response:
    """Delete a scenario, unless somebody saved it since the page was opened."""
    check_fields(form)

    def act() -> str:
        found = find_scenario(session, scenario, **place.here)
        remove_scenario(session, found, time_point=place.time_point, seen=form.whole("revision"))
        record(
            session, at=clock(), actor=actor.username, action="delete scenario", subject=place.organisation
        )
        return place.address(HOME, done="deleted")

    return RedirectResponse(carry_out_once(session, key=form.once, owner=actor.account or "", act=act), 303)


def _list(
    request: Request, session: Session, place: Place, context: Mapping[str, object], *, status: int = 200
) -> Response:
    plan, _ = stored_plan(session, place)
    if plan is None:
        return RedirectResponse(place.address("/lead/capacity"), 303)
    base, *others = plans_of(session, place, plan)
    known: dict[str, object] = {
        "place": place,
        "most": MOST,
        "problems": {},
        "name": "",
        "compared": scenarios_table([base, *others]),
        "gaps": gaps_by_month([base, *others]),
        "scenarios": [
            {
                "id": found.id,
                "name": found.name,
                "revision": found.revision,
                "sentences": scenario_sentences(base, each),
            }
            for found, each in zip(scenarios(session, **place.here), others, strict=True)
        ],
    }
    return render(request, "lead/scenarios.html", known | dict(context), status=status)


def _target(place: Place, scenario: Scenario) -> Target:
    return Target(
        address=place.address(f"{HOME}/{scenario.id}"),
        title=f"Change the scenario {scenario.name}",
        scenario=True,
    )
