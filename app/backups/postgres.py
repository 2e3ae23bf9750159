"""PostgreSQL's own programs: a dump, what is in it, and putting it back in one transaction."""

import os
import shutil
import subprocess
from pathlib import Path

from sqlalchemy import Engine, inspect
from sqlalchemy.engine import URL

from app.backups.manifest import BackupRefused
from app.jobs.queue import PREFIX as QUEUE

INSTALL = (
    "Install PostgreSQL's client programs, of the server's version or newer (on Debian: "
    "apt-get install postgresql-client), and see that they are on the PATH."
)
LONGEST_LINE = 300


def dump(engine: Engine, part: Path) -> None:
    """Write everything but the queue, as it is at one moment, to `part`. Raises BackupRefused."""
    leave_out = f"--exclude-table={QUEUE}*"
    _run("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", leave_out, f"--file={part}"], engine)


def check_dump(file: Path) -> None:
    """Raise BackupRefused unless PostgreSQL can read what a dump holds."""
    _run("pg_restore", ["--list", str(file)])


def put_back(engine: Engine, file: Path, *, work: Path) -> None:
    """Replace every table with those of a dump, in one transaction. `work` is an empty folder to write in.

    Raises BackupRefused; then the database is as it was.
    """
    drop, script = work / "drop.sql", work / "restore.sql"
    tables = inspect(engine).get_table_names()
    drop.write_text("".join(f'DROP TABLE IF EXISTS "{table}" CASCADE;\n' for table in tables))
    _run("pg_restore", ["--no-owner", "--no-privileges", f"--file={script}", str(file)])
    once = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null"]
    _run("psql", [*once, f"--file={drop}", f"--file={script}"], engine)


def _run(program: str, options: list[str], engine: Engine | None = None) -> None:
    found = shutil.which(program)
    if found is None:
        raise BackupRefused(f"{program} is not there. {INSTALL}")
    address = [f"--dbname={_without_password(engine.url)}"] if engine else []
    done = subprocess.run(  # noqa: S603 - a program of PostgreSQL with options of our own
        [found, *options, *address], capture_output=True, text=True, check=False, env=_environment(engine)
    )
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["it did not say why"])[0][:LONGEST_LINE]
        raise BackupRefused(f"{program} stopped: {said}. {INSTALL if 'version' in said else ''}".rstrip())


def _environment(engine: Engine | None) -> dict[str, str]:
    """The password goes this way, because every user of a machine can read a program's arguments."""
    password = {"PGPASSWORD": engine.url.password} if engine and engine.url.password else {}
    return {**os.environ, **password}


def _without_password(url: URL) -> str:
    return url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
