"""The steering group's work: opening and closing time points, making and approving releases."""

from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from app.audit import record
from app.clock import london_day
from app.national import all_tables, usefulness
from app.once import carry_out_once
from app.pages.frameworks import definitions_of
from app.releases import approve_release, load_release, make_release, turn_down_release
from app.rights import Right
from app.templating import render
from app.web import ActorIn, ClockIn, Db, FormIn
from surveys.errors import Invalid
from surveys.invitations import protected
from surveys.store.releases import all_releases, get_release
from surveys.store.tallies import invitation_counts, person_counts
from surveys.store.time_points import all_time_points, get_time_point
from surveys.time_points import close_time_point, open_time_point, plan_time_point

router = APIRouter(prefix="/steering", dependencies=[Depends(Right("steering"))], include_in_schema=False)
LONGEST_REASON = 500


@router.get("")
def steering_page(request: Request, session: Db) -> Response:
    """Time points, participation and releases."""
    return render(request, "steering/home.html", _home(session, {}))


@router.post("/time-points")
def plan(request: Request, session: Db, actor: ActorIn, form: FormIn, clock: ClockIn) -> Response:
    """Plan a time point on the current instruments."""
    instruments = definitions_of(request).instruments.values()

    def act() -> str:
        current: dict[str, str] = {instrument.audience: instrument.id for instrument in instruments}
        point = plan_time_point(session, title=form.one("title"), instruments=current)
        record(session, at=clock(), actor=actor.username, action="plan time point", subject=point.title)
        return "/steering"

    try:
        onward = carry_out_once(session, key=form.once, owner=actor.account or "", act=act)
    except Invalid as refusal:
        session.rollback()
        context = _home(session, refusal.problems) | {"typed": form.one("title")}
        return render(request, "steering/home.html", context, status=422)
    return RedirectResponse(onward, 303)


@router.post("/time-points/{time_point}/open")
def open_point(session: Db, actor: ActorIn, form: FormIn, clock: ClockIn, time_point: int) -> Response:
    """Begin to take answers."""
    point = get_time_point(session, time_point)
    open_time_point(session, point=point, revision=form.whole("revision"), today=london_day(clock()))
    record(session, at=clock(), actor=actor.username, action="open time point", subject=point.title)
    return RedirectResponse("/steering", 303)


@router.get("/time-points/{time_point}/close")
def close_page(request: Request, session: Db, time_point: int) -> Response:
    """Say what closing does before it is done."""
    return render(request, "steering/close.html", {"point": get_time_point(session, time_point)})


@router.post("/time-points/{time_point}/close")
def close_point(session: Db, actor: ActorIn, form: FormIn, clock: ClockIn, time_point: int) -> Response:
    """Stop taking answers, for good."""
    point = get_time_point(session, time_point)
    close_time_point(session, point=point, revision=form.whole("revision"), today=london_day(clock()))
    record(session, at=clock(), actor=actor.username, action="close time point", subject=point.title)
    return RedirectResponse("/steering", 303)


@router.post("/releases")
def make(request: Request, session: Db, actor: ActorIn, form: FormIn, clock: ClockIn) -> Response:
    """Count, protect and freeze; the release then waits for somebody else."""

    def act() -> str:
        number = make_release(
            session,
            time_point=form.whole("time-point"),
            by=actor.username,
            now=clock(),
            definitions=definitions_of(request),
            code_version=request.app.state.version,
        )
        return f"/steering/releases/{number}"

    onward = carry_out_once(session, key=form.once, owner=actor.account or "", act=act)
    return RedirectResponse(onward, 303)


@router.get("/releases/{number}")
def release_page(request: Request, session: Db, actor: ActorIn, number: int) -> Response:
    """One release for review: who made it, by which rules, how useful it is, and its tables."""
    return render(request, "steering/release.html", _review(request, session, actor, number, {}))


@router.post("/releases/{number}/approve")
def approve(session: Db, actor: ActorIn, form: FormIn, clock: ClockIn, number: int) -> Response:
    """Publish what somebody else made."""
    approve_release(session, number=number, revision=form.whole("revision"), by=actor.username, now=clock())
    return RedirectResponse("/dashboard", 303)


@router.post("/releases/{number}/turn-down")
def turn_down(
    request: Request, session: Db, actor: ActorIn, form: FormIn, clock: ClockIn, number: int
) -> Response:
    """Refuse a waiting release, saying why."""
    reason = form.one("reason")
    if not 3 <= len(reason) <= LONGEST_REASON:
        problems = {"reason": f"Say why, in 3 to {LONGEST_REASON} characters."}
        context = _review(request, session, actor, number, problems) | {"typed": reason}
        return render(request, "steering/release.html", context, status=422)
    turn_down_release(
        session,
        number=number,
        revision=form.whole("revision"),
        by=actor.username,
        now=clock(),
        reason=reason,
    )
    return RedirectResponse("/steering", 303)


def _home(session: Db, problems: dict[str, str]) -> dict[str, Any]:
    points = all_time_points(session)
    return {
        "points": points,
        "participation": {point.id: _participation(session, point.id or 0) for point in points},
        "releases": all_releases(session),
        "titles": {point.id: point.title for point in points},
        "problems": problems,
    }


def _participation(session: Db, time_point: int) -> list[dict[str, str]]:
    """How many answered so far, floored to tens, so that no single arrival shows."""
    handed_out = invitation_counts(session, time_point=time_point)
    people = person_counts(session, time_point=time_point)
    lines = []
    for audience, name in (("preceptee", "Preceptees"), ("preceptor", "Preceptors")):
        codes = sum(each.handed_out for each in handed_out if each.audience == audience)
        count = protected(sum(each.people for each in people if each.audience == audience), of=codes)
        words = "fewer than 10" if not count.least else f"at least {count.least:,}"
        lines.append({"audience": name, "codes": f"{codes:,}", "submitted": words})
    return lines


def _review(
    request: Request, session: Db, actor: ActorIn, number: int, problems: dict[str, str]
) -> dict[str, Any]:
    row = get_release(session, number)
    release = load_release(session, number)
    tables = all_tables(release, definitions_of(request))
    return {
        "row": row,
        "release": release,
        "tables": tables,
        "usefulness": usefulness(tables),
        "own": row.author == actor.username,
        "problems": problems,
    }
