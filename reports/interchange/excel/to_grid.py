"""From a definition to the cells of its sheets."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from frameworks.model import Frozen
from reports.interchange.excel.cells import cell_of
from reports.interchange.excel.columns import Column
from reports.interchange.excel.grid import BLANK, Cell
from reports.interchange.excel.layout import Layout, Part

Cells = tuple[Cell, ...]


@dataclass(frozen=True)
class Filled:
    """A sheet's columns and what stands in each row below them."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Cells, ...]
    is_meta: bool = False


def filled_sheets(layout: Layout, definition: Frozen | None) -> tuple[Filled, ...]:
    """Every sheet of the layout with what the definition says; without one they are empty."""
    sheets: dict[str, Filled] = {}
    for part in layout.parts:
        rows = tuple(_rows(part, definition)) if definition is not None else _no_rows(part)
        before = sheets.get(part.sheet)
        kept = (*before.rows, *rows) if before else rows
        sheets[part.sheet] = Filled(part.sheet, part.title, part.all_columns, kept, part.form == "meta")
    return tuple(sheets.values())


def _no_rows(part: Part) -> tuple[Cells, ...]:
    return tuple((BLANK,) for _ in part.columns) if part.form == "meta" else ()


def _rows(part: Part, definition: Frozen) -> Iterator[Cells]:
    if part.form == "meta":
        inside = definition if not part.path else getattr(definition, part.path[0])
        yield from ((_meta_cell(inside, column),) for column in part.columns)
        return
    lead = (Cell(part.named),) if part.only else ()
    for owner, value in _values(definition, part):
        before = (*lead, cell_of(owner, "code")) if part.owner else lead
        yield from ((*before, *cells) for cells in _cells(part, value))


def _meta_cell(inside: object, column: Column) -> Cell:
    """A key's value; what is so anyway is left empty."""
    value: object = inside
    for step in column.key.split("."):
        value = None if value is None else getattr(value, step)
    return _said(value, column)


def _values(definition: Frozen, part: Part) -> Iterator[tuple[str, object]]:
    """What the part's path leads to, with the code of the entry it belongs to."""
    found: list[tuple[str, object]] = [("", definition)]
    for step in part.path:
        found = [
            (owner, getattr(each, step)) for code, value in found for owner, each in _entries(code, value)
        ]
    return iter(found)


def _entries(code: str, value: object) -> list[tuple[str, object]]:
    """The entries of a list with their codes; a single value is itself, and nothing is nothing."""
    if isinstance(value, tuple):
        return [(str(each.code), each) for each in value]
    return [] if value is None else [(code, value)]


def _cells(part: Part, value: object) -> Iterator[Cells]:
    columns = part.columns
    if part.form == "rows":
        assert isinstance(value, tuple)
        yield from (_fields(columns, each) for each in value)
        return
    assert isinstance(value, Mapping)
    for key, inside in value.items():
        first = cell_of(key, columns[0].kind)
        if part.form == "keyed":
            yield (first, *_fields(columns[1:], inside))
        elif part.form == "pairs":
            yield (first, cell_of(inside, columns[1].kind))
        else:
            yield from (
                (first, cell_of(name, columns[1].kind), cell_of(text, columns[2].kind))
                for name, text in inside.items()
            )


def _fields(columns: tuple[Column, ...], value: object) -> Cells:
    return tuple(_said(getattr(value, column.key), column) for column in columns)


def _said(value: object, column: Column) -> Cell:
    """The cell for a field; one that says what an empty cell means anyway is empty."""
    cell = cell_of(value, column.kind)
    return BLANK if not column.required and column.default and cell.value == column.default else cell
