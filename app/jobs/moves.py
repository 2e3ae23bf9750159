"""The states of a job and the moves between them. A move is made by whoever saw the revision last, or not."""

from sqlmodel import Session, col, update

from app.tables import ReleaseJob

QUEUED, RUNNING, DONE, FAILED, CANCELLED = "queued", "running", "done", "failed", "cancelled"
MOVES = {
    QUEUED: {RUNNING, CANCELLED},
    RUNNING: {DONE, FAILED, CANCELLED, QUEUED},
}
UNFINISHED = tuple(MOVES)


def move(session: Session, *, job: str, revision: int, to: str, **changes: object) -> bool:
    """Move the job on and raise its revision; False when it has moved since `revision` was read."""
    seen = (
        col(ReleaseJob.id) == job,
        col(ReleaseJob.revision) == revision,
        col(ReleaseJob.state).in_([state for state, onward in MOVES.items() if to in onward]),
    )
    changed = {"state": to, "revision": revision + 1, **changes}
    return session.exec(update(ReleaseJob).where(*seen).values(**changed)).rowcount == 1
