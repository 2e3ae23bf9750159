"""A sheet as named columns and the rows below them; what stands where nobody would look is told."""

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.utils.cell import range_boundaries

from reports.interchange.excel.cells import closest
from reports.interchange.excel.columns import Column
from reports.interchange.excel.findings import Findings, Spot, top_of
from reports.interchange.excel.grid import BLANK, Cell, Row, Sheet

NOTE = "# "
"""How the first cell of a row starts that is for people only."""


@dataclass(frozen=True)
class Table:
    """The rows of a sheet that say something, and where each column is, from 0."""

    sheet: Sheet
    header: int
    places: dict[str, int]
    rows: tuple[Row, ...]

    def cell(self, row: Row, key: str) -> Cell:
        """The cell of a row in this column; blank where the sheet has no such column."""
        return row.cell(self.places[key]) if key in self.places else BLANK

    def spot(self, row: Row, column: Column) -> Spot:
        """Where that cell is; the row's first cell where the sheet has no such column."""
        return Spot(self.sheet.place(row.line, self.places.get(column.key, 0)), row.line, column)


def read_table(
    sheet: Sheet, columns: Sequence[Column], findings: Findings, *, ignored: Sequence[str] = ()
) -> Table | None:
    """The sheet's table, whose first row that is not blank names its columns; None for an empty sheet."""
    said = [row for row in sheet.rows if not row.is_blank and not _is_note(row)]
    if not said:
        return None
    _tell_hidden(sheet, said, findings)
    for area in sheet.merged:
        first_column, first_line, _, _ = range_boundaries(area)
        spot = Spot(sheet.place(first_line, first_column - 1), first_line)
        findings.add(spot, f"the cells {area} are merged; unmerge them and fill in each one")
    header, *rows = said
    places = _places(sheet, header, columns, findings, ignored)
    _check_columns(sheet, header, columns, places, findings)
    for row in rows:
        _check_outside(sheet, row, len(header.cells), header, findings)
    return Table(sheet, header.line, places, tuple(rows))


def name_of(text: object) -> str:
    """A column name as it is compared.

    >>> name_of(" Source key ")
    'source_key'
    """
    return str(text).strip().rstrip("*").strip().casefold().replace(" ", "_").replace("-", "_")


def _is_note(row: Row) -> bool:
    first = row.cell(0).value
    return isinstance(first, str) and first.startswith(NOTE)


def _places(
    sheet: Sheet, header: Row, columns: Sequence[Column], findings: Findings, ignored: Sequence[str]
) -> dict[str, int]:
    known = {column.key.casefold(): column.key for column in columns}
    places: dict[str, int] = {}
    for index, cell in enumerate(header.cells):
        name, spot = name_of(cell.value), Spot(sheet.place(header.line, index), header.line)
        if cell.is_blank or name in ignored:
            continue
        if name not in known:
            keys = [column.key for column in columns]
            message = (
                f"unknown column '{cell.value}': {closest(name, keys)}columns here are {', '.join(keys)}"
            )
            findings.add(spot, message)
        elif known[name] in places:
            findings.add(spot, f"the column '{name}' stands here twice; keep one")
        else:
            places[known[name]] = index
    return places


def _check_columns(
    sheet: Sheet, header: Row, columns: Sequence[Column], places: dict[str, int], findings: Findings
) -> None:
    for column in columns:
        if column.required and column.key not in places:
            spot = Spot(sheet.place(header.line, 0), header.line)
            findings.add(spot, f"there is no column '{column.key}'; add it: {column.words.meaning}")


def _check_outside(sheet: Sheet, row: Row, width: int, header: Row, findings: Findings) -> None:
    for index, cell in enumerate(row.cells):
        named = index < width and not header.cell(index).is_blank
        if not named and not cell.is_blank:
            spot = Spot(sheet.place(row.line, index), row.line)
            findings.add(
                spot, "stands in a column without a name; name the column in the first row, or empty the cell"
            )


def _tell_hidden(sheet: Sheet, rows: Sequence[Row], findings: Findings) -> None:
    if sheet.hidden:
        findings.tell(top_of(sheet), sheet.name, "the sheet is hidden, and was read")
    for index in sheet.hidden_columns:
        spot = Spot(sheet.place(rows[0].line, index), rows[0].line)
        if not rows[0].cell(index).is_blank:
            findings.tell(spot, str(rows[0].cell(index).value), "the column is hidden, and was read")
    for row in rows:
        if row.hidden:
            spot = Spot(sheet.place(row.line, 0), row.line)
            findings.tell(spot, str(row.cell(0).value), "the row is hidden, and was read")
