"""An .xlsx file as plain cells, refused when it is too large, locked, or holds what could run."""

import io
import warnings
import zipfile
from collections.abc import Iterator

from openpyxl import Workbook, load_workbook
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from frameworks.document import DefinitionError, Problem
from mapping.spreadsheet import OLD_OR_ENCRYPTED, ZIPPED, declares_entities
from reports.interchange.excel.grid import BLANK, Cell, Grid, Row, Sheet

LARGEST_FILE = 5 * 1024 * 1024
LARGEST_UNZIPPED = 30 * 1024 * 1024
MOST_ROWS = 5_000
MOST_COLUMNS = 100
"""Many times what any definition needs, and little enough to be read at once."""

MACROS = "vbaproject.bin"
RUNNABLE = ("xl/externallinks/", "xl/embeddings/", "xl/activex/")


def open_book(content: bytes, file: str) -> Grid:
    """The sheets by name in small letters. Raises DefinitionError when the file cannot be used at all."""
    _check_file(content, file)
    try:
        _check_parts(content, file)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and pictures, which say nothing here
            book = load_workbook(io.BytesIO(content), keep_links=False, rich_text=False)
        return _sheets(book, file)
    except DefinitionError:
        raise
    except Exception as error:  # a broken part makes openpyxl raise whatever it then trips over
        raise refused(file, "is not a workbook that can be read; save it again as .xlsx") from error


def refused(file: str, message: str, *, line: int | None = None, place: str = "") -> DefinitionError:
    """The error for a file that cannot be used."""
    return DefinitionError((Problem(file=file, line=line, place=place, message=message),))


def _check_file(content: bytes, file: str) -> None:
    if len(content) > LARGEST_FILE:
        raise refused(file, "is over 5 MB; take out what is not part of the definition")
    if content.startswith(OLD_OR_ENCRYPTED):
        raise refused(file, "is an old .xls file or has a password; save it as .xlsx without one")
    if not content.startswith(ZIPPED):
        raise refused(file, "is not an Excel workbook; save it as .xlsx")


def _check_parts(content: bytes, file: str) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [part.filename.lower() for part in archive.infolist()]
        if sum(part.file_size for part in archive.infolist()) > LARGEST_UNZIPPED:
            raise refused(file, "is too large when unpacked; take out what is not part of the definition")
        if any(name.endswith(MACROS) for name in names):
            raise refused(file, "holds macros; save it as .xlsx, which cannot")
        if any(name.startswith(RUNNABLE) for name in names):
            raise refused(file, "holds links to other files or embedded objects; take them out")
        if declares_entities(archive):
            raise refused(
                file, "was not saved by a spreadsheet program; open it in one, save it again as .xlsx"
            )


def _sheets(book: Workbook, file: str) -> dict[str, Sheet]:
    found: dict[str, Sheet] = {}
    for sheet in book.worksheets:
        found[sheet.title.strip().casefold()] = Sheet(
            name=sheet.title,
            rows=tuple(_rows(sheet, file)),
            merged=tuple(str(area) for area in sheet.merged_cells.ranges),
            hidden=sheet.sheet_state != "visible",
            hidden_columns=tuple(_hidden_columns(sheet)),
        )
    return found


def _rows(sheet: Worksheet, file: str) -> Iterator[Row]:
    """The rows that hold something; a cell far away must not make a million empty rows."""
    rows: dict[int, dict[int, Cell]] = {}
    for (line, column), cell in sheet._cells.items():
        if cell.value is not None:
            kept = Cell(cell.value, cell.data_type, cell.number_format)
            rows.setdefault(line, {})[column] = kept
    if len(rows) > MOST_ROWS:
        raise refused(
            file, f"has more than {MOST_ROWS} rows; keep one definition in a file", place=sheet.title
        )
    for line in sorted(rows):
        width = max(rows[line])
        if width > MOST_COLUMNS:
            place = f"{sheet.title}!{sheet.cell(line, width).coordinate}"
            raise refused(file, "stands far outside the table; empty it", line=line, place=place)
        cells = tuple(rows[line].get(column, BLANK) for column in range(1, width + 1))
        yield Row(line, cells, hidden=bool(sheet.row_dimensions[line].hidden))


def _hidden_columns(sheet: Worksheet) -> Iterator[int]:
    for letter, shape in sheet.column_dimensions.items():
        if shape.hidden:
            first = shape.min or column_index_from_string(letter)
            yield from range(first - 1, min(shape.max or first, MOST_COLUMNS))
