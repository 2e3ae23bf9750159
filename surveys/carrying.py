"""Bringing answers to a self-assessment: carried from another framework's, or moved to a newer edition; and undoing it.

What is brought is worked out elsewhere. Nothing a lead answered is lost: the earlier edition is kept as it was,
and so is a newer one whose move is undone after somebody changed it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from sqlmodel import Session

from surveys.errors import Closed, Conflict, NotFound
from surveys.store.carrying import (
    Mark,
    Stood,
    add_carry,
    last_carry,
    lock_assessment,
    move_from,
    put_back,
    stood_before,
    take_undone,
    what_stands,
    write_marks,
)
from surveys.store.provision import CHANGED
from surveys.store.self_assessments import (
    Scored,
    ensure_assessment,
    find_assessment,
    next_revision,
    replace_criteria,
)
from surveys.store.time_points import get_open_time_point
from surveys.tables import Carry, SelfAssessment

Kind = Literal["carry", "move"]
NOTHING_TO_UNDO = "There is nothing to undo here. Open the page again."
MOVED_ON = "Its answers were moved on to a newer edition. Undo that move first."


class Brought(NamedTuple):
    """What is brought to one criterion."""

    scored: Scored
    mark: Mark | None


@dataclass(frozen=True)
class Ends:
    """The two self-assessments of one organisation at one time point, each with the revision it was shown at."""

    organisation: str
    time_point: int
    source: str
    source_seen: int
    target: str
    seen: int


@dataclass(frozen=True)
class Undoing:
    """What undoing does: criteria that go back to what they were, and those that stay as a lead left them."""

    carry: Carry
    back: Mapping[str, Stood]
    stays: Sequence[str]


def bring(
    session: Session, *, ends: Ends, kind: Kind, brought: Mapping[str, Brought], today: date, by: str
) -> None:
    """Write what is brought, with what stood there before, so that it can be undone.

    A move also keeps the source from being changed. Raises Closed, or Conflict when either self-assessment was
    saved since it was shown.
    """
    get_open_time_point(session, ends.time_point)
    here = {"organisation": ends.organisation, "time_point": ends.time_point}
    found = find_assessment(session, framework=ends.source, **here)  # type: ignore[arg-type]
    target = ensure_assessment(session, framework=ends.target, **here)  # type: ignore[arg-type]
    source, row = _locked(session, found, target)
    if source.revision != ends.source_seen or not next_revision(session, target, seen=ends.seen):
        raise Conflict(CHANGED)
    _check_can_bring(source, row, kind)
    stood = what_stands(session, target, brought)
    carry = add_carry(
        session,
        assessment=target,
        source=source.id or 0,
        kind=kind,
        stood=stood,
        revision=ends.seen + 1,
        today=today,
        by=by,
    )
    replace_criteria(session, target, {item: each.scored for item, each in brought.items()})
    marks = {item: each.mark._replace(carry=carry) for item, each in brought.items() if each.mark}
    write_marks(session, target, marks)
    if kind == "move":
        source.moved_to, row.moved_to = ends.target, None
        session.add_all((source, row))
        session.flush()


def undoing_carry(session: Session, assessment: SelfAssessment | None) -> Undoing:
    """What undoing the last carry would do. What a lead confirmed or changed since stays. Raises NotFound."""
    carry = last_carry(session, assessment.id or 0, kind="carry") if assessment else None
    if assessment is None or carry is None:
        raise NotFound(NOTHING_TO_UNDO)
    before = stood_before(carry)
    now = what_stands(session, assessment.id or 0, before)
    theirs = [
        item
        for item, each in now.items()
        if each.mark is None or each.mark.confirmed or each.mark.carry != carry.id
    ]
    back = {item: stood for item, stood in before.items() if item not in theirs}
    return Undoing(carry, back, theirs)


def undo_carry(session: Session, *, assessment: SelfAssessment | None, seen: int) -> None:
    """Take back what the last carry brought and nobody has made their own. Raises Closed, Conflict, NotFound."""
    found = undoing_carry(session, assessment)
    assert assessment is not None
    get_open_time_point(session, assessment.time_point)
    check_not_moved(assessment)
    if not next_revision(session, assessment.id or 0, seen=seen) or not take_undone(session, found.carry):
        raise Conflict(CHANGED)
    put_back(session, assessment.id or 0, found.back)


def undoing_move(session: Session, source: SelfAssessment | None) -> tuple[Undoing, SelfAssessment]:
    """What undoing the move of this assessment would do, and the one it was moved to. Raises NotFound.

    `stays` names what was changed in the newer edition since: it is kept there, and nothing goes back.
    """
    carry = move_from(session, source.id or 0) if source else None
    if carry is None:
        raise NotFound(NOTHING_TO_UNDO)
    target = session.get_one(SelfAssessment, carry.self_assessment)
    before = stood_before(carry)
    if target.revision == carry.revision:
        return Undoing(carry, before, ()), target
    return Undoing(carry, {}, tuple(what_stands(session, target.id or 0, before))), target


def undo_move(session: Session, *, source: SelfAssessment | None, seen: int, anyway: bool) -> None:
    """Let the earlier edition count again. With changes since, only `anyway`: the newer is then kept as it is.

    `seen` is the revision of the newer edition. Raises Closed, Conflict, NotFound.
    """
    found, target = undoing_move(session, source)
    assert source is not None
    get_open_time_point(session, source.time_point)
    if target.moved_to is not None:
        raise Conflict(MOVED_ON)
    changed = target.revision != found.carry.revision
    if changed and not anyway:
        raise Conflict(
            "The newer edition was changed after the move. Read what that means, then undo it again."
        )
    moved = next_revision(session, target.id or 0, seen=seen) and take_undone(session, found.carry)
    if not moved:
        raise Conflict(CHANGED)
    put_back(session, target.id or 0, found.back)
    session.refresh(target)
    source.moved_to, target.moved_to = None, source.framework if changed else None
    session.add_all((source, target))
    session.flush()


def check_not_moved(assessment: SelfAssessment) -> None:
    """Raises Closed for an assessment that is kept as it was."""
    if assessment.moved_to is not None:
        raise Closed(
            "These answers were moved to another edition and are kept as they were. Undo the move first."
        )


def _locked(
    session: Session, source: SelfAssessment | None, target: int
) -> tuple[SelfAssessment, SelfAssessment]:
    """Both, locked in the order of their ids so that two moves cannot wait for each other."""
    if source is None or source.id is None:
        raise NotFound("There are no answers to bring.")
    first, second = sorted((source.id, target))
    rows = {id: lock_assessment(session, id) for id in (first, second)}
    return rows[source.id], rows[target]


def _check_can_bring(source: SelfAssessment, target: SelfAssessment, kind: Kind) -> None:
    if kind == "move":
        check_not_moved(source)
        if target.moved_to not in {None, source.framework}:
            raise Conflict(MOVED_ON)
    else:
        check_not_moved(target)
