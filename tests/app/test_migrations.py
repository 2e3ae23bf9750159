"""Every database of before is brought up to date with its drafts inside (REL-34)."""

from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlmodel import SQLModel

from app import migrate
from surveys.database import WRITES, Database

BEFORE_RESPONDENTS = "0003"
ROWS = (
    "INSERT INTO organisation (code, name, snapshot, sample) VALUES ('T01', 'One', '2026-09-01', false)",
    "INSERT INTO time_point (id, title, state, preceptee_instrument, preceptor_instrument, "
    "organisation_instrument, revision) VALUES (1, 'Autumn', 'open', 'a', 'b', 'c', 1)",
    "INSERT INTO response (id, return_hash, reference, time_point, audience, instrument, organisation, state, "
    "revision) VALUES ('draft', 'hash of a code', 'REF', 1, 'preceptee', 'a', 'T01', 'draft', 1), "
    "('sent in', 'imported:x', 'imported:x', 1, 'preceptee', 'a', 'T01', 'submitted', 2)",
    "INSERT INTO rating_answer (response, item, importance, not_in_role) VALUES ('draft', 'N01', 4, false)",
)


def at_version(database: Database, version: str, monkeypatch: Any) -> None:
    """Bring a new database only so far."""
    upgrade = command.upgrade
    with monkeypatch.context() as patch:
        patch.setattr(command, "upgrade", lambda configuration, _head: upgrade(configuration, version))
        migrate.upgrade(database)


def rows(connection: Connection, query: str) -> list[tuple[Any, ...]]:
    """What a query finds."""
    return [tuple(row) for row in connection.execute(text(query))]


def test_a_draft_of_before_keeps_its_answers_and_its_return_code(
    empty_database: Database, monkeypatch: Any
) -> None:
    at_version(empty_database, BEFORE_RESPONDENTS, monkeypatch)
    with empty_database.engine.execution_options(**{WRITES: True}).begin() as connection:
        for statement in ROWS:
            connection.execute(text(statement))

    migrate.upgrade(empty_database)

    with empty_database.engine.connect() as connection:
        assert rows(connection, "SELECT id, audience, return_hash FROM respondent") == [
            ("draft", "preceptee", "hash of a code")
        ]
        assert rows(connection, "SELECT id, respondent FROM response ORDER BY id") == [
            ("draft", "draft"),
            ("sent in", None),
        ]
        assert rows(connection, "SELECT response, item, importance FROM rating_answer") == [
            ("draft", "N01", 4)
        ]
        assert rows(connection, "SELECT series, moment FROM time_point") == [("Autumn", 0)]


def test_the_migrations_make_the_tables_the_code_knows(empty_database: Database) -> None:
    migrate.upgrade(empty_database)
    with empty_database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_references_are_checked_again_after_migrating(empty_database: Database) -> None:
    migrate.upgrade(empty_database)
    if empty_database.is_sqlite:
        with empty_database.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
