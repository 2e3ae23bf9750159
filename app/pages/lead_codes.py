"""A lead hands out invitation codes and takes unused ones back."""

from collections.abc import Mapping

import segno
from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from app.handing_out import Sheet, hand_out, take_back
from app.once import carry_out_once
from app.place import Place, PlaceIn, check_fields
from app.presenters.participation import batch_rows
from app.rights import Right
from app.templating import render
from app.web import ActorIn, ClockIn, Db, Form, FormIn, SettingsIn
from surveys.errors import Invalid, NotFound
from surveys.invitations import AUDIENCES
from surveys.store.invitations import batch_of, batches

router = APIRouter(prefix="/lead/codes", dependencies=[Depends(Right("lead"))], include_in_schema=False)


@router.get("")
def codes_page(request: Request, session: Db, place: PlaceIn, done: str = "") -> Response:
    """The batches so far, and the form for more."""
    return _page(request, session, place, {"done": done})


@router.post("")
def make_codes(
    request: Request,
    session: Db,
    place: PlaceIn,
    actor: ActorIn,
    form: FormIn,
    clock: ClockIn,
    settings: SettingsIn,
) -> Response:
    """Make a batch and show it, this once; the same form sent again makes nothing more (SEC-30)."""
    check_fields(form, {"count", "audience"})
    made: list[Sheet] = []

    def act() -> str:
        sheet = hand_out(
            session,
            audience=form.one("audience"),
            count=_count(form),
            key=settings.key,
            by=actor.username,
            now=clock(),
            **place.here,
        )
        made.append(sheet)
        return sheet.batch

    try:
        batch = carry_out_once(session, key=form.once, owner=actor.account or "", act=act)
    except Invalid as refusal:
        session.rollback()
        typed = {name: next(iter(form.get(name, ())), "") for name in ("count", "audience")}
        context = {"problems": refusal.problems, "typed": typed}
        return _page(request, session, place, context, status=422)
    if not made:
        return render(request, "lead/codes_shown.html", {"place": place, "batch": batch})
    return _sheet(request, place, made[0], audience=form.one("audience"), address=f"{settings.base_url}/join")


@router.get("/{batch}")
def batch_page(request: Request, session: Db, place: PlaceIn, batch: str) -> Response:
    """Ask before taking a batch back."""
    found = batch_of(session, batch=batch, **place.here)
    if found is None:
        raise NotFound("There is no such batch of codes.")
    return render(request, "lead/codes_batch.html", {"place": place, "row": batch_rows([found])[0]})


@router.post("/{batch}/withdraw")
def withdraw(
    session: Db, place: PlaceIn, actor: ActorIn, form: FormIn, clock: ClockIn, batch: str
) -> Response:
    """Take back every code of the batch that nobody has used."""
    check_fields(form)

    def act() -> str:
        take_back(session, batch=batch, by=actor.username, now=clock(), **place.here)
        return place.address("/lead/codes", done="withdrawn")

    return RedirectResponse(carry_out_once(session, key=form.once, owner=actor.account or "", act=act), 303)


def _page(
    request: Request, session: Session, place: Place, context: Mapping[str, object], *, status: int = 200
) -> Response:
    found = batches(session, **place.here)
    known: dict[str, object] = {"place": place, "batches": batch_rows(found), "problems": {}, "typed": {}}
    return render(request, "lead/codes.html", known | dict(context), status=status)


def _sheet(request: Request, place: Place, sheet: Sheet, *, audience: str, address: str) -> Response:
    slips = [{"code": code, "picture": _picture(f"{address}#{code}")} for code in sheet.codes]
    context = {
        "place": place,
        "batch": sheet.batch,
        "audience": audience,
        "people": AUDIENCES[audience],
        "address": address,
        "slips": slips,
    }
    return render(request, "lead/codes_sheet.html", context)


def _picture(text: str) -> str:
    return segno.make(text, error="m", micro=False).svg_inline(scale=4, border=2, omitsize=True)


def _count(form: Form) -> int:
    typed = form.one("count")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 4 else 0
