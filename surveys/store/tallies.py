"""Counting submitted answers in the database: joint counts per publication cell, ready to be protected."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, String, and_, case, cast, func, literal, or_, select
from sqlmodel import Session, col

from surveys.counts import AssessmentScore, FactCount, InvitationCount, PersonCount, ProvisionAnswer
from surveys.gathered import BETWEEN, KINDS, WITHIN, Rated, count_rated, fact_rows
from surveys.instrument import SupportKind
from surveys.tables import (
    CarriedScore,
    CriterionScore,
    ErasedPeople,
    FactAnswer,
    Invitation,
    Organisation,
    OrganisationReturn,
    ProvisionFact,
    RatingAnswer,
    Response,
    SelfAssessment,
    TimePoint,
)

PEOPLE_AT_ONCE = 20_000
_CELL: tuple[Any, ...] = (
    col(Response.audience),
    col(Response.organisation),
    col(Response.region),
    col(Response.pathway),
    col(Response.stage),
)


def rating_counts(session: Session, *, time_point: int, support: Mapping[str, SupportKind]) -> Rated:
    """Joint counts of importance and confidence, and of the support that people with a need chose.

    `support` is what each kind of support answers to. The ratings are gone through once for all of it.
    """
    figures = (
        _kind_of_support(support)
        + 100 * func.coalesce(RatingAnswer.importance, 0)
        + 10 * func.coalesce(RatingAnswer.confidence, 0)
        + case((col(RatingAnswer.not_in_role), 1), else_=0)
    )
    answer = col(RatingAnswer.item) + WITHIN + cast(figures, String)
    return count_rated(_gathered(session, time_point, answer, RatingAnswer))


def _kind_of_support(support: Mapping[str, SupportKind]) -> ColumnElement[int]:
    """1000 times the place of the kind of support that somebody with a need chose; 0 without either."""
    kinds = {code: 1000 * (KINDS.index(kind) + 1) for code, kind in support.items()}
    if not kinds:
        return literal(0)
    with_a_need = col(RatingAnswer.confidence) < col(RatingAnswer.importance)
    return case((with_a_need, case(kinds, value=col(RatingAnswer.support), else_=0)), else_=0)


def person_counts(session: Session, *, time_point: int) -> list[PersonCount]:
    """How many people submitted, by cell."""
    counted = select(*_CELL, func.count()).where(*_submitted(time_point)).group_by(*_CELL)
    return [PersonCount(*row) for row in session.execute(counted)]


def erased_counts(session: Session, *, time_point: int) -> list[PersonCount]:
    """How many submitted responses of each cell have been erased."""
    cell = (ErasedPeople.audience, ErasedPeople.organisation, ErasedPeople.region)
    rest = (ErasedPeople.pathway, ErasedPeople.stage, ErasedPeople.people)
    wanted = select(*map(col, (*cell, *rest))).where(col(ErasedPeople.time_point) == time_point)
    return [
        PersonCount(audience, organisation, region or None, pathway or None, stage or None, people)
        for audience, organisation, region, pathway, stage, people in session.execute(wanted)
    ]


def fact_counts(session: Session, *, time_point: int, questions: Sequence[str]) -> list[FactCount]:
    """How many people gave each answer to these questions, by cell."""
    asked = col(FactAnswer.question).in_(questions)
    # not a WHERE: SQLite would look up each question of each person by itself
    answer = case((asked, col(FactAnswer.question) + WITHIN + col(FactAnswer.value)))
    return list(fact_rows(_gathered(session, time_point, answer, FactAnswer)))


def invitation_counts(session: Session, *, time_point: int) -> list[InvitationCount]:
    """How many codes each organisation handed out and has not withdrawn, and how many were used."""
    used = func.sum(_as_number(col(Invitation.state) == "used"))
    columns = col(Invitation.audience), col(Invitation.organisation), col(Organisation.region)
    counted = (
        select(*columns, func.count(), used)
        .join(Organisation, col(Organisation.code) == col(Invitation.organisation))
        .where(col(Invitation.time_point) == time_point, col(Invitation.state) != "withdrawn")
        .group_by(*columns)
    )
    return [InvitationCount(*row) for row in session.execute(counted)]


def return_code_counts(session: Session, *, time_point: int) -> list[InvitationCount]:
    """How many people of each organisation began an earlier moment of the series, and how many came back."""
    here = session.get_one(TimePoint, time_point)
    earlier = select(col(TimePoint.id)).where(
        col(TimePoint.series) == here.series, col(TimePoint.moment) < here.moment
    )
    back = select(col(Response.respondent)).where(
        col(Response.time_point) == time_point, col(Response.respondent).is_not(None)
    )
    people = (
        select(
            col(Response.respondent).label("respondent"),
            col(Response.audience).label("audience"),
            func.max(col(Response.organisation)).label("organisation"),
        )
        .where(col(Response.time_point).in_(earlier), col(Response.respondent).is_not(None))
        .group_by(col(Response.respondent), col(Response.audience))
        .subquery()
    )
    used = func.sum(_as_number(people.c.respondent.in_(back)))
    columns = people.c.audience, people.c.organisation, col(Organisation.region)
    counted = (
        select(*columns, func.count(), used)
        .join(Organisation, col(Organisation.code) == people.c.organisation)
        .group_by(*columns)
    )
    return [InvitationCount(*row) for row in session.execute(counted)]


def provision_answers(session: Session, *, time_point: int) -> list[ProvisionAnswer]:
    """Each finished return's answers, one row a chosen option."""
    wanted = (
        select(
            col(OrganisationReturn.organisation),
            col(Organisation.region),
            col(ProvisionFact.question),
            col(ProvisionFact.value),
        )
        .join(OrganisationReturn, col(OrganisationReturn.id) == col(ProvisionFact.organisation_return))
        .join(Organisation, col(Organisation.code) == col(OrganisationReturn.organisation))
        .where(col(OrganisationReturn.time_point) == time_point, col(OrganisationReturn.state) == "submitted")
        .order_by(col(OrganisationReturn.organisation), col(ProvisionFact.question), col(ProvisionFact.value))
    )
    return [ProvisionAnswer(*row) for row in session.execute(wanted)]


