"""Opening and closing collections."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select, update

from surveys.errors import Conflict, Invalid
from surveys.tables import TimePoint

LONGEST_TITLE = 80
MOMENTS = (0, 3, 6, 12)
"""Months into a preceptorship at which people are asked (`DOMAIN.md` 4.3)."""
TAKEN = "There is already a time point with this title. Choose another."


def plan_time_point(
    session: Session,
    *,
    title: str,
    instruments: dict[str, str],
    series: str | None = None,
    moment: int = 0,
) -> TimePoint:
    """A time point that is not open yet, on these instrument editions for good. Raises Invalid.

    Without `series` it is the start of a series of its own; else it is a later moment of that one.
    """
    name = " ".join(title.split()) or (later_title(series, moment) if series else "")
    if not 3 <= len(name) <= LONGEST_TITLE or not name.isprintable():
        raise Invalid({"title": f"Enter a title of 3 to {LONGEST_TITLE} characters, such as Autumn 2026."})
    if session.exec(select(TimePoint).where(col(TimePoint.title) == name)).first():
        raise Invalid({"title": TAKEN})
    if series is not None:
        _check_moment(session, series, moment)
    point = TimePoint(
        title=name,
        series=series or name,
        moment=moment if series else 0,
        preceptee_instrument=instruments["preceptee"],
        preceptor_instrument=instruments["preceptor"],
        organisation_instrument=instruments["organisation"],
    )
    session.add(point)
    try:
        session.flush()
    except IntegrityError:
        raise Invalid({"title": TAKEN}) from None
    return point


def later_title(series: str, moment: int) -> str:
    """The title a later moment has unless another is chosen.

    >>> later_title("Autumn 2026", 3)
    'Autumn 2026: 3 months'
    """
    return f"{series}: {moment} months"


def moments_left(points: Sequence[TimePoint]) -> list[tuple[str, int]]:
    """Every series with each later moment that has not been planned, the newest series first."""
    planned = {(point.series, point.moment) for point in points}
    starts = sorted((point for point in points if point.moment == 0), key=lambda each: -(each.id or 0))
    return [
        (start.series, moment)
        for start in starts
        for moment in MOMENTS[1:]
        if (start.series, moment) not in planned
    ]


def _check_moment(session: Session, series: str, moment: int) -> None:
    own = session.exec(select(TimePoint).where(col(TimePoint.series) == series)).all()
    if not own:
        raise Invalid({"moment": f"There is no series {series}. Plan its start first."})
    if moment not in MOMENTS[1:]:
        raise Invalid({"moment": "Choose 3, 6 or 12 months. The start is planned as a new series."})
    if any(point.moment == moment for point in own):
        raise Invalid({"moment": f"{series} has a time point at {moment} months already."})


def open_time_point(session: Session, *, point: TimePoint, revision: int, today: date) -> None:
    """Begin to take answers. Raises Conflict when another series is open or this one has moved on.

    Moments of one series may be open side by side: people begin at different times.
    """
    if point.state != "planned":
        raise Conflict(f"{point.title} is {point.state}. Only a planned time point can be opened.")
    every = select(TimePoint).order_by(col(TimePoint.id)).with_for_update()  # two cannot be opened at once
    others = (each for each in session.exec(every) if each.state == "open")
    other = next((each for each in others if each.series != point.series), None)
    if other is not None:
        raise Conflict(f"{other.title} is open. Close it before you open another.")
    _move(session, point=point, revision=revision, state="open", opened_on=today)


def close_time_point(session: Session, *, point: TimePoint, revision: int, today: date) -> None:
    """Stop taking answers, for good. Raises Conflict when it is not open or has moved on."""
    if point.state != "open":
        raise Conflict(f"{point.title} is {point.state}. Only an open time point can be closed.")
    _move(session, point=point, revision=revision, state="closed", closed_on=today)


def _move(session: Session, *, point: TimePoint, revision: int, **changes: object) -> None:
    seen = (col(TimePoint.id) == point.id, col(TimePoint.revision) == revision)
    done = session.exec(update(TimePoint).where(*seen).values(revision=revision + 1, **changes))
    if done.rowcount != 1:
        raise Conflict("Somebody else changed this time point. Open the page again.")
    session.refresh(point)
