"""After both mappers have finished: how far they agree, settling what differs, and publishing what comes of it."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session

from app.audit import record
from app.clock import london_day
from app.definitions import Definitions
from app.mapping_sheets import SheetNow, load_sheet
from app.mapping_tasks import (
    COMPARING,
    PUBLISHED,
    check_is_shown,
    current_between,
    mapper_names,
    parts_of,
)
from app.own_definitions import add_definitions
from app.set_items import item_codes
from mapping.crosswalk import Crosswalk
from mapping.judgement import Link
from mapping.mapper_agreement import MapperAgreement, Pair
from mapping.settling import (
    Difference,
    Settled,
    Way,
    agreement_of,
    carried_edges,
    differences_between,
    judged_by_both,
    settled_edges,
    unsettled,
)
from surveys.errors import Conflict, Invalid, NotFound
from surveys.store.mapping_tasks import (
    change_mapping_task,
    get_mapping_task,
    settlement_rows,
    store_settlement,
)
from surveys.tables import MappingSettlement, MappingTask

NEWER = "A newer edition of this crosswalk came after the task began. Close the task and start again from that one."

ENDED = "This task has ended, so nothing in it can be settled or published any more."
NUMBERED = re.compile(r"-[0-9]{1,2}$")
"""The number that editions after the first carry in their id."""


@dataclass(frozen=True)
class Compared:
    """Two finished mappings side by side. `revisions` are those of settled differences."""

    task: MappingTask
    names: dict[str, str]
    first: SheetNow
    second: SheetNow
    targets: tuple[str, ...]
    agreement: MapperAgreement
    differences: tuple[Difference, ...]
    settled: dict[Pair, Settled]
    revisions: dict[Pair, int]

    @property
    def left(self) -> tuple[Difference, ...]:
        """What is still to be settled."""
        return unsettled(self.differences, self.settled)

    @property
    def both(self) -> tuple[str, ...]:
        """The items both judged."""
        return judged_by_both(self.first.saved, self.second.saved)


def compare_task(session: Session, definitions: Definitions, task_id: str) -> Compared:
    """The two mappings of a task. Raises NotAllowed until both mappers have finished."""
    task = get_mapping_task(session, task_id)
    order, targets = item_codes(definitions, task.origin), tuple(item_codes(definitions, task.target))
    first, second = (load_sheet(session, task_id, mapper, order=order) for mapper in ("first", "second"))
    check_is_shown(task, finished=(first.finished, second.finished))
    rows = settlement_rows(session, task_id)
    return Compared(
        task=task,
        names=mapper_names(session, task),
        first=first,
        second=second,
        targets=targets,
        agreement=agreement_of(first.saved, second.saved, targets=targets),
        differences=differences_between(first.saved, second.saved, targets=targets),
        settled={(row.origin, row.target): _settled(row) for row in rows},
        revisions={(row.origin, row.target): row.revision for row in rows},
    )


def find_difference(compared: Compared, origin: str, target: str) -> Difference:
    """One difference. Raises NotFound."""
    found = next(
        (each for each in compared.differences if (each.origin, each.target) == (origin, target)), None
    )
    if found is None:
        raise NotFound("The two do not differ here. Choose one of the differences listed.")
    return found


def settle(
    session: Session,
    compared: Compared,
    difference: Difference,
    *,
    way: Way,
    link: Link | None,
    reason: str,
    seen: int,
    by: str,
    username: str,
    now: datetime,
) -> None:
    """Keep how a difference is settled, under the name `by`.

    Raises Conflict when it was settled otherwise since `seen`, or when the task has ended.
    """
    if compared.task.state != COMPARING:
        raise Conflict(ENDED)
    row = MappingSettlement(
        task=compared.task.id,
        origin=difference.origin,
        target=difference.target,
        way=way,
        link=link.model_dump_json() if way == "other" and link else None,
        reason=reason,
        settled_by=by,
        settled_on=london_day(now),
    )
    store_settlement(session, row, seen=seen)
    subject = f"{compared.task.title}: {difference.origin} to {difference.target}"
    record(session, at=now, actor=username, action="settle difference", subject=subject, result=way)


def crosswalk_of(compared: Compared, definitions: Definitions, *, edition: str, title: str) -> Crosswalk:
    """The crosswalk that publishing would store. Raises Conflict while differences are open, or when it has ended."""
    task = compared.task
    current = current_between(definitions, task.origin, task.target)
    if task.state != COMPARING:
        raise Conflict(ENDED)
    if compared.left:
        raise Conflict(f"{len(compared.left)} of the differences are still to be settled.")
    if (current.id if current else None) != task.basis:
        raise Conflict(NEWER)
    first, second = compared.first.saved, compared.second.saved
    edges = settled_edges(
        first,
        second,
        compared.settled,
        targets=compared.targets,
        author=compared.names["first"],
        reviewer=compared.names["second"],
    )
    carried = carried_edges(current, first, second) if task.carries else ()
    linked = {edge.origin for edge in (*edges, *carried)}
    kept = current.unlinked if current and task.carries else ()
    places = {code: at for at, code in enumerate(item_codes(definitions, task.origin))}
    known = parts_of(task)
    targets = {edge.target for edge in (*edges, *carried) if edge.covers}
    return Crosswalk(
        id=_new_id(definitions, current, task),
        title=title,
        edition=edition,
        replaces=task.basis,
        origin=task.origin,
        target=task.target,
        agreement=compared.agreement,
        parts={target: known[target] for target in compared.targets if target in targets},
        unlinked=tuple(code for code in places if code in {*compared.both, *kept} - linked),
        edges=tuple(sorted((*edges, *carried), key=lambda edge: places[edge.origin])),
    )


def publish_task(
    session: Session,
    compared: Compared,
    crosswalk: Crosswalk,
    *,
    seen: int,
    definitions_seen: int,
    by: str,
    now: datetime,
) -> None:
    """Store the crosswalk as a definition and end the task.

    Raises Conflict when either changed since it was looked at, and DefinitionError for what the rules refuse.
    """
    if not crosswalk.edges:
        raise Invalid({"edition": "There is no link to publish. Close the task instead."})
    change_mapping_task(session, compared.task.id, seen=seen, state=PUBLISHED, published=crosswalk.id)
    people = " and ".join(compared.names.values())
    reason = f"Mapped by {people}: {compared.task.title}"
    add_definitions(session, [crosswalk], by=by, now=now, reason=reason, seen=definitions_seen)
    record(
        session, at=now, actor=by, action="publish mapping", subject=compared.task.title, result=crosswalk.id
    )


def with_crosswalk(definitions: Definitions, crosswalk: Crosswalk) -> Definitions:
    """All definitions as they would be with this crosswalk."""
    return replace(definitions, crosswalks={**definitions.crosswalks, crosswalk.id: crosswalk})


def suggested_edition(today: date) -> str:
    """The edition a crosswalk published on this day is offered as.

    >>> suggested_edition(date(2026, 11, 25))
    '2026-11-25'
    """
    return today.isoformat()


def _settled(row: MappingSettlement) -> Settled:
    return Settled.model_validate(
        {
            "origin": row.origin,
            "target": row.target,
            "way": row.way,
            "link": Link.model_validate_json(row.link) if row.link else None,
            "reason": row.reason,
            "by": row.settled_by,
            "on": row.settled_on,
        }
    )


def _new_id(definitions: Definitions, current: Crosswalk | None, task: MappingTask) -> str:
    """The id of the edition before with the next free number, or one made from both sets."""
    base = NUMBERED.sub("", current.id) if current else f"{task.origin}-to-{task.target}"
    if base not in definitions.crosswalks and current is None:
        return base
    number = 2
    while f"{base}-{number}" in definitions.crosswalks:
        number += 1
    return f"{base}-{number}"
