"""What `verify` finds: every kind of damage by name, and nothing in a sound database (REL-44, SEC-48)."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session
from typer.testing import CliRunner, Result

from app.audit import record
from app.backups.guarding import check_sound
from app.backups.making import make_backup
from app.backups.manifest import BackupRefused, read_manifest
from app.backups.sqlite_files import DamagedFile
from app.backups.verifying import verify_backup, verify_database
from app.command import cli
from app.erasure_ledger import digest_of
from app.migrate import upgrade, version_of
from surveys.database import Database, open_database
from surveys.tables import Erasure, RatingAnswer, ReleaseRow, Response
from tests.app.backups.people import KEY, SECRET, has_people, people_of, settings_of
from tests.app.test_migrations import at_version
from tests.conftest import FixedClock

PAGE = 4096


def problems_of(database: Database) -> dict[str, str]:
    """What is wrong, by check."""
    found = verify_database(database, key=KEY)
    return {check.name: "; ".join(check.problems) for check in found if check.problems}


def changed(database: Database, statement: str) -> None:
    """Somebody changed the database behind the service's back."""
    with database.writing() as session:
        session.execute(text(statement))


@pytest.mark.usefixtures("programs")
def test_a_sound_database_and_its_backup_have_nothing_wrong(
    database: Database, tmp_path: Path, clock: FixedClock
) -> None:
    has_people(database, "ann", "ben")
    assert problems_of(database) == {}
    backup = make_backup(database, tmp_path / "copy", key=KEY, now=clock())
    manifest, checks = verify_backup(backup, key=KEY)
    assert manifest.file == "copy"
    assert [check.name for check in checks if check.problems] == []
    assert checks[0].name == "checksum"
    assert len(checks) == (10 if database.is_sqlite else 2)


def _audit(session: Session, clock: FixedClock) -> None:
    for action in ("one", "two", "three"):
        record(session, at=clock(), actor="ann", action=action)
    session.execute(text("UPDATE audit_entry SET actor = 'ben' WHERE sequence = 2"))


def _release(session: Session, clock: FixedClock) -> None:
    row = ReleaseRow(
        number=1, time_point=1, made_on=clock().date(), author="a", people=0, content_hash="", content="{}"
    )
    session.add(row)


def _rating(session: Session, clock: FixedClock) -> None:
    session.add(RatingAnswer(response="ann-1", item="N02", importance=6, confidence=2))
    session.add(RatingAnswer(response="ann-1", item="N03", importance=4, not_in_role=True))


def _revision(session: Session, clock: FixedClock) -> None:
    session.get_one(Response, "ann-1").revision = 0


def _state(session: Session, clock: FixedClock) -> None:
    session.get_one(Response, "ann-1").state = "lost"


def _audience(session: Session, clock: FixedClock) -> None:
    session.get_one(Response, "ann-1").audience = "preceptor"


def _blank(session: Session, clock: FixedClock) -> None:
    session.delete(session.get_one(RatingAnswer, ("ann-1", "N01")))


def _erased(session: Session, clock: FixedClock) -> None:
    session.add(Erasure(digest=digest_of("ann", key=KEY)))


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (_audit, {"audit trail": "entry 2 does not fit the one before it (1 such entries in all)"}),
        (_release, {"releases": "Release 1 cannot be read"}),
        (_rating, {"answers": "2 ratings that nobody could have given"}),
        (_revision, {"revisions": "1 rows of response with a revision below 1"}),
        (_state, {"states": "1 rows of response in a state that does not exist"}),
        (_audience, {"answers": "1 responses of somebody who answers as something else"}),
        (_blank, {"answers": "1 submitted responses without any answer"}),
        (_erased, {"erasures": "1 people are here who are in the list of erasures"}),
    ],
)
def test_each_kind_of_damage_is_named(
    database: Database,
    clock: FixedClock,
    damage: Callable[[Session, FixedClock], None],
    said: dict[str, str],
) -> None:
    has_people(database, "ann")
    with database.writing() as session:
        damage(session, clock)
    assert problems_of(database) == said


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An SQLite file of the service, stopped, with a few hundred people."""
    path = tmp_path / "test.sqlite"
    database = open_database(f"sqlite:///{path}")
    upgrade(database)
    has_people(database, *(f"person-{number}" for number in range(300)))
    database.close()
    return path


def test_a_row_that_points_at_nothing_is_named(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("INSERT INTO section_save (response, section, revision) VALUES ('nobody', 'a', 1)")
        connection.commit()
    database = open_database(f"sqlite:///{file}")
    assert problems_of(database) == {
        "references": "section_save, row 1, points at a row of response that is not there"
    }
    database.close()


def flipped(file: Path, *, page: int) -> None:
    """Turn over some bytes at the start of one page."""
    content = bytearray(file.read_bytes())
    for place in range(page * PAGE, page * PAGE + 16):
        content[place] ^= 0xFF
    file.write_bytes(content)


def run(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


@pytest.fixture
def at_a_terminal(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands work on the file."""
    for name, value in (
        ("DATA", tmp_path / "data"),
        ("DATABASE_URL", f"sqlite:///{file}"),
        ("SECRET", SECRET),
    ):
        monkeypatch.setenv(f"PRECEPTMAP_{name}", str(value))


