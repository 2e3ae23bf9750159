"""Reading and writing one person's own answers. Nothing here counts across people."""

from collections.abc import Mapping, Sequence

from sqlalchemy import insert
from sqlalchemy import select as select_columns
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete, or_, select, update
from sqlmodel.sql.expression import SelectOfScalar

from frameworks.language import say
from surveys.errors import NotFound
from surveys.rating import Rating
from surveys.tables import (
    ErasedPeople,
    FactAnswer,
    MirroredRating,
    MirroredView,
    PlanAction,
    PlanMeeting,
    RatingAnswer,
    Respondent,
    Response,
    SectionSave,
    Share,
    TimePoint,
)

IDS_AT_ONCE = 1000
"""As many as one statement asks for."""
RATING_COLUMNS = select_columns(*(getattr(RatingAnswer, name) for name in Rating.model_fields))
ERASED_CELL = ("time_point", "audience", "organisation", "region", "pathway", "stage")


def get_response(session: Session, response: str) -> Response:
    """The response with this id. Raises NotFound."""
    found = session.get(Response, response)
    if found is None:
        raise NotFound(say("There are no such answers."))
    return found


def ratings_of(session: Session, response: str) -> dict[str, Rating]:
    """Every stored rating by item code."""
    rows = session.execute(RATING_COLUMNS.where(col(RatingAnswer.response) == response)).mappings()
    return {row["item"]: Rating(**row) for row in rows}


def facts_of(session: Session, response: str) -> dict[str, tuple[str, ...]]:
    """Every stored answer to a plain question, by question code."""
    wanted = select(FactAnswer.question, FactAnswer.value).where(col(FactAnswer.response) == response)
    facts: dict[str, tuple[str, ...]] = {}
    for question, value in session.exec(wanted.order_by(col(FactAnswer.question), col(FactAnswer.value))):
        facts[question] = (*facts.get(question, ()), value)
    return facts


def section_revisions(session: Session, response: str) -> dict[str, int]:
    """How often each section was saved."""
    wanted = select(SectionSave.section, SectionSave.revision)
    return dict(session.exec(wanted.where(col(SectionSave.response) == response)).all())


def write_ratings(session: Session, response: str, ratings: Sequence[Rating]) -> None:
    """Store these ratings in place of what was there for the same items."""
    codes = [rating.item for rating in ratings]
    session.exec(
        delete(RatingAnswer).where(col(RatingAnswer.response) == response, col(RatingAnswer.item).in_(codes))
    )
    if ratings:
        session.execute(insert(RatingAnswer), [{"response": response, **vars(each)} for each in ratings])


def write_facts(
    session: Session, response: str, questions: Sequence[str], facts: Mapping[str, Sequence[str]]
) -> None:
    """Store the answers to these questions in place of what was there."""
    session.exec(
        delete(FactAnswer).where(
            col(FactAnswer.response) == response, col(FactAnswer.question).in_(questions)
        )
    )
    rows = [
        {"response": response, "question": question, "value": value}
        for question, values in facts.items()
        for value in values
    ]
    if rows:
        session.execute(insert(FactAnswer), rows)


def remove_ratings_besides(session: Session, response: str, items: Sequence[str]) -> None:
    """Forget ratings of items that are not asked of this person any more."""
    session.exec(
        delete(RatingAnswer).where(
            col(RatingAnswer.response) == response, col(RatingAnswer.item).not_in(items)
        )
    )


def count_erased(session: Session, response: Response) -> None:
    """One more submitted response of its cell was erased, for the rule on how many people changed."""
    cell = ErasedPeople(
        time_point=response.time_point,
        audience=response.audience,
        organisation=response.organisation,
        region=response.region or "",
        pathway=response.pathway or "",
        stage=response.stage or "",
        people=1,
    )
    same = [col(getattr(ErasedPeople, name)) == getattr(cell, name) for name in ERASED_CELL]
    one_more = update(ErasedPeople).where(*same).values(people=col(ErasedPeople.people) + 1)
    if session.exec(one_more).rowcount:
        return
    try:
        with session.begin_nested():
            session.add(cell)
    except IntegrityError:  # somebody else of the same cell erased their answers just now
        session.exec(one_more)


def responses_of(respondent: str) -> SelectOfScalar[Response]:
    """A respondent's responses, the first time point first."""
    wanted = select(Response).join(TimePoint, col(TimePoint.id) == col(Response.time_point))
    return wanted.where(col(Response.respondent) == respondent).order_by(col(TimePoint.moment))


def remove_respondent(session: Session, respondent: str) -> None:
    """Forget a respondent and everything they answered, planned, shared or were shown."""
    shares = select(Share.id).where(
        or_(col(Share.preceptee) == respondent, col(Share.preceptor) == respondent)
    )
    responses = select(Response.id).where(col(Response.respondent) == respondent)
    for mirrored in (MirroredRating, MirroredView):
        session.exec(
            delete(mirrored).where(
                or_(col(mirrored.share).in_(shares), col(mirrored.response).in_(responses))
            )
        )
    session.exec(
        delete(Share).where(or_(col(Share.preceptee) == respondent, col(Share.preceptor) == respondent))
    )
    session.exec(
        update(PlanMeeting)
        .where(col(PlanMeeting.preceptor) == respondent)
        .values(preceptor=None, confirmed_by_preceptor=0)
    )
    for planned in (PlanAction, PlanMeeting):
        session.exec(delete(planned).where(col(planned.respondent) == respondent))
    for table in (RatingAnswer, FactAnswer, SectionSave):
        session.exec(delete(table).where(col(table.response).in_(responses)))
    session.exec(delete(Response).where(col(Response.respondent) == respondent))
    session.exec(delete(Respondent).where(col(Respondent.id) == respondent))


def stored_responses(session: Session, ids: Sequence[str]) -> set[str]:
    """Which of these ids are taken."""
    found: set[str] = set()
    for start in range(0, len(ids), IDS_AT_ONCE):
        some = ids[start : start + IDS_AT_ONCE]
        found |= set(session.exec(select(Response.id).where(col(Response.id).in_(some))))
    return found
