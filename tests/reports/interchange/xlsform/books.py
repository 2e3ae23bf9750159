"""Small workbooks in the style of others' forms, and workbooks of ours with one cell changed."""

import io
from collections.abc import Sequence

from openpyxl import Workbook, load_workbook

Rows = Sequence[Sequence[object]]


def book(**sheets: Rows) -> bytes:
    """A workbook with these sheets, each a list of rows."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return _saved(made)


def changed(content: bytes, sheet: str, cell: str, value: object) -> bytes:
    """The workbook with another value in one cell."""
    made = load_workbook(io.BytesIO(content))
    made[sheet][cell] = value
    return _saved(made)


def without_row(content: bytes, sheet: str, row: int) -> bytes:
    """The workbook without one row."""
    made = load_workbook(io.BytesIO(content))
    made[sheet].delete_rows(row)
    return _saved(made)


def cell_with(content: bytes, sheet: str, text: str) -> str:
    """The name of the first cell that says exactly this."""
    made = load_workbook(io.BytesIO(content))
    return next(cell.coordinate for row in made[sheet].iter_rows() for cell in row if cell.value == text)


def _saved(made: Workbook) -> bytes:
    saved = io.BytesIO()
    made.save(saved)
    return saved.getvalue()
