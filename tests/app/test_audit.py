"""The audit chain."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from sqlmodel import select

from app.audit import broken_links, last_entries, record
from app.tables import AuditEntry
from surveys.database import Database

NINE = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def test_sec_48_an_altered_entry_is_found(database: Database) -> None:
    with database.writing() as session:
        for action in ("one", "two", "three"):
            record(session, at=NINE, actor="sam", action=action)
    with database.reading() as session:
        assert list(broken_links(session)) == []
    with database.writing() as session:
        entry = session.exec(select(AuditEntry).where(AuditEntry.sequence == 2)).one()
        entry.actor = "somebody else"
        session.add(entry)
    with database.reading() as session:
        assert list(broken_links(session)) == [2]


def test_sec_48_a_removed_entry_is_found(database: Database) -> None:
    with database.writing() as session:
        for action in ("one", "two", "three"):
            record(session, at=NINE, actor="sam", action=action)
        session.delete(session.get_one(AuditEntry, 2))
    with database.reading() as session:
        assert list(broken_links(session)) == [3]


def test_entries_written_at_once_all_find_their_place_in_the_chain(database: Database) -> None:
    def write(actor: str) -> None:
        with database.writing() as session:
            record(session, at=NINE, actor=actor, action="sign in")

    with ThreadPoolExecutor(4) as many:
        list(many.map(write, "abcdefgh"))
    with database.reading() as session:
        assert list(broken_links(session)) == []
        assert len(last_entries(session, limit=100)) == 8
