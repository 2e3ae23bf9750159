"""Labelled files from the dashboard and by command; invented rows are nobody's and always the same."""

import csv
import io
import zipfile
from pathlib import Path

import pyreadstat
import pytest
from typer.testing import CliRunner

from app.command import cli
from app.definitions import load_definitions
from app.synthetic import synthetic_rows
from reports.labelled.answers import answer_variables
from tests.app.steering import has_release
from tests.people import Service

DEFINITIONS = load_definitions()


def test_the_steering_group_takes_the_figures_of_a_release_away(service: Service, tmp_path: Path) -> None:
    has_release(service, people=60)
    member = service.signed_in("cat", role="steering")
    page = member.get("/dashboard").text
    for ending in ("zip", "parquet", "sav"):
        assert f"/dashboard/figures/{ending}?release=1" in page
        answer = member.get(f"/dashboard/figures/{ending}?release=1")
        assert answer.status_code == 200
        assert f"preceptmap-figures-release-1.{ending}" in answer.headers["Content-Disposition"]
    (tmp_path / "f.sav").write_bytes(member.get("/dashboard/figures/sav").content)
    frame, _ = pyreadstat.read_sav(str(tmp_path / "f.sav"))
    assert set(frame["release"]) == {1.0}
    assert member.get("/dashboard/figures/exe").status_code == 422
    assert (
        service.signed_in("lee", role="lead", organisation="T02").get("/dashboard/figures/zip").status_code
        == 403
    )


def test_figures_are_not_found_before_a_release_is_approved(service: Service) -> None:
    assert service.signed_in("cat", role="steering").get("/dashboard/figures/zip").status_code == 404


@pytest.mark.parametrize("audience", ["preceptee", "preceptor"])
def test_invented_rows_have_the_layout_of_the_questionnaire_and_say_they_are_nobodys(audience: str) -> None:
    data = synthetic_rows(DEFINITIONS, audience=audience, people=25, seed=3)
    instrument = next(each for each in DEFINITIONS.instruments.values() if each.audience == audience)
    assert data.variables == answer_variables(instrument)
    assert len(data.rows) == 25
    assert set(data.column("sample")) == {"synthetic"}
    assert "invented" in data.notes[0]
    for variable in data.variables:
        codes = {each for each in data.column(variable.name) if each not in (None, "")}
        if variable.values:
            allowed = {float(code) if variable.kind == "number" else code for code in variable.values}
            assert codes <= allowed, variable.name


def test_the_same_seed_gives_the_same_people_and_another_seed_others() -> None:
    one, same, other = (
        synthetic_rows(DEFINITIONS, audience="preceptee", people=20, seed=seed) for seed in (1, 1, 2)
    )
    assert one.rows == same.rows
    assert one.rows != other.rows


def test_the_page_gives_invented_rows_though_nobody_has_answered(service: Service) -> None:
    member = service.signed_in("cat", role="steering")
    content = member.get("/dashboard/synthetic/preceptor/zip").content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        rows = list(csv.reader(io.StringIO(archive.read("data.csv").decode("utf-8-sig"))))
        assert "nobody's answers" in archive.read("read-me.txt").decode()
    assert len(rows) == 1001
    assert rows[1][0] == "synthetic"


def test_the_command_writes_invented_rows_and_refuses_an_ending_it_does_not_know(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRECEPTMAP_DATA", str(tmp_path / "data"))
    out = tmp_path / "rows.parquet"
    done = CliRunner().invoke(cli, ["synthetic", "-o", str(out), "--people", "5"])
    assert done.exit_code == 0
    assert out.exists()
    assert not (tmp_path / "data").exists()
    refused = CliRunner().invoke(cli, ["synthetic", "-o", str(tmp_path / "rows.doc")])
    assert refused.exit_code == 1
    assert "Choose one of .zip, .parquet, .sav" in refused.output
