"""Reading and writing an organisation's return: its provision facts and its capacity plan."""

from collections.abc import Mapping, Sequence

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete, select, update

from surveys.errors import Conflict
from surveys.tables import OrganisationReturn, ProvisionFact

CHANGED = "Somebody else in your organisation saved this while you had it open."


def find_return(session: Session, *, organisation: str, time_point: int) -> OrganisationReturn | None:
    """The organisation's return at a time point, or None before the first save."""
    wanted = select(OrganisationReturn).where(
        col(OrganisationReturn.organisation) == organisation,
        col(OrganisationReturn.time_point) == time_point,
    )
    return session.exec(wanted).first()


def ensure_return(session: Session, *, organisation: str, time_point: int) -> int:
    """The id of the return, begun when there is none. Revision 0 means that nothing is saved in it yet."""
    found = find_return(session, organisation=organisation, time_point=time_point)
    if found is None:
        found = OrganisationReturn(organisation=organisation, time_point=time_point, revision=0)
        session.add(found)
        try:
            session.flush()
        except IntegrityError as error:
            raise Conflict(CHANGED) from error
    assert found.id is not None
    return found.id


def provision_facts(session: Session, *, organisation: str, time_point: int) -> dict[str, tuple[str, ...]]:
    """Every answer saved so far: question code to the chosen values, in order."""
    found = find_return(session, organisation=organisation, time_point=time_point)
    if found is None:
        return {}
    wanted = select(ProvisionFact).where(col(ProvisionFact.organisation_return) == found.id)
    answers: dict[str, tuple[str, ...]] = {}
    for fact in session.exec(wanted.order_by(col(ProvisionFact.question), col(ProvisionFact.value))):
        answers[fact.question] = (*answers.get(fact.question, ()), fact.value)
    return answers


def replace_facts(
    session: Session, return_id: int, *, questions: Sequence[str], facts: Mapping[str, Sequence[str]]
) -> None:
    """Put `facts` in the place of whatever `questions` held."""
    session.exec(
        delete(ProvisionFact).where(
            col(ProvisionFact.organisation_return) == return_id, col(ProvisionFact.question).in_(questions)
        )
    )
    for question, values in facts.items():
        for value in values:
            session.add(ProvisionFact(organisation_return=return_id, question=question, value=value))
    session.flush()


def move_on(session: Session, return_id: int, *, seen: int, was: Sequence[str], state: str) -> bool:
    """Set the state and take the next revision, if it is still at `seen` and in one of the states `was`."""
    moved = session.exec(
        update(OrganisationReturn)
        .where(
            col(OrganisationReturn.id) == return_id,
            col(OrganisationReturn.revision) == seen,
            col(OrganisationReturn.state).in_(was),
        )
        .values(revision=seen + 1, state=state)
    )
    return moved.rowcount == 1


def replace_plan(session: Session, return_id: int, *, seen: int, plan: str) -> bool:
    """Store a plan (JSON) as the next plan revision, if it is still at `seen`."""
    moved = session.exec(
        update(OrganisationReturn)
        .where(col(OrganisationReturn.id) == return_id, col(OrganisationReturn.plan_revision) == seen)
        .values(plan=plan, plan_revision=seen + 1)
    )
    return moved.rowcount == 1
