"""The importance and confidence chart: every area a named point, in one of four named quadrants."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from mapping.cell import Cell
from reports.charts import BLUE, INK, MAROON, PERCENT_AXIS, Chart, make_chart
from reports.label_places import label_places
from reports.table import Table

CORNERS = {
    "Support first": (0, 100),
    "Keep up": (100, 100),
    "Lower priority": (0, 0),
    "More than needed": (100, 0),
}
CORNER_COLOURS = (MAROON, BLUE, INK, INK)
SYMBOLS = ("diamond", "circle", "square", "cross")


class Point(NamedTuple):
    """A row of the quadrant chart: its code, its two shares, and where it falls."""

    code: str
    x: Cell
    y: Cell
    falls: str


def quadrant_points(
    table: Table, *, label: str, across: str, up: str, quadrant: str, cross: tuple[float, float] | None
) -> Chart:
    """A point for each row at two shown shares, named by its code, with the two crossing lines.

    `quadrant` is the column that says where a row falls; each quadrant has a colour, a shape and its name.
    """
    columns = (table.texts(label), table.values(across), table.values(up), table.texts(quadrant))
    points = [
        Point(code, x, y, falls)
        for code, x, y, falls in zip(*columns, strict=True)
        if isinstance(x, Cell) and isinstance(y, Cell) and x.shown and y.shown
    ]
    places = label_places([(point.x.value or 0, point.y.value or 0) for point in points])
    named = list(zip(points, places, strict=True))
    traces = [
        _quadrant_trace(name, [each for each in named if each[0].falls == name], number)
        for number, name in enumerate(CORNERS)
    ]
    layout = {
        "height": 620,
        "xaxis": PERCENT_AXIS | {"title": {"text": "Rated confident (4 or 5)"}},
        "yaxis": PERCENT_AXIS | {"title": {"text": "Rated important (4 or 5)"}},
        "shapes": _crossing(cross) if cross else [],
        "annotations": [_corner(name, number) for number, name in enumerate(CORNERS)] if cross else [],
        "margin": {"l": 70, "r": 20, "t": 20, "b": 60},
        "showlegend": False,
    }
    return make_chart(table, [trace for trace in traces if trace["x"]], layout)


def _quadrant_trace(name: str, named: Sequence[tuple[Point, str]], number: int) -> dict[str, Any]:
    points = [point for point, _ in named]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": name,
        "x": [point.x.value for point in points],
        "y": [point.y.value for point in points],
        "text": [point.code for point in points],
        "customdata": [[point.x.text, point.y.text] for point in points],
        "textposition": [place for _, place in named],
        "textfont": {"size": 12, "color": INK},
        "hovertemplate": "%{text}: confident %{customdata[0]}, important %{customdata[1]}"
        "<extra>%{fullData.name}</extra>",
        "marker": {"size": 10, "color": CORNER_COLOURS[number], "symbol": SYMBOLS[number]},
    }


def _crossing(cross: tuple[float, float]) -> list[dict[str, Any]]:
    line = {"type": "line", "line": {"color": INK, "width": 1, "dash": "dot"}}
    return [
        line | {"x0": cross[0], "x1": cross[0], "y0": 0, "y1": 100},
        line | {"x0": 0, "x1": 100, "y0": cross[1], "y1": cross[1]},
    ]


def _corner(name: str, number: int) -> dict[str, Any]:
    """The name of a quadrant in its corner of the drawing, in the colour of its points."""
    x, y = CORNERS[name]
    return {
        "text": name,
        "x": x,
        "y": y,
        "xanchor": "left" if x == 0 else "right",
        "yanchor": "bottom" if y == 0 else "top",
        "showarrow": False,
        "font": {"size": 16, "color": CORNER_COLOURS[number]},
        "bgcolor": "#ffffff",
    }
