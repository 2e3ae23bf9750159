"""Reading and writing what preceptees opened to preceptors, and what preceptors gave in return."""

from collections.abc import Mapping

from sqlmodel import Session, col, delete, select, update
from sqlmodel.sql.expression import SelectOfScalar

from surveys.tables import MirroredRating, MirroredView, Response, Share, TimePoint

OFFERED, ACCEPTED = "offered", "accepted"


def shares_by(preceptee: str) -> SelectOfScalar[Share]:
    """A preceptee's shares, accepted ones first."""
    wanted = select(Share).where(col(Share.preceptee) == preceptee)
    return wanted.order_by(col(Share.state), col(Share.whom), col(Share.id))


def shares_for(preceptor: str) -> SelectOfScalar[Share]:
    """The shares a preceptor may look at, by the name the preceptee chose."""
    wanted = select(Share).where(col(Share.preceptor) == preceptor, col(Share.state) == ACCEPTED)
    return wanted.order_by(col(Share.name), col(Share.id))


def move_share(session: Session, share: Share, *, revision: int, **values: object) -> bool:
    """Change a share only from this revision, in one statement; whether that was still its revision."""
    done = session.exec(
        update(Share)
        .where(col(Share.id) == share.id, col(Share.revision) == revision)
        .values(revision=revision + 1, **values)
    )
    session.expire(share)
    return bool(done.rowcount)


def forget_share(session: Session, share: str) -> None:
    """Delete a share and everything a preceptor said within it."""
    for table in (MirroredRating, MirroredView):
        session.exec(delete(table).where(col(table.share) == share))
    session.exec(delete(Share).where(col(Share.id) == share))


def submitted_responses(session: Session, preceptee: str) -> list[tuple[Response, TimePoint]]:
    """What a preceptee has submitted, the first time point first."""
    wanted = (
        select(Response, TimePoint)
        .join(TimePoint, col(TimePoint.id) == col(Response.time_point))
        .where(col(Response.respondent) == preceptee, col(Response.state) == "submitted")
        .order_by(col(TimePoint.moment), col(TimePoint.id))
    )
    return list(session.exec(wanted).all())


def view_of(session: Session, share: str, response: str) -> MirroredView | None:
    """How far a preceptor's view of one response has come."""
    return session.get(MirroredView, (share, response), populate_existing=True)


def view_ratings(session: Session, share: str, response: str) -> dict[str, int]:
    """A preceptor's ratings of one response, by item; blank ones left out."""
    wanted = select(MirroredRating).where(
        col(MirroredRating.share) == share, col(MirroredRating.response) == response
    )
    found = session.exec(wanted.order_by(col(MirroredRating.item))).all()
    return {row.item: row.confidence for row in found if row.confidence is not None}


def write_view(session: Session, share: str, response: str, ratings: Mapping[str, int]) -> None:
    """Store a preceptor's ratings of one response in place of what was there."""
    same = (col(MirroredRating.share) == share, col(MirroredRating.response) == response)
    session.exec(delete(MirroredRating).where(*same))
    session.add_all(
        MirroredRating(share=share, response=response, item=item, confidence=confidence)
        for item, confidence in ratings.items()
    )
