"""Checks that every workbook must stand, whatever is in it (UX-26, SEC-33, SEC-34)."""

import io
import re
import zipfile
from collections.abc import Iterator

from openpyxl import Workbook, load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from mapping.cell import Cell
from reports.table import Table
from reports.wording import SAMPLE_LINE

HEADER_ROW = 5
NOT_WANTED = re.compile(r"pivot|comments|externalLink|customXml|vbaProject|drawings/vml|connections")


def open_book(content: bytes) -> Workbook:
    """The workbook as openpyxl reads it."""
    return load_workbook(io.BytesIO(content))


def parts(content: bytes) -> dict[str, str]:
    """Every part of the file, unzipped, by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def check_structure(content: bytes, *, title: str, sample: bool, live: bool = False) -> None:
    """Raise AssertionError where a workbook is not one that anyone can use. Only a live one has formulas."""
    book, unzipped = open_book(content), parts(content)
    names = book.sheetnames
    assert names[:3] == ["Cover", "Contents", "Notes"]
    assert names[-1] == "Data dictionary"
    assert book.active is not None
    assert book.active.title == "Cover"
    assert (book.properties.title, book.properties.creator) == (title, "preceptmap")
    assert book.properties.lastModifiedBy == "preceptmap"
    assert book.properties.language == "en-GB"
    assert not book.defined_names
    assert not [name for name in unzipped if NOT_WANTED.search(name)]
    formulas = [name for name, text in unzipped.items() if "<f>" in text and "/charts/" not in name]
    assert bool(formulas) is live
    assert not [name for name, text in unzipped.items() if 'TargetMode="External"' in text]
    objects: list[str] = []
    for sheet in book.worksheets:
        _check_sheet(sheet, sample=sample)
        objects += [table.displayName.lower() for table in sheet.tables.values()]
    assert len(objects) == len(set(objects))
    _check_contents(book)


def _check_sheet(sheet: Worksheet, *, sample: bool) -> None:
    assert sheet.sheet_state == "visible"
    assert isinstance(sheet["A1"].value, str)
    assert not sheet.merged_cells.ranges
    assert sheet.freeze_panes is None
    assert not sheet.auto_filter.ref
    assert not any(row.hidden for row in sheet.row_dimensions.values())
    assert not any(column.hidden for column in sheet.column_dimensions.values())
    assert sheet.sheet_view.selection[0].activeCell in (None, "A1")
    assert sheet.page_setup.fitToWidth == 1
    assert sheet.print_area
    if sample:
        assert any(SAMPLE_LINE in str(sheet.cell(row, 1).value) for row in (1, 2, 3)), sheet.title
    if sheet.title == "Cover":
        return
    if sheet.title.startswith("Chart"):
        assert len(sheet._charts) == 1
        assert not sheet.tables
        return
    assert len(sheet.tables) == 1
    (table,) = sheet.tables.values()
    left, top, right, bottom = range_boundaries(table.ref)
    assert (left, top) == (1, HEADER_ROW)
    assert (right, bottom) == (sheet.max_column, sheet.max_row)
    assert table.autoFilter is None
    headers = [sheet.cell(HEADER_ROW, column).value for column in range(1, right + 1)]
    assert headers == [column.name for column in table.tableColumns]
    assert len({str(header).lower() for header in headers}) == len(headers)
    assert sheet.print_title_rows == f"${HEADER_ROW}:${HEADER_ROW}"
    for row in range(1, bottom + 1):
        assert sheet.cell(row, 1).value is not None, (sheet.title, row)
        assert sheet.cell(row, 1).alignment.wrap_text


def _check_contents(book: Workbook) -> None:
    sheet = book["Contents"]
    led_to = []
    for row in range(HEADER_ROW + 1, sheet.max_row + 1):
        link = sheet.cell(row, 1).hyperlink
        assert link.target is None
        name, _, cell = link.location.rpartition("!")
        assert cell == "A1"
        led_to.append(name.strip("'").replace("''", "'"))
    assert led_to == book.sheetnames[2:]


def table_sheets(content: bytes, tables: tuple[Table, ...]) -> Iterator[tuple[Table, Worksheet]]:
    """Each table with the sheet that holds it."""
    book = open_book(content)
    by_title = {str(sheet["A1"].value): sheet for sheet in book.worksheets if sheet.tables}
    for table in tables:
        yield table, by_title[table.title]


def check_cells(table: Table, sheet: Worksheet) -> None:
    """Raise AssertionError where a sheet's cell is not the table's."""
    assert sheet.max_row == HEADER_ROW + max(1, len(table.rows))
    for number, row in enumerate(table.rows, start=HEADER_ROW + 1):
        for position, entry in enumerate(row, start=1):
            found = sheet.cell(number, position)
            assert found.value == _expected(table, entry, position - 1), (table.id, found.coordinate)
            if found.value is not None:
                assert found.data_type == ("n" if _is_number(entry) else "s")


def _is_number(entry: str | Cell) -> bool:
    return isinstance(entry, Cell) and entry.shown


def _expected(table: Table, entry: str | Cell, position: int) -> float | str | None:
    if isinstance(entry, str):
        return entry or None
    if entry.value is None:
        return entry.text
    return round(entry.value / 100, 6) if table.columns[position].unit == "percent" else entry.value
