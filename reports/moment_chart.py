"""A row for each area with a mark for each moment of a series, joined by a line that stops where the words change."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mapping.cell import BREAK, Cell
from reports.charts import (
    GRID,
    INK,
    LEGEND,
    PALETTE,
    PERCENT_AXIS,
    Chart,
    bars_layout,
    legend_above,
    make_chart,
)
from reports.labels import bar_labels
from reports.table import Table
from reports.wording import moment_name

RATING_AXIS = {"range": [0.5, 5.5], "dtick": 1, "fixedrange": True, "gridcolor": GRID, "zeroline": False}
SYMBOLS = ("circle-open", "square", "diamond", "cross")


@dataclass(frozen=True)
class MomentLine:
    """One row: its name, and the months at which it was asked in other words than the moment before."""

    name: str
    breaks: tuple[int, ...] = ()


def moment_chart(
    table: Table,
    lines: Sequence[MomentLine],
    *,
    keys: Sequence[str],
    months: Sequence[int],
    percent: bool = False,
) -> Chart:
    """Marks at the columns `keys`, one for each of `months`; [b] stands where a line stops for a change of words."""
    names = bar_labels([line.name for line in lines])
    rows = [[_value(table, row, key) for key in keys] for row in range(len(lines))]
    traces = _joins(names, rows, lines, months)
    for place, month in enumerate(months):
        points = [(name, row[place]) for name, row in zip(names, rows, strict=True) if row[place] is not None]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": moment_name(month),
                "y": [name for name, _ in points],
                "x": [value for _, value in points],
                "hovertemplate": "%{y}: %{x}" + ("%" if percent else "") + "<extra>%{fullData.name}</extra>",
                "marker": _marker(place),
            }
        )
    traces += _breaks(names, rows, lines, months)
    layout = bars_layout(names)
    layout |= {
        "height": layout["height"] + LEGEND,
        "margin": layout["margin"] | {"t": layout["margin"]["t"] + LEGEND},
        "xaxis": (PERCENT_AXIS if percent else RATING_AXIS) | {"side": "top"},
        "showlegend": True,
        "legend": legend_above(layout),
    }
    layout["yaxis"] = layout["yaxis"] | {"range": [len(names) - 0.5, -0.5], "autorange": False}
    return make_chart(table, traces, layout)


def stretches(months: Sequence[int], breaks: Sequence[int]) -> list[list[int]]:
    """Places of the moments that may be joined by one line: a new one begins at each break.

    >>> stretches([0, 3, 6, 12], [6])
    [[0, 1], [2, 3]]
    >>> stretches([0, 3], [])
    [[0, 1]]
    """
    found: list[list[int]] = []
    for place, month in enumerate(months):
        if not found or month in breaks:
            found.append([])
        found[-1].append(place)
    return found


def _joins(
    names: Sequence[str],
    rows: Sequence[Sequence[float | None]],
    lines: Sequence[MomentLine],
    months: Sequence[int],
) -> list[dict[str, Any]]:
    """Every line as one trace: None between two of them keeps them apart."""
    x: list[float | None] = []
    y: list[str | None] = []
    for name, row, line in zip(names, rows, lines, strict=True):
        for places in stretches(months, line.breaks):
            shown = [row[place] for place in places if row[place] is not None]
            if len(shown) > 1:
                x += [*shown, None]
                y += [*[name] * len(shown), None]
    if not x:
        return []
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": x,
            "y": y,
            "line": {"color": GRID, "width": 4},
            "hoverinfo": "skip",
            "showlegend": False,
        }
    ]


def _breaks(
    names: Sequence[str],
    rows: Sequence[Sequence[float | None]],
    lines: Sequence[MomentLine],
    months: Sequence[int],
) -> list[dict[str, Any]]:
    """[b] beside the first mark after each break."""
    marked = [
        (name, row[place])
        for name, row, line in zip(names, rows, lines, strict=True)
        for places in stretches(months, line.breaks)[1:]
        for place in places[:1]
        if row[place] is not None
    ]
    if not marked:
        return []
    return [
        {
            "type": "scatter",
            "mode": "text",
            "name": BREAK,
            "x": [value for _, value in marked],
            "y": [name for name, _ in marked],
            "text": [f"  {BREAK}"] * len(marked),
            "textposition": "middle right",
            "textfont": {"color": INK},
            "hoverinfo": "skip",
            "showlegend": False,
        }
    ]


def _marker(place: int) -> dict[str, Any]:
    marker: dict[str, Any] = {"size": 11, "color": PALETTE[place], "symbol": SYMBOLS[place]}
    return marker | {"size": 16, "line": {"width": 3}} if place == 0 else marker


def _value(table: Table, row: int, key: str) -> float | None:
    entry = table.values(key)[row]
    return entry.value if isinstance(entry, Cell) else None
