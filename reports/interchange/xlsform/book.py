"""Rows as the sheets of a workbook: text cells only, the same bytes for the same rows."""

from collections.abc import Mapping, Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from reports.sheets.look import BOLD, text_cell
from reports.sheets.pack import pack

Sheet = tuple[str, Sequence[str], Sequence[Mapping[str, str]]]
"""A sheet's name, its columns and its rows."""
MADE_ON = date(2026, 1, 1)
WIDTHS = {"type": 30, "label": 60, "hint": 45, "name": 26, "relevant": 40, "constraint": 40}
NARROW = 18


def write_book(sheets: Sequence[Sheet]) -> bytes:
    """The workbook as bytes. The clock is not read."""
    book = Workbook(write_only=True)
    for name, columns, rows in sheets:
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for number, column in enumerate(columns, start=1):
            sheet.column_dimensions[get_column_letter(number)].width = WIDTHS.get(
                column.split("::")[0], NARROW
            )
        sheet.append([text_cell(sheet, column, BOLD) for column in columns])
        for row in rows:
            sheet.append([text_cell(sheet, row[column]) if row.get(column) else None for column in columns])
    return pack(book, made_on=MADE_ON, chart_words=())
