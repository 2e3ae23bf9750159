"""A database that is locked, full or read-only: nothing is lost, nothing is claimed, and it heals by itself."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlmodel import select

from surveys.database import Database, open_database
from surveys.tables import Meta, RatingAnswer
from tests.app.leads import hidden_fields, words_of
from tests.app.respondents import ABOUT_YOU, first_need_section, save, started
from tests.people import Browser, Service

NOTE = "What I typed <before> it was busy"


@contextmanager
def in_every_connection(database: Database, statement: str) -> Iterator[None]:
    """Every connection made within the block begins with this statement; none of before is used in it or after it."""

    def prepare(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        cursor.execute(statement)
        cursor.close()
        if not database.is_sqlite:
            connection.commit()

    event.listen(database.engine, "connect", prepare)
    database.engine.dispose()
    try:
        yield
    finally:
        event.remove(database.engine, "connect", prepare)
        database.engine.dispose()


def impatient(database: Database) -> str:
    """What makes a connection give up on a lock after a fifth of a second."""
    return "PRAGMA busy_timeout=200" if database.is_sqlite else "SET lock_timeout = '200ms'"


@contextmanager
def locked(database: Database) -> Iterator[None]:
    """Somebody holds what every save needs."""
    with database.writing() as session:
        if not database.is_sqlite:
            session.execute(text("LOCK TABLE rating_answer, once IN ACCESS EXCLUSIVE MODE"))
        else:
            session.execute(text("SELECT 1"))
        yield


def typing(service: Service) -> tuple[Browser, str, dict[str, object]]:
    """Somebody who has filled in a section and not sent it."""
    browser, _ = started(service)
    save(browser, "about-you", **ABOUT_YOU)
    address = f"/my/section/{first_need_section(browser)}"
    form = hidden_fields(browser.get(address))
    return browser, address, form | {"N01-importance": "5", "N01-confidence": "2", "N01-note": NOTE}


def notes(service: Service) -> list[str | None]:
    """Every note that is stored."""
    with service.database.reading() as session:
        return list(session.exec(select(RatingAnswer.note)))


def test_rel_08_a_lock_that_goes_is_waited_for(service: Service) -> None:
    browser, address, form = typing(service)
    held, answers = threading.Event(), []

    def hold() -> None:
        with locked(service.database):
            held.set()
            time.sleep(1)

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait()
    answers.append(browser.send_fields(address, form).status_code)
    holder.join()
    assert answers == [303]
    assert NOTE in notes(service)


def test_rel_08_a_lock_that_stays_gives_a_page_that_says_not_saved_and_can_send_again(
    service: Service,
) -> None:
    browser, address, form = typing(service)
    with in_every_connection(service.database, impatient(service.database)):
        with locked(service.database):
            answer = browser.send_fields(address, form)
        assert answer.status_code == 503
        assert answer.headers["retry-after"] == "5"
        assert "your answers are not saved yet" in words_of(answer)
        assert "What you typed is still on this page." in words_of(answer)
        assert 'value="What I typed &lt;before&gt; it was busy"' in answer.text
        assert notes(service) == []

        # when the page is sent again, once the lock has gone, it saves what was typed, once
        again = hidden_fields(answer)
        assert again["once"] == form["once"]
        for _ in range(2):
            assert browser.send_fields(address, form | again).status_code == 303
    assert notes(service).count(NOTE) == 1


def test_a_busy_page_shows_no_code_or_password(service: Service) -> None:
    browser = service.browser()
    with in_every_connection(service.database, impatient(service.database)):
        if service.database.is_sqlite:
            with locked(service.database):
                answer = browser.send("/join", code="7K3F-9Q2M-X8DA")
            assert answer.status_code == 503
            assert "7K3F" not in answer.text
            assert "Send again" not in answer.text


def test_rel_09_a_full_disk_saves_nothing_says_so_and_heals_without_a_restart(service: Service) -> None:
    if not service.database.is_sqlite:
        pytest.skip("PostgreSQL's disk is not this service's to fill")
    browser, address, form = typing(service)
    file = Path(str(service.database.engine.url.database))
    with service.database.reading() as session:
        pages = session.execute(text("PRAGMA page_count")).scalar_one()
    full = 0
    with in_every_connection(service.database, f"PRAGMA max_page_count={pages}"):
        for number in range(200):  # each adds a little, so that the disk fills at some write or other
            note = form | {
                "once": f"fill the disk {number:04}",
                "revision": str(number),
                "N01-note": "x" * 400,
            }
            answer = browser.send_fields(address, note)
            if answer.status_code != 303:
                full = answer.status_code
                break
        kept = notes(service)
        assert full == 503
        assert "not saved yet" in answer.text
        assert browser.get("/my/tasks").status_code == 200
        assert notes(service) == kept
    assert browser.send_fields(address, note).status_code == 303
    with service.database.reading() as session:
        assert session.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
    assert file.exists()


def test_rel_10_a_read_only_database_answers_reads_and_refuses_saves(service: Service) -> None:
    browser, address, form = typing(service)
    statement = (
        "PRAGMA query_only=1" if service.database.is_sqlite else "SET default_transaction_read_only = on"
    )
    with in_every_connection(service.database, statement):
        assert browser.get(address).status_code == 200
        answer = browser.send_fields(address, form)
        assert answer.status_code == 503
        assert "not saved yet" in answer.text
        assert browser.get("/health/live").status_code == 200
    assert browser.send_fields(address, form).status_code == 303


def test_postgresql_waits_no_longer_for_a_lock_than_sqlite(database: Database) -> None:
    with database.reading() as session:
        if database.is_sqlite:
            assert session.execute(text("PRAGMA busy_timeout")).scalar_one() == 10_000
        else:
            assert session.execute(text("SHOW lock_timeout")).scalar_one() == "10s"


def test_a_path_with_a_space_and_an_odd_letter_is_one_database(tmp_path: Path) -> None:
    from app.backups.sqlite_files import copy_sqlite, damage_of  # noqa: PLC0415 - only here
    from app.migrate import upgrade  # noqa: PLC0415 - only here

    folder = tmp_path / "a folder # of å"
    folder.mkdir()
    database = open_database(f"sqlite:///{folder}/the data.sqlite")
    upgrade(database)
    with database.writing() as session:
        session.add(Meta(key="a", value="b"))
    copy_sqlite(folder / "the data.sqlite", folder / "the copy.sqlite")
    database.close()
    assert damage_of(folder / "the copy.sqlite", deep=True) == []
