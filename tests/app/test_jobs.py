"""Making a release beside the request: one job for each time point, which ends whole or leaves nothing."""

import logging
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.jobs.asking import cancel_job
from app.jobs.recovery import SILENCE, waiting_jobs
from app.jobs.run import JobDatabase, claim
from surveys.database import Database
from surveys.errors import Conflict, NotFound
from surveys.tables import TimePoint
from tests.app.jobs import (
    SlowWork,
    asked,
    eventually,
    has_time_point,
    job_of,
    jobs_of,
    releases_of,
    store_release,
)
from tests.conftest import FixedClock


def cancelled(database: Database, clock: FixedClock, job: str, *, by: str = "ben") -> None:
    with database.writing() as session:
        cancel_job(session, job=job, by=by, now=clock())


def test_a_job_makes_one_release_and_says_which(database: Database, clock: FixedClock) -> None:
    job = asked(database, clock, has_time_point(database))
    jobs_of(database, clock).work()
    row = job_of(database, job)
    assert (row.state, row.release, row.asked_by) == ("done", 1, "ann")
    assert releases_of(database) == [1]


def test_a_second_ask_leads_to_the_same_job(database: Database, clock: FixedClock) -> None:
    point = has_time_point(database)
    assert asked(database, clock, point) == asked(database, clock, point, by="ben")
    jobs_of(database, clock).work()
    assert releases_of(database) == [1]


def test_two_asks_at_once_make_one_job(database: Database, clock: FixedClock) -> None:
    point = has_time_point(database)
    with ThreadPoolExecutor(4) as people:
        jobs = list(people.map(lambda by: asked(database, clock, point, by=by), "abcd"))
    assert len(set(jobs)) == 1


def test_after_one_has_ended_another_may_be_asked_for(database: Database, clock: FixedClock) -> None:
    point = has_time_point(database)
    first = asked(database, clock, point)
    jobs_of(database, clock).work()
    assert asked(database, clock, point) != first


def test_a_time_point_that_was_never_opened_is_refused_at_once(database: Database, clock: FixedClock) -> None:
    point = has_time_point(database)
    with database.writing() as session:
        session.get_one(TimePoint, point).state = "planned"
    with pytest.raises(Conflict, match="has not been opened yet"):
        asked(database, clock, point)
    with pytest.raises(NotFound):
        asked(database, clock, 77)


def test_the_worker_takes_a_job_by_itself_and_shows_how_far_it_is(
    database: Database, clock: FixedClock
) -> None:
    work = SlowWork()
    jobs = jobs_of(database, clock, work)
    jobs.start()
    try:
        job = asked(database, clock, has_time_point(database))
        eventually(lambda: job_of(database, job).done == 112)
        row = job_of(database, job)
        assert (row.state, row.phase, row.of) == ("running", "Attacking", 349)
        work.go_on.set()
        eventually(lambda: job_of(database, job).state == "done")
    finally:
        jobs.stop()
    assert work.runs == 1
    assert releases_of(database) == [1]


def test_a_job_cancelled_while_it_waits_never_runs(database: Database, clock: FixedClock) -> None:
    job = asked(database, clock, has_time_point(database))
    cancelled(database, clock, job)
    cancelled(database, clock, job)
    jobs_of(database, clock).work()
    row = job_of(database, job)
    assert (row.state, row.cancelled_by, row.tries) == ("cancelled", "ben", 0)
    assert releases_of(database) == []


def test_a_job_cancelled_while_it_runs_leaves_nothing(database: Database, clock: FixedClock) -> None:
    work = SlowWork()
    jobs = jobs_of(database, clock, work)
    job = asked(database, clock, has_time_point(database))
    runner = threading.Thread(target=jobs.work)
    runner.start()
    assert work.half_way.wait(10)
    cancelled(database, clock, job)
    assert job_of(database, job).state == "cancelled"
    jobs.tick()
    runner.join(10)
    assert not runner.is_alive()
    assert job_of(database, job).state == "cancelled"
    assert releases_of(database) == []


def test_a_job_cancelled_just_before_it_would_store_stores_nothing(
    database: Database, clock: FixedClock
) -> None:
    job = asked(database, clock, has_time_point(database))

    def cancelled_at_the_end(inner: Database, **order: object) -> int:
        cancelled(database, clock, job)
        return store_release(inner, **order)  # type: ignore[arg-type]

    jobs_of(database, clock, cancelled_at_the_end).work()
    assert job_of(database, job).state == "cancelled"
    assert releases_of(database) == []


def test_what_has_ended_cannot_be_cancelled(database: Database, clock: FixedClock) -> None:
    job = asked(database, clock, has_time_point(database))
    jobs_of(database, clock).work()
    with pytest.raises(Conflict, match="finished before it could be cancelled"):
        cancelled(database, clock, job)


def test_a_refusal_is_kept_in_its_own_words(database: Database, clock: FixedClock) -> None:
    def refuse(_database: Database, **_order: object) -> int:
        raise Conflict("Release 1 is waiting. Approve it or turn it down first.")

    job = asked(database, clock, has_time_point(database))
    jobs_of(database, clock, refuse).work()
    row = job_of(database, job)
    assert (row.state, row.refusal) == (
        "failed",
        "Release 1 is waiting. Approve it or turn it down first.",
    )


