"""Jobs whose process stopped: they go back to the queue, and a few times only."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from app.jobs.moves import FAILED, QUEUED, RUNNING, move
from app.tables import ReleaseJob
from surveys.database import Database

SILENCE = timedelta(seconds=20)
"""A job that has not been heard of for this long is taken to have lost its process."""
MOST_TRIES = 3
GAVE_UP = (
    f"The service stopped {MOST_TRIES} times while it was making this release. Tell whoever runs the service: it may "
    "need more memory. Then ask for the release again."
)


def waiting_jobs(database: Database, now: datetime) -> list[str]:
    """The jobs to run, the oldest first, after those whose process stopped have been put right."""
    with database.reading() as session:
        waiting, silent = _queued(session), _silent(session, now)
    if not silent:
        return waiting
    with database.writing() as session:
        for job in _silent(session, now):
            _put_right(session, job)
        return _queued(session)


def _put_right(session: Session, job: ReleaseJob) -> None:
    if job.tries >= MOST_TRIES:
        move(session, job=job.id, revision=job.revision, to=FAILED, refusal=GAVE_UP)
    else:
        move(session, job=job.id, revision=job.revision, to=QUEUED, beat_at=None)


def _silent(session: Session, now: datetime) -> list[ReleaseJob]:
    wanted = select(ReleaseJob).where(
        col(ReleaseJob.state) == RUNNING, col(ReleaseJob.beat_at) < now - SILENCE
    )
    return list(session.exec(wanted.order_by(col(ReleaseJob.id))))


def _queued(session: Session) -> list[str]:
    wanted = select(ReleaseJob.id).where(col(ReleaseJob.state) == QUEUED)
    return list(session.exec(wanted.order_by(col(ReleaseJob.asked_at), col(ReleaseJob.id))))
