"""Known headcounts of a time point."""

from collections.abc import Sequence

from sqlmodel import Session, col, delete, select

from surveys.counts import HeadcountLine
from surveys.tables import Headcount, TimePoint


def headcounts_of(session: Session, *, time_point: int) -> list[HeadcountLine]:
    """Every known headcount, the widest group of each audience first."""
    keys = (Headcount.audience, Headcount.region, Headcount.pathway, Headcount.sector)
    wanted = select(Headcount).where(col(Headcount.time_point) == time_point)
    return [
        HeadcountLine.model_validate(row, from_attributes=True)
        for row in session.exec(wanted.order_by(*map(col, keys)))
    ]


def write_headcounts(session: Session, lines: Sequence[HeadcountLine], *, time_point: int) -> None:
    """These in place of all that were there."""
    session.exec(delete(Headcount).where(col(Headcount.time_point) == time_point))
    session.add_all(Headcount(time_point=time_point, **line.model_dump()) for line in lines)
    session.flush()


def hold_time_point(session: Session, *, time_point: int) -> None:
    """Make whoever else wants to change something of this time point wait until this unit of work ends."""
    session.exec(select(TimePoint.id).where(col(TimePoint.id) == time_point).with_for_update())
