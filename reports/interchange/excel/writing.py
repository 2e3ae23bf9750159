"""A definition as an authoring workbook, and what the sheets could not say of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from frameworks.loss import Lost, lost_between
from frameworks.model import Frozen
from reports.interchange.excel.book import build_book
from reports.interchange.excel.grid import Cell, Grid, Row, Sheet
from reports.interchange.excel.layout import LAYOUTS, LEFT_OUT, Layout
from reports.interchange.excel.reading import read_grid
from reports.interchange.excel.to_grid import Filled, filled_sheets

OF_OVERLAYS = "how an overlay came about is not written: the sheets say an edition of its own"
OF_CELLS = "a cell cannot hold this: no spaces at the ends, no unprintable character, nothing empty in a list"


@dataclass(frozen=True)
class WrittenBook:
    """The file, and what is not in it."""

    content: bytes
    lost: tuple[Lost, ...]


def write_book(title: str, documents: Sequence[Frozen]) -> WrittenBook:
    """The documents, one of a kind, as one workbook that reads back to them but for what it says was lost.

    Raises DefinitionError when they could not be read back at all.
    """
    sheets = tuple(sheet for each in documents for sheet in filled_sheets(layout_of(each), each))
    return WrittenBook(build_book(title, sheets), what_is_lost(documents, sheets))


def what_is_lost(documents: Sequence[Frozen], sheets: Sequence[Filled]) -> tuple[Lost, ...]:
    """What the sheets do not say of the documents. Raises DefinitionError when they cannot be read back."""
    kept = read_grid(grid_of(sheets), "this workbook").documents
    return tuple(entry for pair in zip(documents, kept, strict=True) for entry in _lost(*pair))


def _lost(before: Frozen, after: Frozen) -> Iterator[Lost]:
    """Everything that differs, with why."""
    for entry in lost_between(before.model_dump(mode="json"), after.model_dump(mode="json"), why=OF_CELLS):
        name = re.split(r"[.\[ ]", entry.place.rsplit("].", 1)[-1])[0]
        left_out = any(name in fields for fields in LEFT_OUT.values())
        yield entry.model_copy(update={"why": OF_OVERLAYS}) if left_out else entry


def layout_of(definition: Frozen) -> Layout:
    """The layout for a definition of this kind. Raises KeyError for one that has none."""
    found = next((each for each in LAYOUTS.values() if isinstance(definition, each.model)), None)
    if found is None:
        raise KeyError(type(definition).__name__)
    return found


def grid_of(sheets: Sequence[Filled]) -> Grid:
    """The sheets as a reader of the file would find them."""
    return {filled.name: _sheet(filled) for filled in sheets}


def _sheet(filled: Filled) -> Sheet:
    header: tuple[Cell, ...]
    if filled.is_meta:
        header = (Cell("key"), Cell("value"))
        rows = [(Cell(column.key), *row) for column, row in zip(filled.columns, filled.rows, strict=True)]
    else:
        header = tuple(Cell(column.key) for column in filled.columns)
        rows = list(filled.rows)
    return Sheet(filled.name, tuple(Row(line, cells) for line, cells in enumerate([header, *rows], start=1)))
