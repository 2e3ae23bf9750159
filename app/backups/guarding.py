"""What is looked at before a database is opened: that it is still there, and that it is sound (REL-10, REL-44)."""

from pathlib import Path

from sqlalchemy.engine import make_url

from app.backups.sqlite_files import DamagedFile, damage_of
from app.settings import Settings

RESTORE = "Put a backup in its place with `preceptmap restore BACKUP --overwrite`."
LARGEST_LOOKED_OVER = 2**30
"""Bytes: a larger file would keep the service from starting for long; `preceptmap verify` looks at any."""


def database_file(settings: Settings) -> Path | None:
    """The embedded database's file; None where the database is PostgreSQL's."""
    address = make_url(settings.address)
    return Path(address.database or "") if address.get_backend_name() == "sqlite" else None


def check_database_file(settings: Settings) -> None:
    """Raise DamagedFile when the file has gone since it was made: an empty one would hide that.

    A file that nobody made yet is no fault.
    """
    file = database_file(settings)
    if file is None or file.exists() or not _mark(file).exists():
        return
    raise DamagedFile(
        f"{file} was here and is not any more, so nothing was started: an empty database would hide that. "
        f"Is its disk there? {RESTORE} To begin with an empty one, remove {_mark(file)} first."
    )


def check_there(settings: Settings) -> None:
    """Raise DamagedFile unless there is a database: looking at one, or copying it, must not make it."""
    check_database_file(settings)
    file = database_file(settings)
    if file is not None and not file.exists():
        raise DamagedFile(
            f"There is no database at {file}. Set PRECEPTMAP_DATA or PRECEPTMAP_DATABASE_URL as the service has it."
        )


def check_sound(settings: Settings) -> None:
    """Raise DamagedFile naming what SQLite finds wrong with the file, if it is not too large to look over."""
    file = database_file(settings)
    if file is None or not file.exists() or file.stat().st_size > LARGEST_LOOKED_OVER:
        return
    damage = damage_of(file)
    if damage:
        raise DamagedFile(f"{file} is damaged, so it is not served: {damage[0]}. {RESTORE}")


def note_database_file(settings: Settings) -> None:
    """Remember beside the file that it was made."""
    file = database_file(settings)
    if file is not None:
        _mark(file).touch(mode=0o600)


def _mark(file: Path) -> Path:
    return file.with_name(f"{file.name}.made")
