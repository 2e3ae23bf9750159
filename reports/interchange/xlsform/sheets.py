"""The sheets of a workbook somebody sends in, as rows of text by column; or a refusal that names the cell."""

import io
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from frameworks.document import DefinitionError, Problem
from mapping.spreadsheet import OLD_OR_ENCRYPTED, ZIPPED, cell_name
from reports.interchange.draft import Where

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_UNZIPPED = 100 * 1024 * 1024
MOST_SHEETS = 50
MOST_ROWS = 20_000
MOST_COLUMNS = 200
LONGEST_CELL = 32_767
"""As many characters as a cell can hold in Excel."""


@dataclass(frozen=True)
class Row:
    """One row: texts by column, blank cells left out. `letters` name the columns."""

    sheet: str
    line: int
    values: Mapping[str, str]
    letters: Mapping[str, str]

    def get(self, column: str) -> str:
        """The text in this column; empty where there is none."""
        return self.values.get(column, "")

    def where(self, column: str) -> Where:
        """The cell in this column, or the row where the sheet has no such column."""
        letter = self.letters.get(column)
        place = f"{self.sheet}!{letter}{self.line}" if letter else f"{self.sheet}!{self.line}"
        return Where(place, self.line)


@dataclass(frozen=True)
class Sheet:
    """One sheet: its column headings as typed, and its rows."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]


def read_sheets(content: bytes, file: str) -> dict[str, Sheet]:
    """Every sheet by its name in lower case. Raises DefinitionError, naming sheet and cell."""
    _check_size(content, file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and drop-downs, which a form does not need
            return {sheet.name.strip().casefold(): sheet for sheet in _read(content, file)}
    except DefinitionError:
        raise
    except Exception as error:  # a broken part makes openpyxl raise whatever it then trips over
        raise refusal(file, "it is not a workbook that can be read; save it as .xlsx") from error


def refusal(file: str, message: str, where: Where | None = None) -> DefinitionError:
    """A reason not to read the file."""
    place, line = (where.place, where.line) if where else ("", None)
    return DefinitionError((Problem(file=file, line=line, place=place, message=message),))


def _check_size(content: bytes, file: str) -> None:
    if content.startswith(OLD_OR_ENCRYPTED):
        raise refusal(file, "it is an old .xls file or has a password; save it as .xlsx without one")
    if not content.startswith(ZIPPED):
        raise refusal(file, "it is not a workbook; an XLSForm is an .xlsx file")
    if len(content) > LARGEST_FILE:
        raise refusal(file, "it is over 10 MB; take out sheets that are not part of the form")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unzipped = sum(part.file_size for part in archive.infolist())
    except zipfile.BadZipFile as error:
        raise refusal(file, "it is not a workbook that can be read; save it as .xlsx") from error
    if unzipped > LARGEST_UNZIPPED:
        raise refusal(file, "it is too large when unpacked; take out sheets that are not part of the form")


def _read(content: bytes, file: str) -> Iterator[Sheet]:
    results = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    typed = load_workbook(io.BytesIO(content), read_only=True)
    if len(results.worksheets) > MOST_SHEETS:
        raise refusal(file, f"it has over {MOST_SHEETS} sheets; keep those of the form")
    for values, formulas in zip(results.worksheets, typed.worksheets, strict=True):
        yield _sheet(values, formulas, file)


def _sheet(values: ReadOnlyWorksheet, formulas: ReadOnlyWorksheet, file: str) -> Sheet:
    name = str(values.title)
    rows = list(_texts(values, formulas, name, file))
    first = next((number for number, (_, cells) in enumerate(rows) if any(cells)), len(rows))
    headings = tuple(rows[first][1]) if first < len(rows) else ()
    letters = {
        heading: get_column_letter(index + 1) for index, heading in reversed(list(enumerate(headings)))
    }
    found = tuple(
        Row(name, line, _by_heading(headings, cells), letters)
        for line, cells in rows[first + 1 :]
        if any(cells)
    )
    return Sheet(name, headings, found)


def _by_heading(headings: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """Texts by heading; where a heading stands twice the first that is filled counts."""
    values: dict[str, str] = {}
    for heading, cell in zip(headings, cells, strict=False):
        if heading and cell:
            values.setdefault(heading, cell)
    return values


def _texts(
    values: ReadOnlyWorksheet, formulas: ReadOnlyWorksheet, sheet: str, file: str
) -> Iterator[tuple[int, list[str]]]:
    for source in (values, formulas):
        source.reset_dimensions()
    limits = {"values_only": True, "max_col": MOST_COLUMNS + 1}
    both = zip(values.iter_rows(**limits), formulas.iter_rows(**limits), strict=True)
    for line, (row, typed) in enumerate(both, start=1):
        if not any(cell is not None for cell in typed):
            continue  # a sheet may have many rows that are only formatted
        if line > MOST_ROWS:
            raise refusal(
                file,
                f"there is something below row {MOST_ROWS}; a form is shorter",
                Where(f"{sheet}!{line}", line),
            )
        if len(row) > MOST_COLUMNS and row[MOST_COLUMNS] is not None:
            raise refusal(
                file,
                f"the sheet has over {MOST_COLUMNS} columns; delete the others",
                Where(f"{sheet}!{line}", line),
            )
        yield line, [_cell(pair, Where(f"{sheet}!{cell_name(line, index)}", line), file)
                     for index, pair in enumerate(zip(row, typed, strict=True))]  # fmt: skip


def _cell(pair: tuple[object, object], where: Where, file: str) -> str:
    value, typed = pair
    if value is None and typed is not None:
        message = "the result of this formula is not in the file; open it in Excel and save it again"
        raise refusal(file, message, where)
    text = _text(value)
    if len(text) > LONGEST_CELL:
        raise refusal(file, f"over {LONGEST_CELL} characters; shorten it", where)
    return text


def _text(value: object) -> str:
    """What a cell says. Numbers are written as people type them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value).strip()
