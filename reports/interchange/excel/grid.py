"""The cells of a workbook or CSV file as plain values, whatever program wrote them."""

from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

GENERAL = "General"


@dataclass(frozen=True)
class Cell:
    """One cell. `kind` is how a workbook stores it: s text, n number, b truth, d date, f formula, e error; and c for
    a cell of a CSV file, where everything is text.
    """

    value: object
    kind: str = "s"
    shown_as: str = GENERAL
    """The number format."""

    @property
    def is_blank(self) -> bool:
        """True for nothing, and for nothing but spaces."""
        return self.value is None or (isinstance(self.value, str) and not self.value.strip())


BLANK = Cell(None, "n")


@dataclass(frozen=True)
class Row:
    """One row: `line` is its number in the file, from 1; the cells stand from the first column on."""

    line: int
    cells: tuple[Cell, ...]
    hidden: bool = False

    def cell(self, column: int) -> Cell:
        """The cell in this column, from 0; blank past the end."""
        return self.cells[column] if column < len(self.cells) else BLANK

    @property
    def is_blank(self) -> bool:
        """True when no cell says anything."""
        return all(cell.is_blank for cell in self.cells)


@dataclass(frozen=True)
class Sheet:
    """One sheet, its rows from the top. `in_file` is what a place names before the cell; empty for CSV."""

    name: str
    rows: tuple[Row, ...]
    merged: tuple[str, ...] = ()
    hidden: bool = False
    hidden_columns: tuple[int, ...] = ()
    in_file: str | None = None
    offset: int = 0
    """How many columns of the file stand before the sheet's own."""

    def place(self, line: int, column: int) -> str:
        """What a person calls the cell: `framework_content!D14`; `column` is counted from 0."""
        cell = f"{get_column_letter(column + 1 + self.offset)}{line}"
        name = self.name if self.in_file is None else self.in_file
        return f"{name}!{cell}" if name else cell


Grid = Mapping[str, Sheet]
"""Sheets by their name in small letters."""
