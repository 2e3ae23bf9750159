"""Erasing a person: nothing of them stays in the database's bytes, and no older copy brings them back."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlmodel import select

from app.erasing import forget, settle_ledger
from app.erasure_ledger import LedgerDamaged, append_to_ledger, digest_of, read_ledger
from app.settings import Settings
from app.tables import Once
from surveys.database import Database
from surveys.tables import ErasedPeople, Erasure, Respondent, Response
from tests.app.backups.test_verifying import problems_of
from tests.app.respondents import (
    ABOUT_YOU,
    another_code,
    first_need_section,
    once,
    save,
    started,
    started_with,
)
from tests.people import Browser, Service

CANARY = "xylophone-quagmire"
DIGEST = "a" * 64


def bytes_on_disk(database: Database) -> bytes:
    """The database's file and what SQLite keeps beside it."""
    file = Path(str(database.engine.url.database))
    return b"".join(each.read_bytes() for each in sorted(file.parent.glob(f"{file.name}*")))


def with_canary(service: Service, browser: Browser, times: int = 1) -> None:
    """Somebody writes notes that can be found again."""
    save(browser, "about-you", **ABOUT_YOU)
    section = first_need_section(browser)
    for number in range(times):
        note = f"{CANARY} {number} " * 8
        save(browser, section, **{"N01-note": note, "N01-importance": "5", "N01-confidence": "2"})


def test_rel_26_what_an_erased_person_wrote_is_in_no_byte_of_the_sqlite_files(service: Service) -> None:
    # given two people with notes, saved over and over
    browser, _ = started(service)
    with_canary(service, browser, times=4)
    respondents = held(service)
    other, _ = started_with(service, another_code(service, 1))
    save(other, "about-you", **ABOUT_YOU)
    if service.database.is_sqlite:
        assert CANARY.encode() in bytes_on_disk(service.database)

    # when one of them erases their answers
    assert browser.send("/my/erase").status_code == 200

    # then neither their words nor who they were are anywhere
    if service.database.is_sqlite:
        left = bytes_on_disk(service.database)
        assert CANARY.encode() not in left
        assert respondents[0].encode() not in left
    with service.database.reading() as session:
        assert session.exec(select(Once).where(Once.owner == respondents[1])).all() == []
    assert len(held(service)) == 2
    assert other.get("/my/tasks").status_code == 200


def held(service: Service) -> list[str]:
    """Every respondent's id and every response's."""
    with service.database.reading() as session:
        return [*session.exec(select(Respondent.id)), *session.exec(select(Response.id))]


def test_rel_26_an_erasure_is_in_the_list_and_in_the_file_and_names_nobody(service: Service) -> None:
    browser, _ = started(service)
    respondent = held(service)[0]
    browser.send("/my/erase")
    digest = digest_of(respondent, key=service.settings.key)
    with service.database.reading() as session:
        assert session.exec(select(Erasure.digest)).all() == [digest]
    assert service.settings.ledger.read_text() == f"{digest}\n"
    assert service.settings.ledger.stat().st_mode & 0o777 == 0o600
    assert digest != digest_of(respondent, key=b"another key that is long enough to be one")


def test_rel_27_erasing_twice_is_one_erasure(service: Service) -> None:
    browser, _ = started(service)
    assert browser.send("/my/erase").status_code == 200
    assert browser.send("/my/erase").status_code in {303, 401}
    assert len(service.settings.ledger.read_text().splitlines()) == 1


def test_rel_27_erasing_while_submitting_and_erasing_again_has_one_outcome(service: Service) -> None:
    browser, _ = started(service)
    save(browser, "about-you", **ABOUT_YOU)
    key, cookie = once(browser.get("/my/check").text), browser.cookies["preceptmap"]

    def post(number: int) -> int:
        client = service.browser()
        client.cookies.set("preceptmap", cookie)
        answer = client.send("/my/submit", once=key) if number % 2 else client.send("/my/erase")
        return answer.status_code

    with ThreadPoolExecutor(6) as pool:
        statuses = set(pool.map(post, range(6)))
    assert 200 in statuses
    assert statuses <= {200, 303, 401, 404}
    assert held(service) == []
    assert problems_of(service.database) == {}
    assert len(read_ledger(service.settings.ledger)) == 1


def test_an_erasure_that_is_not_kept_is_not_in_the_file(service: Service, settings: Settings) -> None:
    started(service)
    respondent = held(service)[0]

    def erase_and_stop() -> None:
        with service.database.writing() as session:
            forget(session, respondent=respondent, key=settings.key, ledger=settings.ledger)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        erase_and_stop()
    assert held(service)[0] == respondent
    assert not settings.ledger.exists()


def test_rel_28_whoever_is_in_the_file_and_in_an_older_database_is_erased_again(
    service: Service, settings: Settings
) -> None:
    browser, _ = started(service)
    with_canary(service, browser)
    respondent = held(service)[0]
    append_to_ledger(settings.ledger, [digest_of(respondent, key=settings.key), DIGEST])

    def settle() -> int:
        return settle_ledger(service.database, ledger=settings.ledger, key=settings.key)

    assert (settle(), settle()) == (1, 0)
    assert held(service) == []
    with service.database.reading() as session:
        assert len(session.exec(select(Erasure)).all()) == 2
        assert session.exec(select(ErasedPeople)).all() == []  # it was a draft, which nobody counted
    assert browser.get("/my/tasks").status_code == 303


def test_what_the_file_lacks_is_added_from_the_database(service: Service, settings: Settings) -> None:
    browser, _ = started(service)
    browser.send("/my/erase")
    kept = settings.ledger.read_text()
    settings.ledger.unlink()
    settle_ledger(service.database, ledger=settings.ledger, key=settings.key)
    assert settings.ledger.read_text() == kept


def test_a_line_that_was_cut_off_is_replaced_and_a_foreign_one_is_refused(tmp_path: Path) -> None:
    ledger = tmp_path / "erasures.log"
    ledger.write_text(f"{DIGEST}\n{'b' * 10}")
    assert read_ledger(ledger) == {DIGEST}
    append_to_ledger(ledger, ["c" * 64])
    assert ledger.read_text() == f"{DIGEST}\n{'c' * 64}\n"
    ledger.write_text(f"{DIGEST}\nsomething else\n")
    with pytest.raises(LedgerDamaged, match=r"erasures\.log, line 2: this is not an entry"):
        read_ledger(ledger)


def test_many_who_erase_at_once_are_all_in_the_file(tmp_path: Path) -> None:
    ledger = tmp_path / "erasures.log"
    digests = [f"{number:064x}" for number in range(200)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda digest: append_to_ledger(ledger, [digest]), digests))
    assert read_ledger(ledger) == set(digests)


def test_a_ledger_that_cannot_be_written_loses_no_erasure(
    service: Service, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    browser, _ = started(service)
    settings.ledger.mkdir(parents=True)
    assert browser.send("/my/erase").status_code == 200
    assert "could not take an erasure" in caplog.text
    assert held(service) == []
    settings.ledger.rmdir()
    settle_ledger(service.database, ledger=settings.ledger, key=settings.key)
    assert len(read_ledger(settings.ledger)) == 1
