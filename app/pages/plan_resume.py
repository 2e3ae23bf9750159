"""A form of the plan that was sent after its session ended, shown again to its writer and to nobody else (REL-38)."""

import hmac

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from app.pages.plan import NOTHING, own, show_action
from app.pages.plan_meetings import show_meeting
from app.resume import SECTION, WHOSE, mark_of, unpack
from app.signins import Actor
from app.web import Form, get_settings
from surveys.errors import NotFound
from surveys.learning_plans import own_action
from surveys.plan_meetings import own_meeting

PLAN = "/my/plan"
ACTION, MEETING = f"{PLAN}/actions/", f"{PLAN}/meetings/"


def is_plan_form(form: Form) -> bool:
    """True when what came with a return code is a form of the plan."""
    return form.one(SECTION).startswith(f"{PLAN}/")


def show_unsaved_plan(request: Request, session: Session, actor: Actor, form: Form) -> Response:
    """What this person typed before their session ended, to save now; else their plan or their task list."""
    if actor.audience != "preceptee" or not actor.respondent:
        return RedirectResponse("/my/tasks", 303)
    address, typed = form.one(SECTION), Form(unpack(form))
    key = get_settings(request).key
    mine = hmac.compare_digest(typed.one(WHOSE).encode(), mark_of(own(actor), key=key).encode())
    try:
        return _show(request, session, actor, address, typed) if mine else RedirectResponse(PLAN, 303)
    except NotFound:  # it was deleted meanwhile
        return RedirectResponse(PLAN, 303)


def _show(request: Request, session: Session, actor: Actor, address: str, typed: Form) -> Response:
    if address == f"{PLAN}/add":
        item = typed.one("item")
        return show_action(request, actor, typed, NOTHING, address=address, item=item, unsaved=True)
    if address == f"{PLAN}/meetings/add":
        return show_meeting(request, actor, typed, NOTHING, address=address, unsaved=True)
    revision = typed.whole("revision")
    if address.startswith(ACTION):
        found = own_action(session, address.removeprefix(ACTION), respondent=own(actor))
        return show_action(
            request,
            actor,
            typed,
            NOTHING,
            address=address,
            item=found.item or "",
            revision=revision,
            unsaved=True,
        )
    own_meeting(session, address.removeprefix(MEETING), respondent=own(actor))
    return show_meeting(request, actor, typed, NOTHING, address=address, revision=revision, unsaved=True)
