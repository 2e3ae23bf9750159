"""`backup`, `restore` and `verify`: copies of the database, and whether they can be trusted."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from app.backups.guarding import check_there
from app.backups.making import make_backup
from app.backups.manifest import manifest_path
from app.backups.pruning import remove_older
from app.backups.restoring import restore_backup
from app.backups.verifying import Check, verify_backup, verify_database
from app.clock import utc_now
from app.commands.context import REFUSED, read_settings, refusals, say
from app.erasing import settle_ledger
from app.migrate import is_current
from app.settings import Settings
from surveys.database import Database, open_database

LISTED = 5


def backup(
    output: Annotated[
        Path, typer.Option("-o", "--output", help="A new file, or a folder to name a file in by the moment.")
    ],
    keep_days: Annotated[
        int | None,
        typer.Option(min=1, help="Remove backups in the same folder that are older than this many days."),
    ] = None,
) -> None:
    """Copy the whole database, while the service runs, and write a manifest beside the copy.

    The key (PRECEPTMAP_SECRET or secret.key) is not in it: keep that somewhere else.
    """
    with refusals():
        settings, now = read_settings(), utc_now()
        with _database_there(settings) as database:
            if is_current(database):  # else the copy is of before: it must not bring the schema up to date
                settle_ledger(database, ledger=settings.ledger, key=settings.key)
            file = make_backup(database, output, key=settings.key, now=now)
        removed = remove_older(file.parent, days=keep_days, now=now) if keep_days else []
    for each in removed:
        say(f"Removed, older than {keep_days} days: {each}")
    print(f"{file}\n{manifest_path(file)}")


def restore(
    file: Annotated[Path, typer.Argument(help="A backup, with its manifest beside it.")],
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Replace the database there is; a copy of it is kept.")
    ] = False,
    other_key: Annotated[
        bool, typer.Option("--other-key", help="Restore although no code will work, as the key is lost.")
    ] = False,
) -> None:
    """Put a backup back, with the service stopped. Whoever was erased since is erased from it again.

    Everybody has to sign in anew. Codes that were used since the backup can be used once more.
    """
    with refusals():
        done = restore_backup(file, read_settings(), now=utc_now(), overwrite=overwrite, other_key=other_key)
    if done.safety_copy:
        say(f"The database that was there is kept as {done.safety_copy}; remove it when all is well.")
    print(
        f"Restored the backup of {done.made_at.isoformat(timespec='seconds')}: {done.respondents} people who "
        f"answer here, {done.erased_again} erased again."
    )


def verify(
    file: Annotated[
        Path | None, typer.Argument(help="A backup to look at; the live database when left out.")
    ] = None,
) -> None:
    """Look whether a database, or a backup of one, is what it was when it was written; change nothing.

    Ends with 0 when all is well and with 1 when something is not.
    """
    with refusals():
        settings = read_settings()
        if file:
            checks = verify_backup(file, key=settings.key)[1]
        else:
            with _database_there(settings) as database:
                checks = list(verify_database(database, key=settings.key))
    _report(checks)


@contextmanager
def _database_there(settings: Settings) -> Iterator[Database]:
    """The database as it is: it is neither made nor brought up to date."""
    check_there(settings)
    database = open_database(settings.address)
    try:
        yield database
    finally:
        database.close()


def _report(checks: list[Check]) -> None:
    for check in checks:
        print(f"{check.name}: {'; '.join(check.problems[:LISTED]) or 'sound'}")
    if any(check.problems for check in checks):
        say("Something is not sound. Restore a backup with `preceptmap restore BACKUP --overwrite`.")
        raise typer.Exit(REFUSED)
