"""The command line: what each command prints, and its exit codes 0, 1 and 2."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner, Result

from app.command import cli

HEADER = "respondent,organisation,pathway,item,importance,confidence\n"
GOLDEN = HEADER + "".join(
    f"r{n},T1,diagnostic,on-call,{i},{c}\n"
    for n, (i, c) in enumerate([(5, 2), (4, 3), (5, 5), (3, 3), (4, 1), (2, 3)])
)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Commands that need a database get one of their own."""
    monkeypatch.setenv("PRECEPTMAP_DATA", str(tmp_path / "data"))
    return tmp_path


def run(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


def commands(command: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    yield path, command
    for name, below in getattr(command, "commands", {}).items():
        yield from commands(below, (*path, name))


def test_every_command_says_what_it_does() -> None:
    for path, command in commands(get_command(cli)):
        assert command.help, path  # type: ignore[attr-defined]
        assert run(*path, "--help").exit_code == 0


def test_wrong_usage_is_exit_2(own_folder: Path) -> None:
    answers = own_folder / "answers.csv"
    answers.write_text(GOLDEN)
    for words in (
        ("nosuch",),
        ("analyse",),
        ("analyse", answers, "--format", "pdf"),
        ("analyse", answers, "--audience", "everyone"),
        ("analyse", answers, "-o", answers),
    ):
        assert run(*words).exit_code == 2, words
    assert answers.read_text() == GOLDEN


def test_analyse_prints_the_golden_set_as_json_and_csv_alike(own_folder: Path) -> None:
    answers = own_folder / "answers.csv"
    answers.write_text(GOLDEN)
    printed = run("analyse", answers)
    assert printed.exit_code == 0
    found = json.loads(printed.stdout)
    assert (found["respondents"], found["refused"]) == (6, [])
    (item,) = found["items"]
    assert round(item["mwds"], 4) == 3.8333
    assert round(item["rds"], 2) == -33.33
    table = csv.DictReader(io.StringIO(run("analyse", answers, "--format", "csv").stdout.lstrip("\ufeff")))
    assert dict(next(table)) == {name: str(value).removesuffix(".0") for name, value in item.items()}


def test_analyse_writes_a_workbook_to_a_file_or_down_a_pipe(own_folder: Path) -> None:
    answers, book = own_folder / "answers.csv", own_folder / "needs.xlsx"
    answers.write_text(GOLDEN)
    assert run("analyse", answers, "--format", "xlsx", "-o", book).exit_code == 0
    assert book.read_bytes().startswith(b"PK")
    assert run("analyse", answers, "--format", "xlsx").stdout_bytes.startswith(b"PK")


def test_analyse_refuses_by_line_and_column_and_writes_nothing(own_folder: Path) -> None:
    answers, output = own_folder / "answers.csv", own_folder / "out.json"
    answers.write_text(GOLDEN + "r7,T1,diagnostic,on-call,6,2.5\n")
    refused = run("analyse", answers, "-o", output)
    assert refused.exit_code == 1
    assert "line 8, column importance: '6' is not a rating" in refused.stderr
    assert [(each["line"], each["column"]) for each in json.loads(refused.stdout)["refused"]] == [
        (8, "importance"),
        (8, "confidence"),
    ]
    assert not output.exists()


def test_the_published_trust_file_loads_once_and_again_without_change(trust_file: Path) -> None:
    first, again = run("organisations", "load", trust_file), run("organisations", "load", trust_file)
    assert first.stdout == "274 read, 202 open, 0 refused. 274 added, 0 changed.\n"
    assert again.stdout == "274 read, 202 open, 0 refused. 0 added, 0 changed.\n"


def test_a_damaged_trust_file_loads_nothing(own_folder: Path) -> None:
    good = ",".join(f'"{cell}"' for cell in ("RX1", "A trust", "Y60", "QHL", *[""] * 23))
    trusts = own_folder / "trusts.csv"
    trusts.write_text(f"{good}\n{good[:-3]}\n")
    refused = run("organisations", "load", trusts)
    assert refused.exit_code == 1
    assert "line 2: it has 26 columns where the file as published has 27." in refused.stderr
    trusts.write_text(f"{good}\n")
    assert run("organisations", "load", trusts).stdout.startswith("1 read, 1 open, 0 refused. 1 added")


def test_frameworks_are_listed_and_shown_with_where_each_item_comes_from() -> None:
    listed = run("frameworks", "list").stdout.splitlines()
    assert [line.split()[0] for line in listed if "hcpc" in line] == [
        "hcpc-principles-2023",
        "hcpc-sop-radiographers-2023",
    ]
    shown = run("frameworks", "show", "hcpc-principles-2023").stdout
    assert "P3d  A named preceptor [paraphrase, read in HCPC-P3]" in shown
    refused = run("frameworks", "show", "hcpc")
    assert (refused.exit_code, "There is no framework hcpc" in refused.stderr) == (1, True)


def test_check_passes_what_ships_and_places_what_is_wrong(own_folder: Path) -> None:
    assert run("check").exit_code == 0
    (own_folder / "small.yaml").write_text("id: small\ntitel: Wrong\n")
    refused = run("check", "--frameworks", own_folder)
    assert refused.exit_code == 1
    assert "small.yaml:2: titel: unknown key 'titel': did you mean 'title'?" in refused.stderr


def test_a_setting_that_cannot_be_used_stops_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRECEPTMAP_DATABASE_URL", "mysql://a/b")
    refused = run("survey", "list")
    assert refused.exit_code == 1
    monkeypatch.setenv("PRECEPTMAP_DATABASE_URL", "")
    monkeypatch.setenv("PRECEPTMAP_DATABSE_URL", "")
    assert "PRECEPTMAP_DATABSE_URL is not a setting" in run("serve").stderr
