"""Reading releases and their parts."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from surveys.errors import NotFound
from surveys.tables import ReleasePart, ReleaseRow

APPROVED = "approved"


def get_release(session: Session, number: int) -> ReleaseRow:
    """The release with this number, whatever its state. Raises NotFound."""
    found = session.get(ReleaseRow, number)
    if found is None:
        raise NotFound("There is no release with this number.")
    return found


def all_releases(session: Session) -> list[ReleaseRow]:
    """Every release, the newest first."""
    return list(session.exec(select(ReleaseRow).order_by(col(ReleaseRow.number).desc())))


def approved_releases(session: Session) -> list[ReleaseRow]:
    """Every approved release, the newest first."""
    wanted = select(ReleaseRow).where(col(ReleaseRow.state) == APPROVED)
    return list(session.exec(wanted.order_by(col(ReleaseRow.number).desc())))


def latest_approved(session: Session, *, time_point: int | None = None) -> ReleaseRow | None:
    """The newest approved release, of one time point when given."""
    wanted = select(ReleaseRow).where(col(ReleaseRow.state) == APPROVED)
    if time_point is not None:
        wanted = wanted.where(col(ReleaseRow.time_point) == time_point)
    return session.exec(wanted.order_by(col(ReleaseRow.number).desc()).limit(1)).first()


def last_release(session: Session, *, time_point: int) -> ReleaseRow | None:
    """The newest release of a time point that was not turned down."""
    wanted = select(ReleaseRow).where(
        col(ReleaseRow.time_point) == time_point, col(ReleaseRow.state) != "turned down"
    )
    return session.exec(wanted.order_by(col(ReleaseRow.number).desc()).limit(1)).first()


def next_number(session: Session) -> int:
    """The number the next release gets."""
    last = session.exec(select(ReleaseRow).order_by(col(ReleaseRow.number).desc()).limit(1)).first()
    return last.number + 1 if last else 1


def release_parts(
    session: Session, number: int, *, dimension: str | None = None, code: str | None = None
) -> Sequence[ReleasePart]:
    """A release's parts in their own order, of one dimension or one group when given."""
    wanted = select(ReleasePart).where(col(ReleasePart.release) == number)
    if dimension is not None:
        wanted = wanted.where(col(ReleasePart.dimension) == dimension)
    if code is not None:
        wanted = wanted.where(col(ReleasePart.code) == code)
    return list(session.exec(wanted.order_by(col(ReleasePart.position))))
