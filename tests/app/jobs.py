"""Jobs under test: work that is quick, or that waits at a place a test chooses."""

import threading
from collections.abc import Callable
from datetime import datetime
from functools import partial

from fastapi import FastAPI
from sqlmodel import select

from app.clock import Clock
from app.jobs.asking import ask_for_release
from app.jobs.run import Make, Progress
from app.jobs.worker import Jobs
from app.making import make_release
from app.tables import ReleaseJob
from surveys.database import Database
from surveys.store.releases import next_number
from surveys.tables import ReleaseRow, TimePoint
from tests.app.unattacked import unattacked
from tests.people import Service

KEY = b"a key for tests that is long enough"
SOON = 20.0


def store_release(
    database: Database,
    *,
    time_point: int,
    by: str,
    now: datetime,
    progress: Progress,
    pause: Callable[[], None] = lambda: None,
) -> int:
    """The smallest work there is: it reports twice and stores an empty release, with a `pause` before it is kept."""
    progress("Attacking", 1, 2)
    progress("Attacking", 2, 2)
    with database.writing() as session:
        number = next_number(session)
        row = ReleaseRow(
            number=number,
            time_point=time_point,
            made_on=now.date(),
            author=by,
            people=0,
            content_hash="",
            content="",
        )
        session.add(row)
        session.flush()
        pause()
    return number


class SlowWork:
    """Work that waits half way until the test lets it go on."""

    def __init__(self) -> None:
        self.half_way, self.go_on = threading.Event(), threading.Event()
        self.runs = 0

    def __call__(
        self, database: Database, *, time_point: int, by: str, now: datetime, progress: Progress
    ) -> int:
        """Wait, looking up as the real work does, then store."""
        self.runs += 1
        progress("Attacking", 112, 349)
        self.half_way.set()
        while not self.go_on.wait(0.01):
            progress("Attacking", 112, 349)
        return store_release(database, time_point=time_point, by=by, now=now, progress=progress)


def jobs_of(database: Database, clock: Clock, make: Make = store_release) -> Jobs:
    """The worker of one process."""
    return Jobs(database, make=make, clock=clock, key=KEY)


def without_attack(app: FastAPI) -> FastAPI:
    """The service, whose worker makes releases without the attack, which takes minutes."""
    state = app.state
    state.jobs.make = partial(
        make_release, definitions=state.definitions, code_version=state.version, protect=unattacked
    )
    return app


def work_is_done(service: Service) -> None:
    """The worker beside the service makes every release that was asked for, without the attack."""
    without_attack(service.app).state.jobs.work()


def has_time_point(database: Database, title: str = "Autumn 2026") -> int:
    """An open time point; its id."""
    with database.writing() as session:
        point = TimePoint(
            title=title,
            series=title,
            state="open",
            preceptee_instrument="preceptee-2026",
            preceptor_instrument="preceptor-2026",
            organisation_instrument="organisation-2026",
        )
        session.add(point)
        session.flush()
        return point.id or 0


def asked(database: Database, clock: Clock, time_point: int, *, by: str = "ann") -> str:
    """Somebody asks for a release; the job's id."""
    with database.writing() as session:
        return ask_for_release(session, time_point=time_point, by=by, now=clock())


def job_of(database: Database, job: str) -> ReleaseJob:
    """The job as it is stored now."""
    with database.reading() as session:
        return session.get_one(ReleaseJob, job)


def releases_of(database: Database) -> list[int]:
    """The numbers of every release there is."""
    with database.reading() as session:
        return list(session.exec(select(ReleaseRow.number).order_by(ReleaseRow.number)))  # type: ignore[arg-type]


def eventually(condition: Callable[[], bool]) -> None:
    """Wait until something is so; fail when it is not soon."""
    wait = threading.Event()
    for _ in range(int(SOON / 0.02)):
        if condition():
            return
        wait.wait(0.02)
    raise AssertionError("it did not happen soon enough")
