"""A lead moves answers to a newer edition of a framework, sees before what becomes of each, and can undo it."""

from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from sqlmodel import Session

from app.audit import record
from app.carrying import Move, brought_by_move, plan_move, read_side
from app.clock import london_day
from app.editions import newer_for
from app.pages.frameworks import definitions_of
from app.pages.lead_carry import SOURCE_SEEN, assessed
from app.place import Place, PlaceIn, check_fields
from app.posting import carry_out
from app.presenters.lead_move import move_groups, move_summary
from app.rights import Right
from app.templating import render
from app.web import ActorIn, ClockIn, Db, Form, FormIn
from surveys.carrying import Ends, bring, undo_move, undoing_move
from surveys.errors import Closed, Conflict, NotFound
from surveys.store.provision import CHANGED

router = APIRouter(prefix="/lead/assessments", dependencies=[Depends(Right("lead"))], include_in_schema=False)
TO, ANYWAY = "to", "anyway"


@router.get("/{framework_id}/move")
def move_page(request: Request, session: Db, place: PlaceIn, framework_id: str) -> Response:
    """What becomes of every point in the newest edition, before anything is moved."""
    move = _move(request, session, place, framework_id)
    groups = move_groups(move)
    context = {
        "place": place,
        "framework": move.earlier.framework,
        "later": move.later.framework,
        "groups": groups,
        "summary": move_summary(groups),
        "revision": move.later.revision,
        "source_seen": move.earlier.revision,
        "begun": move.later.is_begun,
    }
    return render(request, "lead/move.html", context)


@router.post("/{framework_id}/move")
def move_answers(
    request: Request,
    session: Db,
    place: PlaceIn,
    actor: ActorIn,
    form: FormIn,
    clock: ClockIn,
    framework_id: str,
) -> Response:
    """Move the answers as was shown."""
    check_fields(form, {SOURCE_SEEN, TO})

    def act() -> str:
        move = _move(request, session, place, framework_id)
        if form.one(TO) != move.later.framework.id:
            raise Conflict(CHANGED)
        _bring(session, place, form, move, actor, clock)
        return place.address(f"/lead/assessments/{move.later.framework.id}", done="moved")

    return carry_out(session, form, actor, act)


@router.get("/{framework_id}/undo-move")
def undo_page(request: Request, session: Db, place: PlaceIn, framework_id: str) -> Response:
    """What undoing the move means, above all when something was changed since."""
    return render(request, "lead/move_undo.html", _undoing(request, session, place, framework_id))


@router.post("/{framework_id}/undo-move")
def undo(
    request: Request,
    session: Db,
    place: PlaceIn,
    actor: ActorIn,
    form: FormIn,
    clock: ClockIn,
    framework_id: str,
) -> Response:
    """Let the earlier edition count again."""
    check_fields(form, {ANYWAY})
    source = read_side(session, place, assessed(definitions_of(request), framework_id))

    def act() -> str:
        anyway = form.one(ANYWAY) == "yes"
        undo_move(session, source=source.row, seen=form.whole("revision"), anyway=anyway)
        subject = f"{place.organisation} {framework_id}"
        record(
            session, at=clock(), actor=actor.username, action="undo move to newer edition", subject=subject
        )
        return place.address(f"/lead/assessments/{framework_id}", done="move-undone")

    return carry_out(session, form, actor, act)


def _move(request: Request, session: Session, place: Place, framework_id: str) -> Move:
    definitions = definitions_of(request)
    earlier = read_side(session, place, assessed(definitions, framework_id))
    later = newer_for(definitions, place, earlier.framework)
    if later is None:
        raise NotFound("There is no newer edition to move to.")
    if earlier.moved_to:
        raise Closed("These answers were moved already. Undo that move first.")
    if not earlier.is_begun:
        raise NotFound("There are no answers to move. Begin with the newer edition.")
    return plan_move(session, place, definitions, earlier, later)


def _bring(session: Session, place: Place, form: Form, move: Move, actor: ActorIn, clock: ClockIn) -> None:
    ends = Ends(
        place.organisation,
        place.time_point,
        source=move.earlier.framework.id,
        source_seen=form.whole(SOURCE_SEEN),
        target=move.later.framework.id,
        seen=form.whole("revision"),
    )
    now = clock()
    brought = brought_by_move(move)
    bring(session, ends=ends, kind="move", brought=brought, today=london_day(now), by=actor.username)
    subject = f"{place.organisation} {ends.source} to {ends.target}"
    record(session, at=now, actor=actor.username, action="move answers to newer edition", subject=subject)


def _undoing(request: Request, session: Session, place: Place, framework_id: str) -> dict[str, Any]:
    definitions = definitions_of(request)
    source = read_side(session, place, assessed(definitions, framework_id))
    found, target = undoing_move(session, source.row)
    later = definitions.frameworks[target.framework]
    return {
        "place": place,
        "framework": source.framework,
        "later": later,
        "revision": target.revision,
        "changed": target.revision != found.carry.revision,
        "made_by": found.carry.made_by,
        "made_on": found.carry.made_on,
    }
