"""Which edition of each questionnaire a time point asks, and moving it to a newer one while it is open."""

from typing import Annotated, Any, cast, get_args

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import Response
from sqlmodel import Session

from app.audit import record
from app.clock import london_day
from app.pages.frameworks import definitions_of
from app.place import check_fields
from app.posting import carry_out
from app.presenters.steering_editions import audience_rows
from app.query import Takes
from app.rights import Right
from app.templating import render
from app.web import ActorIn, ClockIn, Db, Form, FormIn
from surveys.edition_moves import can_undo, move_edition, undo_edition_move
from surveys.errors import Invalid
from surveys.instrument import Audience
from surveys.store.edition_moves import has_begun
from surveys.store.time_points import get_time_point

router = APIRouter(
    prefix="/steering/time-points/{time_point}/editions",
    dependencies=[Depends(Right("steering")), Depends(Takes())],
    include_in_schema=False,
)
PointIn = Annotated[int, Path(ge=1, le=2**31 - 1)]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
GONE = "Open the page again and choose what it offers."


@router.get("")
def editions_page(request: Request, session: Db, time_point: PointIn) -> Response:
    """The editions there are, what differs, and whether this time point can be moved."""
    return render(request, "steering/editions.html", _page(request, session, time_point))


@router.post("/move")
def move(
    request: Request, session: Db, actor: ActorIn, form: FormIn, clock: ClockIn, time_point: PointIn
) -> Response:
    """People who begin from now on get the newer edition."""
    check_fields(form, {"audience", "to"})
    changes = definitions_of(request).changes

    def act() -> str:
        later = changes.instruments.get(form.one("to"))
        if later is None:
            raise Invalid({"to": GONE})
        now, audience = clock(), _audience(form)
        seen, today, by = form.whole("revision"), london_day(now), actor.username
        move_edition(
            session,
            time_point=time_point,
            audience=audience,
            later=later,
            changes=changes,
            seen=seen,
            today=today,
            by=by,
        )
        record(
            session, at=now, actor=by, action="move time point to edition", subject=f"{time_point} {later.id}"
        )
        return f"/steering/time-points/{time_point}/editions"

    return carry_out(session, form, actor, act)


@router.post("/undo")
def undo(session: Db, actor: ActorIn, form: FormIn, clock: ClockIn, time_point: PointIn) -> Response:
    """Back to the edition before, while nobody has begun on the newer one."""
    check_fields(form, {"audience"})

    def act() -> str:
        back = undo_edition_move(
            session, time_point=time_point, audience=_audience(form), seen=form.whole("revision")
        )
        subject = f"{time_point} {back}"
        record(session, at=clock(), actor=actor.username, action="undo move to edition", subject=subject)
        return f"/steering/time-points/{time_point}/editions"

    return carry_out(session, form, actor, act)


def _audience(form: Form) -> Audience:
    if form.one("audience") not in AUDIENCES:
        raise Invalid({"audience": GONE})
    return cast(Audience, form.one("audience"))


def _page(request: Request, session: Session, time_point: int) -> dict[str, Any]:
    point = get_time_point(session, time_point)
    changes = definitions_of(request).changes
    begun = {audience: has_begun(session, point, audience) for audience in AUDIENCES}
    undoing = {audience: can_undo(session, point, audience) for audience in AUDIENCES}
    return {"point": point, "rows": audience_rows(point, changes, begun=begun, undoing=undoing)}
