"""Backups come back whole, brought up to date, without whoever was erased since (OPS-13, REL-22, REL-25, REL-28)."""

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from app.audit import broken_links, last_entries
from app.backups.making import make_backup
from app.backups.manifest import BackupRefused, Manifest, manifest_path, read_manifest, write_manifest
from app.backups.restoring import restore_backup
from app.erasing import settle_ledger
from app.erasure_ledger import append_to_ledger, digest_of
from app.migrate import is_current, upgrade
from surveys.database import Database, open_database
from surveys.tables import ErasedPeople, Meta
from tests.app.backups.people import KEY, erased, has_people, people_of, settings_of
from tests.app.test_migrations import BEFORE_RESPONDENTS, ROWS, at_version
from tests.conftest import FixedClock

pytestmark = pytest.mark.usefixtures("programs")


def backed_up(database: Database, tmp_path: Path, clock: FixedClock) -> Path:
    """A backup of the database as it is now."""
    folder = tmp_path / "backups"
    folder.mkdir(exist_ok=True)
    return make_backup(database, folder, key=KEY, now=clock())


def restored(backup: Path, database: Database, tmp_path: Path, clock: FixedClock, **options: Any) -> Any:
    """Restore with the service stopped: nobody holds a connection."""
    database.close()
    return restore_backup(backup, settings_of(database, tmp_path), now=clock(), **options)


def test_rel_28_a_backup_comes_back_without_whoever_was_erased_since(
    database: Database, tmp_path: Path, clock: FixedClock
) -> None:
    # given a backup with two people, one of whom erases their answers, and a third who comes later
    has_people(database, "ann", "ben")
    backup = backed_up(database, tmp_path, clock)
    erased(database, "ann", tmp_path)
    has_people(database, "cat")

    # when the backup is restored
    with pytest.raises(BackupRefused, match=r"Add --overwrite to put the backup in its place"):
        restored(backup, database, tmp_path, clock)
    assert people_of(database) == ["ben", "cat"]
    done = restored(backup, database, tmp_path, clock, overwrite=True)

    # then there is who was in it and was not erased, and it is written down
    assert (done.erased_again, done.respondents) == (1, 1)
    assert people_of(database) == ["ben"]
    assert is_current(database)
    with database.reading() as session:
        entry = last_entries(session, limit=1)[0]
        assert (entry.action, entry.subject) == ("restore backup", backup.name)
        assert entry.result == "made 2026-11-24T09:00:00+00:00; 1 erased again"
        assert list(broken_links(session)) == []
        assert [row.people for row in session.exec(select(ErasedPeople))] == [1]

    # and the database that was there before is kept, and comes back the same way
    assert done.safety_copy is not None
    assert done.safety_copy.exists()
    if database.is_sqlite:
        kept = open_database(f"sqlite:///{done.safety_copy}")
        assert people_of(kept) == ["ben", "cat"]
        kept.close()
        assert b"ann-1" not in Path(str(database.engine.url.database)).read_bytes()


def test_rel_28_the_erasure_is_applied_even_when_the_live_database_is_gone(
    tmp_path: Path, clock: FixedClock
) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'test.sqlite'}")
    upgrade(database)
    has_people(database, "ann", "ben")
    backup = backed_up(database, tmp_path, clock)
    erased(database, "ann", tmp_path)
    database.close()
    (tmp_path / "test.sqlite").unlink()
    (tmp_path / "test.sqlite-wal").write_bytes(b"the log of a database that has gone")
    done = restored(backup, database, tmp_path, clock)
    assert (done.erased_again, done.safety_copy) == (1, None)
    assert people_of(database) == ["ben"]
    database.close()


def test_rel_28_several_processes_that_start_at_once_erase_once(
    database: Database, tmp_path: Path, clock: FixedClock
) -> None:
    has_people(database, "ann", "ben")
    settings = settings_of(database, tmp_path)
    append_to_ledger(settings.ledger, [digest_of("ann", key=KEY)])

    def start(_number: int) -> int:
        return settle_ledger(database, ledger=settings.ledger, key=KEY)

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(start, range(4))) == [0, 0, 0, 1]
    assert people_of(database) == ["ben"]


