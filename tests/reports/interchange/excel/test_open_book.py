"""A file that is no plain workbook, or too large to be one, is refused before it is read (`CHECKS.md` SEC-37)."""

import io
import zipfile

import pytest

from frameworks.document import DefinitionError
from reports.interchange.excel import open_book as limits
from reports.interchange.excel.open_book import open_book
from tests.reports.interchange.excel.books import FILE, book_of, saved, small


def refusal(content: bytes) -> str:
    with pytest.raises(DefinitionError) as caught:
        open_book(content, FILE)
    return str(caught.value)


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    held = io.BytesIO(content)
    with zipfile.ZipFile(held, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, part)
    return held.getvalue()


def test_cells_come_with_their_line_kind_and_format() -> None:
    sheet = open_book(saved(book_of({"Tiers": [["code"], [None], [3]]})), FILE)["tiers"]
    assert [(row.line, [(cell.value, cell.kind) for cell in row.cells]) for row in sheet.rows] == [
        (1, [("code", "s")]),
        (3, [(3, "n")]),
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is not an Excel workbook; save it as .xlsx"),
        (b"code,title\n", "is not an Excel workbook; save it as .xlsx"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "is an old .xls file or has a password; save it as .xlsx without one",
        ),
        (b"PK\x03\x04 torn", "is not a workbook that can be read; save it again as .xlsx"),
        (b"PK" + b"0" * 6_000_000, "is over 5 MB; take out what is not part of the definition"),
    ],
)
def test_what_is_no_workbook_is_refused(content: bytes, message: str) -> None:
    assert refusal(content) == f"{FILE}: {message}"


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = with_part(saved(book_of(small())), "xl/media/big.bin", bytes(limits.LARGEST_UNZIPPED))
    assert len(bomb) < 100_000
    assert refusal(bomb) == f"{FILE}: is too large when unpacked; take out what is not part of the definition"


@pytest.mark.parametrize(
    ("part", "message"),
    [
        ("xl/vbaProject.bin", "holds macros; save it as .xlsx, which cannot"),
        (
            "xl/externalLinks/externalLink1.xml",
            "holds links to other files or embedded objects; take them out",
        ),
        ("xl/embeddings/oleObject1.bin", "holds links to other files or embedded objects; take them out"),
    ],
)
def test_what_could_run_is_refused(part: str, message: str) -> None:
    assert refusal(with_part(saved(book_of(small())), part, b"x")) == f"{FILE}: {message}"


def test_a_part_that_declares_entities_is_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    message = "was not saved by a spreadsheet program; open it in one, save it again as .xlsx"
    assert refusal(with_part(saved(book_of(small())), "xl/more.xml", bomb)) == f"{FILE}: {message}"


def test_a_cell_at_the_far_end_of_a_sheet_is_refused_at_once() -> None:
    book = book_of(small())
    book["framework_content"]["XFD1048576"] = "far away"
    assert refusal(saved(book)) == (
        f"{FILE}:1048576: framework_content!XFD1048576: stands far outside the table; empty it"
    )


def test_more_rows_than_any_definition_has_are_refused() -> None:
    rows = [["x"]] * (limits.MOST_ROWS + 1)
    assert refusal(saved(book_of({"items": rows}))) == (
        f"{FILE}: items: has more than 5000 rows; keep one definition in a file"
    )