def assessment_scores(session: Session, *, time_point: int) -> list[AssessmentScore]:
    """Every score an organisation gave a criterion, in the version it scored.

    Left out are assessments that were moved to a newer edition, and scores that were carried from elsewhere and
    nobody has confirmed.
    """
    assessment, score, mark = SelfAssessment, CriterionScore, CarriedScore
    wanted = (
        select(
            col(assessment.organisation),
            col(Organisation.region),
            col(assessment.framework),
            col(score.item),
            col(score.score),
        )
        .join(score, col(score.self_assessment) == col(assessment.id))
        .join(Organisation, col(Organisation.code) == col(assessment.organisation))
        .outerjoin(
            mark, and_(col(mark.self_assessment) == col(assessment.id), col(mark.item) == col(score.item))
        )
        .where(
            col(assessment.time_point) == time_point,
            col(assessment.moved_to).is_(None),
            col(score.score).is_not(None),
            or_(col(mark.item).is_(None), col(mark.confirmed)),
        )
        .order_by(col(assessment.organisation), col(assessment.framework), col(score.item))
    )
    return [AssessmentScore(*row) for row in session.execute(wanted)]


def submitted_people(session: Session, *, time_point: int) -> int:
    """How many people have submitted."""
    return sum(submitted_counts(session, time_point=time_point).values())


def submitted_counts(session: Session, *, time_point: int) -> dict[str, int]:
    """How many people have submitted, by audience. Exact: protect it before anyone sees it."""
    audience = col(Response.audience)
    counted = select(audience, func.count()).where(*_submitted(time_point)).group_by(audience)
    return {name: int(people) for name, people in session.execute(counted.order_by(audience))}


def made_codes(session: Session, *, time_point: int) -> dict[str, int]:
    """How many codes were made, by audience. Withdrawn ones count too: leaving them out would say how many
    of a withdrawn batch had been used."""
    audience = col(Invitation.audience)
    counted = select(audience, func.count()).where(col(Invitation.time_point) == time_point)
    return {
        name: int(codes) for name, codes in session.execute(counted.group_by(audience).order_by(audience))
    }


def _gathered(
    session: Session, time_point: int, answer: ColumnElement[str], table: type[RatingAnswer | FactAnswer]
) -> Iterator[Sequence[Row[Any]]]:
    """Each submitted person's cell and answers, the answers as one text: see `surveys.gathered`."""
    text = select(func.aggregate_strings(answer, BETWEEN)).where(col(table.response) == col(Response.id))
    people = select(*_CELL, text.scalar_subquery()).where(*_submitted(time_point))
    return session.execute(people.execution_options(yield_per=PEOPLE_AT_ONCE)).partitions()


def _submitted(time_point: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return col(Response.time_point) == time_point, col(Response.state) == "submitted"


def _as_number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return case((condition, 1), else_=0)