def test_rel_25_a_backup_of_an_older_version_is_brought_up_to_date(
    empty_database: Database, tmp_path: Path, clock: FixedClock, monkeypatch: Any
) -> None:
    at_version(empty_database, BEFORE_RESPONDENTS, monkeypatch)
    with empty_database.writing() as session:
        for statement in ROWS:
            session.connection().exec_driver_sql(statement)
    backup = backed_up(empty_database, tmp_path, clock)
    assert read_manifest(backup).schema_version == BEFORE_RESPONDENTS
    restored(backup, empty_database, tmp_path, clock, overwrite=True)
    assert is_current(empty_database)
    assert people_of(empty_database) == ["draft"]


def test_a_database_in_use_is_not_replaced(tmp_path: Path, clock: FixedClock) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'test.sqlite'}")
    upgrade(database)
    has_people(database, "ann")
    backup = backed_up(database, tmp_path, clock)
    has_people(database, "ben")
    with database.reading() as session:
        session.exec(select(Meta)).all()
        with pytest.raises(BackupRefused, match=r"Stop the service"):
            restore_backup(backup, settings_of(database, tmp_path), now=clock(), overwrite=True)
    assert people_of(database) == ["ann", "ben"]
    assert sorted(each.name for each in tmp_path.glob("*restor*")) == []
    database.close()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"key": "0" * 16}, "made under another key"),
        ({"schema_version": "9999", "service_version": "7.0"}, r"newer preceptmap \(7\.0, schema 9999\)"),
        ({"database": "other"}, "is of (sqlite|postgresql), and the database of the settings is"),
        ({"sha256": "0" * 64}, "is not as it was made"),
    ],
)
def test_a_backup_that_does_not_fit_is_refused_and_changes_nothing(
    database: Database, tmp_path: Path, clock: FixedClock, changes: dict[str, str], message: str
) -> None:
    has_people(database, "ann")
    backup = backed_up(database, tmp_path, clock)
    has_people(database, "ben")
    manifest = read_manifest(backup)
    if "database" in changes:
        changes = {"database": "postgresql" if database.is_sqlite else "sqlite"}
    write_manifest(backup, Manifest(**(manifest.model_dump() | changes)))
    with pytest.raises(BackupRefused, match=message):
        restored(backup, database, tmp_path, clock, overwrite=True)
    assert people_of(database) == ["ann", "ben"]


def test_a_backup_is_never_written_over_and_needs_its_folder_and_its_manifest(
    database: Database, tmp_path: Path, clock: FixedClock
) -> None:
    has_people(database, "ann")
    backup = backed_up(database, tmp_path, clock)
    assert backup.name.startswith("preceptmap-20261124-090000.")
    assert backup.stat().st_mode & 0o777 == 0o600
    with pytest.raises(BackupRefused, match="is there already"):
        backed_up(database, tmp_path, clock)
    with pytest.raises(BackupRefused, match="There is no folder"):
        make_backup(database, tmp_path / "nowhere" / "file", key=KEY, now=clock())
    assert len(list(backup.parent.iterdir())) == 2
    manifest_path(backup).unlink()
    with pytest.raises(BackupRefused, match=r"manifest\.json is not there"):
        read_manifest(backup)


def test_rel_22_every_copy_made_under_writers_holds_what_was_acknowledged_before(
    tmp_path: Path, clock: FixedClock
) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'test.sqlite'}")
    upgrade(database)
    acknowledged = [0] * 4
    stop = threading.Event()

    def write(writer: int) -> None:
        while not stop.is_set():
            value = acknowledged[writer] + 1
            with database.writing() as session:
                session.merge(Meta(key=f"writer {writer}", value=str(value)))
            acknowledged[writer] = value

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(4)]
    for thread in threads:
        thread.start()
    try:
        for number in range(8):
            before = list(acknowledged)
            file = make_backup(database, tmp_path / f"{number}.sqlite", key=KEY, now=clock())
            with closing(sqlite3.connect(file)) as copy:
                found = dict(copy.execute("SELECT key, value FROM meta").fetchall())
            assert all(int(found.get(f"writer {each}", 0)) >= before[each] for each in range(4))
    finally:
        stop.set()
        for thread in threads:
            thread.join()
        database.close()
    assert min(acknowledged) > 0


def test_without_postgresqls_programs_the_refusal_says_what_to_install(
    database: Database, tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    if database.is_sqlite:
        pytest.skip("SQLite needs no program")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BackupRefused, match=r"pg_dump is not there\. Install PostgreSQL's client programs"):
        backed_up(database, tmp_path, clock)
    assert list((tmp_path / "backups").iterdir()) == []
