"""Erasing a person for good: from the database, from its free pages, and from every older copy that comes back."""

import logging
import sqlite3
from collections.abc import Collection
from contextlib import closing
from pathlib import Path

from sqlalchemy import event
from sqlmodel import Session, col, delete, select

from app.erasure_ledger import append_to_ledger, digest_of, read_ledger
from app.signins import end_sign_ins_of
from app.tables import Once
from surveys.database import Database
from surveys.respondents import erase
from surveys.store.erasures import erased_digests, hold_erasures, respondent_ids, write_erasures
from surveys.tables import Response

log = logging.getLogger("preceptmap")
PATIENCE = 1.0
"""Seconds to wait for readers before what was erased is left in SQLite's log until the next time."""


def forget(session: Session, *, respondent: str, key: bytes, ledger: Path) -> None:
    """Erase a respondent, end their sessions, and enter it in the ledger: the table now, the file once it is kept."""
    digest = digest_of(respondent, key=key)
    _erase_whole(session, respondent)
    write_erasures(session, {digest})

    @event.listens_for(session, "after_commit", once=True)
    def follow(kept: Session) -> None:
        _after_erasing(kept, ledger, digest)


def settle_ledger(database: Database, *, ledger: Path, key: bytes) -> int:
    """Make the database and the ledger's file agree; how many people had to be forgotten again.

    Whoever is in the file and not in the database's own list was erased after this copy of the database was
    made. Raises LedgerDamaged or OSError; then nothing was erased.
    """
    filed = read_ledger(ledger)
    with database.reading() as session:
        known = erased_digests(session)
    again = 0
    if filed - known:
        with database.writing() as session:
            hold_erasures(session)
            again = _forget_again(session, filed - erased_digests(session), key)
        clear_log(database)
    if known - filed:
        append_to_ledger(ledger, sorted(known - filed))
    return again


def clear_log(database: Database) -> bool:
    """Write SQLite's log into the database and empty it; False when a reader holds on to it."""
    if not database.is_sqlite:
        return True
    with closing(sqlite3.connect(str(database.engine.url.database), timeout=PATIENCE)) as connection:
        (busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def list_alive(session: Session, *, key: bytes) -> list[str]:
    """The digests of the list of erasures whose respondents are here all the same: none in a sound database."""
    known = erased_digests(session)
    here = [digest_of(each, key=key) for each in respondent_ids(session)] if known else []
    return [digest for digest in here if digest in known]


def _forget_again(session: Session, digests: Collection[str], key: bytes) -> int:
    found = [each for each in respondent_ids(session) if digest_of(each, key=key) in digests]
    for respondent in found:
        _erase_whole(session, respondent)
    write_erasures(session, digests)
    return len(found)


def _erase_whole(session: Session, respondent: str) -> None:
    responses = select(Response.id).where(col(Response.respondent) == respondent)
    end_sign_ins_of(session, respondent=respondent)
    session.exec(delete(Once).where(col(Once.owner).in_(responses)))
    erase(session, respondent=respondent)


def _after_erasing(session: Session, ledger: Path, digest: str) -> None:
    """The erasure is kept. What fails now is made good at the next start, from the database's own list."""
    bind = session.get_bind()
    try:
        append_to_ledger(ledger, [digest])
        if not clear_log(Database(bind.engine)):
            log.warning("an erasure waits in the database's log until its readers end")
    except (OSError, sqlite3.Error) as error:
        log.error("%s could not take an erasure, which the next start adds: %s", ledger, error)
