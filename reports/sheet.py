"""Writing sheets that anyone can use: title first, one table from column A, real numbers, text that stays text.

Layout follows the Government Analysis Function's guidance on spreadsheets (`CHECKS.md` UX-26).
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table as ListObject
from openpyxl.worksheet.table import TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from mapping.cell import Cell
from reports.table import Column, Table
from reports.wording import SAMPLE_LINE, token_note, tokens_in

FORMATS = {
    "count": "#,##0",
    "percent": "0%",
    "mean": "0.0",
    "score": "0",
    "hours": "#,##0.0",
    "months": "0",
    "text": "@",
}
TITLE = Font(name="Arial", size=16, bold=True, color="00396F")
LINE = Font(name="Arial", size=11)
HEADER = Font(name="Arial", size=11, bold=True, color="FFFFFF")
BODY = Font(name="Arial", size=11)
LINK = Font(name="Arial", size=11, color="005EB8", underline="single")
WRAP = Alignment(wrap_text=True, vertical="top")
RIGHT = Alignment(horizontal="right", vertical="top")
NARROW, WIDE, WIDEST = 14, 34, 60
LONGEST_CELL = 32_000


class Link(NamedTuple):
    """A line of the contents: where it leads inside this workbook, and what it says."""

    sheet: str
    text: str


def write_text(cell: SheetCell, text: str, font: Font = BODY) -> None:
    """Text that is never taken for a formula, whatever it starts with (SEC-33)."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("�", text)[:LONGEST_CELL]
    cell.data_type = "s"
    cell.font = font


def write_heading(sheet: Worksheet, title: str, lines: Sequence[str], *, sample: bool) -> int:
    """The title in A1 and plain lines below it; the next free row."""
    write_text(sheet["A1"], title, TITLE)
    shown = [*([SAMPLE_LINE] if sample else []), *(line for line in lines if line)]
    for row, line in enumerate(shown, start=2):
        write_text(sheet.cell(row, 1), line, LINE)
    return len(shown) + 2


def write_table(sheet: Worksheet, table: Table, *, sample: bool) -> None:
    """Title, what it shows in words, and the table as a named Excel table."""
    note = token_note(tokens_in(table.cells()))
    lines = [table.subtitle, table.sentence, note, *table.notes]
    start = write_heading(sheet, table.title, lines, sample=sample)
    write_rows(sheet, table, start)
    finish(sheet, repeat=start, landscape=len(table.columns) > 5)


def write_rows(sheet: Worksheet, table: Table, start: int) -> None:
    """The header row at `start` and the rows under it, as a ListObject named after the table."""
    headers = unique([column.title for column in table.columns])
    for index, (column, header) in enumerate(zip(table.columns, headers, strict=True), start=1):
        cell = sheet.cell(start, index)
        write_text(cell, header, HEADER)
        cell.alignment = WRAP
        sheet.column_dimensions[get_column_letter(index)].width = _width(table, column, index - 1)
    for row, entries in enumerate(table.rows, start=start + 1):
        for index, (column, entry) in enumerate(zip(table.columns, entries, strict=True), start=1):
            write_entry(sheet.cell(row, index), column, entry)
    if table.rows:
        corner = f"{get_column_letter(len(table.columns))}{start + len(table.rows)}"
        named = ListObject(displayName=table_name(table.id), ref=f"A{start}:{corner}")
        named.tableStyleInfo = TableStyleInfo(name="TableStyleMedium2", showRowStripes=True)
        sheet.add_table(named)


def write_entry(cell: SheetCell, column: Column, entry: str | Cell) -> None:
    """Text as text; a figure as a number with its format, or as its token."""
    if isinstance(entry, str):
        write_text(cell, entry)
        cell.alignment = WRAP
        return
    if entry.value is None:
        write_text(cell, entry.text)
    else:
        cell.value = entry.value / 100 if column.unit == "percent" else _plain(entry.value)
        cell.number_format = number_format(column.unit, entry.value)
        cell.font = BODY
    cell.alignment = RIGHT


def number_format(unit: str, value: float) -> str:
    """Hours and months show a decimal only where there is one."""
    if unit in {"hours", "months"}:
        return "#,##0" if value == int(value) else "#,##0.0"
    return FORMATS[unit]


def write_links(sheet: Worksheet, start: int, links: Sequence[Link]) -> None:
    """Working links to the sheets of this workbook."""
    for row, link in enumerate(links, start=start):
        cell = sheet.cell(row, 1)
        write_text(cell, link.text, LINK)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{link.sheet}'!A1", display=link.text)
        cell.font = LINK
    sheet.column_dimensions["A"].width = WIDEST


def write_pairs(sheet: Worksheet, start: int, pairs: Sequence[tuple[str, str]]) -> None:
    """A label and its text on each row."""
    for row, (label, text) in enumerate(pairs, start=start):
        write_text(sheet.cell(row, 1), label, Font(name="Arial", size=11, bold=True))
        write_text(sheet.cell(row, 2), text)
        sheet.cell(row, 1).alignment = sheet.cell(row, 2).alignment = WRAP
    sheet.column_dimensions["A"].width = WIDE
    sheet.column_dimensions["B"].width = 100


def finish(sheet: Worksheet, *, repeat: int | None = None, landscape: bool = False) -> None:
    """Ready to print and to open: fits the page's width, header row repeated, cursor in A1."""
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    if repeat:
        sheet.print_title_rows = f"{repeat}:{repeat}"
    sheet.oddFooter.center.text = "&P of &N"
    sheet.sheet_view.selection[0].activeCell = "A1"
    sheet.sheet_view.selection[0].sqref = "A1"


def unique(titles: Sequence[str]) -> list[str]:
    """Header texts, told apart where two are the same: Excel tables need that."""
    seen: dict[str, int] = {}
    found = []
    for title in titles:
        seen[title] = seen.get(title, 0) + 1
        found.append(title if seen[title] == 1 else f"{title} ({seen[title]})")
    return found


def table_name(table_id: str) -> str:
    """A name Excel accepts for a table."""
    return "t_" + re.sub(r"[^A-Za-z0-9_]", "_", table_id)


def sheet_name(number: int, title: str) -> str:
    """A short sheet name without the characters Excel forbids: `3 Need by region`."""
    bare = re.sub(r"[\[\]:*?/\\']", "", title)
    return f"{number} {bare}"[:31].strip()


def _width(table: Table, column: Column, index: int) -> float:
    if column.unit != "text":
        return NARROW
    texts = [entry for row in table.rows if isinstance(entry := row[index], str)]
    longest = max(map(len, texts), default=0)
    return min(WIDEST, max(NARROW, longest + 3, len(column.title) // 2))


def _plain(value: float) -> float | int:
    return int(value) if value == int(value) else value
