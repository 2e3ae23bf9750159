"""Moving a time point to a newer edition of a questionnaire (`CHECKS.md` REL-20).

Whoever has begun stays on the edition they began; whoever begins afterwards gets the newer one. Figures must never
mix questions that mean different things, so once anybody has begun a time point moves only to an edition in which
every question may be compared.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from surveys.changes import COMPARABLE, Change, Changes, editions
from surveys.errors import Conflict
from surveys.instrument import Audience, Instrument
from surveys.store.edition_moves import (
    add_move,
    has_begun,
    last_move,
    lock_time_point,
    point_to,
    take_undone,
)
from surveys.tables import EditionMove, TimePoint

MOVED_ON = "Somebody else changed this time point. Open the page again."


@dataclass(frozen=True)
class Reworded:
    """One need item that differs between two editions: how, and why it is classed so."""

    item: str
    text: str
    change: Change
    reason: str


def newer_instruments(changes: Changes, instrument: str) -> list[Instrument]:
    """The later editions for the same audience, the next one first."""
    current = changes.instruments[instrument]
    ordered = editions(changes.instruments.values(), current.audience)
    return ordered[ordered.index(current) + 1 :]


def newest_instruments(changes: Changes) -> dict[str, str]:
    """The id of the newest edition for each audience."""
    audiences = {each.audience for each in changes.instruments.values()}
    return {
        audience: editions(changes.instruments.values(), audience)[-1].id for audience in sorted(audiences)
    }


def reworded(changes: Changes, earlier: Instrument, later: Instrument) -> list[Reworded]:
    """Every need item that is not identical, in the order asked, those that are gone last."""
    reasons = {
        each.item: each.reason
        for found in changes.classed.values()
        if (found.earlier, found.later) == (earlier.id, later.id)
        for each in found.items
    }
    items = {item.code: item.text for each in (earlier, later) for item in each.items}
    found = []
    for code in dict.fromkeys(item.code for each in (later, earlier) for item in each.items):
        change = changes.of(code, earlier=earlier.id, later=later.id)
        if change != "identical":
            found.append(Reworded(code, items[code], change, reasons.get(code, "")))
    return found


def mixing_problems(changes: Changes, earlier: Instrument, later: Instrument) -> list[str]:
    """Why answers to both editions could not stand in one figure; empty when they can."""
    problems = [
        f"{each.item} is {each.change}"
        for each in reworded(changes, earlier, later)
        if each.change not in COMPARABLE
    ]
    before, after = ({each.code: each for each in one.questions} for one in (earlier, later))
    for code in dict.fromkeys((*before, *after)):
        if before.get(code) != after.get(code):
            problems.append(f"the question {code} differs")
    if earlier.support != later.support:
        problems.append("the kinds of support differ")
    return problems


def move_edition(
    session: Session,
    *,
    time_point: int,
    audience: Audience,
    later: Instrument,
    changes: Changes,
    seen: int,
    today: date,
    by: str,
) -> None:
    """From now on people who begin get the `later` edition. Raises Conflict saying why not."""
    point = lock_time_point(session, time_point)
    _check_open(point)
    current = pinned(point, audience)
    if later not in newer_instruments(changes, current):
        raise Conflict(MOVED_ON)
    problems = mixing_problems(changes, changes.instruments[current], later)
    if problems and has_begun(session, point, audience):
        raise Conflict(cannot_mix(problems))
    _point(session, point, audience, later.id, seen)
    add_move(session, point, audience=audience, earlier=current, later=later.id, today=today, by=by)


def undo_edition_move(session: Session, *, time_point: int, audience: Audience, seen: int) -> str:
    """Back to the edition before the last move, while nobody has begun on the later; its id. Raises Conflict."""
    point = lock_time_point(session, time_point)
    _check_open(point)
    move = last_move(session, time_point, audience)
    if move is None:
        raise Conflict("There is no move to undo. Open the page again.")
    if has_begun(session, point, audience, instrument=move.later):
        raise Conflict("Somebody has begun on the newer edition, so the move can no longer be undone.")
    _point(session, point, audience, move.earlier, seen)
    take_undone(session, move)
    return move.earlier


def can_undo(session: Session, point: TimePoint, audience: Audience) -> EditionMove | None:
    """The move that could be undone now, or None."""
    move = last_move(session, point.id or 0, audience)
    if move is None or point.state == "closed" or has_begun(session, point, audience, instrument=move.later):
        return None
    return move


def pinned(point: TimePoint, audience: Audience) -> str:
    """The id of the edition that people of this audience begin on."""
    found: str = getattr(point, f"{audience}_instrument")
    return found


def cannot_mix(problems: Sequence[str]) -> str:
    """Why a time point that somebody has begun stays on its edition.

    >>> cannot_mix(["N01 is new"]).partition(": ")[2]
    'N01 is new. Use the newer edition from the next time point.'
    """
    return (
        "Somebody has begun, and answers to both editions could not stand in one figure: "
        f"{'; '.join(problems)}. Use the newer edition from the next time point."
    )


def _check_open(point: TimePoint) -> None:
    if point.state == "closed":
        raise Conflict(f"{point.title} is closed, so it stays on the editions it had.")


def _point(session: Session, point: TimePoint, audience: Audience, instrument: str, seen: int) -> None:
    if not point_to(session, point, audience, instrument, seen=seen):
        raise Conflict(MOVED_ON)
