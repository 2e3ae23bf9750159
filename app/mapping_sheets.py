"""One mapper's part of a task: what is saved, what was changed since, and saving it after a look."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session

from app.audit import record
from app.mapping_tasks import check_is_mapping, part_of, parts_of
from mapping.judgement import Change, Judgement, changes_between
from surveys.errors import Conflict, Invalid
from surveys.store.mapping_tasks import (
    Mapper,
    change_sheet,
    get_mapping_task,
    judgement_rows,
    mapping_sheet,
    next_sheet_revision,
    settle_pending,
    store_pending,
)
from surveys.tables import MappingJudgement, MappingTask

FINISHED = "You said that you have finished. Choose to go on mapping first."


@dataclass(frozen=True)
class SheetNow:
    """A mapper's judgements: as saved, and as they are with what was changed since. `revisions` are by item."""

    mapper: Mapper
    saved: Mapping[str, Judgement]
    now: Mapping[str, Judgement]
    revisions: Mapping[str, int]
    revision: int
    finished: bool

    @property
    def changes(self) -> tuple[Change, ...]:
        """What saving would change."""
        return changes_between(self.saved, self.now)


class Unfinished(NamedTuple):
    """One field of a link that is still to be filled in, or put right."""

    origin: str
    target: str
    field: str
    message: str


def load_sheet(session: Session, task: str, mapper: Mapper, *, order: Sequence[str]) -> SheetNow:
    """A mapper's sheet with its items in the given order."""
    sheet = mapping_sheet(session, task, mapper)
    rows = {row.origin: row for row in judgement_rows(session, task, mapper)}
    ordered = [rows[code] for code in order if code in rows]
    return SheetNow(
        mapper=mapper,
        saved={row.origin: _read(row.saved) for row in ordered if row.saved},
        now={row.origin: _read(text) for row in ordered if (text := _text_now(row))},
        revisions={row.origin: row.revision for row in ordered},
        revision=sheet.revision,
        finished=sheet.finished,
    )


def judge(
    session: Session, task_id: str, origin: str, judgement: Judgement | None, *, seen: int, by: str
) -> None:
    """Keep what a mapper now says of an item as a change to be saved; None takes the judgement away.

    Raises Conflict when another window said otherwise since `seen`, or the mapper has finished.
    """
    task = get_mapping_task(session, task_id)
    mapper = _working(session, task, by)
    rows = {row.origin: row for row in judgement_rows(session, task_id, mapper)}
    saved = rows[origin].saved if origin in rows else None
    text = judgement.model_dump_json() if judgement is not None else None
    store_pending(session, task_id, mapper, origin, seen=seen, pending=text, changed=text != saved)
    next_sheet_revision(session, task_id, mapper)


def save_sheet(session: Session, task_id: str, sheet: SheetNow, *, seen: int, by: str, now: datetime) -> None:
    """Save every change that was reviewed at revision `seen`.

    Raises Invalid naming each link that is not filled in, by "item.element.field", and Conflict when changes
    were made in another window since.
    """
    task = get_mapping_task(session, task_id)
    mapper = _working(session, task, by)
    left = unfinished_links(task, sheet)
    if left:
        raise Invalid({f"{each.origin}.{each.target}.{each.field}": each.message for each in left})
    if not sheet.changes:
        raise Conflict("There is no change to save.")
    change_sheet(session, task_id, mapper, seen=seen)
    settle_pending(session, task_id, mapper, keep=True)
    record(session, at=now, actor=by, action="save mapping", subject=task.title)


def drop_changes(session: Session, task_id: str, *, seen: int, by: str) -> None:
    """Go back to what is saved. Raises Conflict when changes were made in another window since `seen`."""
    task = get_mapping_task(session, task_id)
    mapper = _working(session, task, by)
    change_sheet(session, task_id, mapper, seen=seen)
    settle_pending(session, task_id, mapper, keep=False)


def unfinished_links(task: MappingTask, sheet: SheetNow) -> tuple[Unfinished, ...]:
    """What links still need before they can be saved."""
    parts = parts_of(task)
    return tuple(
        Unfinished(origin, link.target, field, message)
        for origin, judgement in sheet.now.items()
        for link in judgement.links
        for field, message in link.missing(parts.get(link.target, {})).items()
    )


def _working(session: Session, task: MappingTask, username: str) -> Mapper:
    mapper = part_of(task, username)
    check_is_mapping(task)
    if mapping_sheet(session, task.id, mapper).finished:
        raise Conflict(FINISHED)
    return mapper


def _text_now(row: MappingJudgement) -> str | None:
    return row.pending if row.changed else row.saved


def _read(text: str | None) -> Judgement:
    return Judgement.model_validate_json(text or "{}")
