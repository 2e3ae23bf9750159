"""One job while this process runs it: what it reports, why it must stop, and the only write it may make.

The revision a job was claimed at is its licence: whatever the run writes is written only while the job still
has that revision. A run that was cancelled, or that was thought dead and begun again elsewhere, writes nothing.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select, update

from app.jobs.moves import DONE, QUEUED, RUNNING, move
from app.tables import ReleaseJob
from surveys.database import Database
from surveys.tables import ReleaseRow

Progress = Callable[[str, int, int], None]


class Stopped(Exception):
    """The run must end without a release."""


class LicenceLost(Stopped):
    """The job is no longer this run's: somebody cancelled it, or another process began it again."""


class ShuttingDown(Stopped):
    """The service stops; the job goes back to the queue."""


class Make(Protocol):
    """The work itself: make and store a release, and give its number. Raises Refused."""

    def __call__(
        self, database: Database, *, time_point: int, by: str, now: datetime, progress: Progress
    ) -> int: ...


@dataclass
class Run:
    """A claimed job. `progress` is called by the work, `beat` by the keeper, each in a thread of its own."""

    job: str
    revision: int
    time_point: int
    by: str
    reported: tuple[str, int, int] = ("", 0, 0)
    must_stop: type[Stopped] | None = None

    def progress(self, phase: str, done: int, of: int) -> None:
        """Take note of how far it is; the next beat stores it. Raises Stopped when the work must end."""
        if self.must_stop is not None:
            raise self.must_stop
        self.reported = (phase, done, of)

    def beat(self, session: Session, now: datetime) -> None:
        """Store that the job is alive and how far it is, and find out whether it still is this run's."""
        phase, done, of = self.reported
        alive = {"beat_at": now, "phase": phase, "done": done, "of": of}
        if session.exec(update(ReleaseJob).where(*self.licence).values(**alive)).rowcount != 1:
            self.must_stop = LicenceLost

    def end(self, session: Session, *, to: str, **changes: object) -> bool:
        """Move the job to its end, or back to the queue; False when it is no longer this run's."""
        return move(session, job=self.job, revision=self.revision, to=to, **changes)

    @property
    def licence(self) -> tuple[ColumnElement[bool], ...]:
        """What holds of the job's row while the job is this run's."""
        return (
            col(ReleaseJob.id) == self.job,
            col(ReleaseJob.revision) == self.revision,
            col(ReleaseJob.state) == RUNNING,
        )


def claim(session: Session, *, job: str, now: datetime) -> Run | None:
    """Take a queued job for this process; None when somebody else has it or it has ended."""
    row = session.get(ReleaseJob, job)
    if row is None or row.state != QUEUED:
        return None
    fresh = {"beat_at": now, "phase": "", "done": 0, "of": 0, "tries": row.tries + 1}
    run = Run(job=job, revision=row.revision + 1, time_point=row.time_point, by=row.asked_by)
    return run if move(session, job=job, revision=row.revision, to=RUNNING, **fresh) else None


@dataclass(frozen=True)
class JobDatabase(Database):
    """The database as the work sees it. A release and the end of its job are one write: both or neither."""

    run: Run

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that commits only while the job is this run's, and ends the job if a release was made."""
        with super().writing() as session:
            self._check_licence(session)
            before = _newest(session, self.run.time_point)
            yield session
            made = _newest(session, self.run.time_point)
            if made != before:
                self.run.end(session, to=DONE, release=made, beat_at=None)

    def _check_licence(self, session: Session) -> None:
        """Hold the job's row until the write ends, so that nobody cancels in between."""
        ours = select(ReleaseJob.id).where(*self.run.licence).with_for_update()
        if session.exec(ours).first() is None:
            raise LicenceLost


def _newest(session: Session, time_point: int) -> int | None:
    wanted = select(ReleaseRow.number).where(col(ReleaseRow.time_point) == time_point)
    return session.exec(wanted.order_by(col(ReleaseRow.number).desc()).limit(1)).first()
