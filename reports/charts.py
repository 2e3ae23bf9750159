"""Plotly figures made from the same tables that stand beside them: plain lists, fixed axes, no hidden value.

Axes of percentages always run from 0 to 100, so that nothing about a chart depends on a figure that is not
shown (SDC-09). A cell without a value is not drawn; its table row says why.
"""

from collections.abc import Sequence
from typing import Any

from frameworks.model import Frozen
from mapping.cell import Cell
from reports.labels import BREAK, bar_labels
from reports.table import Table

BLUE, ORANGE, MAROON, TEAL = "#003087", "#e8590c", "#6b0f1a", "#00a499"
"""At most four series, dark and light by turns: each at least 3:1 against white and against its neighbours,
and told apart by colour-blind eyes (UX-22). Direct labels or shapes carry the meaning as well."""

PALETTE = (BLUE, ORANGE, MAROON, TEAL)
INK = "#212b32"
GRID = "#d8dde0"
ROW_HEIGHT, TWO_LINES = 26, 38
"""Pixels for a row whose label takes one line, and two."""

FONT = {"family": "Arial, sans-serif", "size": 14, "color": INK}
PERCENT_AXIS = {
    "range": [0, 100],
    "ticksuffix": "%",
    "fixedrange": True,
    "gridcolor": GRID,
    "zeroline": False,
}

LEGEND = 40
"""Pixels that a legend above a chart takes."""


class Chart(Frozen):
    """A figure for the browser. `figure` is Plotly's own JSON: `data` and `layout`."""

    id: str
    title: str
    sentence: str
    figure: dict[str, Any]


def share_bars(table: Table, *, label: str, share: str) -> Chart:
    """One horizontal bar for each row with a shown share, in the table's order from the top."""
    rows = _shown(table, label, share)
    return make_chart(table, [_bar_trace(rows)], bars_layout([name for name, _ in rows]))


def group_points(table: Table, *, label: str, groups: Sequence[str]) -> Chart:
    """A row of points for each need area, one for each of at most four groups with a shown share."""
    traces = []
    names = bar_labels(table.texts(label))
    for index, key in enumerate(groups[:4]):
        cells = list(table.values(key))
        points = [
            (name, cell)
            for name, cell in zip(names, cells, strict=True)
            if isinstance(cell, Cell) and cell.shown
        ]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": table.columns[table.position(key)].title,
                "y": [name for name, _ in points],
                "x": [cell.value for _, cell in points],
                "text": [cell.text for _, cell in points],
                "hovertemplate": "%{y}: %{text}<extra>%{fullData.name}</extra>",
                "marker": _group_marker(index),
            }
        )
    layout = bars_layout(names)
    layout |= {
        "height": layout["height"] + LEGEND,
        "margin": layout["margin"] | {"t": layout["margin"]["t"] + LEGEND},
        "showlegend": True,
        "legend": legend_above(layout),
    }
    layout["yaxis"] = layout["yaxis"] | {"range": [len(names) - 0.5, -0.5], "autorange": False}
    return make_chart(table, traces, layout)


def _group_marker(index: int) -> dict[str, Any]:
    """The first group is an open ring, so that a point that falls inside it can still be seen."""
    if index == 0:
        return {"size": 16, "color": PALETTE[0], "symbol": "circle-open", "line": {"width": 3}}
    return {"size": 11, "color": PALETTE[index], "symbol": ("", "square", "diamond", "cross")[index]}


def legend_above(layout: dict[str, Any]) -> dict[str, Any]:
    """A legend just above the axis, however tall the chart: places are shares of the drawing's height."""
    drawn = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
    return {"orientation": "h", "x": 0, "y": 1 + 32 / drawn, "yanchor": "bottom"}


