"""Bringing a database to the current schema, whole or not at all, one process at a time (REL-34)."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from app.backups.sqlite_files import copy_sqlite
from surveys.database import WRITES, Database

FOLDER = Path(__file__).parent / "migrations"
LOCK = 7_263_401  # any number of our own: PostgreSQL's advisory lock for migrations


class BrokenReferences(RuntimeError):
    """A migration would have lost what other rows point at; nothing was changed."""


def upgrade(database: Database, *, copy_first: bool = True) -> None:
    """Run every migration that is due, in one transaction that other processes wait for.

    An SQLite file that holds an older schema is copied first, beside itself (REL-18).
    """
    engine = database.engine.execution_options(**{WRITES: True})
    with engine.connect() as connection:
        if database.is_sqlite:
            _check_references_at_the_end(connection)
        with connection.begin():
            if not database.is_sqlite:
                connection.execute(text("SET LOCAL lock_timeout = 0"))
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            if copy_first:
                copy_before(connection, _head())
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


def copy_before(connection: Connection, head: str) -> Path | None:
    """Copy an SQLite file whose schema is not `head`, and say where; None where there is nothing to lose."""
    current = MigrationContext.configure(connection).get_current_revision()
    if connection.dialect.name != "sqlite" or current in {None, head}:
        return None
    file = Path(str(connection.engine.url.database))
    copy = file.with_name(f"{file.stem}.before-{head}{file.suffix}")
    copy_sqlite(file, copy)
    return copy


def is_current(database: Database) -> bool:
    """True when the database has the schema this code was written for."""
    return version_of(database) == _head()


def version_of(database: Database) -> str | None:
    """The version of the schema a database has; None for one without tables."""
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def known_versions() -> frozenset[str]:
    """Every schema this code can bring up to date, and the current one."""
    return frozenset(each.revision for each in _scripts().walk_revisions())


def _head() -> str:
    head = _scripts().get_current_head()
    assert head is not None
    return head


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_configuration())


def _configuration() -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", str(FOLDER))
    return configuration
