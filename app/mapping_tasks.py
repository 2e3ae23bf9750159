"""Mapping tasks: started by a member of the steering group, done by two who do not see each other's links."""

import json
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Literal

from sqlmodel import Session

from app.accounts import all_accounts
from app.audit import record
from app.clock import london_day
from app.definitions import Definitions
from app.tables import Account
from mapping.crosswalk import Crosswalk, current_crosswalks
from surveys.errors import Conflict, Invalid, NotAllowed
from surveys.store.mapping_tasks import (
    Mapper,
    all_mapping_tasks,
    change_mapping_task,
    change_sheet,
    get_mapping_task,
    insert_mapping_task,
    judgement_rows,
    mapping_sheet,
)
from surveys.tables import MappingTask

MAPPING, COMPARING, PUBLISHED, CLOSED = "mapping", "comparing", "published", "closed"
Start = Literal["afresh", "carry"]
Parts = dict[str, dict[str, str]]
LONGEST_TITLE = 120
NOT_A_MAPPER = "Only the two people who map this task can open this page, and each only their own part."
NOT_YET = "The two mappings are shown side by side only when both people have said that they have finished."
NO_LONGER = "This mapping task is not being worked on any more."


def start_task(
    session: Session,
    definitions: Definitions,
    *,
    title: str,
    origin: str,
    target: str,
    start: str,
    first: str,
    second: str,
    by: str,
    now: datetime,
) -> str:
    """Store a new task and return its id. Raises Invalid naming each field that will not do."""
    basis = current_between(definitions, origin, target)
    problems = {
        "title": _title_problem(session, title),
        **_set_problems(definitions, origin, target),
        "start": _start_problem(start, basis),
        **_people_problems(steering_members(session), first, second),
    }
    wrong = {field: message for field, message in problems.items() if message}
    if wrong:
        raise Invalid(wrong)
    task = MappingTask(
        id=secrets.token_urlsafe(9),
        title=_one_line(title),
        origin=origin,
        target=target,
        basis=basis.id if basis else None,
        carries=start == "carry",
        parts=json.dumps(known_parts(definitions, target) | (basis.parts if basis else {})),
        first=first,
        second=second or None,
        started_by=by,
        started_on=london_day(now),
    )
    insert_mapping_task(session, task)
    record(session, at=now, actor=by, action="start mapping task", subject=task.title)
    return task.id


def become_second(session: Session, task_id: str, *, seen: int, by: str, now: datetime) -> None:
    """Take the second mapper's part, which was left open. Raises Conflict, or NotAllowed for the first mapper."""
    task = get_mapping_task(session, task_id, to_change=True)
    members = steering_members(session)
    if task.first == by or _name(members, task.first) == _name(members, by):
        raise NotAllowed("You are the first mapper. Somebody else has to be the second.")
    if task.second is not None or task.state != MAPPING:
        raise Conflict("This task already has a second mapper, or is not being worked on any more.")
    change_mapping_task(session, task_id, seen=seen, second=by)
    record(session, at=now, actor=by, action="become second mapper", subject=task.title)


def finish_part(session: Session, task_id: str, *, seen: int, by: str, now: datetime) -> None:
    """Say that one's own mapping is finished; when both have, the two are compared.

    Raises Conflict while changes are not saved or nothing is judged.
    """
    task = get_mapping_task(session, task_id, to_change=True)  # so that two who finish at once see each other
    mapper = part_of(task, by)
    check_is_mapping(task)
    rows = judgement_rows(session, task_id, mapper)
    if any(row.changed for row in rows):
        raise Conflict("You have changes that are not saved. Save your mapping or drop them first.")
    if not any(row.saved for row in rows):
        raise Conflict("You have not judged any item yet, so there is nothing to finish.")
    change_sheet(session, task_id, mapper, seen=seen, finished=True)
    record(session, at=now, actor=by, action="finish mapping", subject=task.title)
    if mapping_sheet(session, task_id, _other(mapper)).finished:
        change_mapping_task(session, task_id, seen=task.revision, state=COMPARING)


def go_on_mapping(session: Session, task_id: str, *, seen: int, by: str, now: datetime) -> None:
    """Take back that one has finished, as long as the other has not. Raises Conflict once the two are compared."""
    task = get_mapping_task(session, task_id, to_change=True)
    mapper = part_of(task, by)
    check_is_mapping(task)
    change_sheet(session, task_id, mapper, seen=seen, finished=False)
    record(session, at=now, actor=by, action="go on mapping", subject=task.title)