def two_ratings(table: Table, *, label: str, first: str, second: str) -> Chart:
    """Two marks on each row of ratings 1 to 5, joined by a line: a person's own importance and confidence."""
    names = bar_labels(table.texts(label))
    traces: list[dict[str, Any]] = []
    ends = [(table.values(first)[row], table.values(second)[row]) for row in range(len(names))]
    for name, (start, stop) in zip(names, ends, strict=True):
        if isinstance(start, Cell) and isinstance(stop, Cell) and start.shown and stop.shown:
            traces.append(
                {
                    "type": "scatter",
                    "mode": "lines",
                    "x": [start.value, stop.value],
                    "y": [name, name],
                    "line": {"color": GRID, "width": 4},
                    "hoverinfo": "skip",
                    "showlegend": False,
                }
            )
    for key, colour, symbol in ((first, BLUE, "circle"), (second, ORANGE, "diamond")):
        cells = [cell for cell in table.values(key) if isinstance(cell, Cell)]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": table.columns[table.position(key)].title,
                "x": [cell.value for cell in cells],
                "y": names,
                "hovertemplate": "%{y}: %{x}<extra>%{fullData.name}</extra>",
                "marker": {"size": 13, "color": colour, "symbol": symbol},
            }
        )
    axis = {
        "range": [0.5, 5.5],
        "dtick": 1,
        "fixedrange": True,
        "gridcolor": GRID,
        "zeroline": False,
        "side": "top",
    }
    layout = bars_layout(names) | {
        "xaxis": axis,
        "showlegend": True,
        "legend": {"orientation": "h", "y": -0.02, "yanchor": "top"},
    }
    return make_chart(table, traces, layout)


def month_lines(table: Table, *, month: str, series: Sequence[str]) -> Chart:
    """A line for each series over the months of a plan. The numbers are the lead's own."""
    traces = []
    for index, key in enumerate(series):
        cells = [cell for cell in table.values(key) if isinstance(cell, Cell)]
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "name": table.columns[table.position(key)].title,
                "x": list(table.texts(month)),
                "y": [cell.value for cell in cells],
                "line": {"color": PALETTE[index], "width": 3, "dash": ("solid", "dash")[index % 2]},
                "marker": {"size": 8, "symbol": ("circle", "diamond")[index % 2]},
            }
        )
    layout = {
        "height": 380,
        "xaxis": {"type": "category", "fixedrange": True, "automargin": True},
        "yaxis": {
            "rangemode": "tozero",
            "fixedrange": True,
            "gridcolor": GRID,
            "title": {"text": "Preceptees"},
        },
        "margin": {"l": 60, "r": 20, "t": 20, "b": 60},
        "showlegend": True,
        "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom"},
    }
    return make_chart(table, traces, layout)


def _shown(table: Table, label: str, share: str) -> list[tuple[str, Cell]]:
    return [
        (name, cell)
        for name, cell in zip(bar_labels(table.texts(label)), table.values(share), strict=True)
        if isinstance(cell, Cell) and cell.shown
    ]


def _bar_trace(rows: Sequence[tuple[str, Cell]]) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "y": [name for name, _ in rows],
        "x": [cell.value for _, cell in rows],
        "text": [cell.text for _, cell in rows],
        "textposition": "outside",
        "cliponaxis": False,
        "hovertemplate": "%{y}: %{text}<extra></extra>",
        "marker": {"color": BLUE},
    }


def bars_layout(names: Sequence[str]) -> dict[str, Any]:
    """The layout of a row for each name, read from the top."""
    row = TWO_LINES if any(BREAK in name for name in names) else ROW_HEIGHT
    return {
        "height": max(200, 90 + row * len(names)),
        "xaxis": PERCENT_AXIS | {"side": "top"},
        "yaxis": {"autorange": "reversed", "automargin": True, "fixedrange": True, "type": "category"}
        | {"tickfont": {"size": 13}},
        "margin": {"l": 300, "r": 50, "t": 50, "b": 30},
        "showlegend": False,
        "bargap": 0.3,
    }


def make_chart(table: Table, traces: list[dict[str, Any]], layout: dict[str, Any]) -> Chart:
    """A chart of these traces that stands for a table."""
    shared = {"font": FONT, "paper_bgcolor": "#ffffff", "plot_bgcolor": "#ffffff", "hovermode": "closest"}
    return Chart(
        id=table.id,
        title=table.title,
        sentence=table.sentence,
        figure={"data": traces, "layout": shared | layout},
    )
