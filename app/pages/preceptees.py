"""A preceptor's preceptees: enter a share code, read exactly what is open, and give one's own view first."""

import hmac
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from app.limits import PER_ADDRESS, check_can_try, count_wrong_try
from app.once import carry_out_once
from app.pages.account import address_of
from app.pages.frameworks import definitions_of
from app.place import check_fields
from app.presenters.clash import clash_context
from app.presenters.pairs import (
    TALK,
    beside_sentence,
    beside_table,
    open_needs,
    open_profile_sentence,
    opens_words,
    ratings_table,
    typed_view,
    view_clash,
    view_fields,
    view_problems,
)
from app.presenters.refused import kept_revision
from app.resume import SECTION, WHOSE, mark_of, unpack
from app.rights import Right
from app.shared import Shared, read_shared
from app.signins import Actor
from app.templating import render
from app.web import ActorIn, ClockIn, Db, Form, FormIn, SettingsIn, get_settings
from mapping.profile import make_profile
from surveys.errors import Conflict, Invalid, NotFound
from surveys.mirrors import GIVEN, read_form, save_view
from surveys.shares import NOT_OPEN, accept_share, open_share, opens, shared_with
from surveys.tables import Share

ASKED_AT = "This view is of answers that are no longer the latest. Open the page again: there are newer ones."
DONE = {
    "added": "Added. You can see what is open to you.",
    "saved": "Saved. Nobody sees it before you give it.",
}
MINE = "/my/preceptees"
router = APIRouter(prefix=MINE, dependencies=[Depends(Right("preceptor"))], include_in_schema=False)


@router.get("")
def preceptees_page(request: Request, session: Db, actor: ActorIn) -> Response:
    """Everybody who shares with this preceptor, and where to enter a share code."""
    return _list(request, session, actor)


@router.post("")
def add(
    request: Request, session: Db, actor: ActorIn, form: FormIn, settings: SettingsIn, clock: ClockIn
) -> Response:
    """Use up a share code. Wrong tries are counted with those of other codes (SEC-25)."""
    check_fields(form, ("code",))
    check_can_try(session, what="code", who=address_of(request), at=clock(), limit=PER_ADDRESS)

    def act() -> str:
        share = accept_share(session, code=form.one("code"), preceptor=_own(actor), key=settings.key)
        return f"/my/preceptees/{share.id}?done=added"

    try:
        onward = carry_out_once(session, key=form.once, owner=_own(actor), act=act)
    except Invalid as refusal:
        if "code" not in refusal.problems:
            raise
        session.rollback()
        count_wrong_try(session, what="code", who=address_of(request), at=clock())
        return _list(request, session, actor, typed=form.one("code"), problems=refusal.problems)
    return RedirectResponse(onward, 303)


@router.get("/{share_id}")
def preceptee_page(request: Request, session: Db, actor: ActorIn, share_id: str, done: str = "") -> Response:
    """One preceptee's latest time point: exactly what is open now."""
    return _preceptee(request, session, actor, share_id, None, done=DONE.get(done, ""))


@router.get("/{share_id}/at/{moment}")
def earlier_page(request: Request, session: Db, actor: ActorIn, share_id: str, moment: int) -> Response:
    """One of the time points a preceptee submitted: exactly what is open now."""
    return _preceptee(request, session, actor, share_id, moment)


@router.get("/{share_id}/view")
def view_page(request: Request, session: Db, actor: ActorIn, share_id: str) -> Response:
    """Ask how confident the preceptor thinks their preceptee is, without showing what the preceptee said."""
    shared = _to_view(request, session, actor, share_id)
    if shared.view.given:
        return RedirectResponse(f"/my/preceptees/{shared.share.id}", 303)
    return _view_form(request, actor, shared, typed_view(shared.view.ratings), {}, shared.view.revision)


@router.post("/{share_id}/view")
def give_view(request: Request, session: Db, actor: ActorIn, form: FormIn, share_id: str) -> Response:
    """Save the view, or give it for both to see; everything typed stays when something is wrong."""
    shared = _to_view(request, session, actor, share_id, to_change=True)

    def act() -> str:
        _save(session, shared, form)
        later = form.one("action") == "later"
        return f"/my/preceptees/{shared.share.id}" + ("?done=saved" if later else "")

    try:
        onward = carry_out_once(session, key=form.once, owner=_own(actor), act=act)
    except Invalid as refusal:
        session.rollback()
        shared = _to_view(request, session, actor, share_id)
        revision = kept_revision(form, shared.view.revision)
        return _view_form(request, actor, shared, form, refusal.problems, revision)
    except Conflict as clash:
        if clash.message == ASKED_AT:
            raise
        session.rollback()
        shared = _to_view(request, session, actor, share_id)
        return _clash(request, shared, form)
    return RedirectResponse(onward, 303)


def is_view_form(form: Form) -> bool:
    """True when what came with a return code is a view of a preceptee's confidence."""
    return form.one(SECTION).startswith(f"{MINE}/")


