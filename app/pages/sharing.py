"""A preceptee's sharing: make a code, choose what it opens, see both views, stop at once. Only their own."""

from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from app.once import carry_out_once
from app.pages.frameworks import definitions_of
from app.place import check_fields
from app.presenters.clash import clash_context
from app.presenters.pairs import (
    TALK,
    beside_sentence,
    beside_table,
    share_rows,
    terms_clash,
    terms_fields,
    typed_terms,
)
from app.presenters.refused import kept_revision
from app.rights import Right
from app.shared import read_shared
from app.signins import Actor
from app.templating import render
from app.web import ActorIn, Db, Form, FormIn, SettingsIn
from surveys.errors import Conflict, Invalid, NotFound
from surveys.fields import Unusable, read_text
from surveys.shares import (
    WHAT,
    Terms,
    change_share,
    offer_share,
    own_share,
    shares_of,
    terms_of,
    withdraw_share,
)
from surveys.tables import Share

LONGEST_NAME = 60
FIELDS = ("name", "whom", "opens")
DONE = {
    "changed": "Saved. What is open has changed already.",
    "stopped": "You have stopped sharing. Nothing of yours is open through that share any more.",
}
router = APIRouter(prefix="/my/sharing", dependencies=[Depends(Right("preceptee"))], include_in_schema=False)


@router.get("")
def sharing_page(request: Request, session: Db, actor: ActorIn, done: str = "") -> Response:
    """Who it is shared with, what is open, and how to change or stop it."""
    rows = share_rows(shares_of(session, _own(actor)))
    return render(request, "sharing/list.html", {"rows": rows, "done": DONE.get(done, "")})


@router.get("/new")
def new_page(request: Request) -> Response:
    """Ask what a new share opens."""
    return _form(request, {"opens": ["profile", "plan"]}, {})


@router.post("/new")
def make_code(request: Request, session: Db, actor: ActorIn, form: FormIn, settings: SettingsIn) -> Response:
    """Show a new share code once. A form sent twice makes one code."""
    made: list[str] = []

    def act() -> str:
        made.append(offer_share(session, preceptee=_own(actor), terms=read_terms(form), key=settings.key))
        return "/my/sharing"

    try:
        again = carry_out_once(session, key=form.once, owner=_own(actor), act=act)
    except Invalid as refusal:
        session.rollback()
        return _form(request, form, refusal.problems)
    if not made:
        return RedirectResponse(again, 303)
    return render(request, "sharing/code.html", {"code": made[0]})


@router.get("/{share_id}")
def share_page(request: Request, session: Db, actor: ActorIn, share_id: str) -> Response:
    """What one share opens, to change."""
    share = own_share(session, share_id, _own(actor))
    return _form(request, typed_terms(terms_of(share)), {}, share=share)


@router.post("/{share_id}")
def change(request: Request, session: Db, actor: ActorIn, form: FormIn, share_id: str) -> Response:
    """Change what is open at once, or show what is wrong with everything that was typed still there."""
    share = own_share(session, share_id, _own(actor))

    def act() -> str:
        change_share(session, share=share, revision=form.whole("revision"), terms=read_terms(form))
        return "/my/sharing?done=changed"

    try:
        onward = carry_out_once(session, key=form.once, owner=_own(actor), act=act)
    except Invalid as refusal:
        session.rollback()
        share = own_share(session, share_id, _own(actor))
        return _form(request, form, refusal.problems, share=share)
    except Conflict:
        session.rollback()
        share = own_share(session, share_id, _own(actor))
        rows = terms_clash(terms_of(share), form)
        address = f"/my/sharing/{share.id}"
        context = clash_context(rows, address=address, fields=form.answers(), revision=share.revision)
        return render(request, "sharing/clash.html", context, status=409)
    return RedirectResponse(onward, 303)


@router.get("/{share_id}/stop")
def stop_page(request: Request, session: Db, actor: ActorIn, share_id: str) -> Response:
    """Say what stopping does."""
    share = own_share(session, share_id, _own(actor))
    return render(request, "sharing/stop.html", {"share": share})


@router.post("/{share_id}/stop")
def stop(request: Request, session: Db, actor: ActorIn, form: FormIn, share_id: str) -> Response:
    """Stop sharing at once, however often the button is pressed."""

    def act() -> str:
        withdraw_share(session, share=own_share(session, share_id, _own(actor)))
        return "/my/sharing?done=stopped"

    return RedirectResponse(carry_out_once(session, key=form.once, owner=_own(actor), act=act), 303)


@router.get("/{share_id}/views")
@router.get("/{share_id}/views/{moment}")
def views_page(
    request: Request, session: Db, actor: ActorIn, share_id: str, moment: int | None = None
) -> Response:
    """One's own confidence beside how the preceptor sees it, once they gave their view."""
    share = own_share(session, share_id, _own(actor))
    shared = read_shared(session, share, instruments=definitions_of(request).instruments, moment=moment)
    context: dict[str, Any] = {"share": share, "shared": shared, "talk": TALK}
    if shared is not None and shared.view.given:
        context |= {
            "table": beside_table(shared, own="Your confidence", other="Their view"),
            "sentence": beside_sentence(shared.beside),
        }
    return render(request, "sharing/views.html", context)


def read_terms(form: Form) -> Terms:
    """The terms in a form. Raises Invalid naming every field that cannot be stored."""
    check_fields(form, FIELDS)
    problems: dict[str, str] = {}
    texts = {}
    for field in ("name", "whom"):
        try:
            texts[field] = " ".join((read_text(form, field, longest=LONGEST_NAME) or "").split())
        except Unusable as error:
            problems[field] = str(error)
    if not texts.get("name", "x"):
        problems["name"] = "Type what you want to be called there. It can be a first name or initials."
    chosen = [value for value in form.get("opens", ()) if value]
    if any(value not in WHAT for value in chosen):
        problems["opens"] = "Choose from the answers shown."
    elif not chosen:
        problems["opens"] = "Choose at least one, or stop sharing instead."
    if problems:
        raise Invalid(problems)
    return Terms(texts["name"], texts["whom"], tuple(what for what in WHAT if what in chosen))


def _form(
    request: Request,
    typed: Any,  # noqa: ANN401 - a posted form or stored terms in the same shape
    problems: dict[str, str],
    *,
    share: Share | None = None,
) -> Response:
    revision = kept_revision(typed, share.revision) if share else None
    context = {"share": share, "typed": terms_fields(typed), "problems": problems, "revision": revision}
    return render(request, "sharing/form.html", context, status=422 if problems else 200)


def _own(actor: Actor) -> str:
    """The respondent who is signed in. Raises NotFound when there is none any more."""
    if not actor.respondent:
        raise NotFound("These answers have been erased.")
    return actor.respondent