def close_task(session: Session, task_id: str, *, seen: int, by: str, now: datetime) -> None:
    """End a task with nothing published; what was mapped stays readable. Raises Conflict for one that has ended."""
    task = get_mapping_task(session, task_id)
    if task.state not in {MAPPING, COMPARING}:
        raise Conflict(NO_LONGER)
    change_mapping_task(session, task_id, seen=seen, state=CLOSED)
    record(session, at=now, actor=by, action="close mapping task", subject=task.title)


def part_of(task: MappingTask, username: str) -> Mapper:
    """Which mapper this person is. Raises NotAllowed for anyone else."""
    if username == task.first:
        return "first"
    if task.second is not None and username == task.second:
        return "second"
    raise NotAllowed(NOT_A_MAPPER)


def check_is_mapping(task: MappingTask) -> None:
    """Raise Conflict when the two mappings are no longer worked on."""
    if task.state != MAPPING:
        raise Conflict(NO_LONGER)


def check_is_shown(task: MappingTask, *, finished: Iterable[bool]) -> None:
    """Raise NotAllowed while either mapper could still be influenced by the other (`ANCHORS.md` (d) 4)."""
    if task.state == MAPPING or not all(finished):
        raise NotAllowed(NOT_YET)


def current_between(definitions: Definitions, origin: str, target: str) -> Crosswalk | None:
    """The current crosswalk from one set to another, or None."""
    current = current_crosswalks(definitions.crosswalks).values()
    return next((each for each in current if (each.origin, each.target) == (origin, target)), None)


def known_parts(definitions: Definitions, target: str) -> Parts:
    """The parts that current crosswalks declare for the target's elements; the first to declare one counts."""
    parts: Parts = {}
    for crosswalk in current_crosswalks(definitions.crosswalks).values():
        if crosswalk.target == target:
            parts = {**crosswalk.parts, **parts}
    return parts


def parts_of(task: MappingTask) -> Parts:
    """What each element of the target falls into, in this task."""
    parts: Parts = json.loads(task.parts)
    return parts


def steering_members(session: Session) -> dict[str, Account]:
    """The members of the steering group who can sign in, by user name."""
    return {
        account.username: account
        for account in all_accounts(session)
        if account.role == "steering" and account.state == "active"
    }


def mapper_names(session: Session, task: MappingTask) -> dict[str, str]:
    """What the two are called, also when an account was disabled since; a part nobody has is left out."""
    names = {account.username: account.name for account in all_accounts(session)}
    found = {"first": task.first, "second": task.second}
    return {mapper: names.get(username, username) for mapper, username in found.items() if username}


def _other(mapper: Mapper) -> Mapper:
    return "second" if mapper == "first" else "first"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _title_problem(session: Session, typed: str) -> str:
    title = _one_line(typed)
    if not title or len(title) > LONGEST_TITLE or not title.isprintable():
        return f"Type a title of at most {LONGEST_TITLE} letters and figures."
    if any(task.title == title for task in all_mapping_tasks(session)):
        return "There is a mapping task with this title. Give this one another title."
    return ""


def _set_problems(definitions: Definitions, origin: str, target: str) -> dict[str, str]:
    known = origin in definitions.frameworks or origin in definitions.instruments
    problems = {
        "origin": "" if known else "Choose the framework or questionnaire to map from.",
        "target": "" if target in definitions.frameworks else "Choose the framework to map to.",
    }
    if origin and origin == target:
        problems["target"] = "Choose another framework than the one to map from."
    return problems


def _start_problem(start: str, basis: Crosswalk | None) -> str:
    if start not in {"afresh", "carry"}:
        return "Choose how to start."
    if start == "carry" and basis is None:
        return "There is no crosswalk between these two yet, so there is nothing to carry over. Start afresh."
    return ""


def _people_problems(members: Mapping[str, Account], first: str, second: str) -> dict[str, str]:
    problems = {
        "first": "" if first in members else "Choose a member of the steering group.",
        "second": "" if not second or second in members else "Choose a member of the steering group.",
    }
    if first and first == second:
        problems["second"] = "Choose somebody else as the second mapper, or leave it open."
    elif not any(problems.values()) and second and _name(members, first) == _name(members, second):
        problems["second"] = "The two have the same name, by which they are published. Change one name first."
    return problems


def _name(members: Mapping[str, Account], username: str) -> str:
    return members[username].name if username in members else username
