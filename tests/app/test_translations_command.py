"""`preceptmap translations`: from a sheet to stored words, and how far each has come."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from app.command import cli


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database of its own for each test."""
    monkeypatch.setenv("PRECEPTMAP_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, ["translations", *words])


def sheet(path: Path) -> None:
    assert run("template", "preceptee-2026", "-o", str(path)).exit_code == 0


def change(path: Path, cell: str, value: str | None) -> None:
    book = load_workbook(path)
    book["Words"][cell] = value
    book.save(path)


def test_what_ships_in_welsh_is_complete_and_says_that_nobody_checked_it() -> None:
    result = run("status", "--format", "json")
    counts = json.loads(result.stdout)
    assert counts["preceptee-2026"] == {"complete": 340, "missing": 0, "stale": 0, "unchecked": 340}
    assert counts["preceptor-2026"] == {"complete": 172, "missing": 0, "stale": 0, "unchecked": 172}
    assert counts["pages"]["problems"] == 0


def test_a_filled_in_sheet_is_shown_first_and_stored_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "words.xlsx"
    sheet(path)
    for cell, value in (("D2", "Gwell teitl"), ("E2", "A speaker"), ("F2", "2026-11-20")):
        change(path, cell, value)
    shown = run("import", str(path))
    assert shown.stdout == "preceptee-2026.cy: 340 complete, 0 missing, 0 stale, 339 unchecked\n"
    assert "Nothing is stored yet" in shown.stderr
    assert run("import", str(path), "--yes").exit_code == 0
    assert run("import", str(path), "--yes").exit_code == 0
    assert "339 unchecked" in run("status").stdout
    assert run("remove", "preceptee-2026.cy").exit_code == 0
    assert "339 unchecked" not in run("status").stdout


def test_a_sheet_that_would_break_a_promise_is_refused_and_nothing_is_stored(tmp_path: Path) -> None:
    path = tmp_path / "words.xlsx"
    sheet(path)
    change(path, "D3", None)
    result = run("import", str(path), "--yes")
    assert result.exit_code == 1
    assert "preceptee-2026.cy.yaml:" in result.stderr
    assert "importance.1.label: no words in 'cy' for “Not important”; translate it" in result.stderr
    assert "0 missing" in run("status").stdout


def test_a_wrong_cell_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "words.xlsx"
    sheet(path)
    change(path, "C3", "Not very important")
    result = run("import", str(path), "-o", str(tmp_path / "out.yaml"))
    assert result.exit_code == 1
    assert "words.xlsx:3: C3: is not today's English, which is “Not important”" in result.stderr
    assert not (tmp_path / "out.yaml").exists()


def test_a_definition_nobody_knows_is_refused(tmp_path: Path) -> None:
    result = run("template", "preceptee-2099", "-o", str(tmp_path / "x.csv"))
    assert result.exit_code == 1
    assert "There is no framework or questionnaire preceptee-2099." in result.stderr
