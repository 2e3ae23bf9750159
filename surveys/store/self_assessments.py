"""Reading and writing an organisation's self-assessments, one a framework and time point."""

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete, select, update

from surveys.errors import Conflict
from surveys.store.provision import CHANGED
from surveys.tables import CriterionScore, SelfAssessment


class Scored(NamedTuple):
    """One criterion's score (0, 1 or 2; None is not answered) and the evidence noted for it."""

    score: int | None
    evidence: str


class Saved(NamedTuple):
    """A self-assessment as saved: criteria by item code, and the revision (0 before the first save)."""

    criteria: dict[str, Scored]
    revision: int


def find_assessment(
    session: Session, *, organisation: str, time_point: int, framework: str
) -> SelfAssessment | None:
    """The organisation's assessment against a framework, or None before the first save."""
    wanted = select(SelfAssessment).where(
        col(SelfAssessment.organisation) == organisation,
        col(SelfAssessment.time_point) == time_point,
        col(SelfAssessment.framework) == framework,
    )
    return session.exec(wanted).first()


def saved_assessment(session: Session, *, organisation: str, time_point: int, framework: str) -> Saved:
    """Everything saved so far, in the order of the codes."""
    found = find_assessment(session, organisation=organisation, time_point=time_point, framework=framework)
    if found is None:
        return Saved({}, 0)
    wanted = select(CriterionScore).where(col(CriterionScore.self_assessment) == found.id)
    rows = session.exec(wanted.order_by(col(CriterionScore.item)))
    return Saved({row.item: Scored(row.score, row.evidence) for row in rows}, found.revision)


def ensure_assessment(session: Session, *, organisation: str, time_point: int, framework: str) -> int:
    """The id of the assessment, begun at revision 0 when there is none."""
    found = find_assessment(session, organisation=organisation, time_point=time_point, framework=framework)
    if found is None:
        found = SelfAssessment(
            organisation=organisation, time_point=time_point, framework=framework, revision=0
        )
        session.add(found)
        try:
            session.flush()
        except IntegrityError as error:
            raise Conflict(CHANGED) from error
    assert found.id is not None
    return found.id


def next_revision(session: Session, assessment: int, *, seen: int) -> bool:
    """Take the next revision, if it is still at `seen`."""
    moved = session.exec(
        update(SelfAssessment)
        .where(col(SelfAssessment.id) == assessment, col(SelfAssessment.revision) == seen)
        .values(revision=seen + 1)
    )
    return moved.rowcount == 1


def replace_criteria(session: Session, assessment: int, criteria: Mapping[str, Scored]) -> None:
    """Put these criteria in the place of what was saved for them; others stay."""
    session.exec(
        delete(CriterionScore).where(
            col(CriterionScore.self_assessment) == assessment, col(CriterionScore.item).in_(list(criteria))
        )
    )
    for item, scored in criteria.items():
        session.add(
            CriterionScore(
                self_assessment=assessment, item=item, score=scored.score, evidence=scored.evidence
            )
        )
    session.flush()
