"""Reading and writing mapping tasks: the task, each mapper's sheet and judgements, and settled differences."""

from collections.abc import Sequence
from typing import Literal

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete, insert, select, update

from surveys.errors import Conflict, NotFound
from surveys.tables import MappingJudgement, MappingSettlement, MappingSheet, MappingTask

Mapper = Literal["first", "second"]
TASK_CHANGED = "Somebody changed this mapping task while you had it open. Look at what it is now, then go on."
SHEET_CHANGED = "You changed your mapping in another window. Look at what there is now, then do it again."
ITEM_CHANGED = "You changed what you say of this item in another window."
SETTLED_MEANWHILE = "Somebody settled this difference while you had it open. Look at how, then go on."


def all_mapping_tasks(session: Session) -> Sequence[MappingTask]:
    """Every mapping task, the newest first."""
    wanted = select(MappingTask).order_by(
        col(MappingTask.started_on).desc(), col(MappingTask.title), col(MappingTask.id)
    )
    return session.exec(wanted).all()


def get_mapping_task(session: Session, task: str, *, to_change: bool = False) -> MappingTask:
    """One task; held until this unit of work ends when it is to be changed. Raises NotFound."""
    found = session.get(
        MappingTask, task, populate_existing=True, with_for_update=True if to_change else None
    )
    if found is None:
        raise NotFound("There is no such mapping task. Choose one from the list.")
    return found


def insert_mapping_task(session: Session, task: MappingTask) -> None:
    """Store a new task with an empty sheet for each of its mappers."""
    session.add(task)
    session.flush()
    for mapper in ("first", "second"):
        session.add(MappingSheet(task=task.id, mapper=mapper))
    session.flush()


def change_mapping_task(session: Session, task: str, *, seen: int, **values: object) -> None:
    """Store new values of a task as its next revision. Raises Conflict unless it is still at `seen`."""
    moved = session.exec(
        update(MappingTask)
        .where(col(MappingTask.id) == task, col(MappingTask.revision) == seen)
        .values(revision=seen + 1, **values)
    )
    if moved.rowcount != 1:
        raise Conflict(TASK_CHANGED)


def mapping_sheet(session: Session, task: str, mapper: Mapper) -> MappingSheet:
    """One mapper's sheet."""
    return session.get_one(MappingSheet, (task, mapper), populate_existing=True)


def change_sheet(session: Session, task: str, mapper: Mapper, *, seen: int, **values: object) -> None:
    """Store new values of a sheet as its next revision. Raises Conflict unless it is still at `seen`."""
    moved = session.exec(
        update(MappingSheet)
        .where(
            col(MappingSheet.task) == task,
            col(MappingSheet.mapper) == mapper,
            col(MappingSheet.revision) == seen,
        )
        .values(revision=seen + 1, **values)
    )
    if moved.rowcount != 1:
        raise Conflict(SHEET_CHANGED)


def next_sheet_revision(session: Session, task: str, mapper: Mapper) -> None:
    """Count one change of a sheet's judgements."""
    session.exec(
        update(MappingSheet)
        .where(col(MappingSheet.task) == task, col(MappingSheet.mapper) == mapper)
        .values(revision=col(MappingSheet.revision) + 1)
    )


def judgement_rows(session: Session, task: str, mapper: Mapper) -> Sequence[MappingJudgement]:
    """Every judgement of a mapper, by item."""
    wanted = select(MappingJudgement).where(
        col(MappingJudgement.task) == task, col(MappingJudgement.mapper) == mapper
    )
    found = wanted.order_by(col(MappingJudgement.origin)).execution_options(populate_existing=True)
    return session.exec(found).all()


def store_pending(
    session: Session,
    task: str,
    mapper: Mapper,
    origin: str,
    *,
    seen: int,
    pending: str | None,
    changed: bool,
) -> None:
    """Keep what a mapper now says of an item, beside what is saved. Revision 0 means that there was nothing.

    Raises Conflict unless the judgement is still at `seen`.
    """
    if seen == 0:
        row = {"task": task, "mapper": mapper, "origin": origin, "pending": pending, "changed": changed}
        try:
            session.exec(insert(MappingJudgement).values(revision=1, **row))
        except IntegrityError as error:
            raise Conflict(ITEM_CHANGED) from error
        return
    moved = session.exec(
        update(MappingJudgement)
        .where(
            col(MappingJudgement.task) == task,
            col(MappingJudgement.mapper) == mapper,
            col(MappingJudgement.origin) == origin,
            col(MappingJudgement.revision) == seen,
        )
        .values(pending=pending, changed=changed, revision=seen + 1)
    )
    if moved.rowcount != 1:
        raise Conflict(ITEM_CHANGED)


def settle_pending(session: Session, task: str, mapper: Mapper, *, keep: bool) -> None:
    """Make every pending change the saved judgement, or with `keep` False drop it."""
    values: dict[str, object] = {"pending": None, "changed": False, "revision": MappingJudgement.revision + 1}
    if keep:
        values["saved"] = MappingJudgement.pending
    session.exec(
        update(MappingJudgement)
        .where(
            col(MappingJudgement.task) == task,
            col(MappingJudgement.mapper) == mapper,
            col(MappingJudgement.changed),
        )
        .values(**values)
    )


def settlement_rows(session: Session, task: str) -> Sequence[MappingSettlement]:
    """Every settled difference of a task, by item and element."""
    wanted = select(MappingSettlement).where(col(MappingSettlement.task) == task)
    ordered = wanted.order_by(col(MappingSettlement.origin), col(MappingSettlement.target))
    return session.exec(ordered.execution_options(populate_existing=True)).all()


def store_settlement(session: Session, row: MappingSettlement, *, seen: int) -> None:
    """Keep how a difference was settled; revision 0 means that it was not. Raises Conflict for another since."""
    if seen:
        gone = session.exec(
            delete(MappingSettlement).where(
                col(MappingSettlement.task) == row.task,
                col(MappingSettlement.origin) == row.origin,
                col(MappingSettlement.target) == row.target,
                col(MappingSettlement.revision) == seen,
            )
        )
        if gone.rowcount != 1:
            raise Conflict(SETTLED_MEANWHILE)
    values = row.model_dump() | {"revision": seen + 1}
    try:
        session.exec(insert(MappingSettlement).values(**values))
    except IntegrityError as error:
        raise Conflict(SETTLED_MEANWHILE) from error


def uses_of_set(session: Session, definition: str) -> list[str]:
    """The unfinished mapping tasks that need a framework, questionnaire or crosswalk, in words."""
    wanted = select(MappingTask.title).where(
        (col(MappingTask.origin) == definition)
        | (col(MappingTask.target) == definition)
        | (col(MappingTask.basis) == definition),
        col(MappingTask.state).in_(("mapping", "comparing")),
    )
    return [
        f"the mapping task {title} needs it" for title in session.exec(wanted.order_by(col(MappingTask.id)))
    ]
