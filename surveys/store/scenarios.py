"""Reading and writing the named variations of an organisation's capacity plan."""

from collections.abc import Sequence

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete, func, select, update

from surveys.errors import Invalid
from surveys.tables import CapacityScenario

TAKEN = "You have a scenario with this name. Give this one another name."


def scenario_rows(session: Session, *, organisation: str, time_point: int) -> Sequence[CapacityScenario]:
    """Every scenario of an organisation at a time point, by name."""
    wanted = select(CapacityScenario).where(
        col(CapacityScenario.organisation) == organisation, col(CapacityScenario.time_point) == time_point
    )
    return session.exec(
        wanted.order_by(func.lower(col(CapacityScenario.name)), col(CapacityScenario.id))
    ).all()


def insert_scenario(session: Session, row: CapacityScenario) -> None:
    """Store a new scenario. Raises Invalid when its name is taken."""
    session.add(row)
    try:
        session.flush()
    except IntegrityError as error:
        raise Invalid({"name": TAKEN}) from error


def replace_scenario(session: Session, scenario: str, *, seen: int, name: str, numbers: str) -> bool:
    """Store a scenario as its next revision, if it is still at `seen`. Raises Invalid for a taken name."""
    try:
        moved = session.exec(
            update(CapacityScenario)
            .where(col(CapacityScenario.id) == scenario, col(CapacityScenario.revision) == seen)
            .values(name=name, numbers=numbers, revision=seen + 1)
        )
    except IntegrityError as error:
        raise Invalid({"name": TAKEN}) from error
    return moved.rowcount == 1


def delete_scenario(session: Session, scenario: str, *, seen: int) -> bool:
    """Take a scenario away, if it is still at `seen`."""
    gone = session.exec(
        delete(CapacityScenario).where(
            col(CapacityScenario.id) == scenario, col(CapacityScenario.revision) == seen
        )
    )
    return gone.rowcount == 1
