"""The worker beside the web server: it takes jobs from the queue, runs them one by one, and says how they ended."""

import logging
import secrets
import threading

from huey import Huey  # type: ignore[import-untyped]
from huey.consumer import Consumer  # type: ignore[import-untyped]

from app.clock import Clock
from app.jobs.moves import FAILED, QUEUED
from app.jobs.queue import make_consumer, open_queue
from app.jobs.recovery import waiting_jobs
from app.jobs.run import JobDatabase, LicenceLost, Make, Run, ShuttingDown, claim
from app.tables import ReleaseJob
from surveys.database import Database
from surveys.errors import Refused

log = logging.getLogger("preceptmap")
BEAT = 1.0
PATIENCE = 5.0
"""Seconds that stopping the service waits for a job to notice; then the job goes back to the queue anyway."""
FAULT = (
    "Something went wrong on our side. Try again. If it happens again, give this reference to whoever runs "
    "the service: {reference}."
)


class Jobs:
    """Runs release jobs of one database. Any number of processes may do so at once."""

    def __init__(self, database: Database, *, make: Make, clock: Clock, key: bytes) -> None:
        self.database, self.make, self.clock, self.key = database, make, clock, key
        self._stopping = threading.Event()
        self._run: Run | None = None
        self._queue: Huey | None = None
        self._consumer: Consumer | None = None
        self._keeper: threading.Thread | None = None

    def start(self) -> None:
        """Begin to take jobs, in threads beside the caller's."""
        self._stopping.clear()
        self._queue = open_queue(self.database, key=self.key)
        self._task = self._queue.task(name="run_job")(self.run)
        self._consumer = make_consumer(self._queue, patience=PATIENCE)
        self._consumer.start()
        self._keeper = threading.Thread(target=self._keep, name="job keeper", daemon=True)
        self._keeper.start()

    def stop(self) -> None:
        """Take no more jobs; one that is running goes back to the queue, for the next start or another process."""
        if self._queue is None or self._consumer is None or self._keeper is None:
            return
        self._stopping.set()
        self._keeper.join(PATIENCE)
        if self._run is not None:
            self._run.must_stop = ShuttingDown
        self._consumer.stop(graceful=True)
        if self._run is not None:  # it has not noticed; it can no longer store anything after this
            self._hand_back(self._run)
        self._queue.storage.close()
        self._queue = None

    def work(self) -> None:
        """Run every waiting job here and now, without the queue."""
        for job in waiting_jobs(self.database, self.clock()):
            self.run(job)

    def run(self, job: str) -> None:
        """Run one job to its end, unless somebody else has it or it has ended."""
        with self.database.writing() as session:
            run = claim(session, job=job, now=self.clock())
        if run is None:
            return
        self._run = run
        if self._stopping.is_set():
            run.must_stop = ShuttingDown
        try:
            self._make(run)
        finally:
            self._run = None

    def tick(self) -> None:
        """Store how far the running job is, and put every waiting job into the queue that is not in it."""
        run = self._run
        if run is not None:
            with self.database.writing() as session:
                run.beat(session, self.clock())
        waiting = waiting_jobs(self.database, self.clock())
        if waiting and self._queue is not None:
            there = {task.args[0] for task in self._queue.pending()}
            for job in waiting:
                if job not in there:
                    self._task(job)

    def _make(self, run: Run) -> None:
        database = JobDatabase(self.database.engine, run)
        try:
            self.make(database, time_point=run.time_point, by=run.by, now=self.clock(), progress=run.progress)
            if self._is_still(run):
                raise AssertionError("the work ended without a release and without a refusal")
        except LicenceLost:
            log.info("job %s was cancelled or begun again elsewhere; this run of it stored nothing", run.job)
        except ShuttingDown:
            self._hand_back(run)
        except Refused as refusal:
            self._end(run, to=FAILED, refusal=refusal.message)
        except Exception as error:
            reference = secrets.token_hex(4)
            log.error("fault %s in job %s: %s", reference, run.job, type(error).__name__, exc_info=error)
            self._end(run, to=FAILED, refusal=FAULT.format(reference=reference))

    def _end(self, run: Run, *, to: str, **changes: object) -> None:
        with self.database.writing() as session:
            run.end(session, to=to, **changes)

    def _hand_back(self, run: Run) -> None:
        """Back to the queue; a stop in good order is not a try that failed."""
        with self.database.writing() as session:
            tries = session.get_one(ReleaseJob, run.job).tries - 1
            run.end(session, to=QUEUED, tries=tries, beat_at=None)

    def _is_still(self, run: Run) -> bool:
        with self.database.reading() as session:
            return session.get_one(ReleaseJob, run.job).revision == run.revision

    def _keep(self) -> None:
        while True:
            try:
                self.tick()
            except Exception as error:  # a busy or unreachable database must not end the keeper
                log.warning("the keeper of jobs could not look: %s", type(error).__name__, exc_info=error)
            if self._stopping.wait(BEAT):
                return
