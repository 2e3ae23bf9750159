"""Excel's own charts, each on a sheet with just the rows it draws: a hidden figure is left out, never a zero."""

from collections.abc import Sequence
from typing import Literal

from openpyxl.chart import BarChart, LineChart, Reference, ScatterChart, Series
from openpyxl.chart.label import DataLabelList
from openpyxl.worksheet.worksheet import Worksheet

from frameworks.model import Frozen
from mapping.cell import Cell
from reports.sheet import finish, write_heading, write_rows
from reports.table import Column, Table

BLUE, ORANGE = "005EB8", "C65102"
LEFT_OUT = "Rows without a figure that can be shown are left out. The table's own sheet has every row."


class NativeChart(Frozen):
    """What to draw from a table: a label column and one or two figure columns."""

    table: str
    kind: Literal["bar", "scatter", "line"]
    label: str
    values: tuple[str, ...]


def write_chart(sheet: Worksheet, chart: NativeChart, table: Table, *, sample: bool) -> None:
    """Title, sentence, the rows that are drawn, and the chart beside them."""
    data = shown_rows(table, chart.label, chart.values)
    start = write_heading(sheet, f"Chart: {table.title}", [table.sentence, LEFT_OUT], sample=sample)
    write_rows(sheet, data, start)
    if data.rows:
        drawing = DRAW[chart.kind](sheet, data, start)
        drawing.title = table.title
        sheet.add_chart(drawing, f"{'DEF'[len(chart.values) - 1]}{start}")
    finish(sheet, landscape=True)


def shown_rows(table: Table, label: str, values: Sequence[str]) -> Table:
    """The rows in which every one of these figures is shown, with just those columns."""
    keys = (label, *values)
    places = [table.position(key) for key in keys]
    rows = tuple(
        tuple(row[place] for place in places)
        for row in table.rows
        if all(isinstance(entry := row[place], Cell) and entry.shown for place in places[1:])
    )
    return table.model_copy(
        update={
            "id": f"chart-{table.id}",
            "columns": tuple(table.columns[place] for place in places),
            "rows": rows,
            "notes": (),
        }
    )


def _bar(sheet: Worksheet, data: Table, start: int) -> BarChart:
    chart = BarChart()
    chart.type = "bar"
    chart.style = 10
    _fill(chart, sheet, data, start)
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.title = data.columns[1].title
    _percent_axis(chart.y_axis, data.columns[1])
    chart.height, chart.width = max(8, 1.6 + 0.62 * len(data.rows)), 24
    chart.gapWidth = 40
    if len(data.columns) == 2:
        chart.legend = None
        chart.dataLabels = DataLabelList()
        chart.dataLabels.showVal = True
        chart.series[0].graphicalProperties.solidFill = BLUE
    return chart


def _line(sheet: Worksheet, data: Table, start: int) -> LineChart:
    chart = LineChart()
    _fill(chart, sheet, data, start)
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.title = data.columns[0].title
    chart.y_axis.title = "Preceptees"
    chart.y_axis.scaling.min = 0
    chart.height, chart.width = 10, 24
    for series, colour in zip(chart.series, (BLUE, ORANGE), strict=False):
        series.graphicalProperties.line.solidFill = colour
        series.graphicalProperties.line.width = 28_000
    return chart


def _scatter(sheet: Worksheet, data: Table, start: int) -> ScatterChart:
    chart = ScatterChart()
    chart.style = 13
    last = start + len(data.rows)
    across = Reference(sheet, min_col=2, min_row=start + 1, max_row=last)
    up = Reference(sheet, min_col=3, min_row=start + 1, max_row=last)
    series = Series(up, across, title=data.columns[2].title)
    series.marker.symbol = "circle"
    series.marker.size = 8
    series.marker.graphicalProperties.solidFill = BLUE
    series.graphicalProperties.line.noFill = True
    chart.series.append(series)
    chart.x_axis.title, chart.y_axis.title = data.columns[1].title, data.columns[2].title
    chart.x_axis.delete = chart.y_axis.delete = False
    _percent_axis(chart.x_axis, data.columns[1])
    _percent_axis(chart.y_axis, data.columns[2])
    chart.legend = None
    chart.height, chart.width = 14, 18
    return chart


def _fill(chart: BarChart | LineChart, sheet: Worksheet, data: Table, start: int) -> None:
    last = start + len(data.rows)
    figures = Reference(sheet, min_col=2, max_col=len(data.columns), min_row=start, max_row=last)
    chart.add_data(figures, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=start + 1, max_row=last))


def _percent_axis(axis: object, column: Column) -> None:
    """Shares always run from nothing to everything, whatever is hidden."""
    if column.unit == "percent":
        axis.scaling.min, axis.scaling.max = 0, 1  # type: ignore[attr-defined]
        axis.number_format = "0%"  # type: ignore[attr-defined]
        axis.majorUnit = 0.2  # type: ignore[attr-defined]


DRAW = {"bar": _bar, "line": _line, "scatter": _scatter}
