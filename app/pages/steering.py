"""The steering group's work: opening and closing time points, making and approving releases."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import Response

from app.audit import record
from app.clock import london_day
from app.evidence import load_attack
from app.jobs.asking import ask_for_release, newest_jobs
from app.national import all_tables, usefulness
from app.pages.frameworks import definitions_of
from app.posting import carry_out
from app.presenters.jobs import present_job
from app.presenters.steering import moment_choices, participation_so_far
from app.query import Takes
from app.releases import approve_release, turn_down_release
from app.rights import Right
from app.templating import render
from app.web import ActorIn, ClockIn, Db, FormIn
from reports.attack import attack_table
from surveys.edition_moves import newest_instruments
from surveys.errors import Invalid
from surveys.fields import Unusable, read_text
from surveys.store.releases import all_releases, get_release
from surveys.store.tallies import made_codes, submitted_counts
from surveys.store.time_points import all_time_points, get_time_point
from surveys.time_points import close_time_point, open_time_point, plan_time_point

router = APIRouter(
    prefix="/steering", dependencies=[Depends(Right("steering")), Depends(Takes())], include_in_schema=False
)
LONGEST_REASON = 500
NumberIn = Annotated[int, Path(ge=1, le=2**31 - 1)]


@router.get("")
def steering_page(request: Request, session: Db) -> Response:
    """Time points, participation and releases."""
    return render(request, "steering/home.html", _home(session, {}))


@router.post("/time-points")
def plan(request: Request, session: Db, actor: ActorIn, form: FormIn, clock: ClockIn) -> Response:
    """Plan a time point on the current instruments: the start of a series, or a later moment of one."""
    current = newest_instruments(definitions_of(request).changes)
    series, moment = _asked_moment(form.one("moment"))

    def act() -> str:
        point = plan_time_point(
            session, title=form.one("title"), instruments=current, series=series, moment=moment
        )
        record(session, at=clock(), actor=actor.username, action="plan time point", subject=point.title)
        return "/steering"

    try:
        return carry_out(session, form, actor, act)
    except Invalid as refusal:
        if not {"title", "moment"} & set(refusal.problems):
            raise
        session.rollback()
        typed = {"typed": form.one("title"), "chosen": form.one("moment")}
        context = _home(session, refusal.problems) | typed
        return render(request, "steering/home.html", context, status=422)


@router.post("/time-points/{time_point}/open")
def open_point(session: Db, actor: ActorIn, form: FormIn, clock: ClockIn, time_point: NumberIn) -> Response:
    """Begin to take answers."""

    def act() -> str:
        point = get_time_point(session, time_point)
        open_time_point(session, point=point, revision=form.whole("revision"), today=london_day(clock()))
        record(session, at=clock(), actor=actor.username, action="open time point", subject=point.title)
        return "/steering"

    return carry_out(session, form, actor, act)


@router.get("/time-points/{time_point}/close")
def close_page(request: Request, session: Db, time_point: NumberIn) -> Response:
    """Say what closing does before it is done."""
    return render(request, "steering/close.html", {"point": get_time_point(session, time_point)})


@router.post("/time-points/{time_point}/close")
def close_point(session: Db, actor: ActorIn, form: FormIn, clock: ClockIn, time_point: NumberIn) -> Response:
    """Stop taking answers, for good."""

    def act() -> str:
        point = get_time_point(session, time_point)
        close_time_point(session, point=point, revision=form.whole("revision"), today=london_day(clock()))
        record(session, at=clock(), actor=actor.username, action="close time point", subject=point.title)
        return "/steering"

    return carry_out(session, form, actor, act)


@router.post("/releases")
def ask_for(session: Db, actor: ActorIn, form: FormIn, clock: ClockIn) -> Response:
    """Have a release made beside this request; its page says how far it is."""

    def act() -> str:
        asked = form.whole("time-point")
        job = ask_for_release(session, time_point=asked, by=actor.username, now=clock())
        return f"/steering/jobs/{job}"

    return carry_out(session, form, actor, act)


@router.get("/releases/{number}")
def release_page(request: Request, session: Db, actor: ActorIn, number: NumberIn) -> Response:
    """One release for review: who made it, by which rules, how useful it is, and its tables."""
    return render(request, "steering/release.html", _review(request, session, actor, number))


@router.post("/releases/{number}/approve")
def approve(session: Db, actor: ActorIn, form: FormIn, clock: ClockIn, number: NumberIn) -> Response:
    """Publish what somebody else made."""

    def act() -> str:
        seen = form.whole("revision")
        approve_release(session, number=number, revision=seen, by=actor.username, now=clock())
        return f"/dashboard?release={number}"

    return carry_out(session, form, actor, act)


@router.post("/releases/{number}/turn-down")
def turn_down(
    request: Request, session: Db, actor: ActorIn, form: FormIn, clock: ClockIn, number: NumberIn
) -> Response:
    """Refuse a waiting release, saying why."""
    try:
        reason = read_text(form, "reason", longest=LONGEST_REASON)
        problem = "" if reason else "Say why it should not be published."
    except Unusable as unusable:
        reason, problem = None, str(unusable)
    if reason is None:
        context = _review(request, session, actor, number)
        context |= {"problems": {"reason": problem}, "typed": form.one("reason")}
        return render(request, "steering/release.html", context, status=422)
    words = reason

    def act() -> str:
        seen = form.whole("revision")
        by, now = actor.username, clock()
        turn_down_release(session, number=number, revision=seen, by=by, now=now, reason=words)
        return "/steering"

    return carry_out(session, form, actor, act)


def _asked_moment(chosen: str) -> tuple[str | None, int]:
    """The series and months of a choice such as `3 Autumn 2026`; an empty choice starts a series.

    >>> _asked_moment("12 Autumn 2026"), _asked_moment("")
    (('Autumn 2026', 12), (None, 0))
    """
    months, _, series = chosen.partition(" ")
    if not chosen:
        return None, 0
    return series, int(months) if months.isascii() and months.isdigit() and len(months) < 4 else -1


def _home(session: Db, problems: dict[str, str]) -> dict[str, Any]:
    points = all_time_points(session)
    titles = {point.id or 0: point.title for point in points}
    return {
        "points": points,
        "moments": moment_choices(points),
        "participation": {
            point.id: participation_so_far(
                codes=made_codes(session, time_point=point.id or 0),
                submitted=submitted_counts(session, time_point=point.id or 0),
            )
            for point in points
            if point.state != "planned"
        },
        "releases": all_releases(session),
        "titles": titles,
        "jobs": {point: present_job(job, title=titles[point]) for point, job in newest_jobs(session).items()},
        "problems": problems,
    }


def _review(request: Request, session: Db, actor: ActorIn, number: int) -> dict[str, Any]:
    row = get_release(session, number)
    release = request.app.state.shelf.release(session, row)
    tables = all_tables(release, definitions_of(request))
    report = load_attack(session, number)
    return {
        "row": row,
        "release": release,
        "attack": attack_table(report) if report else None,
        "findings": report.own_findings if report else (),
        "tables": tables,
        "usefulness": usefulness(tables),
        "own": row.author == actor.username,
        "problems": {},
    }
