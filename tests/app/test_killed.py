"""Killed with no chance to tidy up: what was acknowledged is there, once (REL-01, REL-02, REL-04, REL-18).

`make soak` runs a thousand cycles. `KILLS=20` in the environment chooses another number.
"""

import os
import random
import shutil
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import func, select

from app.backups.verifying import verify_database
from app.handing_out import hand_out
from app.migrate import is_current, upgrade, version_of
from app.tables import Once
from surveys.database import Database, open_database
from surveys.tables import RatingAnswer, Response
from tests.app.backups.people import KEY, has_people
from tests.app.clients import Client, History
from tests.app.mortal import Mortal
from tests.app.test_migrations import ROWS, at_version
from tests.conftest import FixedClock

CLIENTS = 8
KILLS = int(os.environ.get("KILLS", "50"))
PATIENCE = 30.0
SECTION = "settling-in"


def address_of(database: Database) -> str:
    """The database's address, for another process."""
    return database.engine.url.render_as_string(hide_password=False)


def handed_out(database: Database, clock: FixedClock, batches: int) -> Iterator[str]:
    """Codes for people who start, shared by all clients."""
    has_people(database)
    codes: list[str] = []
    for _ in range(batches):
        with database.writing() as session:
            sheet = hand_out(
                session,
                time_point=1,
                organisation="T01",
                audience="preceptee",
                count=200,
                key=KEY,
                by="test",
                now=clock(),
            )
        codes += sheet.codes
    return Shared(codes)


class Shared(Iterator[str]):
    """An iterator that several threads may draw from."""

    def __init__(self, items: list[str]) -> None:
        self.items, self.lock = items, threading.Lock()

    def __next__(self) -> str:
        with self.lock:
            if not self.items:
                raise StopIteration
            return self.items.pop()


def killed_over_and_over(service: Mortal, history: History, cycles: int) -> None:
    """Start the service, kill it at some moment once it has acknowledged a few posts, and start it once more."""
    for _ in range(cycles):
        enough, until = len(history.told) + random.randint(1, 20), time.monotonic() + PATIENCE
        service.start()
        while len(history.told) < enough and time.monotonic() < until:
            time.sleep(0.002)
        time.sleep(random.uniform(0, 0.03))
        service.kill()
    service.start()


