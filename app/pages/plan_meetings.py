"""A preceptee's records of meetings: written by them, confirmed by them and by the preceptor who reads the plan."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from sqlmodel import Session

from app.clock import london_day
from app.pages.plan import NOTHING, carried, own
from app.presenters.clash import clash_context
from app.presenters.plan import meeting_cards
from app.presenters.plan_form import MEETING_NAMES, clash_rows, meeting_form, summary_names, typed_meeting
from app.presenters.refused import kept_revision, summary_of
from app.query import Takes
from app.resume import WHOSE, mark_of
from app.rights import Right
from app.signins import Actor
from app.templating import render
from app.web import ActorIn, ClockIn, Db, Form, FormIn, get_settings
from surveys.errors import Conflict, Invalid
from surveys.learning_plans import read_plan
from surveys.plan_choices import KINDS
from surveys.plan_forms import MeetingWords, read_meeting
from surveys.plan_meetings import add_meeting, change_meeting, confirm_meeting, delete_meeting, own_meeting

DONE = {
    "added": "Recorded. Confirm it once you have read it over, and ask your preceptor to.",
    "saved": "Saved.",
    "confirmed": "Confirmed.",
    "deleted": "Deleted from your plan.",
}
router = APIRouter(
    prefix="/my/plan/meetings", dependencies=[Depends(Right("preceptee"))], include_in_schema=False
)


@router.get("", dependencies=[Depends(Takes("done"))])
def meetings_page(request: Request, session: Db, actor: ActorIn, clock: ClockIn, done: str = "") -> Response:
    """Every meeting, and who confirmed it as it stands."""
    return _meetings(request, session, actor, clock, done=DONE.get(done, ""))


@router.get("/add")
def add_page(request: Request, actor: ActorIn) -> Response:
    """Ask about a meeting."""
    return show_meeting(request, actor, {}, NOTHING, address="/my/plan/meetings/add")


@router.post("/add")
def add(request: Request, session: Db, actor: ActorIn, form: FormIn) -> Response:
    """Record a meeting, or show what is wrong with everything typed still there."""

    def act() -> str:
        meeting = add_meeting(session, respondent=own(actor), words=_read(form))
        return f"/my/plan/meetings?done=added#meeting-{meeting.id}"

    try:
        return carried(session, actor, form, act)
    except Invalid as refusal:
        session.rollback()
        return show_meeting(request, actor, form, refusal.problems, address="/my/plan/meetings/add")


@router.get("/{meeting_id}")
def meeting_page(request: Request, session: Db, actor: ActorIn, meeting_id: str) -> Response:
    """One meeting's record, to word anew."""
    found = own_meeting(session, meeting_id, respondent=own(actor))
    address = f"/my/plan/meetings/{found.id}"
    return show_meeting(
        request, actor, typed_meeting(found), NOTHING, address=address, revision=found.revision
    )


@router.post("/{meeting_id}")
def change(request: Request, session: Db, actor: ActorIn, form: FormIn, meeting_id: str) -> Response:
    """Save a record, which both then confirm again; show both versions when it was saved elsewhere."""
    address = f"/my/plan/meetings/{meeting_id}"

    def act() -> str:
        own_meeting(session, meeting_id, respondent=own(actor))
        change_meeting(
            session,
            meeting=meeting_id,
            respondent=own(actor),
            revision=form.whole("revision"),
            words=_read(form),
        )
        return f"/my/plan/meetings?done=saved#meeting-{meeting_id}"

    try:
        return carried(session, actor, form, act)
    except Invalid as refusal:
        session.rollback()
        found = own_meeting(session, meeting_id, respondent=own(actor))
        revision = kept_revision(form, found.revision)
        return show_meeting(request, actor, form, refusal.problems, address=address, revision=revision)
    except Conflict:
        session.rollback()
        found = own_meeting(session, meeting_id, respondent=own(actor))
        rows = clash_rows(MEETING_NAMES, typed_meeting(found), form, {"kind": KINDS})
        context = clash_context(rows, address=address, fields=form.answers(), revision=found.revision)
        return render(request, "plan/clash.html", context | {"title": "your meeting"}, status=409)


@router.post("/{meeting_id}/confirm")
def confirm(
    request: Request, session: Db, actor: ActorIn, form: FormIn, clock: ClockIn, meeting_id: str
) -> Response:
    """Confirm the record as it was read; when it changed since, show it to read again."""

    def act() -> str:
        confirm_meeting(
            session,
            meeting=meeting_id,
            respondent=own(actor),
            revision=form.whole("revision"),
            today=london_day(clock()),
        )
        return f"/my/plan/meetings?done=confirmed#meeting-{meeting_id}"

    try:
        return carried(session, actor, form, act)
    except Conflict as clash:
        session.rollback()
        return _meetings(request, session, actor, clock, problem=clash.message)


@router.get("/{meeting_id}/delete")
def delete_page(request: Request, session: Db, actor: ActorIn, meeting_id: str) -> Response:
    """Ask whether to delete a record for good."""
    found = own_meeting(session, meeting_id, respondent=own(actor))
    (card,) = meeting_cards([found], today=found.held_on or london_day(request.app.state.clock()))
    context = {
        "title": f"{card.title}, {card.held}",
        "what": "meeting",
        "address": f"/my/plan/meetings/{found.id}/delete",
        "back": f"/my/plan/meetings#meeting-{found.id}",
        "revision": found.revision,
    }
    return render(request, "plan/delete.html", context)


@router.post("/{meeting_id}/delete")
def delete(session: Db, actor: ActorIn, form: FormIn, meeting_id: str) -> Response:
    """Delete a record for good."""

    def act() -> str:
        delete_meeting(session, meeting=meeting_id, respondent=own(actor), revision=form.whole("revision"))
        return "/my/plan/meetings?done=deleted"

    return carried(session, actor, form, act)


def show_meeting(
    request: Request,
    actor: Actor,
    typed: Mapping[str, Sequence[str]],
    problems: Mapping[str, str],
    *,
    address: str,
    revision: int | None = None,
    unsaved: bool = False,
) -> Response:
    """A meeting's form. With `unsaved`, it holds what was typed before a session ended."""
    context = {
        "fields": meeting_form(typed, problems),
        "summary": summary_of(problems, summary_names(MEETING_NAMES)),
        "problems": problems,
        "address": address,
        "revision": revision,
        "whose": mark_of(own(actor), key=get_settings(request).key),
        "unsaved": unsaved,
    }
    return render(request, "plan/meeting.html", context, status=422 if problems else 200)


def _read(form: Form) -> MeetingWords:
    words, problems = read_meeting(form.answers(besides=(WHOSE,)))
    if words is None:
        raise Invalid(problems)
    return words


def _meetings(
    request: Request,
    session: Session,
    actor: Actor,
    clock: ClockIn,
    *,
    done: str = "",
    problem: str = "",
) -> Response:
    meetings = read_plan(session, respondent=own(actor)).meetings
    context = {
        "meetings": meeting_cards(meetings, today=london_day(clock())),
        "done": done,
        "problem": problem,
    }
    return render(request, "plan/meetings.html", context, status=409 if problem else 200)