@pytest.mark.usefixtures("at_a_terminal")
def test_rel_44_flipped_bytes_are_found_before_serving_and_by_verify(file: Path, tmp_path: Path) -> None:
    # given a backup, and a database some bytes of which turned over
    assert run("backup", "-o", tmp_path / "good.sqlite").exit_code == 0
    assert run("verify").stdout.splitlines()[0] == "pages: sound"
    flipped(file, page=file.stat().st_size // PAGE // 2)

    # then it is not served, the refusal says how to go on, and every command that looks agrees
    settings = settings_of(open_database(f"sqlite:///{file}"), tmp_path)
    with pytest.raises(DamagedFile, match=r"is damaged, so it is not served.*preceptmap restore BACKUP"):
        check_sound(settings)
    served = run("serve")
    assert served.exit_code == 1
    assert "preceptmap restore BACKUP --overwrite" in served.stderr
    looked = run("verify")
    assert (looked.exit_code, looked.stdout.splitlines()[0] == "pages: sound") == (1, False)
    assert run("backup", "-o", tmp_path / "bad.sqlite").exit_code == 1
    assert not (tmp_path / "bad.sqlite").exists()

    # and restoring the backup makes it whole
    restored = run("restore", tmp_path / "good.sqlite", "--overwrite")
    assert restored.exit_code == 0, restored.stderr
    assert run("verify").exit_code == 0
    database = open_database(f"sqlite:///{file}")
    assert len(people_of(database)) == 300
    database.close()


@pytest.mark.usefixtures("at_a_terminal")
def test_rel_44_a_backup_whose_bytes_changed_is_refused(file: Path, tmp_path: Path) -> None:
    backup = tmp_path / "good.sqlite"
    run("backup", "-o", backup)
    assert run("verify", backup).exit_code == 0
    flipped(backup, page=3)
    with pytest.raises(BackupRefused, match=r"is not as it was made: \d+ bytes with SHA-256"):
        verify_backup(backup, key=KEY)
    for words in (("verify", backup), ("restore", backup, "--overwrite")):
        refused = run(*words)
        assert (refused.exit_code, "Choose another backup" in refused.stderr) == (1, True)
    assert run("verify").exit_code == 0


@pytest.mark.usefixtures("at_a_terminal")
def test_rel_44_a_file_that_is_no_database_is_not_served(file: Path) -> None:
    file.write_bytes(b"\x00" * 10_000 + b"words")
    served = run("serve")
    assert served.exit_code == 1
    assert "preceptmap restore BACKUP --overwrite" in served.stderr


@pytest.mark.usefixtures("at_a_terminal")
def test_rel_10_a_database_that_has_gone_is_not_replaced_by_an_empty_one(file: Path) -> None:
    assert run("survey", "list").exit_code == 0
    file.unlink()
    for words in (("serve",), ("survey", "list"), ("verify",), ("backup", "-o", file.with_name("copy"))):
        refused = run(*words)
        assert (refused.exit_code, "was here and is not any more" in refused.stderr) == (1, True), words
    assert not file.exists()


@pytest.mark.usefixtures("at_a_terminal")
def test_rel_10_looking_for_a_database_makes_none(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = file.with_name("nowhere.sqlite")
    monkeypatch.setenv("PRECEPTMAP_DATABASE_URL", f"sqlite:///{nowhere}")
    for words in (("verify",), ("backup", "-o", file.with_name("copy"))):
        refused = run(*words)
        assert (refused.exit_code, f"There is no database at {nowhere}" in refused.stderr) == (1, True), words
    assert not nowhere.exists()


@pytest.mark.usefixtures("at_a_terminal")
def test_a_backup_before_an_upgrade_leaves_the_older_schema(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = open_database(f"sqlite:///{tmp_path / 'old.sqlite'}")
    at_version(old, "0005", monkeypatch)
    monkeypatch.setenv("PRECEPTMAP_DATABASE_URL", f"sqlite:///{tmp_path / 'old.sqlite'}")
    done = run("backup", "-o", tmp_path / "copy.sqlite")
    assert done.exit_code == 0, done.stderr
    assert (version_of(old), read_manifest(tmp_path / "copy.sqlite").schema_version) == ("0005", "0005")
    looked = run("verify")
    assert (looked.exit_code, "schema: The schema is not the current one" in looked.stdout) == (1, True)
    old.close()


@pytest.mark.usefixtures("at_a_terminal")
def test_rel_10_a_folder_that_is_not_there_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRECEPTMAP_DATABASE_URL", f"sqlite:///{file.parent}/nowhere/test.sqlite")
    refused = run("survey", "list")
    assert (refused.exit_code, "unable to open database file" in refused.stderr) == (1, True)
    assert not (file.parent / "nowhere").exists()


@pytest.mark.usefixtures("at_a_terminal")
def test_older_backups_go_when_they_are_older_than_they_may_be(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "notes.manifest.json").write_text("{}")
    database = open_database(f"sqlite:///{file}")
    clock = FixedClock()
    clock.move(days=-400)
    make_backup(database, folder, key=KEY, now=clock())
    database.close()
    done = run("backup", "-o", folder, "--keep-days", 90)
    assert done.exit_code == 0
    assert "Removed, older than 90 days" in done.stderr
    assert len(list(folder.glob("preceptmap-*.sqlite"))) == 1
    assert (folder / "notes.manifest.json").exists()
