"""Reading what people send in: damaged, oversized and odd files are refused in words, never a crash."""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from openpyxl import Workbook

from mapping.spreadsheet import AnswersRefused, read_rows

SHEET = "xl/worksheets/sheet1.xml"
Change = Callable[[bytes], bytes]


def workbook(rows: list[list[object]], change: Change = bytes, part: str = SHEET) -> bytes:
    """An .xlsx file of these rows, with one of its parts changed."""
    book, content, changed = Workbook(), io.BytesIO(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(content)
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return changed.getvalue()


def read(folder: Path, content: bytes, name: str = "answers.xlsx") -> list[tuple[int, list[object]]]:
    path = folder / name
    path.write_bytes(content)
    return [(line, list(cells)) for line, cells in read_rows(path)]


def test_rows_come_with_the_line_people_see(tmp_path: Path) -> None:
    rows = read(tmp_path, workbook([["a", "b"], [1, None], ["x", 2.5]]))
    assert [(line, cells[:2]) for line, cells in rows] == [
        (1, ["a", "b"]),
        (2, [1, None]),
        (3, ["x", 2.5]),
    ]


@pytest.mark.parametrize(
    ("part", "change"),
    [
        (SHEET, lambda xml: xml[: len(xml) // 2]),
        (SHEET, lambda xml: xml.replace(b"<v>4</v>", b"<v>four</v>")),
        (SHEET, lambda xml: xml.replace(b'r="A2"', b'r="ZZZZ2"')),
        ("xl/workbook.xml", lambda xml: b"<x"),
        ("xl/styles.xml", lambda xml: b"<x"),
    ],
)
def test_a_workbook_with_a_broken_part_is_refused(tmp_path: Path, part: str, change: Change) -> None:
    with pytest.raises(AnswersRefused, match="not a spreadsheet that can be read"):
        read(tmp_path, workbook([["item"], [4]], change, part))


def test_every_damaged_byte_is_refused_or_read_and_never_crashes(tmp_path: Path) -> None:
    content = workbook([["respondent", "item"], ["a", 4]])
    for place in range(0, len(content), 37):
        damaged = bytearray(content)
        damaged[place] ^= 0x55
        with suppress(AnswersRefused):
            read(tmp_path, bytes(damaged))


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("notes.txt", "hello")
    with pytest.raises(AnswersRefused, match="not a spreadsheet"):
        read(tmp_path, content.getvalue())


def test_a_workbook_with_a_password_says_so(tmp_path: Path) -> None:
    with pytest.raises(AnswersRefused, match="has a password"):
        read(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"EncryptedPackage")


def test_a_workbook_that_would_unpack_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mapping.spreadsheet.LARGEST_UNZIPPED", 10_000)
    with pytest.raises(AnswersRefused, match="too large when unpacked"):
        read(tmp_path, workbook([["item"], [4]], lambda xml: xml + b" " * 10_000))


def test_a_row_number_beyond_any_sheet_is_refused_before_it_is_filled_in(tmp_path: Path) -> None:
    with pytest.raises(AnswersRefused, match="too many rows"):
        read(tmp_path, workbook([["item"], [4]], lambda xml: xml.replace(b'row r="2"', b'row r="99999999"')))


def test_a_formula_without_a_stored_result_is_placed_and_not_read_as_blank(tmp_path: Path) -> None:
    with pytest.raises(AnswersRefused) as refused:
        read(tmp_path, workbook([["item", "importance"], ["x", "=2+2"]]))
    assert [(each.line, each.column) for each in refused.value.refusals] == [(2, "B")]


def test_a_formula_with_its_result_is_read_as_the_result(tmp_path: Path) -> None:
    rows = workbook(
        [["item", "importance"], ["x", "=2+2"], ["y", None]],
        lambda xml: xml.replace(b"<v />", b"<v>4</v>").replace(b"<v></v>", b"<v>4</v>"),
    )
    assert read(tmp_path, rows)[1][1][1] == 4


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mapping.spreadsheet.LARGEST_FILE", 10)
    with pytest.raises(AnswersRefused, match="Split it"):
        read(tmp_path, b"respondent,item\n", "answers.csv")


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_text_that_is_not_utf_8_is_refused_with_the_way_out(tmp_path: Path, encoding: str) -> None:
    with pytest.raises(AnswersRefused, match="Save it as CSV UTF-8"):
        read(tmp_path, "respondent,item\na,é\n".encode(encoding), "answers.csv")


def test_a_quote_that_is_never_closed_is_placed(tmp_path: Path) -> None:
    with pytest.raises(AnswersRefused) as refused:
        read(tmp_path, b'respondent,item\n"a,x\n', "answers.csv")
    assert refused.value.refusals[0].line == 2


@pytest.mark.parametrize("delimiter", [b",", b";", b"\t"])
def test_the_separator_is_the_one_the_header_uses(tmp_path: Path, delimiter: bytes) -> None:
    content = delimiter.join([b"respondent", b"item"]) + b"\r\n" + delimiter.join([b"a", b"x"])
    assert read(tmp_path, content, "answers.csv") == [(1, ["respondent", "item"]), (2, ["a", "x"])]
