"""What people ask of jobs: to make a release, to see how far it is, to stop it."""

import secrets
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select, update

from app.audit import record
from app.jobs.moves import CANCELLED, UNFINISHED
from app.tables import ReleaseJob
from surveys.errors import Conflict, NotFound
from surveys.store.time_points import get_time_point

OVER = "It was finished before it could be cancelled. Open its page again to see how it ended."


def ask_for_release(session: Session, *, time_point: int, by: str, now: datetime) -> str:
    """The id of the unfinished job for this time point: the one there is, else a new one.

    Raises NotFound for a time point that is not there, Conflict for one that was never opened.
    """
    point = get_time_point(session, time_point)
    if point.state == "planned":
        raise Conflict(
            f"{point.title} has not been opened yet, so there is nothing to release. Open it first."
        )
    found = unfinished_job(session, time_point=time_point)
    if found is not None:
        return found.id
    job = ReleaseJob(id=secrets.token_hex(8), time_point=time_point, asked_by=by, asked_at=now)
    try:
        with session.begin_nested():
            session.add(job)
    except IntegrityError:  # somebody else asked at the same moment
        theirs = unfinished_job(session, time_point=time_point)
        if theirs is None:
            raise Conflict("Somebody else asked at the same moment. Open the page again.") from None
        return theirs.id
    record(session, at=now, actor=by, action="ask for release", subject=point.title)
    return job.id


def cancel_job(session: Session, *, job: str, by: str, now: datetime) -> None:
    """End a job at once. One that is running loses its licence, so whatever it still does stores nothing.

    Raises Conflict when it has ended already; cancelling what was cancelled changes nothing.
    """
    row = get_job(session, job)
    if row.state == CANCELLED:
        return
    unfinished = (col(ReleaseJob.id) == job, col(ReleaseJob.state).in_(UNFINISHED))
    ended = {"state": CANCELLED, "cancelled_by": by, "revision": col(ReleaseJob.revision) + 1}
    if session.exec(update(ReleaseJob).where(*unfinished).values(**ended)).rowcount != 1:
        raise Conflict(OVER)
    record(session, at=now, actor=by, action="cancel release job", subject=job)


def get_job(session: Session, job: str) -> ReleaseJob:
    """The job with this id. Raises NotFound."""
    found = session.get(ReleaseJob, job)
    if found is None:
        raise NotFound("There is no such job. Start again from the steering group page.")
    return found


def unfinished_job(session: Session, *, time_point: int) -> ReleaseJob | None:
    """The job that is waiting or running for this time point."""
    wanted = select(ReleaseJob).where(
        col(ReleaseJob.time_point) == time_point, col(ReleaseJob.state).in_(UNFINISHED)
    )
    return session.exec(wanted).first()


def newest_jobs(session: Session) -> dict[int, ReleaseJob]:
    """The job asked for last, by time point."""
    rows = session.exec(select(ReleaseJob).order_by(col(ReleaseJob.asked_at), col(ReleaseJob.id)))
    return {row.time_point: row for row in rows}
