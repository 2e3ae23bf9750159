"""Cells for figures that need no protection or come from already protected ones, rounded one way."""

from mapping.cell import Cell
from reports.table import Unit

NOT_CALCULABLE = Cell(text="not calculable")
NOT_ANSWERED = Cell(text="not answered")
DECIMALS: dict[Unit, int] = {"mean": 1, "score": 1, "hours": 1, "months": 1}


def number_cell(value: float | None, unit: Unit, *, empty: Cell = NOT_CALCULABLE) -> Cell:
    """A figure rounded for its unit, the text and the number alike; None becomes `empty`.

    Percentages are given as 0 to 100.

    >>> number_cell(1234, "count"), number_cell(34.6, "percent")
    (Cell(text='1,234', value=1234.0), Cell(text='35%', value=35.0))
    >>> number_cell(-33.333, "score").text, number_cell(None, "mean").text
    ('-33.3', 'not calculable')
    """
    if value is None:
        return empty
    places = DECIMALS.get(unit, 0)
    rounded = round(float(value), places) + 0.0
    return Cell(text=f"{rounded:,.{places}f}{'%' if unit == 'percent' else ''}", value=rounded)


def average(cells: list[Cell]) -> float | None:
    """The mean of the shown values, to one decimal; None when none is shown."""
    shown = [cell.value for cell in cells if cell.value is not None]
    return round(sum(shown) / len(shown), 1) if shown else None
