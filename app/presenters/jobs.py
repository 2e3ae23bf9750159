"""How far a release is, or how it ended, in words for the steering group."""

from dataclasses import dataclass

from app.jobs.moves import QUEUED, UNFINISHED
from app.tables import ReleaseJob

PHASES = {
    "Counting": "Counting answers",
    "Attacking": "Trying to work out small groups from the figures",
    "Storing": "Storing the release",
}


@dataclass(frozen=True)
class JobView:
    """One job as pages show it. `of` is 0 while nobody can tell how much there is to do."""

    id: str
    title: str
    state: str
    words: str
    done: int
    of: int
    release: int | None
    refusal: str
    asked_by: str
    cancelled_by: str | None
    began_again: bool

    @property
    def address(self) -> str:
        """The job's page."""
        return f"/steering/jobs/{self.id}"

    @property
    def unfinished(self) -> bool:
        """True while it waits or runs."""
        return self.state in UNFINISHED

    @property
    def heading(self) -> str:
        """What the page is about."""
        if self.unfinished:
            return f"Making a release of {self.title}"
        return {
            "done": f"Release {self.release} is made",
            "cancelled": f"The release of {self.title} was cancelled",
        }.get(self.state, f"The release of {self.title} was not made")


def present_job(job: ReleaseJob, *, title: str) -> JobView:
    """A job for its page, and for its line on the steering group's page."""
    return JobView(
        id=job.id,
        title=title,
        state=job.state,
        words=_words(job),
        done=job.done,
        of=job.of,
        release=job.release,
        refusal=job.refusal,
        asked_by=job.asked_by,
        cancelled_by=job.cancelled_by,
        began_again=job.tries > 1,
    )


def how_far(phase: str, done: int, of: int) -> str:
    """The progress in words.

    >>> how_far("Attacking", 112, 349)
    '112 of 349 questions attacked'
    >>> how_far("Counting", 0, 0)
    'Counting answers'
    """
    if phase == "Attacking" and of:
        return f"{done:,} of {of:,} questions attacked"
    return PHASES.get(phase, phase or "Starting")


def _words(job: ReleaseJob) -> str:
    if job.state == QUEUED:
        return "Starting again" if job.tries else "Waiting to start"
    return how_far(job.phase, job.done, job.of)
