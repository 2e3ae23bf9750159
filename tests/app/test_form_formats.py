"""Questionnaires taken away and brought back as XLSForm and FHIR by the commands (ANCHORS (d) 16)."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.command import cli
from app.formats import FORMATS
from reports.interchange.fhir.convert import write_questionnaire
from reports.interchange.xlsform.convert import write_xlsform
from surveys.database import Database
from surveys.instrument import Instrument
from surveys.load import load_instruments
from surveys.store.definitions import definition_rows
from tests.people import Service

NEXT = load_instruments()["organisation-2026"].model_copy(
    update={"id": "organisation-2027", "edition": "2027.1"}
)


@pytest.fixture(autouse=True)
def own_database(database: Database, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands use the database of the service under test."""
    monkeypatch.setenv("PRECEPTMAP_DATA", str(service.settings.data))
    monkeypatch.setenv("PRECEPTMAP_SECRET", str(service.settings.secret))
    address = database.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("PRECEPTMAP_DATABASE_URL", address)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["instruments", *map(str, arguments)])


@pytest.mark.parametrize("format_key", ["xlsform", "fhir"])
def test_the_next_edition_is_added_from_a_form_and_read_back_equal(
    database: Database, tmp_path: Path, format_key: str
) -> None:
    content = write_xlsform(NEXT)[0] if format_key == "xlsform" else write_questionnaire(NEXT)[0]
    (tmp_path / "next").write_bytes(content)
    done = run(
        "import", tmp_path / "next", "--format", format_key, "--reason", "Next year's edition", "--yes"
    )
    assert done.exit_code == 0, done.stderr
    with database.reading() as session:
        assert [(row.kind, row.id) for row in definition_rows(session)] == [
            ("instrument", "organisation-2027")
        ]
    assert run("export", NEXT.id, "--format", format_key, "-o", tmp_path / "again").exit_code == 0
    read = FORMATS[format_key].read
    assert read is not None
    (back,) = read((tmp_path / "again").read_bytes(), "again").documents
    assert isinstance(back, Instrument)
    assert back == NEXT


def test_a_plain_form_tells_what_it_loses_as_json(tmp_path: Path) -> None:
    losses = tmp_path / "losses.json"
    done = run(
        "export",
        "preceptor-2026",
        "--format",
        "xlsform-plain",
        "-o",
        tmp_path / "form.xlsx",
        "--loss",
        losses,
    )
    assert done.exit_code == 0, done.stderr
    report = json.loads(losses.read_text(encoding="utf-8"))
    assert (report["format"], report["subject"]) == ("xlsform-plain", "preceptor-2026")
    assert {"audience", "source"} <= {each["place"] for each in report["lost"]}


def test_a_form_that_cannot_be_read_is_refused_by_its_cell_and_nothing_is_stored(
    database: Database, tmp_path: Path
) -> None:
    (tmp_path / "form.xlsx").write_bytes(b"PK no workbook")
    refused = run("import", tmp_path / "form.xlsx", "--format", "xlsform", "--reason", "Tried", "--yes")
    assert refused.exit_code == 1
    assert "form.xlsx: it is not a workbook that can be read; save it as .xlsx" in refused.stderr
    with database.reading() as session:
        assert definition_rows(session) == []
