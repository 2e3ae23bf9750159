"""Putting a backup back: prepared whole beside the database, then put in its place at one stroke (REL-28)."""

import os
import shutil
import sqlite3
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import col, delete, func, select

from app.audit import record
from app.backups.guarding import database_file
from app.backups.making import STAMP, make_backup
from app.backups.manifest import BackupRefused, Manifest, fingerprint, read_manifest
from app.backups.postgres import check_dump, put_back
from app.backups.sqlite_files import (
    COMPANIONS,
    copy_sqlite,
    damage_of,
    remove,
    remove_companions,
    stand_alone,
    sync,
)
from app.clock import as_utc
from app.erasing import settle_ledger
from app.migrate import known_versions, upgrade, version_of
from app.settings import Settings
from app.tables import SignIn
from surveys.database import Database, open_database
from surveys.tables import Respondent

ACTOR = "command line"
RUNNING = (
    "The database is in use. Stop the service (and every other preceptmap command) first, then restore again."
)


@dataclass(frozen=True)
class Restored:
    """What a restore did: who was erased again, how many people are in it, and where the safety copy lies."""

    made_at: datetime
    erased_again: int
    respondents: int
    safety_copy: Path | None


def restore_backup(
    backup: Path, settings: Settings, *, now: datetime, overwrite: bool = False, other_key: bool = False
) -> Restored:
    """Put `backup` in the place of the database of the settings, brought up to date, and erase whom it must not hold.

    Raises BackupRefused when the backup is damaged, is of the other kind of database, is newer than this code,
    or was made under another key without `other_key`; and without `overwrite` when there is a database already.
    """
    manifest = read_manifest(backup)
    _check_fits(backup, manifest, settings, other_key=other_key)
    file = database_file(settings)
    if file is None:
        return _restore_dump(backup, manifest, settings, now=now, overwrite=overwrite)
    return _restore_file(backup, manifest, settings, file, now=now, overwrite=overwrite)


def _check_fits(backup: Path, manifest: Manifest, settings: Settings, *, other_key: bool) -> None:
    kind = "postgresql" if database_file(settings) is None else "sqlite"
    if manifest.database != kind:
        raise BackupRefused(
            f"{backup} is of {manifest.database}, and the database of the settings is {kind}. "
            "Set PRECEPTMAP_DATABASE_URL to one of the same kind."
        )
    if manifest.schema_version not in known_versions():
        raise BackupRefused(
            f"{backup} was made by a newer preceptmap ({manifest.service_version}, schema "
            f"{manifest.schema_version}). Install that version first."
        )
    if manifest.key != fingerprint(settings.key) and not other_key:
        raise BackupRefused(
            f"{backup} was made under another key, so no code that was handed out would work, and nobody could "
            "say who has been erased since. Put the key back (PRECEPTMAP_SECRET, or secret.key in "
            "PRECEPTMAP_DATA); only if it is lost for good, add --other-key."
        )


def _restore_file(
    backup: Path, manifest: Manifest, settings: Settings, file: Path, *, now: datetime, overwrite: bool
) -> Restored:
    there = file.exists()
    if there and not overwrite:
        raise _would_overwrite(str(file))
    if there:
        _gather_erasures(settings)
        _stop_if_in_use(file)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = file.with_name(f"{file.name}.restoring")
    remove(new)
    try:
        copy_sqlite(backup, new)
        if damage := damage_of(new, deep=True):
            raise BackupRefused(f"{backup} is damaged: {damage[0]}. Choose another backup.")
        again, people = _prepare(open_database(f"sqlite:///{new.resolve()}"), manifest, settings, now=now)
        stand_alone(new)
        safety = _set_aside(file, now) if there else None
        remove_companions(file)
        new.replace(file)
        sync(file.parent)
    finally:
        remove(new)
    return Restored(manifest.made_at, again, people, safety)


def _restore_dump(
    backup: Path, manifest: Manifest, settings: Settings, *, now: datetime, overwrite: bool
) -> Restored:
    check_dump(backup)
    database = open_database(settings.address)
    try:
        there = version_of(database) is not None
        if there and not overwrite:
            raise _would_overwrite(database.engine.url.render_as_string(hide_password=True))
        safety = None
        if there:
            _gather_erasures(settings)
            safety = make_backup(database, _safety_name(settings, now), key=settings.key, now=now)
        with tempfile.TemporaryDirectory() as work:
            put_back(database.engine, backup, work=Path(work))
        again, people = _prepare(database, manifest, settings, now=now)
    finally:
        database.close()
    return Restored(manifest.made_at, again, people, safety)


def _would_overwrite(what: str) -> BackupRefused:
    return BackupRefused(
        f"{what} holds a database already. Add --overwrite to put the backup in its place; a copy is kept."
    )


def _safety_name(settings: Settings, now: datetime) -> Path:
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    return settings.data / f"before-restore-{as_utc(now):{STAMP}}.dump"


def _prepare(database: Database, manifest: Manifest, settings: Settings, *, now: datetime) -> tuple[int, int]:
    """Bring a restored database up to date: its schema, whom it must not hold, and nobody signed in."""
    try:
        upgrade(database, copy_first=False)
        again = settle_ledger(database, ledger=settings.ledger, key=settings.key)
        with database.writing() as session:
            session.exec(delete(SignIn).where(col(SignIn.token_hash).is_not(None)))
            made = f"made {as_utc(manifest.made_at).isoformat(timespec='seconds')}; {again} erased again"
            record(session, at=now, actor=ACTOR, action="restore backup", subject=manifest.file, result=made)
            people = session.exec(select(func.count()).select_from(Respondent)).one()
    finally:
        database.close()
    return again, people


def _gather_erasures(settings: Settings) -> None:
    """Add to the ledger what the database that is about to go knows, as far as it can still be read."""
    database = open_database(settings.address)
    try:
        with suppress(SQLAlchemyError):  # a damaged or much older one has nothing that the file lacks
            settle_ledger(database, ledger=settings.ledger, key=settings.key)
    finally:
        database.close()


def _stop_if_in_use(file: Path) -> None:
    try:
        stand_alone(file)
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise BackupRefused(RUNNING) from error
        # whatever else keeps the log apart is why the database is replaced: its log is set aside with it
    except sqlite3.DatabaseError:
        return  # damaged, and so is replaced as it is


def _set_aside(file: Path, now: datetime) -> Path:
    """Keep the database that is replaced under another name, with its log where it could not be taken in."""
    safety = file.with_name(f"{file.stem}.before-restore-{as_utc(now):{STAMP}}{file.suffix}")
    if safety.exists():
        raise BackupRefused(f"{safety} is there already. Wait a second, then restore again.")
    for ending in COMPANIONS:
        beside = file.with_name(file.name + ending)
        if beside.exists():
            beside.replace(safety.with_name(safety.name + ending))
    try:
        os.link(file, safety)
    except OSError:  # a file system without links
        shutil.copy2(file, safety)
    sync(safety)
    return safety
