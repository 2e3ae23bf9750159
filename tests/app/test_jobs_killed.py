"""A process that is killed while it makes a release: the next one finishes it, once (REL-04)."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.clock import utc_now
from surveys.database import Database
from tests.app.dying import PLACES
from tests.app.jobs import asked, has_time_point, job_of, jobs_of, releases_of
from tests.conftest import FixedClock

ROOT = Path(__file__).parents[2]


@pytest.fixture
def now(clock: FixedClock) -> FixedClock:
    """The clock of the test, set to the time the killed process sees."""
    clock.now = utc_now()
    return clock


def killed(database: Database, place: str) -> None:
    """Another process takes the waiting job and is killed when it is at `place`."""
    address = database.engine.url.render_as_string(hide_password=False)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.app.dying", address, place], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "here\n"
        process.kill()


@pytest.mark.parametrize("place", PLACES)
def test_rel_04_a_process_killed_at_any_place_leaves_one_release_in_the_end(
    database: Database, now: FixedClock, place: str
) -> None:
    # given a job whose process was killed
    job = asked(database, now, has_time_point(database))
    killed(database, place)
    stored = place == "after it stored"
    assert releases_of(database) == ([1] if stored else [])
    assert job_of(database, job).state == ("done" if stored else "running")

    # when the service is started again, and again
    now.move(minutes=1)
    for _ in range(2):
        jobs_of(database, now).work()

    # then there is exactly one release, and the job says which
    row = job_of(database, job)
    assert (row.state, row.release, row.tries) == ("done", 1, 1 if stored else 2)
    assert releases_of(database) == [1]
