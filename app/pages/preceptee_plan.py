"""A preceptor reads the plan that a preceptee opened to them, and confirms its meetings. Nobody else, by no route."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from sqlmodel import Session

from app.clock import london_day
from app.pages.frameworks import definitions_of
from app.pages.plan import carried, own
from app.presenters.plan import action_cards, meeting_cards
from app.query import Takes
from app.rights import Right
from app.templating import render
from app.web import ActorIn, ClockIn, Db, FormIn
from surveys.errors import Conflict
from surveys.learning_plans import read_plan
from surveys.plan_meetings import confirm_meeting
from surveys.shares import open_share
from surveys.tables import Share

router = APIRouter(
    prefix="/my/preceptees/{share_id}/plan",
    dependencies=[Depends(Right("preceptor"))],
    include_in_schema=False,
)


@router.get("", dependencies=[Depends(Takes("done"))])
def plan_page(
    request: Request, session: Db, actor: ActorIn, clock: ClockIn, share_id: str, done: str = ""
) -> Response:
    """A preceptee's plan and meetings, to read. Their ratings are not in it: those are shared apart."""
    share = open_share(session, share_id, own(actor), "plan")
    return _plan(request, session, share, own(actor), clock, done=done == "confirmed")


@router.post("/meetings/{meeting_id}/confirm")
def confirm(
    request: Request,
    session: Db,
    actor: ActorIn,
    form: FormIn,
    clock: ClockIn,
    share_id: str,
    meeting_id: str,
) -> Response:
    """Confirm a meeting's record as it was read; when it changed since, show it to read again."""
    share = open_share(session, share_id, own(actor), "plan", to_change=True)

    def act() -> str:
        confirm_meeting(
            session,
            meeting=meeting_id,
            respondent=share.preceptee,
            revision=form.whole("revision"),
            today=london_day(clock()),
            preceptor=own(actor),
        )
        return f"/my/preceptees/{share_id}/plan?done=confirmed#meeting-{meeting_id}"

    try:
        return carried(session, actor, form, act)
    except Conflict as clash:
        session.rollback()
        share = open_share(session, share_id, own(actor), "plan")
        return _plan(request, session, share, own(actor), clock, problem=clash.message)


def _plan(
    request: Request,
    session: Session,
    share: Share,
    preceptor: str,
    clock: ClockIn,
    *,
    done: bool = False,
    problem: str = "",
) -> Response:
    plan = read_plan(session, respondent=share.preceptee)
    context = {
        "share": share,
        "actions": action_cards(plan, definitions_of(request), ratings={}),
        "meetings": meeting_cards(plan.meetings, today=london_day(clock()), preceptor=preceptor),
        "done": done,
        "problem": problem,
    }
    return render(request, "plan/preceptee.html", context, status=409 if problem else 200)
