"""The queue of the job library (huey), on the database the service already has.

It holds ids of jobs and nothing else. The table `release_job` says what is to be done; the queue only brings an
id to a worker, so a lost queue costs nothing: it is filled again from the table.
"""

from pathlib import Path

from huey import Huey, PostgresHuey, SqliteHuey  # type: ignore[import-untyped]
from huey.consumer import Consumer  # type: ignore[import-untyped]
from huey.serializer import SignedSerializer  # type: ignore[import-untyped]
from sqlalchemy import text

from surveys.database import Database

NAME = "preceptmap"
PREFIX = "job_queue"
LOCK = 7_263_402  # any number of our own: two processes that make the queue's tables at once would collide
SLOWEST_LOOK = 1.0


class QuietConsumer(Consumer):  # type: ignore[misc]
    """The library's worker without its signal handlers: the web server stops this process, not the worker."""

    def _set_signal_handlers(self) -> None:
        pass


def open_queue(database: Database, *, key: bytes) -> Huey:
    """The queue beside this database: a file of its own beside SQLite's, tables of its own in PostgreSQL."""
    common = {"results": False, "serializer": SignedSerializer(secret=key, salt=NAME)}
    if database.is_sqlite:
        return SqliteHuey(NAME, filename=str(queue_file(database)), **common)
    address = database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with database.engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        return PostgresHuey(NAME, dsn=address, blocking=False, table_prefix=PREFIX, **common)


def queue_file(database: Database) -> Path:
    """Where the embedded database's queue lies: `sample.sqlite` has `sample-jobs.sqlite`."""
    path = Path(str(database.engine.url.database))
    return path.with_name(f"{path.stem}-jobs.sqlite")


def make_consumer(queue: Huey, *, patience: float) -> Consumer:
    """One worker thread that looks for work at least every second; stopping waits `patience` seconds for it."""
    return QuietConsumer(
        queue,
        workers=1,
        periodic=False,
        max_delay=SLOWEST_LOOK,
        scheduler_interval=60,
        check_worker_health=False,
        shutdown_timeout=patience,
    )
