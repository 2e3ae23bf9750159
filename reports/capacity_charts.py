"""Charts of a capacity plan, made from its tables. The numbers are the lead's own."""

from collections.abc import Sequence
from typing import Any

from mapping.cell import Cell
from mapping.expected_hours import HoursMark
from reports.charts import GRID, INK, LEGEND, PALETTE, Chart, make_chart, month_lines
from reports.table import Table

DASHES = ("solid", "dash", "dot", "dashdot", "longdash")
SYMBOLS = ("circle", "diamond", "square", "cross", "triangle-up")
BAR = 44
"""Pixels for a bar with its label."""


def supply_chart(by_month: Table) -> Chart:
    """Preceptees beside places, by month."""
    return month_lines(by_month, month="month", series=("active", "supply"))


def hours_chart(groups: Table, marks: Sequence[HoursMark]) -> Chart:
    """Each group's protected hours as a bar, with a line at each number of hours that is expected."""
    cells = [cell for cell in groups.values("hours") if isinstance(cell, Cell)]
    names = [f"{index}. {name}" for index, name in enumerate(groups.texts("group"), start=1)]
    hours = [cell.value or 0.0 for cell in cells]
    marked = [float(mark.hours) for mark in marks]
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": hours,
        "y": names,
        "text": [cell.text for cell in cells],
        "textposition": "inside",
        "insidetextanchor": "start",
        "insidetextfont": {"color": "#ffffff"},
        "cliponaxis": False,
        "hovertemplate": "%{y}: %{x} hours a year<extra></extra>",
        "marker": {"color": PALETTE[0]},
    }
    layout = {
        "height": 150 + BAR * len(names),
        "xaxis": {
            "range": [0, 1.15 * max([*hours, *marked, 1.0])],
            "fixedrange": True,
            "gridcolor": GRID,
            "title": {"text": "Protected hours a year"},
        },
        "yaxis": {"autorange": "reversed", "automargin": True, "fixedrange": True, "type": "category"},
        "shapes": [_line(value, index) for index, value in enumerate(marked)],
        "annotations": [_label(mark, index) for index, mark in enumerate(marks)],
        "margin": {"l": 120, "r": 40, "t": 30 + 22 * max(1, len(marks)), "b": 60},
        "showlegend": False,
        "bargap": 0.4,
    }
    return make_chart(groups, [bars], layout)


def gaps_chart(gaps: Table) -> Chart:
    """A line for the plan and each scenario: preceptees less places, month by month."""
    traces = []
    for index, column in enumerate(gaps.columns[1:]):
        cells = [cell for cell in gaps.values(column.key) if isinstance(cell, Cell)]
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "name": column.title,
                "x": list(gaps.texts("month")),
                "y": [cell.value for cell in cells],
                "line": {"color": _colour(index), "width": 3, "dash": DASHES[index % len(DASHES)]},
                "marker": {"size": 8, "symbol": SYMBOLS[index % len(SYMBOLS)]},
            }
        )
    layout = {
        "height": 420,
        "xaxis": {"type": "category", "fixedrange": True, "automargin": True},
        "yaxis": {
            "fixedrange": True,
            "gridcolor": GRID,
            "zeroline": True,
            "zerolinecolor": INK,
            "zerolinewidth": 2,
            "title": {"text": "Preceptees less places"},
        },
        "margin": {"l": 60, "r": 20, "t": 20 + LEGEND, "b": 60},
        "showlegend": True,
        "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom"},
    }
    return make_chart(gaps, traces, layout)


def _colour(index: int) -> str:
    """The plan itself in ink, its scenarios in the palette's colours."""
    return INK if index == 0 else PALETTE[(index - 1) % len(PALETTE)]


def _line(hours: float, index: int) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": hours,
        "x1": hours,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "line": {"color": INK, "width": 2, "dash": DASHES[(index + 1) % len(DASHES)]},
    }


def _label(mark: HoursMark, index: int) -> dict[str, Any]:
    return {
        "x": float(mark.hours),
        "y": 1,
        "yref": "paper",
        "yshift": 12 + 20 * (index % 2),
        "text": f"{mark.name}: {mark.hours.normalize():f}",
        "showarrow": False,
        "font": {"size": 13, "color": INK},
    }
