"""Opening and closing collections."""

from datetime import date

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select, update

from surveys.errors import Conflict, Invalid
from surveys.tables import TimePoint

LONGEST_TITLE = 80
TAKEN = "There is already a time point with this title. Choose another."


def plan_time_point(session: Session, *, title: str, instruments: dict[str, str]) -> TimePoint:
    """A time point that is not open yet, on these instrument editions for good. Raises Invalid.

    It is the first of a series of its own.
    """
    name = " ".join(title.split())
    if not 3 <= len(name) <= LONGEST_TITLE or not name.isprintable():
        raise Invalid({"title": f"Enter a title of 3 to {LONGEST_TITLE} characters, such as Autumn 2026."})
    if session.exec(select(TimePoint).where(col(TimePoint.title) == name)).first():
        raise Invalid({"title": TAKEN})
    point = TimePoint(
        title=name,
        series=name,
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


def open_time_point(session: Session, *, point: TimePoint, revision: int, today: date) -> None:
    """Begin to take answers. Raises Conflict when another is open or this one has moved on."""
    if point.state != "planned":
        raise Conflict(f"{point.title} is {point.state}. Only a planned time point can be opened.")
    every = select(TimePoint).order_by(col(TimePoint.id)).with_for_update()  # two cannot be opened at once
    other = next((each for each in session.exec(every) if each.state == "open"), None)
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
