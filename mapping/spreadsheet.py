"""The rows of a CSV or Excel file somebody sends in, or a refusal that says where and how to fix it."""

import csv
import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

LARGEST_FILE = 50 * 1024 * 1024
LARGEST_UNZIPPED = 400 * 1024 * 1024
MOST_ROWS = 1_048_576
"""As many rows as a sheet can have in Excel."""
MOST_COLUMNS = 50
ZIPPED = b"PK"
"""How an .xlsx file begins."""
OLD_OR_ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an .xls file begins, and an .xlsx file that needs a password."""


@dataclass(frozen=True)
class Refusal:
    """One thing that is wrong. `line` is the row people see in a spreadsheet: the header is 1; `cell` is how
    a workbook names the place, such as `E7`.
    """

    line: int | None
    column: str | None
    message: str
    cell: str | None = None

    def __str__(self) -> str:
        place = [f"cell {self.cell}"] if self.cell else [f"line {self.line}"] if self.line else []
        place += [f"column {self.column}"] if self.column else []
        return f"{', '.join(place)}: {self.message}" if place else self.message


class AnswersRefused(ValueError):
    """The file cannot be used; `refusals` says where and how to fix it."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        super().__init__("\n".join(map(str, refusals)))
        self.refusals = tuple(refusals)


Row = tuple[int, Sequence[object]]
DECLARATIONS = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))


def declares_entities(archive: zipfile.ZipFile) -> bool:
    """Whether a part of a workbook has a document type, which could define text that unfolds without end or is read
    from elsewhere; no spreadsheet program writes one (SEC-36). Look at the parts' sizes first."""
    parts = (archive.read(part) for part in archive.infolist() if part.filename.endswith((".xml", ".rels")))
    return any(mark in content for content in parts for mark in DECLARATIONS)


def read_rows(path: Path, *, naming: Sequence[str] = ()) -> Iterable[Row]:
    """(line, cells) of every row, from the top. Raises AnswersRefused, for CSV also while reading.

    Of a workbook's sheets it is the one whose header has most of the columns in `naming`, the first where
    none has more; two with all of them are refused, because nobody can know which is meant.
    """
    if not path.is_file():
        raise AnswersRefused([Refusal(None, None, f"There is no file {path}. Check the name.")])
    if path.stat().st_size > LARGEST_FILE:
        raise AnswersRefused([Refusal(None, None, f"{path.name} is over 50 MB. Split it.")])
    content = path.read_bytes()
    if not content.strip():
        return iter(())
    if content.startswith(OLD_OR_ENCRYPTED):
        reason = (
            f"{path.name} is an old .xls file or has a password. Save it as .xlsx without one, or CSV UTF-8."
        )
        raise AnswersRefused([Refusal(None, None, reason)])
    if content.startswith(ZIPPED):
        return _excel_rows(path.name, content, naming)
    return _csv_rows(path.name, content)


def cell_name(line: int, index: int) -> str:
    """What a workbook calls the cell in this line and column, counted from 0.

    >>> cell_name(7, 4)
    'E7'
    """
    return f"{get_column_letter(index + 1)}{line}"


def is_workbook(path: Path) -> bool:
    """True for a file whose cells have names."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(ZIPPED)) == ZIPPED


def _excel_rows(name: str, content: bytes, naming: Sequence[str]) -> list[Row]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and drop-downs, which answers do not need
            rows = _read_excel(name, content, naming)
    except AnswersRefused:
        raise
    except Exception as error:  # a broken part makes openpyxl raise whatever it then trips over
        reason = f"{name} is not a spreadsheet that can be read. Save it as CSV UTF-8 or as .xlsx."
        raise AnswersRefused([Refusal(None, None, reason)]) from error
    if len(rows) > MOST_ROWS:
        raise AnswersRefused([Refusal(MOST_ROWS + 1, None, f"{name} has too many rows. Split it.")])
    return list(enumerate(rows, start=1))


def _read_excel(name: str, content: bytes, naming: Sequence[str]) -> list[tuple[object, ...]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > LARGEST_UNZIPPED:
            raise AnswersRefused([Refusal(None, None, f"{name} is too large when unpacked. Split it.")])
        if declares_entities(archive):
            reason = (
                f"{name} was not saved by a spreadsheet program. Open it in one and save it again as .xlsx."
            )
            raise AnswersRefused([Refusal(None, None, reason)])
        sheets = [part for part in archive.namelist() if part.startswith("xl/worksheets/")]
        formulas = any(b"<f" in archive.read(part) for part in sheets)
    chosen = _choose_sheet(name, content, naming)
    rows = list(_cells(content, chosen, data_only=True))
    if formulas:
        _check_formulas_have_results(rows, _cells(content, chosen, data_only=False))
    return rows


def _choose_sheet(name: str, content: bytes, naming: Sequence[str]) -> int:
    book = load_workbook(io.BytesIO(content), read_only=True)
    titles = [sheet.title for sheet in book.worksheets]
    if len(titles) == 1 or not naming:
        return 0
    headers = [_header(_cells(content, index, data_only=True)) for index in range(len(titles))]
    has = [sum(column in header for column in naming) for header in headers]
    whole = [title for title, number in zip(titles, has, strict=True) if number == len(naming)]
    if len(whole) > 1:
        reason = f"{name} has answers on more than one sheet ({', '.join(whole)}). Keep one of them."
        raise AnswersRefused([Refusal(None, None, reason)])
    return has.index(max(has))


def _header(rows: Iterable[Sequence[object]]) -> set[str]:
    """The first row with anything in it, as column names are compared."""
    found = next((row for row in rows if any(cell is not None for cell in row)), ())
    return {str(cell).strip().casefold() for cell in found}


def _cells(content: bytes, index: int, *, data_only: bool) -> Iterator[tuple[object, ...]]:
    """One sheet's values; formulas as typed unless `data_only`."""
    sheet: Any = load_workbook(io.BytesIO(content), read_only=True, data_only=data_only).worksheets[index]
    sheet.reset_dimensions()
    yield from sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS + 1)


def _check_formulas_have_results(
    results: Iterable[Sequence[object]], typed: Iterable[Sequence[object]]
) -> None:
    """A formula that no spreadsheet program has worked out would otherwise read as blank."""
    for line, (values, formulas) in enumerate(zip(results, typed, strict=True), start=1):
        for index, (value, formula) in enumerate(zip(values, formulas, strict=True), start=1):
            if value is None and formula is not None:
                reason = "the result of this formula is not in the file. Open it in Excel and save it again."
                raise AnswersRefused([Refusal(line, get_column_letter(index), reason)])


def _csv_rows(name: str, content: bytes) -> Iterator[Row]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        reason = f"{name} is not a spreadsheet or not in UTF-8. Save it as CSV UTF-8 or as .xlsx."
        raise AnswersRefused([Refusal(line, None, reason)]) from error
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        raise AnswersRefused([Refusal(line, None, f"{name} is not a text file. Save it as CSV UTF-8.")])
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    return _placed(text, delimiter)


def _placed(text: str, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        fault = f"the quotes or separators do not add up ({error}). Fix the line."
        raise AnswersRefused([Refusal(line, None, fault)]) from error
