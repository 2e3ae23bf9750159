"""What commands share: settings, a ready database, and refusals that end with exit code 1."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from app.backups.guarding import check_database_file, note_database_file
from app.backups.manifest import BackupRefused
from app.backups.sqlite_files import DamagedFile
from app.definitions import Definitions, load_definitions
from app.erasing import settle_ledger
from app.erasure_ledger import LedgerDamaged
from app.migrate import upgrade
from app.own_definitions import load_own
from app.sample import REAL, MixedContents, contents, stamp
from app.settings import Settings, UnknownSetting, UnusableSetting, load_settings
from frameworks.definition import DefinitionError
from mapping.answers_file import AnswersRefused
from surveys.database import Database, UnsafeDatabase, open_database
from surveys.errors import Invalid, Refused
from surveys.store.definitions import definition_rows
from surveys.trust_file import TrustFileRefused

REFUSED = 1


def say(message: str) -> None:
    """A line for the person at the terminal, apart from what the command prints as its result."""
    print(message, file=sys.stderr, flush=True)


@contextmanager
def refusals() -> Iterator[None]:
    """Turn every refusal we know into its message and exit code 1."""
    try:
        yield
    except Invalid as error:
        _stop([f"{field}: {message}" for field, message in error.problems.items()])
    except Refused as error:
        _stop([error.message])
    except (DefinitionError, AnswersRefused, TrustFileRefused, MixedContents, UnsafeDatabase) as error:
        _stop([str(error)])
    except (LedgerDamaged, DamagedFile, BackupRefused) as error:
        _stop([str(error)])
    except (UnknownSetting, UnusableSetting) as error:
        _stop([str(error)])
    except SQLAlchemyError as error:
        _stop([f"The database could not be used: {str(error).splitlines()[0]}"])
    except OSError as error:
        _stop([f"{error.filename or ''}: {error.strerror or error}".lstrip(": ")])


def read_settings() -> Settings:
    """Settings from the environment."""
    return load_settings(dict(os.environ))


@contextmanager
def ready_database(settings: Settings | None = None, *, holds: str = REAL) -> Iterator[Database]:
    """The database of the settings with its schema brought up to date, named on standard error.

    An unused database is stamped with what it `holds`; one that holds sample data may be worked on too.
    """
    settings = settings or read_settings()
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    check_database_file(settings)
    database = open_database(settings.address)
    say(f"Database: {database.engine.url.render_as_string(hide_password=True)}")
    try:
        upgrade(database)
        if holds == REAL:  # the sample may be removed and made again
            note_database_file(settings)
        with database.reading() as session:
            unused = contents(session) is None
        if unused:
            with database.writing() as session:
                stamp(session, holds)
        again = settle_ledger(database, ledger=settings.ledger, key=settings.key)
        if again:
            say(f"People who had been erased and were in this copy of the database: {again}, erased again.")
        yield database
    finally:
        database.close()


def known_definitions() -> Definitions:
    """All that ships, together with what was added where there is a database already; none is made for this."""
    settings = read_settings()
    address = make_url(settings.address)
    if address.get_backend_name() == "sqlite" and not Path(address.database or "").exists():
        return load_definitions()
    with ready_database(settings) as database, database.reading() as session:
        return load_own(definition_rows(session))


def _stop(lines: list[str]) -> None:
    for line in lines:
        say(line)
    raise typer.Exit(REFUSED)