@pytest.mark.parametrize("share", [0.8, 0.2], ids=["sqlite", "postgresql"])
def test_rel_01_nothing_acknowledged_is_lost_and_nothing_is_there_twice(
    request: pytest.FixtureRequest, tmp_path: Path, clock: FixedClock, share: float
) -> None:
    # given a service with eight clients who never give up
    database = fresh_database(request, tmp_path, sqlite=share > 0.5)
    cycles = max(1, round(KILLS * share))
    codes = handed_out(database, clock, batches=2 + cycles // 25)
    history, stop = History(), threading.Event()
    service = Mortal(address_of(database), tmp_path / "data")
    clients = [Client(service.port, SECTION, codes, history, stop) for _ in range(CLIENTS)]

    # when it is killed over and over, and then left alone until everybody has finished
    for client in clients:
        client.start()
    try:
        killed_over_and_over(service, history, cycles)
        stop.set()
        for client in clients:
            client.join(timeout=PATIENCE)
        assert [client for client in clients if client.is_alive()] == []
    finally:
        stop.set()
        service.kill()
        service.end()

    # then every journey is there once, and whole
    assert history.surprises == []
    submitted = history.journeys("submit")
    assert len(submitted) >= cycles / 4
    check_history(database, history)
    print(f"{cycles} kills, {len(history.told)} acknowledged, {history.repeats} sent again, 0 lost")
    database.close()


def fresh_database(request: pytest.FixtureRequest, tmp_path: Path, *, sqlite: bool) -> Database:
    """A database of one kind, with its tables."""
    from tests.conftest import _fresh_postgres  # noqa: PLC0415 - the kind is chosen here

    address = f"sqlite:///{tmp_path / 'test.sqlite'}"
    database = open_database(address if sqlite else _fresh_postgres(request.getfixturevalue("postgres_url")))
    upgrade(database)
    return database


def check_history(database: Database, history: History) -> None:
    """Compare what is stored with what clients were told."""
    begun, submitted = history.journeys("join"), history.journeys("submit")
    with database.reading() as session:
        notes = select(RatingAnswer.note).join(Response).where(Response.state == "submitted")
        stored = Counter(session.exec(notes.where(RatingAnswer.note.is_not(None))))  # type: ignore[union-attr]
        responses = session.exec(select(func.count()).select_from(Response)).one()
        keys = session.exec(select(func.count()).select_from(Once)).one()
    assert stored == Counter(f"of {journey}" for journey in submitted)
    assert responses == len(begun)
    assert keys == len(history.told)
    assert [check for check in verify_database(database, key=KEY) if check.problems] == []


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not here to watch with")
def test_rel_02_what_is_saved_reaches_the_disk_before_the_answer_leaves(
    tmp_path: Path, clock: FixedClock
) -> None:
    # given a service whose calls to the system are written down
    database = open_database(f"sqlite:///{tmp_path / 'test.sqlite'}")
    upgrade(database)
    codes = handed_out(database, clock, batches=1)
    database.close()
    log = tmp_path / "calls"
    watch = ("strace", "-f", "-e", "trace=fsync,fdatasync,sendto,write", "-s", "24", "-o", str(log))
    allowed = subprocess.run([*watch, "true"], capture_output=True, check=False)
    if allowed.returncode:
        pytest.skip("this machine does not let strace watch")
    service = Mortal(f"sqlite:///{tmp_path / 'test.sqlite'}", tmp_path / "data", under=watch)
    service.start()

    # when five people answer
    history = History()
    client = Client(service.port, SECTION, codes, history, threading.Event())
    for _ in range(5):
        client.cookie = ""
        client.journey(next(codes))
    service.kill()
    service.end()
    assert (len(history.told), history.surprises) == (20, [])

    # then before each of the twenty answers something new had reached the disk
    synced, answers = 0, []
    for line in log.read_text(errors="replace").splitlines():
        if ("fdatasync" in line or "fsync" in line) and line.endswith("= 0"):
            synced += 1
        elif '"HTTP/1.1 200' in line or '"HTTP/1.1 303' in line:
            answers.append(synced)
            synced = 0
    assert len(answers) == 20
    assert min(answers) >= 1, answers


def test_rel_18_a_migration_killed_at_any_step_leaves_the_old_schema_or_the_new(
    empty_database: Database, tmp_path: Path, monkeypatch: Any
) -> None:
    # given a database of before with a draft in it
    at_version(empty_database, "0003", monkeypatch)
    with empty_database.writing() as session:
        for statement in ROWS:
            session.connection().exec_driver_sql(statement)
    empty_database.close()
    address = address_of(empty_database)

    # when the upgrade is killed at its first step, then at its second, and so on until it gets to the end
    upgrader = Mortal(address, tmp_path / "data")
    steps = 0
    for step in range(1, 400):
        ended = upgrader.ask(f"migrate {step}")
        if ended == "ended 0":
            break
        assert ended == "killed"
        steps = step
        assert version_of(empty_database) == "0003"
        empty_database.close()
    upgrader.end()

    # then it was old each time until it was new, with the draft in it, and a copy of before lies beside it
    assert steps >= 20
    assert is_current(empty_database)
    with empty_database.reading() as session:
        assert session.exec(select(RatingAnswer.importance)).all() == [4]
    if empty_database.is_sqlite:
        (copy,) = tmp_path.glob("test.before-*.sqlite")
        kept = open_database(f"sqlite:///{copy}")
        assert version_of(kept) == "0003"
        upgrade(kept, copy_first=False)
        with kept.reading() as session:
            assert session.exec(select(RatingAnswer.importance)).all() == [4]
        kept.close()
