"""The audit trail: append-only through the service, each entry chained to the one before (SEC-48).

Entries about respondents never name a response: opening and saving one's own answers is not recorded.
"""

import hashlib
from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session, col, func, select

from app.clock import as_utc
from app.tables import AuditEntry

START = "0" * 64
CHAIN = 4801
"""The lock of the end of the chain; any number that nothing else here locks."""


def record(
    session: Session, *, at: datetime, actor: str, action: str, subject: str = "", result: str = "done"
) -> None:
    """Add one entry to the end of the chain, after anyone who is adding one now."""
    if session.get_bind().dialect.name == "postgresql":  # SQLite lets one unit of work write at a time anyway
        session.execute(select(func.pg_advisory_xact_lock(CHAIN)))
    last = session.exec(select(AuditEntry).order_by(col(AuditEntry.sequence).desc()).limit(1)).first()
    sequence, previous = (last.sequence + 1, last.digest) if last else (1, START)
    entry = AuditEntry(
        sequence=sequence,
        at=as_utc(at),
        actor=actor,
        action=action,
        subject=subject,
        result=result,
        previous=previous,
        digest="",
    )
    entry.digest = _digest(entry)
    session.add(entry)
    session.flush()


def broken_links(session: Session) -> Iterator[int]:
    """The sequence numbers of entries that do not fit the chain."""
    previous = START
    for entry in session.exec(select(AuditEntry).order_by(col(AuditEntry.sequence))):
        if entry.previous != previous or entry.digest != _digest(entry):
            yield entry.sequence
        previous = entry.digest


def last_entries(session: Session, *, limit: int) -> list[AuditEntry]:
    """The newest entries, the last first."""
    return list(session.exec(select(AuditEntry).order_by(col(AuditEntry.sequence).desc()).limit(limit)))


def _digest(entry: AuditEntry) -> str:
    parts = (
        str(entry.sequence),
        as_utc(entry.at).isoformat(),
        entry.actor,
        entry.action,
        entry.subject,
        entry.result,
        entry.previous,
    )
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
