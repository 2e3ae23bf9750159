"""A lead hands out a workbook to fill in without web access, and brings it back: looked at first, then saved."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotEncoded

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from app.audit import record
from app.clock import london_day
from app.downloads import download
from app.once import carry_out_once
from app.packs import Returned, can_ask, make_pack, read_pack, store_pack
from app.pages.frameworks import definitions_of
from app.place import Place, PlaceIn, check_fields
from app.presenters.lead_pack import PARTS_APART, SEEN, choose_context, preview_context, seen_revisions
from app.rights import Right
from app.templating import render
from app.uploads import UploadIn
from app.web import ActorIn, ClockIn, Db, Form, FormIn, SettingsIn
from mapping.spreadsheet import AnswersRefused
from reports.wording import plural
from surveys.errors import Closed, Conflict, Invalid
from surveys.store.provision import CHANGED

router = APIRouter(prefix="/lead/pack", dependencies=[Depends(Right("lead"))], include_in_schema=False)

NO_FILE = "Choose the workbook that was filled in."
PART, SENT = "part", "workbook"


@router.get("")
def pack_page(request: Request, session: Db, place: PlaceIn, done: str = "") -> Response:
    """What a workbook can ask about, and where to bring it back."""
    return _page(request, session, place, done=done)


@router.post("/choose")
def choose(request: Request, session: Db, place: PlaceIn, form: FormIn) -> Response:
    """On to the workbook with the chosen parts."""
    check_fields(form, {PART})
    known = {
        row["value"]
        for row in choose_context(place, can_ask(session, place, definitions_of(request)))["parts"]
    }
    chosen = [part for part in form.get(PART, ()) if part in known]
    if not chosen:
        problems = {PART: "Choose what the workbook asks about."}
        return _page(request, session, place, problems=problems, status=422)
    return RedirectResponse(place.address(f"/lead/pack/{PARTS_APART.join(chosen)}.xlsx"), 303)


@router.get("/{parts}.xlsx")
def workbook(
    request: Request, session: Db, place: PlaceIn, clock: ClockIn, settings: SettingsIn, parts: str
) -> Response:
    """The workbook, filled in with what is saved."""
    content = make_pack(
        session,
        place,
        definitions=definitions_of(request),
        parts=parts.split(PARTS_APART),
        key=settings.key,
        made_on=london_day(clock()),
        sample=request.app.state.sample,
    )
    return download(content, "preceptmap-to-fill-in.xlsx")


@router.post("")
def look(request: Request, session: Db, place: PlaceIn, upload: UploadIn, settings: SettingsIn) -> Response:
    """What the workbook would change, cell by cell; nothing is saved yet."""
    check_fields(upload.form)
    if not upload.content:
        return _page(request, session, place, problems={"file": NO_FILE}, status=422)
    return _looked_at(request, session, place, upload.content, settings.key)


@router.post("/save")
def save(
    request: Request,
    session: Db,
    place: PlaceIn,
    actor: ActorIn,
    form: FormIn,
    clock: ClockIn,
    settings: SettingsIn,
) -> Response:
    """Save what the workbook changes, read again from its own bytes; or show it anew when others saved meanwhile."""
    check_fields(form, {SENT, SEEN})
    content = _sent(form)

    def act() -> str:
        returned = _read(request, session, place, content, settings.key)
        count = store_pack(session, place, returned, seen=seen_revisions(form.one(SEEN)))
        subject, result = f"{place.organisation} {place.title}", plural(count, "answer")
        record(
            session, at=clock(), actor=actor.username, action="import pack", subject=subject, result=result
        )
        return place.address("/lead/pack", done="saved")

    try:
        onward = carry_out_once(session, key=form.once, owner=actor.account or "", act=act)
    except AnswersRefused as refusal:
        session.rollback()
        return _page(request, session, place, faults=refusal, status=422)
    except Closed:
        raise
    except Conflict as clash:
        if clash.message != CHANGED:
            raise
        session.rollback()
        return _looked_at(request, session, place, content, settings.key, status=409)
    return RedirectResponse(onward, 303)


def _read(request: Request, session: Session, place: Place, content: bytes, key: bytes) -> Returned:
    return read_pack(
        session, place, content, definitions=definitions_of(request), key=key, sample=request.app.state.sample
    )


def _looked_at(
    request: Request, session: Session, place: Place, content: bytes, key: bytes, *, status: int = 200
) -> Response:
    try:
        returned = _read(request, session, place, content, key)
    except AnswersRefused as refusal:
        return _page(request, session, place, faults=refusal, status=422)
    context = preview_context(place, definitions_of(request), returned)
    context["sent"] = urlsafe_b64encode(content).decode()
    return render(request, "lead/pack_check.html", context, status=409 if returned.clashing else status)


def _sent(form: Form) -> bytes:
    """The workbook's bytes as the page that showed its changes sent them on."""
    try:
        return urlsafe_b64decode(form.one(SENT).encode("ascii"))
    except (NotEncoded, ValueError) as error:
        raise Invalid({SENT: "This form is not complete. Choose the workbook again."}) from error


def _page(
    request: Request,
    session: Session,
    place: Place,
    *,
    done: str = "",
    problems: dict[str, str] | None = None,
    faults: AnswersRefused | None = None,
    status: int = 200,
) -> Response:
    listed = [str(one) for one in faults.refusals] if faults else []
    if listed:
        more = f" There are {len(listed)} faults: this page lists them all." if len(listed) > 1 else ""
        problems = {"file": f"{listed[0][:1].upper()}{listed[0][1:]}{more}"}
    context = choose_context(place, can_ask(session, place, definitions_of(request)))
    context |= {"done": done, "problems": problems or {}, "faults": listed}
    return render(request, "lead/pack.html", context, status=status)
