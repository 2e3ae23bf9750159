"""Bringing a database to the current schema, whole or not at all, one process at a time (REL-34)."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from surveys.database import WRITES, Database

FOLDER = Path(__file__).parent / "migrations"
LOCK = 7_263_401  # any number of our own: PostgreSQL's advisory lock for migrations


def upgrade(database: Database) -> None:
    """Run every migration that is due, in one transaction that other processes wait for."""
    engine = database.engine.execution_options(**{WRITES: True})
    with engine.begin() as connection:
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        configuration = _configuration()
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, "head")


def is_current(database: Database) -> bool:
    """True when the database has the schema this code was written for."""
    with database.engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    return current == ScriptDirectory.from_config(_configuration()).get_current_head()


def _configuration() -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", str(FOLDER))
    return configuration
