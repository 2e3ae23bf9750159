"""Plotly figures made from the same tables that stand beside them: plain lists, fixed axes, no hidden value.

Axes of percentages always run from 0 to 100, so that nothing about a chart depends on a figure that is not
shown (SDC-09). A cell without a value is not drawn; its table row says why.
"""

from collections.abc import Sequence
from typing import Any

from frameworks.model import Frozen
from mapping.cell import Cell
from reports.table import Table

BLUE, ORANGE, MAROON, TEAL = "#003087", "#e8590c", "#6b0f1a", "#00a499"
"""At most four series, dark and light by turns: each at least 3:1 against white and against its neighbours,
and told apart by colour-blind eyes (UX-22). Direct labels or shapes carry the meaning as well."""

PALETTE = (BLUE, ORANGE, MAROON, TEAL)
INK = "#212b32"
GRID = "#d8dde0"
ROW_HEIGHT = 26
FONT = {"family": "Arial, sans-serif", "size": 14, "color": INK}
PERCENT_AXIS = {
    "range": [0, 100],
    "ticksuffix": "%",
    "fixedrange": True,
    "gridcolor": GRID,
    "zeroline": False,
}


class Chart(Frozen):
    """A figure for the browser. `figure` is Plotly's own JSON: `data` and `layout`."""

    id: str
    title: str
    sentence: str
    figure: dict[str, Any]


def share_bars(table: Table, *, label: str, share: str) -> Chart:
    """One horizontal bar for each row with a shown share, in the table's order from the top."""
    rows = _shown(table, label, share)
    return _chart(table, [_bar_trace(rows)], _bars_layout(len(rows)))


def group_points(table: Table, *, label: str, groups: Sequence[str]) -> Chart:
    """A row of points for each need area, one for each of at most four groups with a shown share."""
    traces = []
    names = _short_names(table.texts(label))
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
                "marker": {
                    "size": 11,
                    "color": PALETTE[index],
                    "symbol": ("circle", "square", "diamond", "cross")[index],
                },
            }
        )
    layout = _bars_layout(len(names)) | {
        "showlegend": True,
        "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom"},
    }
    return _chart(table, traces, layout)


def quadrant_points(
    table: Table, *, label: str, across: str, up: str, cross: tuple[float, float] | None
) -> Chart:
    """A point for each row at two shown shares, named by its code, with the two crossing lines."""
    points = [
        (code, x, y)
        for code, x, y in zip(table.texts(label), table.values(across), table.values(up), strict=True)
        if isinstance(x, Cell) and isinstance(y, Cell) and x.shown and y.shown
    ]
    trace = {
        "type": "scatter",
        "mode": "markers+text",
        "x": [x.value for _, x, _ in points],
        "y": [y.value for _, _, y in points],
        "text": [code for code, _, _ in points],
        "customdata": [[x.text, y.text] for _, x, y in points],
        "textposition": "top center",
        "textfont": {"size": 12, "color": INK},
        "hovertemplate": "%{text}: confident %{customdata[0]}, important %{customdata[1]}<extra></extra>",
        "marker": {"size": 9, "color": BLUE},
    }
    lines = []
    if cross is not None:
        line = {"type": "line", "line": {"color": INK, "width": 1, "dash": "dot"}}
        lines = [
            line | {"x0": cross[0], "x1": cross[0], "y0": 0, "y1": 100},
            line | {"x0": 0, "x1": 100, "y0": cross[1], "y1": cross[1]},
        ]
    layout = {
        "height": 620,
        "xaxis": PERCENT_AXIS | {"title": {"text": "Rated confident (4 or 5)"}},
        "yaxis": PERCENT_AXIS | {"title": {"text": "Rated important (4 or 5)"}},
        "shapes": lines,
        "margin": {"l": 70, "r": 20, "t": 20, "b": 60},
        "showlegend": False,
    }
    return _chart(table, [trace], layout)


def two_ratings(table: Table, *, label: str, first: str, second: str) -> Chart:
    """Two marks on each row of ratings 1 to 5, joined by a line: a person's own importance and confidence."""
    names = _short_names(table.texts(label))
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
    layout = _bars_layout(len(names)) | {
        "xaxis": axis,
        "showlegend": True,
        "legend": {"orientation": "h", "y": -0.02, "yanchor": "top"},
    }
    return _chart(table, traces, layout)


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
    return _chart(table, traces, layout)


def _shown(table: Table, label: str, share: str) -> list[tuple[str, Cell]]:
    return [
        (name, cell)
        for name, cell in zip(_short_names(table.texts(label)), table.values(share), strict=True)
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


def _short_names(names: Sequence[str]) -> list[str]:
    """Labels that fit beside a bar, each different, or bars would be drawn on top of each other."""
    found: list[str] = []
    for name in names:
        short = base = name if len(name) <= 44 else name[:42].rsplit(" ", 1)[0] + " …"
        number = 1
        while short in found:
            number += 1
            short = f"{base} ({number})"
        found.append(short)
    return found


def _bars_layout(rows: int) -> dict[str, Any]:
    return {
        "height": max(240, 110 + ROW_HEIGHT * rows),
        "xaxis": PERCENT_AXIS | {"side": "top"},
        "yaxis": {"autorange": "reversed", "automargin": True, "fixedrange": True, "type": "category"},
        "margin": {"l": 300, "r": 50, "t": 50, "b": 30},
        "showlegend": False,
        "bargap": 0.3,
    }


def _chart(table: Table, traces: list[dict[str, Any]], layout: dict[str, Any]) -> Chart:
    shared = {"font": FONT, "paper_bgcolor": "#ffffff", "plot_bgcolor": "#ffffff", "hovermode": "closest"}
    return Chart(
        id=table.id,
        title=table.title,
        sentence=table.sentence,
        figure={"data": traces, "layout": shared | layout},
    )
