"""Reading time points."""

from sqlmodel import Session, col, select

from surveys.errors import Closed, NotFound
from surveys.tables import TimePoint


def open_time_points(session: Session) -> list[TimePoint]:
    """The time points that take answers now, the one opened last first."""
    wanted = select(TimePoint).where(col(TimePoint.state) == "open")
    return list(session.exec(wanted.order_by(col(TimePoint.opened_on).desc(), col(TimePoint.id).desc())))


def open_starts(session: Session) -> list[TimePoint]:
    """The time points that new people can start at now, the one opened last first."""
    return [point for point in open_time_points(session) if point.moment == 0]


def moments_of(session: Session, series: str) -> list[TimePoint]:
    """The time points of a series that were opened, the start first."""
    wanted = select(TimePoint).where(col(TimePoint.series) == series, col(TimePoint.state) != "planned")
    return list(session.exec(wanted.order_by(col(TimePoint.moment))))


def get_time_point(session: Session, time_point: int) -> TimePoint:
    """The time point with this id. Raises NotFound."""
    found = session.get(TimePoint, time_point)
    if found is None:
        raise NotFound("There is no such time point.")
    return found


def all_time_points(session: Session) -> list[TimePoint]:
    """Every time point, the newest first."""
    return list(session.exec(select(TimePoint).order_by(col(TimePoint.id).desc())))


def hold_time_point(session: Session, time_point: int) -> TimePoint:
    """The time point as it is now, kept from changing until this unit of work ends. Raises NotFound."""
    wanted = select(TimePoint).where(col(TimePoint.id) == time_point).with_for_update(read=True)
    found = session.exec(wanted.execution_options(populate_existing=True)).first()
    if found is None:
        raise NotFound("There is no such time point.")
    return found


def get_open_time_point(session: Session, time_point: int) -> TimePoint:
    """The time point, kept from closing until this unit of work ends. Raises NotFound or Closed."""
    found = hold_time_point(session, time_point)
    if found.state != "open":
        raise Closed("This collection is not open, so nothing in it can be changed.")
    return found


def find_time_point(session: Session, survey: str) -> TimePoint:
    """The time point with this number or title. Raises NotFound naming those there are."""
    points = all_time_points(session)
    for point in points:
        if survey.strip() in {str(point.id), point.title}:
            return point
    known = ", ".join(f"{point.id} ({point.title})" for point in points) or "none yet"
    raise NotFound(f"There is no time point {survey}. There are: {known}.")