def show_unsaved_view(request: Request, session: Session, actor: Actor, form: Form) -> Response:
    """What this preceptor chose before their session ended, to save now; else the list of their preceptees."""
    typed, share_id = Form(unpack(form)), form.one(SECTION).removeprefix(f"{MINE}/").removesuffix("/view")
    mark = mark_of(actor.respondent or "", key=get_settings(request).key)
    mine = hmac.compare_digest(typed.one(WHOSE).encode(), mark.encode())
    if not mine or actor.audience != "preceptor":
        return RedirectResponse("/my/tasks", 303)
    try:
        shared = _to_view(request, session, actor, share_id)
    except NotFound:  # it was withdrawn meanwhile
        return RedirectResponse(MINE, 303)
    if not shared.can_give_view or typed.one("asked") != str(shared.point.id):
        return RedirectResponse(f"{MINE}/{shared.share.id}", 303)
    return _view_form(request, actor, shared, typed, {}, typed.whole("revision"), unsaved=True)


def _save(session: Session, shared: Shared, form: Form) -> None:
    if form.one("asked") != str(shared.point.id):
        raise Conflict(ASKED_AT)
    items = [item.code for item in shared.rated]
    ratings, problems = read_form(form.answers(besides=("asked", WHOSE)), items)
    if problems:
        raise Invalid({problem.field: problem.message for problem in problems})
    save_view(
        session,
        share=shared.share.id,
        response=shared.answers.response.id,
        seen=form.whole("revision"),
        ratings=ratings,
        give=form.one("action") != "later",
    )


def _list(
    request: Request,
    session: Session,
    actor: Actor,
    *,
    typed: str = "",
    problems: dict[str, str] | None = None,
) -> Response:
    rows = [
        {"id": share.id, "name": share.name, "opens": opens_words(share)}
        for share in shared_with(session, _own(actor))
    ]
    context = {"rows": rows, "typed": typed, "problems": problems or {}}
    return render(request, "preceptees/list.html", context, status=422 if problems else 200)


def _preceptee(
    request: Request, session: Session, actor: Actor, share_id: str, moment: int | None, *, done: str = ""
) -> Response:
    share = open_share(session, share_id, _own(actor))
    shared = read_shared(session, share, instruments=definitions_of(request).instruments, moment=moment)
    context: dict[str, Any] = {"share": share, "shared": shared, "done": done, "opens": opens_words(share)}
    if shared is not None and not shared.can_give_view:
        context |= _open_parts(share, shared)
    return render(request, "preceptees/preceptee.html", context)


def _open_parts(share: Share, shared: Shared) -> dict[str, Any]:
    """What is open of one time point, and nothing else."""
    parts: dict[str, Any] = {}
    if opens(share, "profile"):
        profile = make_profile(shared.answers.items, list(shared.answers.ratings.values()))
        parts["needs"] = open_needs(shared, profile)
        parts["profile_sentence"] = open_profile_sentence(share.name, profile)
    if opens(share, "ratings"):
        parts["ratings"] = ratings_table(shared)
        if shared.view.given:
            parts["beside"] = beside_table(shared, own="Their confidence", other="Your view")
            parts["sentence"] = beside_sentence(shared.beside)
            parts["talk"] = TALK
    return parts


def _to_view(
    request: Request, session: Session, actor: Actor, share_id: str, *, to_change: bool = False
) -> Shared:
    """The latest time point, whose ratings are open. Raises NotFound when there is nothing to give a view of."""
    share = open_share(session, share_id, _own(actor), "ratings", to_change=to_change)
    shared = read_shared(session, share, instruments=definitions_of(request).instruments)
    if shared is None or not shared.rated:
        raise NotFound(NOT_OPEN)
    return shared


def _view_form(
    request: Request,
    actor: Actor,
    shared: Shared,
    typed: Any,  # noqa: ANN401 - a posted form or a stored view in the same shape
    problems: dict[str, str],
    revision: int,
    *,
    unsaved: bool = False,
) -> Response:
    """The mirror form. With `unsaved`, it holds what was chosen before a session ended."""
    context = {
        "shared": shared,
        "sections": view_fields(shared, typed, problems),
        "summary": view_problems(shared.rated, problems),
        "problems": problems,
        "revision": revision,
        "whose": mark_of(_own(actor), key=get_settings(request).key),
        "unsaved": unsaved,
    }
    return render(request, "preceptees/view.html", context, status=422 if problems else 200)


def _clash(request: Request, shared: Shared, form: Form) -> Response:
    address = f"/my/preceptees/{shared.share.id}/view"
    fields = form.answers()
    context = clash_context(
        view_clash(shared, form), address=address, fields=fields, revision=shared.view.revision
    )
    given = GIVEN if shared.view.given else ""
    context |= {"shared": shared, "given": given, "action": form.one("action")}
    return render(request, "preceptees/clash.html", context, status=409)


def _own(actor: Actor) -> str:
    """The respondent who is signed in. Raises NotFound when there is none any more."""
    if not actor.respondent:
        raise NotFound("These answers have been erased.")
    return actor.respondent
