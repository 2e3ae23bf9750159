"""One engine factory for SQLite and PostgreSQL, and sessions that commit once at their edge.

SQLite follows `CHECKS.md` 2.2: WAL, synchronous=FULL, foreign keys, driver autocommit with our own
BEGIN IMMEDIATE for units that write, so that no acknowledged save is lost (REL-02, REL-07). Errors never say
what people typed, because they end in the log (SEC-47).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlmodel import Session

SQLITE_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "busy_timeout": 10_000,
    "secure_delete": 1,  # what is erased is overwritten, not only unlinked (REL-26)
}
WRITES = "preceptmap_writes"
ONE_MOMENT = "REPEATABLE READ"
PATIENCE = "-c lock_timeout=10s"
"""PostgreSQL waits for a lock as long as SQLite does, and no request for ever (REL-08)."""


class UnsafeDatabase(RuntimeError):
    """The database would not take a setting that saving depends on."""


@dataclass(frozen=True)
class Database:
    """An engine with two faces: `reading` opens a snapshot, `writing` takes the write lock first."""

    engine: Engine

    @property
    def is_sqlite(self) -> bool:
        """True for the embedded database."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session whose changes are never kept."""
        with Session(self.engine) as session:
            yield session

    @contextmanager
    def snapshot(self) -> Iterator[Session]:
        """A session whose every query sees the database as it was at one moment."""
        bind = self.engine if self.is_sqlite else self.engine.execution_options(isolation_level=ONE_MOMENT)
        with Session(bind) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that commits when the block ends well and rolls back when it raises."""
        bind = self.engine.execution_options(**{WRITES: True})
        with Session(bind) as session:
            try:
                yield session
                session.commit()
            except BaseException:
                session.rollback()
                raise

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


def open_database(url: str) -> Database:
    """The database at `url` (an SQLAlchemy address); `postgresql://` uses psycopg 3."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        return Database(_sqlite_engine(str(address)))
    if address.drivername in {"postgresql", "postgres"}:
        address = address.set(drivername="postgresql+psycopg")
    return Database(
        create_engine(address, pool_pre_ping=True, hide_parameters=True, connect_args={"options": PATIENCE})
    )


def _sqlite_engine(url: str) -> Engine:
    engine = create_engine(url, hide_parameters=True, connect_args={"check_same_thread": False})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - a driver connection
        connection.isolation_level = None
        for name, wanted in SQLITE_PRAGMAS.items():
            connection.execute(f"PRAGMA {name}={wanted}")
            (got,) = connection.execute(f"PRAGMA {name}").fetchone()
            if got != wanted:
                raise UnsafeDatabase(f"SQLite kept {name}={got!r} where {wanted!r} is needed.")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
