"""Templates from the command line, and a workbook from template to stored edition."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from app.command import cli
from reports.interchange.excel.reading import read_book


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Commands that need a database get one of their own, and files go into a folder of their own."""
    monkeypatch.setenv("PRECEPTMAP_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


@pytest.mark.parametrize(
    ("words", "file", "sheet"),
    [
        (("frameworks",), "framework-template.xlsx", "framework_content"),
        (("instruments", "--audience", "organisation"), "organisation-template.xlsx", "questions"),
        (("crosswalks",), "crosswalk-template.xlsx", "crosswalk_content"),
    ],
)
def test_a_template_is_written_for_each_kind_of_definition(
    own_folder: Path, words: tuple[str, ...], file: str, sheet: str
) -> None:
    group, *options = words
    assert run(group, "template", *options).exit_code == 0
    assert sheet in load_workbook(own_folder / file).sheetnames
    assert run(group, "template", *options, "-o", "own.xlsx").exit_code == 0
    assert (own_folder / "own.xlsx").read_bytes() == (own_folder / file).read_bytes()


def test_a_template_needs_a_known_audience_and_a_folder_that_is_there(own_folder: Path) -> None:
    assert run("instruments", "template").exit_code == 2
    assert run("instruments", "template", "--audience", "patients").exit_code == 2
    refused = run("frameworks", "template", "-o", own_folder / "nowhere" / "x.xlsx")
    assert (refused.exit_code, "No such file or directory" in refused.output) == (1, True)


def test_the_questionnaire_template_follows_the_newest_edition(own_folder: Path) -> None:
    run("instruments", "template", "--audience", "preceptee", "-o", "next.xlsx")
    book = load_workbook(own_folder / "next.xlsx")
    values = {row[0].value: row[1].value for row in book["changes_meta"].iter_rows()}
    assert values["earlier"] == "preceptee-2026"
    assert book["scales"].max_row == 2 + 5 + 5 + 6


def official(file: Path) -> None:
    """Turn the workbook of the working draft into the official text, as a steering member would."""
    book = load_workbook(file)
    for row in book["framework_meta"].iter_rows(min_row=2):
        changed = {
            "id": "nhse-ahp-2027",
            "edition": 2027,
            "replaces": "nhse-ahp-2023",
            "quoted": "yes",
            "licence": "Open Government Licence, version 3.0.",
            "note": "Which items are mandatory is our choice; the score rule is a working draft.",
        }
        row[1].value = changed.get(str(row[0].value), row[1].value)
    content = book["framework_content"]
    column = {cell.value: cell.column for cell in content[1]}
    heading = 0
    for line in range(3, content.max_row + 1):
        code = str(content.cell(line, column["code"]).value)
        if code.startswith("S"):
            heading, number = int(code[1:]), 0
        elif code.startswith("W"):
            number += 1
            content.cell(line, column["was"]).value = code
            content.cell(line, column["code"]).value = f"{heading}.{number}0"
            content.cell(line, column["gist"]).value = f"Official text {heading}.{number}: be competent"
            content.cell(line, column["provenance"]).value = "published"
            content.cell(line, column["source_key"]).value = "HEE-P3"
    book.save(file)


def test_the_official_text_replaces_the_working_draft_by_way_of_excel(own_folder: Path) -> None:
    file = own_folder / "standards.xlsx"
    assert run("frameworks", "export", "nhse-ahp-2023", "--format", "xlsx", "-o", file).exit_code == 0
    official(file)
    (new,) = read_book(file.read_bytes(), file.name).documents
    was = {item.code: item.was for item in new.items if item.was}  # type: ignore[attr-defined]
    assert was["1.10"] == ("W1.1",)
    seen = run("frameworks", "import", file)
    assert seen.exit_code == 0, seen.output
    assert (
        "Framework nhse-ahp-2027: AHP Preceptorship Standards and Framework, beside nhse-ahp-2023"
        in seen.output
    )
    assert "items[1.10].code: W1.1 -> 1.10" in seen.output
    assert "Crosswalk nhse-ahp-to-hcpc-for-nhse-ahp-2027" in seen.output
    assert "No place in" not in seen.output
    assert run("frameworks", "import", file, "--yes", "--reason", "The official text.").exit_code == 0
    shown = run("frameworks", "show", "nhse-ahp-2027").output
    assert "1.10  A policy that covers AHPs [published, mandatory, read in HEE-P3]" in shown
    assert "Official text 1.1: be competent" in shown


def test_a_mistake_in_a_workbook_is_refused_by_its_cell_and_nothing_is_stored(own_folder: Path) -> None:
    file = own_folder / "standards.xlsx"
    run("frameworks", "export", "nhse-ahp-2023", "--format", "xlsx", "-o", file)
    official(file)
    book = load_workbook(file)
    book["framework_content"]["A4"].value = 1.1
    book.save(file)
    refused = run("frameworks", "import", file, "--yes")
    assert refused.exit_code == 1
    assert "standards.xlsx:4: framework_content!A4: code was turned into the number 1.1" in refused.output
    assert "nhse-ahp-2027" not in run("frameworks", "list").output


ITEMS = """\
code,title,gist,kind,provenance,was,source_key
1,Time,The first heading.,heading,published,S1,HEE-P3
1.1,Time for both,Both have time set aside.,criterion,published,W1.1,HEE-P3
"""


def test_a_csv_of_items_takes_the_rest_from_a_framework_and_from_options(own_folder: Path) -> None:
    (own_folder / "items.csv").write_text(ITEMS, encoding="utf-8")
    options = ("--like", "hcpc-principles-2023", "--set", "id=mine", "--set", "edition=2027")
    assert run("frameworks", "import", "items.csv").exit_code == 1
    bare = (
        ITEMS.replace(",HEE-P3", ",")
        .replace("published,S1", "working,")
        .replace("published,W1.1", "working,")
    )
    (own_folder / "items.csv").write_text(bare, encoding="utf-8")
    note = ("--set", "note=All of it is a working draft.")
    stored = run("frameworks", "import", "items.csv", *options, *note, "--yes")
    assert stored.exit_code == 0, stored.output
    shown = run("frameworks", "show", "mine").output
    assert "1.1  Time for both [working]" in shown
    assert "Health and Care Professions Council" in shown or "HCPC" in shown


@pytest.mark.parametrize(
    ("file", "options", "message"),
    [
        ("items.csv", ("--set", "id"), "--set id has no value. Write it as id=VALUE."),
        ("items.csv", ("--like", "nothing"), "There is no framework nothing."),
        ("items.xlsx", ("--like", "four-pillars"), "--like and --set are for a CSV of items"),
    ],
)
def test_options_that_cannot_be_followed_are_refused(
    own_folder: Path, file: str, options: tuple[str, ...], message: str
) -> None:
    (own_folder / file).write_text(ITEMS, encoding="utf-8")
    refused = run("frameworks", "import", file, *options)
    assert (refused.exit_code, message in refused.output) == (1, True)


def next_edition(file: Path, *, classed: bool) -> None:
    """Turn the workbook of a questionnaire into its next edition, with one item in other words."""
    book = load_workbook(file)
    for row in book["instrument_meta"].iter_rows(min_row=2):
        changed = {"id": "preceptor-2027", "edition": "2027.1", "languages": "en"}
        row[1].value = changed.get(str(row[0].value), row[1].value)
    items = book["items"]
    column = {cell.value: cell.column for cell in items[1]}
    items.cell(3, column["text"]).value = "Other words for the first need"
    if classed:
        meta, changes = book.create_sheet("changes_meta"), book.create_sheet("changes")
        for row in (("key", "value"), ("earlier", "preceptor-2026")):
            meta.append(row)
        for row in (
            ("item", "change", "reason"),
            (items.cell(3, column["code"]).value, "substantive", "New words."),
        ):
            changes.append(row)
    book.save(file)


def test_the_next_edition_of_a_questionnaire_comes_with_its_changes_classed(own_folder: Path) -> None:
    file = own_folder / "next.xlsx"
    run("instruments", "export", "preceptor-2026", "--format", "xlsx", "-o", file)
    next_edition(file, classed=False)
    refused = run("instruments", "import", file)
    assert refused.exit_code == 1
    assert "differs between preceptor-2026 and preceptor-2027 and is not classed" in refused.output
    next_edition(file, classed=True)
    seen = run("instruments", "import", file)
    assert seen.exit_code == 0, seen.output
    assert "Other words for the first need" in seen.output
    assert "must be classed: nothing -> editorial or substantive" in seen.output
    assert run("instruments", "import", file, "--yes").exit_code == 0
