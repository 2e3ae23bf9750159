"""Whatever people type into whichever cell, a workbook is read or refused by its cells, and never breaks the reader."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frameworks.document import DefinitionError, Problem
from frameworks.model import Framework
from reports.interchange.excel.grid import Cell, Grid, Row, Sheet
from reports.interchange.excel.layout import CROSSWALK, FRAMEWORK, INSTRUMENT
from reports.interchange.excel.reading import read_grid
from reports.interchange.excel.template import example
from reports.interchange.excel.to_grid import filled_sheets
from reports.interchange.excel.writing import grid_of

MANY = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
GRIDS: dict[str, Grid] = {
    layout.key: grid_of(filled_sheets(layout, example(layout)))
    for layout in (FRAMEWORK, INSTRUMENT, CROSSWALK)
}
TYPED = st.one_of(
    st.none().map(lambda _: Cell(None, "n")),
    st.text(max_size=6).map(Cell),
    st.sampled_from(("1.1", "1", "yes", "# a note", "code", " ", "N01", "0.5", "2026-01-01")).map(Cell),
    (st.integers() | st.floats(allow_nan=False, allow_infinity=False)).map(lambda value: Cell(value, "n")),
    st.booleans().map(lambda value: Cell(value, "b")),
    st.sampled_from((date(2026, 1, 1), datetime(2026, 1, 1, 9), time(9), timedelta(1))).map(
        lambda value: Cell(value, "d")
    ),
    st.just(Cell("=1+1", "f")),
    st.just(Cell("#REF!", "e")),
)


@MANY
@given(st.data(), st.sampled_from(sorted(GRIDS)))
def test_any_cell_is_read_or_refused_with_its_place(data: st.DataObject, kind: str) -> None:
    grid = GRIDS[kind]
    name = data.draw(st.sampled_from(sorted(grid)))
    sheet = grid[name]
    line = data.draw(st.integers(0, len(sheet.rows) - 1))
    column = data.draw(st.integers(0, len(sheet.rows[line].cells)))
    changed = {**grid, name: typed(sheet, line, column, data.draw(TYPED))}
    problems = problems_of(changed)
    assert all(problem.place and problem.message for problem in problems)
    assert problems or len(read_grid(changed, "any.xlsx").documents) == 1


def problems_of(grid: Grid) -> tuple[Problem, ...]:
    """Everything a reader finds wrong; nothing where it reads the sheets."""
    try:
        read_grid(grid, "any.xlsx")
    except DefinitionError as error:
        return error.problems
    return ()


def typed(sheet: Sheet, line: int, column: int, cell: Cell) -> Sheet:
    """The sheet with one cell typed over, or one more at the end of the row."""
    rows = list(sheet.rows)
    cells = [*rows[line].cells, Cell(None, "n")]
    cells[column] = cell
    rows[line] = Row(rows[line].line, tuple(cells))
    return replace(sheet, rows=tuple(rows))


def test_a_sheet_may_be_left_out_unless_it_is_needed() -> None:
    for kind, layout in (("framework", FRAMEWORK), ("instrument", INSTRUMENT), ("crosswalk", CROSSWALK)):
        for name in GRIDS[kind]:
            rest = {key: sheet for key, sheet in GRIDS[kind].items() if key != name}
            missing = f"there is no sheet '{name}'; add it"
            said = any(problem.message.startswith(missing) for problem in problems_of(rest))
            assert said == any(part.needed for part in layout.parts if part.sheet == name)


def test_a_framework_is_one_definition_whatever_else_is_empty() -> None:
    (found,) = read_grid(GRIDS["framework"], "any.xlsx").documents
    assert isinstance(found, Framework)
