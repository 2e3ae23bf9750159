"""The items of a framework as one CSV table, with the rest of it in lines that begin with `# `.

A line such as `# id,standards-2027` says a key of the framework, one such as `# sources,K,A page` a row of one of
the other sheets. A file of items alone takes the rest from a framework that it is like.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from frameworks.model import Framework
from reports.csv import RISKY
from reports.interchange.excel.grid import Cell, Row, Sheet
from reports.interchange.excel.layout import FRAMEWORK
from reports.interchange.excel.open_book import LARGEST_FILE, MOST_ROWS, refused
from reports.interchange.excel.reading import ReadBook, read_grid
from reports.interchange.excel.tables import NOTE, name_of
from reports.interchange.excel.to_grid import Filled, filled_sheets
from reports.interchange.excel.writing import WrittenBook, grid_of, what_is_lost

META, CONTENT = "framework_meta", "framework_content"
OF_ITEMS = {CONTENT, "item_levels", "item_values"}
NOTHING_GIVEN: Mapping[str, str] = {}


def write_items(framework: Framework) -> WrittenBook:
    """A framework as CSV: UTF-8 with a byte order mark, and text that could start a formula made harmless."""
    sheets = filled_sheets(FRAMEWORK, framework)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for sheet in sheets:
        if sheet.name != CONTENT:
            writer.writerows(_notes(sheet))
    (content,) = (sheet for sheet in sheets if sheet.name == CONTENT)
    writer.writerow([column.key for column in content.columns])
    writer.writerows([[_text(cell) for cell in row] for row in content.rows])
    return WrittenBook(out.getvalue().encode("utf-8-sig"), what_is_lost([framework], sheets))


def read_items(
    content: bytes, file: str, *, like: Framework | None = None, given: Mapping[str, str] = NOTHING_GIVEN
) -> ReadBook:
    """The framework of a CSV file. What the file does not say is taken from `like`, and `given` keys go first.

    Raises DefinitionError with every problem; a place such as `D14` is column D of line 14.
    """
    rows = _rows(content, file)
    sheets = {CONTENT: Sheet(CONTENT, tuple(row for row in rows if not _is_note(row)), in_file="")}
    own = _own_sheets([row for row in rows if _is_note(row)])
    if like is not None:
        kept = [sheet for sheet in filled_sheets(FRAMEWORK, like) if sheet.name not in OF_ITEMS]
        sheets |= {name: _named(sheet, like.id) for name, sheet in grid_of(kept).items()}
    sheets |= {name: sheet for name, sheet in own.items() if name != META}
    sheets[META] = _meta(sheets.get(META), own.get(META), given)
    if len(sheets[META].rows) == 1:
        message = (
            "says nothing of the framework but its items; write lines such as '# id,standards-2027' above them, or "
            "name a framework that it is like"
        )
        raise refused(file, message, line=1)
    return read_grid(sheets, file)


def _notes(sheet: Filled) -> Iterator[list[str]]:
    """The lines of a sheet other than the items."""
    if not sheet.is_meta:
        yield from ([NOTE + sheet.name, *map(_text, row)] for row in sheet.rows)
        return
    for column, row in zip(sheet.columns, sheet.rows, strict=True):
        if row and not row[0].is_blank:
            key = [NOTE + column.key] if sheet.name == META else [NOTE + sheet.name, column.key]
            yield [*key, _text(row[0])]


def _text(cell: Cell) -> str:
    value = cell.value
    if isinstance(value, str):
        return f"'{value}" if value.lstrip("'").startswith(RISKY) else value
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else repr(value)


def _cell(text: str) -> Cell:
    harmless = text.startswith("'") and text.lstrip("'").startswith(RISKY)
    return Cell(text[1:] if harmless else text, "c")


def _rows(content: bytes, file: str) -> list[Row]:
    if len(content) > LARGEST_FILE:
        raise refused(file, "is over 5 MB; take out what is not part of the definition")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise refused(file, "is not in UTF-8; save it as CSV UTF-8", line=line) from error
    if "\x00" in text:
        raise refused(file, "is not a text file; save it as CSV UTF-8")
    header = next(
        (line for line in text.splitlines() if line.strip() and not line.lstrip('"').startswith("#")), ""
    )
    return list(_parsed(text, max(",;\t", key=header.count), file))


def _parsed(text: str, delimiter: str, file: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for number, cells in enumerate(reader):
            if number >= MOST_ROWS:
                raise refused(
                    file, f"has more than {MOST_ROWS} lines; keep one framework in a file", line=line
                )
            yield Row(line, tuple(_cell(cell) for cell in cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise refused(
            file, f"the quotes or commas do not add up ({error}); mend the line", line=line
        ) from error


def _is_note(row: Row) -> bool:
    return str(row.cell(0).value or "").startswith("#")


def _own_sheets(notes: Sequence[Row]) -> dict[str, Sheet]:
    """What the lines above the items say, sheet by sheet; a line of one cell is a remark."""
    found: dict[str, list[Row]] = {}
    for row in notes:
        word = name_of(str(row.cell(0).value).lstrip("#"))
        if all(cell.is_blank for cell in row.cells[1:]):
            continue
        if word in FRAMEWORK.sheets:
            found.setdefault(word, []).append(Row(row.line, row.cells[1:]))
        else:
            found.setdefault(META, []).append(Row(row.line, (Cell(word), *row.cells[1:])))
    return {name: _sheet(name, rows) for name, rows in found.items()}


def _sheet(name: str, rows: Sequence[Row]) -> Sheet:
    """The rows under the header they would have in a workbook."""
    (filled,) = (sheet for sheet in filled_sheets(FRAMEWORK, None) if sheet.name == name)
    keys = ["key", "value"] if filled.is_meta else [column.key for column in filled.columns]
    header = Row(rows[0].line, tuple(map(Cell, keys)))
    return Sheet(name, (header, *rows), in_file="", offset=0 if name == META else 1)


def _named(sheet: Sheet, id: str) -> Sheet:
    return Sheet(sheet.name, sheet.rows, in_file=f"{id} {sheet.name}")


def _meta(like: Sheet | None, own: Sheet | None, given: Mapping[str, str]) -> Sheet:
    """What is given, then what the file says, then what the framework it is like says; each key once."""
    said = [Row(1, (Cell(name_of(key)), Cell(value, "c"))) for key, value in given.items()]
    for sheet in (own, like):
        taken = {row.cell(0).value for row in said}
        said += [row for row in (sheet.rows[1:] if sheet else ()) if row.cell(0).value not in taken]
    header = Row(1, (Cell("key"), Cell("value")))
    return Sheet(META, (header, *said), in_file="")
