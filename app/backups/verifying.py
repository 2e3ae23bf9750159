"""Is a database what it was when it was written: its pages, references, audit chain, releases and answers."""

import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from app.audit import broken_links
from app.backups.manifest import BackupRefused, Manifest, read_manifest
from app.backups.postgres import check_dump
from app.backups.sqlite_files import copy_sqlite, damage_of
from app.erasing import list_alive
from app.migrate import is_current, upgrade
from app.releases import Tampered, load_release
from surveys.database import Database, open_database
from surveys.store.releases import all_releases
from surveys.store.soundness import (
    blank_submissions,
    changed_audiences,
    odd_ratings,
    odd_revisions,
    odd_states,
)

LISTED = 5


@dataclass(frozen=True)
class Check:
    """One thing that was looked at, and what is wrong with it: nothing when it is sound."""

    name: str
    problems: tuple[str, ...] = ()


def verify_database(database: Database, *, key: bytes) -> Iterator[Check]:
    """Every check of a database that is open to others meanwhile; it changes nothing.

    Stops after the first where the file itself is damaged, or its schema is not the current one.
    """
    if database.is_sqlite:
        damage = damage_of(Path(str(database.engine.url.database)), deep=True)
        yield Check("pages", tuple(damage))
        if damage:
            return
    if not is_current(database):
        yield Check(
            "schema", ("The schema is not the current one. `preceptmap serve` brings it up to date.",)
        )
        return
    yield Check("schema")
    with database.snapshot() as session:
        yield Check("references", tuple(_references(database, session)))
        yield Check("audit trail", tuple(_audit(session)))
        yield Check("releases", tuple(_releases(session)))
        yield Check("answers", tuple(_answers(session)))
        yield Check("revisions", tuple(_rows(odd_revisions(session), "with a revision below 1")))
        yield Check("states", tuple(_rows(odd_states(session), "in a state that does not exist")))
        yield Check("erasures", tuple(_erasures(session, key)))


def verify_backup(backup: Path, *, key: bytes) -> tuple[Manifest, list[Check]]:
    """The checks of a backup: of an SQLite file all of them, on a copy that is brought up to date and thrown away.

    Raises BackupRefused when the file is not as its manifest says, or PostgreSQL cannot read it.
    """
    manifest = read_manifest(backup)
    if manifest.database == "postgresql":
        check_dump(backup)
        return manifest, [Check("checksum"), Check("dump")]
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.sqlite"
        copy.touch(mode=0o600)
        try:
            return manifest, [Check("checksum"), *_checks_of_copy(backup, copy, key)]
        except SQLAlchemyError as error:
            said = str(error).splitlines()[0]
            raise BackupRefused(f"{backup} cannot be read: {said}. Choose another backup.") from error


def _checks_of_copy(backup: Path, copy: Path, key: bytes) -> list[Check]:
    if damage := damage_of_copy(backup, copy):
        return [Check("pages", tuple(damage))]
    database = open_database(f"sqlite:///{copy}")
    with closing(database):
        upgrade(database, copy_first=False)
        return list(verify_database(database, key=key))


def damage_of_copy(backup: Path, copy: Path) -> list[str]:
    """Copy a backup, so that looking at it cannot change it; what is wrong with the copy."""
    copy_sqlite(backup, copy)
    return damage_of(copy, deep=True)


def _references(database: Database, session: Session) -> Iterator[str]:
    """PostgreSQL lets no such row in, so that only SQLite is asked."""
    if not database.is_sqlite:
        return
    rows = session.execute(text("PRAGMA foreign_key_check")).all()
    for table, row, parent, _ in rows[:LISTED]:
        yield f"{table}, row {row}, points at a row of {parent} that is not there"
    if len(rows) > LISTED:
        yield f"and {len(rows) - LISTED} more"


def _audit(session: Session) -> Iterator[str]:
    broken = list(broken_links(session))
    if broken:
        yield f"entry {broken[0]} does not fit the one before it ({len(broken)} such entries in all)"


def _releases(session: Session) -> Iterator[str]:
    for row in all_releases(session):
        try:
            load_release(session, row.number)
        except Tampered as error:
            yield error.message
        except ValidationError:
            yield f"Release {row.number} cannot be read"


def _answers(session: Session) -> Iterator[str]:
    found = {
        "ratings that nobody could have given": odd_ratings(session),
        "submitted responses without any answer": blank_submissions(session),
        "responses of somebody who answers as something else": changed_audiences(session),
    }
    yield from (f"{count} {what}" for what, count in found.items() if count)


def _rows(found: Iterator[tuple[str, int]], what: str) -> Iterator[str]:
    yield from (f"{count} rows of {table} {what}" for table, count in found)


def _erasures(session: Session, key: bytes) -> Iterator[str]:
    alive = list_alive(session, key=key)
    if alive:
        yield f"{len(alive)} people are here who are in the list of erasures"
