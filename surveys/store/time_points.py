"""Reading time points."""

from sqlmodel import Session, col, select

from surveys.errors import NotFound
from surveys.tables import TimePoint


def open_time_points(session: Session) -> list[TimePoint]:
    """The time points that take answers now, the one opened last first."""
    wanted = select(TimePoint).where(col(TimePoint.state) == "open")
    return list(session.exec(wanted.order_by(col(TimePoint.opened_on).desc(), col(TimePoint.id).desc())))


def get_time_point(session: Session, time_point: int) -> TimePoint:
    """The time point with this id. Raises NotFound."""
    found = session.get(TimePoint, time_point)
    if found is None:
        raise NotFound("There is no such time point.")
    return found


def all_time_points(session: Session) -> list[TimePoint]:
    """Every time point, the newest first."""
    return list(session.exec(select(TimePoint).order_by(col(TimePoint.id).desc())))
