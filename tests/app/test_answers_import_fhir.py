"""`answers import` of FHIR QuestionnaireResponses: submissions here, or nothing at all (ANCHORS e3)."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select
from typer.testing import CliRunner, Result

from app.command import cli
from reports.interchange.fhir.answers import write_response
from surveys.database import Database
from surveys.load import load_instruments
from surveys.rating import Rating
from surveys.tables import FactAnswer, RatingAnswer, Response
from tests.app.respondents import ABOUT_YOU
from tests.people import Service

PRECEPTEE = load_instruments()["preceptee-2026"]
FACTS = {question: (value,) for question, value in ABOUT_YOU.items()}
RATINGS = {
    "N01": Rating(item="N01", importance=5, confidence=2, support="time", note="For me alone."),
    "N02": Rating(item="N02", not_in_role=True),
}


@pytest.fixture(autouse=True)
def own_database(database: Database, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command uses the database and the key of the service under test, with one organisation."""
    monkeypatch.setenv("PRECEPTMAP_DATA", str(service.settings.data))
    monkeypatch.setenv("PRECEPTMAP_SECRET", str(service.settings.secret))
    address = database.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("PRECEPTMAP_DATABASE_URL", address)
    service.has_organisation("T01", region="Y56")
    service.has_open_time_point()


def response(id: str | None, *, complete: bool = True, **changes: Any) -> dict[str, Any]:
    """One person's answers as another system may hand them over."""
    made = json.loads(write_response(PRECEPTEE, RATINGS, FACTS, complete=complete, month="2026-11"))
    return {**made, **({} if id is None else {"id": id}), **changes}


def bundle(*responses: dict[str, Any]) -> dict[str, Any]:
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"resource": each} for each in responses],
    }


def import_file(data: object, folder: Path, *, organisation: str = "T01") -> Result:
    file = folder / "answers.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    options = ["--survey", "Autumn 2026", "--organisation", organisation]
    return CliRunner().invoke(cli, ["answers", "import", str(file), *options])


def test_a_bundle_of_responses_becomes_submissions(database: Database, tmp_path: Path) -> None:
    done = import_file(bundle(response("1"), response("2")), tmp_path)
    assert done.exit_code == 0, done.stderr
    assert done.stdout == "2 respondents and 4 answers imported into Autumn 2026, 0 refused.\n"
    with database.reading() as session:
        rows = session.exec(select(Response)).all()
        assert {(row.organisation, row.region, row.pathway, row.stage, row.state) for row in rows} == {
            ("T01", "Y56", "diagnostic", "under-3", "submitted")
        }
        rated = session.exec(select(RatingAnswer).where(RatingAnswer.item == "N01")).all()
        assert [(row.importance, row.confidence, row.support, row.note) for row in rated] == [
            (5, 2, "time", None)
        ] * 2
        away = session.exec(select(RatingAnswer).where(RatingAnswer.item == "N02")).all()
        assert [row.not_in_role for row in away] == [True, True]
        facts = {row.question for row in session.exec(select(FactAnswer))}
        assert facts == {"pathway", "setting", "stage"}


def test_one_response_alone_is_taken_too(tmp_path: Path) -> None:
    assert import_file(response("1"), tmp_path, organisation="t01").exit_code == 0


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (bundle(response("1"), response(None)), "answers.json: entry[1].resource.id: missing 'id'"),
        (bundle(response("1"), response("1")), "answers.json: entry[1].resource.id: '1' is given twice"),
        (bundle(response("1", complete=False)), "answers.json: entry[0].resource.status: only completed answers"),
        (bundle(response("1", item=[])), "answers.json: entry[0].resource: Choose an answer to 'Which pathway"),
        (bundle(response("1", questionnaire="urn:x")), "answers.json: entry[0].resource.questionnaire: 'urn:x'"),
        (bundle({"resourceType": "Patient", "id": "p"}), "answers.json: entry[0].resource: it is not a FHIR"),
        ({"resourceType": "Bundle"}, "answers.json: entry: the Bundle holds nothing"),
    ],
)  # fmt: skip
def test_nothing_is_stored_when_one_response_cannot_be(
    database: Database, tmp_path: Path, data: object, said: str
) -> None:
    refused = import_file(data, tmp_path)
    assert refused.exit_code == 1
    assert said in refused.stderr
    with database.reading() as session:
        assert session.exec(select(Response)).all() == []


def test_responses_imported_before_are_refused(tmp_path: Path) -> None:
    assert import_file(response("1"), tmp_path).exit_code == 0
    again = import_file(bundle(response("2"), response("1")), tmp_path)
    assert "entry[1].resource.id: the answers of '1' were imported into Autumn 2026 before" in again.stderr


def test_the_organisation_must_be_known(tmp_path: Path) -> None:
    refused = import_file(response("1"), tmp_path, organisation="XX1")
    assert (refused.exit_code, "'XX1' is not the code of an organisation here" in refused.stderr) == (1, True)
