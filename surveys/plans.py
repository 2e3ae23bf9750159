"""An organisation's capacity plan, kept as the numbers its lead entered."""

import json
from collections.abc import Mapping
from typing import NamedTuple

from sqlmodel import Session

from surveys.errors import Conflict
from surveys.store.provision import CHANGED, ensure_return, find_return, replace_plan
from surveys.store.time_points import get_open_time_point


class SavedPlan(NamedTuple):
    """The numbers by name, or None before the first save, and the revision they were saved as."""

    numbers: dict[str, object] | None
    revision: int


def saved_plan(session: Session, *, organisation: str, time_point: int) -> SavedPlan:
    """What the organisation's lead entered at this time point."""
    found = find_return(session, organisation=organisation, time_point=time_point)
    if found is None:
        return SavedPlan(None, 0)
    return SavedPlan(json.loads(found.plan) if found.plan else None, found.plan_revision)


def save_plan(
    session: Session, *, organisation: str, time_point: int, numbers: Mapping[str, object], seen: int
) -> None:
    """Store the numbers. Raises Closed, or Conflict when another save came in between."""
    get_open_time_point(session, time_point)
    return_id = ensure_return(session, organisation=organisation, time_point=time_point)
    if not replace_plan(session, return_id, seen=seen, plan=json.dumps(numbers, sort_keys=True)):
        raise Conflict(CHANGED)
