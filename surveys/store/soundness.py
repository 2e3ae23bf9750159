"""Questions whose answer is none in a sound database: rows that no use case writes."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, func, not_, or_, select

from surveys.tables import (
    FactAnswer,
    OrganisationReturn,
    RatingAnswer,
    ReleaseRow,
    Respondent,
    Response,
    SectionSave,
    SelfAssessment,
    TimePoint,
)

STATES = {
    Response: ("draft", "submitted"),
    TimePoint: ("planned", "open", "closed"),
    ReleaseRow: ("waiting", "approved", "turned down"),
}
REVISED = (Response, TimePoint, ReleaseRow, SectionSave, OrganisationReturn, SelfAssessment)
LOWEST, HIGHEST = 1, 5


def odd_ratings(session: Session) -> int:
    """Ratings outside 1 to 5, and ratings of items that are not in the person's role."""
    scales = [col(getattr(RatingAnswer, name)) for name in ("importance", "confidence", "looking_back")]
    outside = [and_(each.is_not(None), not_(each.between(LOWEST, HIGHEST))) for each in scales]
    rated = and_(col(RatingAnswer.not_in_role).is_(True), or_(*(each.is_not(None) for each in scales[:2])))
    return _count(session, RatingAnswer, or_(*outside, rated))


def odd_revisions(session: Session) -> Iterator[tuple[str, int]]:
    """Each table with revisions below 1, and how many: every save counts up from 1."""
    for table in REVISED:
        if found := _count(session, table, col(table.revision) < 1):
            yield str(table.__tablename__), found


def odd_states(session: Session) -> Iterator[tuple[str, int]]:
    """Each table with states that nothing can be in, and how many."""
    for table, states in STATES.items():
        if found := _count(session, table, col(table.state).not_in(states)):  # type: ignore[attr-defined]
            yield str(table.__tablename__), found  # type: ignore[attr-defined]


def blank_submissions(session: Session) -> int:
    """Submitted responses without a single rating row or fact: submitting writes a row for each item asked."""
    answered = [
        select(table.response).where(col(table.response) == Response.id).exists()
        for table in (RatingAnswer, FactAnswer)
    ]
    return _count(session, Response, and_(col(Response.state) == "submitted", not_(or_(*answered))))


def changed_audiences(session: Session) -> int:
    """Responses of somebody who answers as something else."""
    wanted = select(func.count()).select_from(Response).join(Respondent)
    return session.exec(wanted.where(col(Respondent.audience) != col(Response.audience))).one()


def _count(session: Session, table: type, condition: ColumnElement[bool]) -> int:
    return session.exec(select(func.count()).select_from(table).where(condition)).one()
