"""Deciding and reading releases: approved once they were attacked, whole or not at all."""

from datetime import datetime

from sqlmodel import Session, col, update

from app.audit import record
from app.clock import london_day
from app.evidence import load_attack
from mapping.figures import Part, Release
from mapping.release import hash_content
from surveys.errors import Conflict, NotAllowed, Refused
from surveys.store.releases import (
    approved_releases,
    get_release,
    release_parts,
)
from surveys.tables import ReleaseRow

WAITING, APPROVED, TURNED_DOWN = "waiting", "approved", "turned down"
LISTED = 5


class Tampered(Refused):
    """A stored release does not have the content it was hashed with; it is not served."""

    status = 500
    title = "This release cannot be shown"


class NotSafe(Refused):
    """A release from which a small group's answers could be worked out is not published."""

    status = 409
    title = "This release is not safe to publish"


def approve_release(session: Session, *, number: int, revision: int, by: str, now: datetime) -> None:
    """Publish a waiting release that was attacked and found safe.

    Raises NotAllowed for its author, Conflict when it has moved on, NotSafe naming what could be worked out.
    """
    row = get_release(session, number)
    if row.author == by:
        raise NotAllowed("You made this release, so somebody else in the steering group must approve it.")
    _check_safe(session, row)
    _decide(session, row, revision, state=APPROVED, by=by, now=now, reason=None)


def turn_down_release(
    session: Session, *, number: int, revision: int, by: str, now: datetime, reason: str
) -> None:
    """Refuse a waiting release, for a reason; its author may do this too."""
    _decide(session, get_release(session, number), revision, state=TURNED_DOWN, by=by, now=now, reason=reason)


def load_release(session: Session, number: int) -> Release:
    """The whole release as it was made. Raises Tampered when its content does not match its hash."""
    row = get_release(session, number)
    head = Release.model_validate_json(row.content)
    parts = tuple(Part.model_validate_json(part.content) for part in release_parts(session, number))
    release = head.model_copy(update={"parts": parts})
    if hash_content(release) != row.content_hash:
        raise Tampered(f"Release {number} does not match its hash. Restore the database from a backup.")
    return release


def _check_safe(session: Session, row: ReleaseRow) -> None:
    report = load_attack(session, row.number)
    released = tuple(
        sorted(
            each.number
            for each in approved_releases(session)
            if each.time_point == row.time_point and each.number != row.number
        )
    )
    if report is None or report.content_hash != row.content_hash or report.together_with != released:
        raise NotSafe(f"Release {row.number} was not attacked as it stands. Turn it down and make it again.")
    if report.own_findings:
        first = "; ".join(
            f"{finding.question} of {finding.people} people ({finding.group}), worked out by: {finding.scenario}"
            for finding in report.own_findings[:LISTED]
        )
        raise NotSafe(f"{len(report.own_findings)} counts of small groups could be worked out. {first}.")


def _decide(
    session: Session,
    row: ReleaseRow,
    revision: int,
    *,
    state: str,
    by: str,
    now: datetime,
    reason: str | None,
) -> None:
    seen = (
        col(ReleaseRow.number) == row.number,
        col(ReleaseRow.revision) == revision,
        col(ReleaseRow.state) == WAITING,
    )
    decided = {"state": state, "approver": by, "decided_on": london_day(now), "reason": reason}
    done = session.exec(update(ReleaseRow).where(*seen).values(revision=revision + 1, **decided))
    if done.rowcount != 1:
        raise Conflict("This release has been decided already. Open its page again.")
    session.refresh(row)
    record(session, at=now, actor=by, action=f"release {state}", subject=str(row.number))