def test_a_fault_half_way_through_storing_leaves_nothing_and_gives_a_reference(
    database: Database, clock: FixedClock, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(inner: Database, **order: object) -> int:
        with inner.writing():
            store_nothing_else = 1 / 0
        return int(store_nothing_else)

    job = asked(database, clock, has_time_point(database))
    with caplog.at_level(logging.ERROR, "preceptmap"):
        jobs_of(database, clock, break_down).work()
    row = job_of(database, job)
    assert row.state == "failed"
    reference = row.refusal.rsplit(": ", 1)[1].rstrip(".")
    assert f"fault {reference} in job {job}: ZeroDivisionError" in caplog.text
    assert "division" not in row.refusal
    assert releases_of(database) == []


def test_work_that_ends_without_a_release_is_a_fault(database: Database, clock: FixedClock) -> None:
    job = asked(database, clock, has_time_point(database))
    jobs_of(database, clock, lambda _database, **_order: 7).work()
    assert job_of(database, job).state == "failed"


def test_a_job_whose_process_stopped_is_run_again_and_makes_one_release(
    database: Database, clock: FixedClock
) -> None:
    job = asked(database, clock, has_time_point(database))
    with database.writing() as session:
        lost = claim(session, job=job, now=clock())
    assert lost is not None
    jobs = jobs_of(database, clock)
    jobs.work()
    assert job_of(database, job).state == "running"
    clock.move(seconds=SILENCE.total_seconds() + 1)
    jobs.work()
    row = job_of(database, job)
    assert (row.state, row.release, row.tries) == ("done", 1, 2)
    jobs.work()
    assert releases_of(database) == [1]


def test_a_process_that_wakes_up_after_its_job_was_begun_again_stores_nothing(
    database: Database, clock: FixedClock
) -> None:
    job = asked(database, clock, has_time_point(database))
    woken: list[int] = []

    def sleep_through(inner: Database, **order: object) -> int:
        clock.move(minutes=1)
        jobs_of(database, clock).work()
        woken.append(1)
        return store_release(inner, **order)  # type: ignore[arg-type]

    jobs_of(database, clock, sleep_through).work()
    assert woken == [1]
    row = job_of(database, job)
    assert (row.state, row.release, row.tries) == ("done", 1, 2)
    assert releases_of(database) == [1]


def test_a_job_that_takes_its_process_down_each_time_is_given_up(
    database: Database, clock: FixedClock
) -> None:
    job = asked(database, clock, has_time_point(database))
    for _ in range(3):
        assert waiting_jobs(database, clock()) == [job]
        with database.writing() as session:
            assert claim(session, job=job, now=clock()) is not None
        clock.move(minutes=1)
    assert waiting_jobs(database, clock()) == []
    row = job_of(database, job)
    assert row.state == "failed"
    assert "The service stopped 3 times" in row.refusal


def test_a_job_cancelled_after_its_process_stopped_ends_as_cancelled(
    database: Database, clock: FixedClock
) -> None:
    job = asked(database, clock, has_time_point(database))
    with database.writing() as session:
        claim(session, job=job, now=clock())
    cancelled(database, clock, job)
    clock.move(minutes=1)
    jobs_of(database, clock).work()
    assert job_of(database, job).state == "cancelled"
    assert releases_of(database) == []


def test_stopping_the_service_gives_the_job_back_and_the_next_start_finishes_it(
    database: Database, clock: FixedClock
) -> None:
    job = asked(database, clock, has_time_point(database))
    work = SlowWork()
    first = jobs_of(database, clock, work)
    first.start()
    assert work.half_way.wait(20)
    first.stop()
    row = job_of(database, job)
    assert (row.state, row.tries) == ("queued", 0)
    second = jobs_of(database, clock)
    second.start()
    try:
        eventually(lambda: job_of(database, job).state == "done")
    finally:
        second.stop()
    assert releases_of(database) == [1]


def test_several_processes_run_a_job_once(database: Database, clock: FixedClock) -> None:
    work = SlowWork()
    processes = [jobs_of(database, clock, work) for _ in range(3)]
    with ThreadPoolExecutor(3) as starting:
        list(starting.map(lambda each: each.start(), processes))
    try:
        job = asked(database, clock, has_time_point(database))
        assert work.half_way.wait(20)
        threading.Event().wait(1.5)
        work.go_on.set()
        eventually(lambda: job_of(database, job).state == "done")
    finally:
        with ThreadPoolExecutor(3) as stopping:
            list(stopping.map(lambda each: each.stop(), processes))
    assert work.runs == 1
    assert releases_of(database) == [1]


def test_a_write_that_makes_no_release_does_not_end_the_job(database: Database, clock: FixedClock) -> None:
    job = asked(database, clock, has_time_point(database))
    with database.writing() as session:
        run = claim(session, job=job, now=clock())
    assert run is not None
    with JobDatabase(database.engine, run).writing():
        pass
    assert job_of(database, job).state == "running"
