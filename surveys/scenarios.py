"""Named variations of an organisation's capacity plan: what if there were more hours, or more preceptors?"""

import json
import secrets
from collections.abc import Mapping
from typing import NamedTuple

from sqlmodel import Session

from surveys.errors import Conflict, Invalid, NotFound
from surveys.store.provision import CHANGED
from surveys.store.scenarios import delete_scenario, insert_scenario, replace_scenario, scenario_rows
from surveys.store.time_points import get_open_time_point
from surveys.tables import CapacityScenario

MOST = 4
LONGEST_NAME = 60


class Scenario(NamedTuple):
    """A named variation: its numbers, and the revision they were saved as."""

    id: str
    name: str
    numbers: dict[str, object]
    revision: int


def scenarios(session: Session, *, organisation: str, time_point: int) -> list[Scenario]:
    """Every scenario of the organisation at this time point, by name."""
    return [
        Scenario(row.id, row.name, json.loads(row.numbers), row.revision)
        for row in scenario_rows(session, organisation=organisation, time_point=time_point)
    ]


def find_scenario(session: Session, id: str, *, organisation: str, time_point: int) -> Scenario:
    """One of the organisation's own scenarios. Raises NotFound."""
    found = scenarios(session, organisation=organisation, time_point=time_point)
    scenario = next((each for each in found if each.id == id), None)
    if scenario is None:
        raise NotFound("There is no such scenario. Somebody in your organisation may have deleted it.")
    return scenario


def add_scenario(
    session: Session, *, organisation: str, time_point: int, name: str, numbers: Mapping[str, object]
) -> str:
    """Store a new scenario and return its id. Raises Closed, or Invalid for its name or one too many."""
    get_open_time_point(session, time_point)
    found = scenarios(session, organisation=organisation, time_point=time_point)
    if len(found) >= MOST:
        raise Invalid({"name": f"You have {MOST} scenarios already, which is the most. Delete one first."})
    row = CapacityScenario(
        id=secrets.token_urlsafe(9),
        organisation=organisation,
        time_point=time_point,
        name=checked_name(name),
        numbers=json.dumps(numbers, sort_keys=True),
    )
    insert_scenario(session, row)
    return row.id


def save_scenario(
    session: Session,
    scenario: Scenario,
    *,
    time_point: int,
    name: str,
    numbers: Mapping[str, object],
    seen: int,
) -> None:
    """Store the numbers. Raises Closed, Invalid for the name, or Conflict when another save came between."""
    get_open_time_point(session, time_point)
    stored = json.dumps(numbers, sort_keys=True)
    if not replace_scenario(session, scenario.id, seen=seen, name=checked_name(name), numbers=stored):
        raise Conflict(CHANGED)


def remove_scenario(session: Session, scenario: Scenario, *, time_point: int, seen: int) -> None:
    """Delete it. Raises Closed, or Conflict when somebody saved it in between."""
    get_open_time_point(session, time_point)
    if not delete_scenario(session, scenario.id, seen=seen):
        raise Conflict(CHANGED)


def checked_name(typed: str) -> str:
    """A name on one line. Raises Invalid when it is blank or too long."""
    name = " ".join(typed.split())
    if not name:
        raise Invalid({"name": "Type a name, such as 'More protected hours'."})
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise Invalid({"name": f"Use {LONGEST_NAME} letters and figures or fewer."})
    return name
