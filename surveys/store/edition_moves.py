"""Reading and writing which edition of a questionnaire a time point asks."""

from datetime import date

from sqlmodel import Session, col, select, update

from surveys.errors import NotFound
from surveys.tables import EditionMove, OrganisationReturn, Response, TimePoint


def lock_time_point(session: Session, time_point: int) -> TimePoint:
    """The time point as it is now, kept from changing until this unit of work ends. Raises NotFound."""
    wanted = select(TimePoint).where(col(TimePoint.id) == time_point).with_for_update()
    found = session.exec(wanted.execution_options(populate_existing=True)).first()
    if found is None:
        raise NotFound("There is no such time point.")
    return found


def has_begun(session: Session, point: TimePoint, audience: str, *, instrument: str | None = None) -> bool:
    """Whether anybody of this audience has begun; with `instrument`, on that edition.

    What an organisation says of itself keeps no edition, so any return counts.
    """
    if audience == "organisation":
        returns = select(OrganisationReturn.id).where(col(OrganisationReturn.time_point) == point.id)
        return session.exec(returns.limit(1)).first() is not None
    wanted = select(Response.id).where(
        col(Response.time_point) == point.id, col(Response.audience) == audience
    )
    if instrument is not None:
        wanted = wanted.where(col(Response.instrument) == instrument)
    return session.exec(wanted.limit(1)).first() is not None


def point_to(session: Session, point: TimePoint, audience: str, instrument: str, *, seen: int) -> bool:
    """Let people begin on this edition from now on, if the time point is still at the revision `seen`."""
    moved = session.exec(
        update(TimePoint)
        .where(col(TimePoint.id) == point.id, col(TimePoint.revision) == seen)
        .values({f"{audience}_instrument": instrument, "revision": seen + 1})
    )
    return moved.rowcount == 1


def add_move(
    session: Session, point: TimePoint, *, audience: str, earlier: str, later: str, today: date, by: str
) -> None:
    """Note that a time point was moved."""
    row = EditionMove(
        time_point=point.id or 0, audience=audience, earlier=earlier, later=later, moved_on=today, moved_by=by
    )
    session.add(row)
    session.flush()


def last_move(session: Session, time_point: int, audience: str) -> EditionMove | None:
    """The last move of this audience's questionnaire that was not undone."""
    wanted = select(EditionMove).where(
        col(EditionMove.time_point) == time_point,
        col(EditionMove.audience) == audience,
        col(EditionMove.undone).is_(False),
    )
    return session.exec(wanted.order_by(col(EditionMove.id).desc()).limit(1)).first()


def take_undone(session: Session, move: EditionMove) -> None:
    """Note that a move was undone."""
    move.undone = True
    session.add(move)
    session.flush()
