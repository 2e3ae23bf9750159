"""`release show`: the document of the API, at a terminal."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.command import cli
from surveys.database import Database
from tests.app.steering import has_release
from tests.people import Service


@pytest.fixture(autouse=True)
def own_database(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command uses the database of the service under test."""
    monkeypatch.setenv("PRECEPTMAP_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("PRECEPTMAP_DATABASE_URL", database.engine.url.render_as_string(hide_password=False))


def run(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


def test_json_is_the_document_the_api_answers_with(service: Service) -> None:
    number = has_release(service, people=60)
    shown = run("release", "show", number, "--format", "json")
    assert shown.exit_code == 0, shown.stderr
    steering = service.signed_in("cat", role="steering")
    assert json.loads(shown.stdout) == steering.get("/api/v1/releases/latest").json()


def test_text_has_a_line_for_each_figure_and_says_that_a_release_waits(service: Service) -> None:
    number = has_release(service, people=60, approved=False)
    lines = run("release", "show", number).stdout.splitlines()
    assert lines[0] == f"Release {number}, Time point of 60: waiting, made on 2026-11-24"
    document = json.loads(run("release", "show", number, "--format", "json").stdout)
    assert document["approved_at"] is None
    assert sum("\t" in line for line in lines) == sum(len(table["rows"]) for table in document["tables"])
    assert any(line.startswith("audience=preceptee nation=all\tN01\tneed_share\t") for line in lines)


def test_a_release_that_is_not_there_is_exit_1(service: Service) -> None:
    refused = run("release", "show", 9)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "There is no release with this number" in refused.stderr
