"""Bringing a database to the current schema, whole or not at all, one process at a time (REL-34)."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from surveys.database import WRITES, Database

FOLDER = Path(__file__).parent / "migrations"
LOCK = 7_263_401  # any number of our own: PostgreSQL's advisory lock for migrations


class BrokenReferences(RuntimeError):
    """A migration would have lost what other rows point at; nothing was changed."""


def upgrade(database: Database) -> None:
    """Run every migration that is due, in one transaction that other processes wait for."""
    engine = database.engine.execution_options(**{WRITES: True})
    with engine.connect() as connection:
        if database.is_sqlite:
            _check_references_at_the_end(connection)
        with connection.begin():
            if not database.is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            configuration = _configuration()
            configuration.attributes["connection"] = connection
            command.upgrade(configuration, "head")
            if database.is_sqlite and (
                broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            ):
                raise BrokenReferences(f"Upgrading would leave {len(broken)} rows that point at nothing.")
        if database.is_sqlite:
            connection.invalidate()  # so that nobody gets a connection that does not check


def _check_references_at_the_end(connection: Connection) -> None:
    """SQLite changes a table by replacing it, which it only lets us do while it does not check references."""
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute("PRAGMA foreign_keys=off")


def is_current(database: Database) -> bool:
    """True when the database has the schema this code was written for."""
    with database.engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    return current == ScriptDirectory.from_config(_configuration()).get_current_head()


def _configuration() -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", str(FOLDER))
    return configuration
