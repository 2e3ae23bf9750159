"""Files made to hurt, at every place that reads a file: refused in words, soon, and with nothing stored (SEC-36)."""

import io
import json
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from app.formats import readers
from app.importing import read_file, unpack
from frameworks.definition import DefinitionError
from mapping.spreadsheet import AnswersRefused, read_rows
from reports.pack.cells import read_cells
from surveys.errors import Invalid
from surveys.store.definitions import definition_rows
from tests.fuzz.files import LAUGHS, OUTSIDE, bomb, hostile_files, with_part
from tests.people import HERE, Service

FILES = hostile_files()
SOON = 5.0
"""Seconds of this process's own work, many times what the slowest takes."""
SHEET = "xl/worksheets/sheet1.xml"


def refusal(read: Callable[[], object]) -> str:
    """What reading was refused with, soon; empty when the file was read after all."""
    before = time.process_time()
    try:
        read()
        said = ""
    except (DefinitionError, AnswersRefused) as error:
        said = str(error)
    assert time.process_time() - before < SOON
    return said


@pytest.mark.parametrize("what", FILES)
@pytest.mark.parametrize("key", readers())
def test_sec_36_no_reader_of_definitions_takes_a_hostile_file(what: str, key: str) -> None:
    name, content = FILES[what]
    said = refusal(lambda: read_file(content, name, key))
    assert said, f"{key} took {what}"
    assert "Traceback" not in said
    assert "root:" not in said


@pytest.mark.parametrize("what", FILES)
def test_sec_36_a_workbook_that_comes_back_is_refused_when_it_is_hostile(what: str) -> None:
    said = refusal(lambda: read_cells(FILES[what][1]))
    assert said or what in {
        "a macro",
        "a link to another workbook",
        "a path that climbs",
        "formulas",
    }, "only the cells are read of these, and formulas are refused where a cell is an answer"


@pytest.mark.parametrize("what", FILES)
def test_sec_36_answers_in_a_hostile_file_are_refused_or_read_as_text(tmp_path: Path, what: str) -> None:
    path = tmp_path / "answers.xlsx"
    path.write_bytes(FILES[what][1])
    said = refusal(lambda: list(read_rows(path)))
    if FILES[what][1].startswith(b"PK") and "in the" in what:
        assert said


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"])
@pytest.mark.parametrize("laughs", [LAUGHS, OUTSIDE], ids=["laughs", "outside"])
@pytest.mark.parametrize("disguise", ["plain", "after a long comment", "in UTF-16"])
def test_sec_36_no_part_of_a_workbook_may_declare_entities(part: str, laughs: bytes, disguise: str) -> None:
    head, rest = laughs.split(b"?>", 1)
    hidden = {
        "plain": laughs,
        "after a long comment": head + b"?><!--" + b"x" * 5000 + b"-->" + rest,
        "in UTF-16": laughs.decode().replace('"1.0"', '"1.0" encoding="UTF-16"', 1).encode("utf-16"),
    }[disguise]
    content = with_part(part, hidden)
    for read in (lambda: read_file(content, "a.xlsx", "xlsx"), lambda: read_cells(content)):
        assert "saved by a spreadsheet program" in refusal(read)


def test_sec_36_an_archive_that_lies_about_its_size_is_not_unpacked_past_what_it_says() -> None:
    content = bytearray(bomb(40))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        size = archive.getinfo(SHEET).file_size
    while (at := content.find(size.to_bytes(4, "little"))) >= 0:
        content[at : at + 4] = (100).to_bytes(4, "little")
    assert refusal(lambda: read_file(bytes(content), "a.xlsx", "xlsx"))
    assert refusal(lambda: read_cells(bytes(content)))


def test_sec_36_a_sheet_of_a_million_rows_in_a_small_file_is_refused_with_how_many_may_be() -> None:
    row = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>x</t></is></c></row>'
    rows = b"".join(row % (line, line) for line in range(1, 60_001))
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
    said = refusal(lambda: read_file(with_part(SHEET, sheet % rows), "a.xlsx", "xlsx"))
    assert "more than 5000 rows" in said


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"a":' * 50_000,
        "[[" * 9 + "]]" * 9,
        "12",
        '[["framework", 1]]',
        '[["no such", {}]]',
        "NaN",
    ],
)
def test_sec_36_definitions_that_a_form_sends_back_are_what_the_form_was_given_or_refused(text: str) -> None:
    with pytest.raises(Invalid):
        unpack(text)


@pytest.mark.parametrize(
    "what", ["an inflated sheet", "laughs in the sheet", "a macro", "YAML aliases", "JSON nested deep"]
)
def test_sec_36_the_page_says_what_is_wrong_with_a_file_and_stores_nothing(
    service: Service, what: str
) -> None:
    browser = service.signed_in("ann@example.org", role="steering")
    name, content = FILES[what]
    answer = browser.post(
        "/steering/definitions/look", files={"file": (name, content)}, headers={"Origin": HERE}
    )
    assert answer.status_code == 422
    assert "Error: " in answer.text
    with service.database.reading() as session:
        assert list(definition_rows(session)) == []


def test_sec_35_the_name_of_a_file_is_shown_as_text_and_is_never_a_path(service: Service) -> None:
    browser = service.signed_in("ann@example.org", role="steering")
    for name in (
        "../../../../etc/passwd.yaml",
        '"><script>canary()</script>.yaml',
        "a\u202egpj.yaml",
        "x" * 900,
    ):
        answer = browser.post(
            "/steering/definitions/look", files={"file": (name, b"id: 1\n")}, headers={"Origin": HERE}
        )
        assert answer.status_code == 422
        assert "<script>canary" not in answer.text
        assert "etc/passwd" not in answer.text
        assert "x" * 200 not in answer.text


def test_sec_36_deep_json_is_refused_by_how_deep_it_may_go() -> None:
    deep = json.dumps({"a": 1}).replace("1", "[" * 150 + "]" * 150).encode()
    assert "100 levels" in refusal(lambda: read_file(deep, "a.json", "fhir"))


def test_a_plain_workbook_still_opens() -> None:
    book, out = Workbook(), io.BytesIO()
    book.active["A1"] = "one"
    book.save(out)
    assert read_cells(out.getvalue()) == {"Sheet": {(1, 1): "one"}}
    assert load_workbook(io.BytesIO(out.getvalue())).active["A1"].value == "one"
