"""Whole SQLite files: copied while others write, looked over, and made to stand alone."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

COMPANIONS = ("-wal", "-shm", "-journal")


class DamagedFile(RuntimeError):
    """An SQLite file that is not there, cannot be copied, or cannot be trusted."""


def copy_sqlite(source: Path, target: Path) -> None:
    """Copy a database as it is at one moment to `target`, in one file, whole or not at all.

    Uses SQLite's online backup, so others may read and write meanwhile. A `target` that is there is replaced.
    Raises OSError, or DamagedFile with what SQLite says.
    """
    with whole_file(target) as part:
        part.touch(mode=0o600)
        try:
            _copy_pages(source, part)
        except sqlite3.Error as error:
            raise DamagedFile(f"{source} could not be copied to {target}: {error}.") from error


def _copy_pages(source: Path, part: Path) -> None:
    address = f"{source.resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as origin, closing(sqlite3.connect(part)) as copy:
        origin.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """A file to write that takes the name `target` once the block has ended well and its bytes are on the disk."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    remove(part)
    try:
        yield part
        sync(part)
        part.replace(target)
        sync(target.parent)
    finally:
        remove(part)


def damage_of(file: Path, *, deep: bool = False) -> list[str]:
    """What SQLite finds wrong with a file, nothing when it is sound; `deep` compares indexes with tables too."""
    check = "integrity_check" if deep else "quick_check"
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=rw", uri=True)) as connection:
            rows = connection.execute(f"PRAGMA {check}(20)").fetchall()
    except sqlite3.DatabaseError as error:
        return [str(error)]
    found = [line for (words,) in rows for line in str(words).splitlines() if not line.startswith("***")]
    return [] if found == ["ok"] else found


def stand_alone(file: Path) -> None:
    """Take the log into the file. Raises sqlite3.OperationalError when another process has it open."""
    with closing(sqlite3.connect(file, timeout=1)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def remove(file: Path) -> None:
    """Remove a database file and what SQLite keeps beside it, where there is one."""
    file.unlink(missing_ok=True)
    remove_companions(file)


def remove_companions(file: Path) -> None:
    """Remove what SQLite left beside a database file: another file's log must never be taken for its own."""
    for ending in COMPANIONS:
        file.with_name(file.name + ending).unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Wait until a file, or a folder's list of names, has reached the disk."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
