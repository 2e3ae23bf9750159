"""The cells of an .xlsx file somebody sends back: bounded in size, formulas marked, every fault an AnswersRefused."""

import io
import warnings
import zipfile
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook

from mapping.spreadsheet import OLD_OR_ENCRYPTED, ZIPPED, AnswersRefused, Refusal, declares_entities
from reports.pack.layout import Place

LARGEST = 600 * 1024
LARGEST_UNZIPPED = 30 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 3000, 100, 60
"""What is looked at; a form is far smaller, and a small file can claim far more."""


class Formula(str):
    """What a cell holds that would work something out."""

    __slots__ = ()


Value = str | int | float | bool | Formula
Cells = dict[Place, Value]


def read_cells(content: bytes) -> dict[str, Cells]:
    """Every cell with anything in it, by sheet in order. Raises AnswersRefused."""
    _check_file(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and lists, which answers do not need
            return _sheets(content)
    except AnswersRefused:
        raise
    except Exception as error:  # a broken part makes openpyxl raise whatever it then trips over
        raise refused(
            "This is not a workbook that can be read. Save it as .xlsx and send it again."
        ) from error


def refused(message: str, *, sheet: str = "", cell: str = "") -> AnswersRefused:
    """One fault; `cell` is in `sheet`."""
    return AnswersRefused([fault(message, sheet=sheet, cell=cell)])


def fault(message: str, *, sheet: str = "", cell: str = "") -> Refusal:
    """One thing that is wrong, in a cell such as `Manifest!B4`, in a sheet, or in the file."""
    place = f"{sheet}!{cell}" if sheet and cell else None
    return Refusal(None, None, f"sheet {sheet}: {message}" if sheet and not cell else message, place)


def _check_file(content: bytes) -> None:
    if not content:
        raise refused("The file is empty. Choose the workbook you filled in.")
    if len(content) > LARGEST:
        raise refused("The workbook is over 600 KB. Take out pictures and anything else that was added.")
    if content.startswith(OLD_OR_ENCRYPTED):
        raise refused("This is an old .xls file or has a password. Save it as .xlsx without one.")
    if not content.startswith(ZIPPED):
        raise refused("This is not an Excel workbook. Send the .xlsx file that was downloaded here.")


def _sheets(content: bytes) -> dict[str, Cells]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > LARGEST_UNZIPPED:
            raise refused("The workbook is too large when unpacked. Take out what was added to it.")
        if declares_entities(archive):
            raise refused(
                "This was not saved by a spreadsheet program. Open it in one and save it again as .xlsx."
            )
    book = load_workbook(io.BytesIO(content), read_only=True)
    if len(book.worksheets) > MOST_SHEETS:
        raise refused("The workbook has far more sheets than the form. Take out those that were added.")
    return {sheet.title: _cells(sheet) for sheet in book.worksheets}


def _cells(sheet: Any) -> Cells:  # noqa: ANN401 - openpyxl has no types
    sheet.reset_dimensions()
    found: Cells = {}
    rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS + 1)
    for line, row in enumerate(rows, start=1):
        for column, cell in enumerate(row, start=1):
            value = None if cell.value is None else _value(cell)
            if value is None or (isinstance(value, str) and not value.strip()):
                continue
            if line > MOST_ROWS or column > MOST_COLUMNS:
                raise refused("there is something far outside the form; clear it", sheet=sheet.title)
            found[(line, column)] = value
    return found


def _value(cell: Any) -> Value:  # noqa: ANN401 - openpyxl has no types
    value = cell.value
    if cell.data_type == "f":
        return Formula(value if isinstance(value, str) else "=…")
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bool) else str(value)
