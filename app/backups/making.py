"""Making a backup: the whole database as it is at one moment, checked, with its manifest beside it."""

from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from app.backups.manifest import (
    BackupRefused,
    Manifest,
    file_digest,
    fingerprint,
    manifest_path,
    write_manifest,
)
from app.backups.postgres import check_dump, dump
from app.backups.sqlite_files import copy_sqlite, damage_of, whole_file
from app.clock import as_utc
from app.migrate import version_of
from surveys.database import Database

ENDINGS = {"sqlite": ".sqlite", "postgresql": ".dump"}
STAMP = "%Y%m%d-%H%M%S"


def make_backup(database: Database, target: Path, *, key: bytes, now: datetime) -> Path:
    """Copy the database to `target`, a new file or a folder in which the file is named after the moment.

    Others may go on saving meanwhile. Raises BackupRefused when the file is there already, when its folder is
    not, or when what was copied is damaged; then there is no backup, and no half of one.
    """
    kind = database.engine.dialect.name
    file = _name(target, kind, now)
    if kind == "sqlite":
        _copy(Path(str(database.engine.url.database)), file)
    else:
        with whole_file(file) as part:
            part.touch(mode=0o600)
            dump(database.engine, part)
            check_dump(part)
    write_manifest(file, _describe(database, file, key=key, now=now))
    return file


def _name(target: Path, kind: str, now: datetime) -> Path:
    if target.is_dir():
        target = target / f"preceptmap-{as_utc(now):{STAMP}}{ENDINGS[kind]}"
    if not target.parent.is_dir():
        raise BackupRefused(f"There is no folder {target.parent}. Make it first, or choose another with -o.")
    for taken in (target, manifest_path(target)):
        if taken.exists():
            raise BackupRefused(f"{taken} is there already. Choose another name; no backup is written over.")
    return target


def _copy(source: Path, file: Path) -> None:
    copy_sqlite(source, file)
    if damage := damage_of(file):
        file.unlink()
        raise BackupRefused(
            f"The database is damaged, so this copy of it was not kept: {damage[0]}. "
            "Restore an earlier backup with `preceptmap restore BACKUP --overwrite`."
        )


def _describe(database: Database, file: Path, *, key: bytes, now: datetime) -> Manifest:
    kind = "sqlite" if database.is_sqlite else "postgresql"
    return Manifest(
        made_at=as_utc(now),
        database=kind,
        file=file.name,
        bytes=file.stat().st_size,
        sha256=file_digest(file),
        schema_version=version_of(database) or "",
        service_version=version("preceptmap"),
        key=fingerprint(key),
    )
