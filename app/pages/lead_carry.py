"""A lead carries answers from one framework to another, looks at each before it is stored, and can take them back."""

from collections.abc import Collection
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from sqlmodel import Session

from app.audit import record
from app.carrying import (
    Side,
    brought_by_carry,
    links_of,
    possible_sources,
    proposals,
    read_side,
)
from app.clock import london_day
from app.definitions import Definitions
from app.pages.frameworks import definitions_of
from app.place import Place, PlaceIn, check_fields
from app.posting import carry_out
from app.presenters.lead_carry import FIELD, carry_rows, carry_summary, source_tasks, value_of
from app.presenters.lead_move import changed_titles
from app.rights import Right
from app.templating import render
from app.web import ActorIn, ClockIn, Db, Form, FormIn
from frameworks.model import Framework
from mapping.carrying import Proposal
from surveys.carrying import Ends, bring, undo_carry, undoing_carry
from surveys.errors import Conflict, NotFound
from surveys.store.provision import CHANGED

router = APIRouter(prefix="/lead/assessments", dependencies=[Depends(Right("lead"))], include_in_schema=False)
SOURCE_SEEN = "source-revision"
NOTHING_TICKED = "Tick at least one point to carry, or go back."


@router.get("/{framework_id}/carry")
def choose_page(request: Request, session: Db, place: PlaceIn, framework_id: str) -> Response:
    """The frameworks whose answers say something about this one."""
    definitions = definitions_of(request)
    target = read_side(session, place, assessed(definitions, framework_id))
    found = possible_sources(session, place, definitions, target)
    context = {
        "place": place,
        "framework": target.framework,
        "rows": source_tasks(place, target.framework, found),
    }
    return render(request, "lead/carry_choose.html", context)


@router.get("/{framework_id}/carry/{source_id}")
def carry_page(request: Request, session: Db, place: PlaceIn, framework_id: str, source_id: str) -> Response:
    """What may be carried, point by point, before anything is."""
    source, target = _sides(session, place, definitions_of(request), source_id, framework_id)
    return _preview(request, place, source, target)


@router.post("/{framework_id}/carry/{source_id}")
def carry(
    request: Request,
    session: Db,
    place: PlaceIn,
    actor: ActorIn,
    form: FormIn,
    clock: ClockIn,
    framework_id: str,
    source_id: str,
) -> Response:
    """Store what is ticked, or ask for a tick."""
    check_fields(form, {FIELD, SOURCE_SEEN})
    source, target = _sides(session, place, definitions_of(request), source_id, framework_id)
    if not form.get(FIELD):
        return _preview(request, place, source, target, problem=NOTHING_TICKED)

    def act() -> str:
        _carry(session, place, form, source, target, definitions_of(request), actor, clock)
        return place.address(f"/lead/assessments/{framework_id}", done="carried")

    return carry_out(session, form, actor, act)


@router.get("/{framework_id}/undo")
def undo_page(request: Request, session: Db, place: PlaceIn, framework_id: str) -> Response:
    """What undoing the last carry takes back, and what stays."""
    definitions = definitions_of(request)
    target = read_side(session, place, assessed(definitions, framework_id))
    found = undoing_carry(session, target.row)
    context = {
        "place": place,
        "framework": target.framework,
        "revision": target.revision,
        "made_by": found.carry.made_by,
        "made_on": found.carry.made_on,
        "back": changed_titles(target.framework, list(found.back)),
        "stays": changed_titles(target.framework, found.stays),
    }
    return render(request, "lead/carry_undo.html", context)


@router.post("/{framework_id}/undo")
def undo(
    request: Request,
    session: Db,
    place: PlaceIn,
    actor: ActorIn,
    form: FormIn,
    clock: ClockIn,
    framework_id: str,
) -> Response:
    """Take back what the last carry brought and nobody has confirmed."""
    check_fields(form)
    target = read_side(session, place, assessed(definitions_of(request), framework_id))

    def act() -> str:
        undo_carry(session, assessment=target.row, seen=form.whole("revision"))
        subject = f"{place.organisation} {framework_id}"
        record(session, at=clock(), actor=actor.username, action="undo carried answers", subject=subject)
        return place.address(f"/lead/assessments/{framework_id}", done="undone")

    return carry_out(session, form, actor, act)


def assessed(definitions: Definitions, framework_id: str) -> Framework:
    """A framework an organisation can score itself against. Raises NotFound."""
    framework = definitions.frameworks.get(framework_id)
    if framework is None or not framework.assessable:
        raise NotFound("There is no such self-assessment.")
    return framework


def _sides(
    session: Session, place: Place, definitions: Definitions, source_id: str, target_id: str
) -> tuple[Side, Side]:
    source, target = (assessed(definitions, each) for each in (source_id, target_id))
    if source.id == target.id or not links_of(definitions, source, target):
        raise NotFound(f"Nothing in {source.short_title} speaks to {target.short_title}.")
    return read_side(session, place, source), read_side(session, place, target)


def _preview(request: Request, place: Place, source: Side, target: Side, *, problem: str = "") -> Response:
    found = proposals(definitions_of(request), source, target)
    ticked: Collection[str] | None = () if problem else None
    rows = carry_rows(source.framework, target, found, ticked=ticked)
    context: dict[str, Any] = {
        "place": place,
        "source": source.framework,
        "framework": target.framework,
        "summary": carry_summary(rows),
        "rows": rows,
        "can_carry": any(row.box for row in rows) and place.is_open and not target.moved_to,
        "moved_to": target.moved_to,
        "field": FIELD,
        "revision": target.revision,
        "source_seen": source.revision,
        "problems": {FIELD: problem} if problem else {},
    }
    return render(request, "lead/carry.html", context, status=422 if problem else 200)


def _carry(
    session: Session,
    place: Place,
    form: Form,
    source: Side,
    target: Side,
    definitions: Definitions,
    actor: ActorIn,
    clock: ClockIn,
) -> None:
    found = proposals(definitions, source, target)
    ticked = _ticked(form, found)
    ends = Ends(
        place.organisation,
        place.time_point,
        source=source.framework.id,
        source_seen=form.whole(SOURCE_SEEN),
        target=target.framework.id,
        seen=form.whole("revision"),
    )
    brought = brought_by_carry(found, ticked=ticked, source=source, target=target)
    now = clock()
    bring(session, ends=ends, kind="carry", brought=brought, today=london_day(now), by=actor.username)
    subject = f"{place.organisation} {source.framework.id} to {target.framework.id}: {' '.join(brought)}"
    record(session, at=now, actor=actor.username, action="carry answers", subject=subject)


def _ticked(form: Form, found: Collection[Proposal]) -> list[str]:
    """The criteria ticked. Raises Conflict when what is proposed is no longer what was shown."""
    shown = {value_of(each): each.item for each in found if each.score is not None}
    chosen = form.get(FIELD, ())
    if not set(chosen) <= set(shown):
        raise Conflict(CHANGED)
    return [shown[value] for value in chosen]
