"""Native Excel charts, each on a sheet of its own, drawn from the cells of a table's sheet."""

from typing import TypeAlias

from openpyxl import Workbook
from openpyxl.chart import BarChart, LineChart, Reference, ScatterChart, Series
from openpyxl.chart.axis import NumericAxis
from openpyxl.chart.data_source import AxDataSource, StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.utils import get_column_letter, quote_sheetname

from frameworks.language import say
from mapping.cell import Cell
from reports.charts import INK, PALETTE
from reports.native_charts import NativeChart
from reports.sheets.look import BODY, HEADING, SAMPLE_FILL, lines_of, set_page, text_cell
from reports.sheets.table_sheet import HEADER_ROW
from reports.table import Table
from reports.wording import SAMPLE_LINE

Drawn: TypeAlias = BarChart | LineChart | ScatterChart
WORDS_WIDTH, SPARE_WIDTH = 88, 42
"""Characters: the words take the first column, the chart both. One wide column would not scale to a page."""

CHART_WIDTH = 27.0

ROW_CM = 0.52
TALL, ONE_PAGE = 20.0, 40.0
"""Centimetres from which a chart turns its page upright, and up to which it is printed on one page."""

GRID = "D8DDE0"
PERCENT_LABEL = "0%;;;"
"""Zero has no label: a hidden cell holds a token, which a chart takes for zero."""
LINE_COLOURS = (*PALETTE, INK)
DASHES = ("solid", "dash", "sysDot", "dashDot", "lgDash")
MARKERS = ("circle", "diamond", "triangle", "square", "x")


def add_chart_sheet(
    workbook: Workbook,
    name: str,
    chart: NativeChart,
    table: Table,
    table_sheet: str,
    *,
    book_title: str,
    sample: bool,
) -> None:
    """A sheet with the chart's title, its words, where its figures are, and the chart."""
    drawn = {"bar": _bar, "scatter": _scatter, "line": _line}[chart.kind](chart, table, table_sheet)
    tall = drawn.height > TALL
    drawn.width = CHART_WIDTH
    sheet = workbook.create_sheet(name)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = WORDS_WIDTH, SPARE_WIDTH
    set_page(sheet, title=book_title, wide=not tall, sample=say(SAMPLE_LINE) if sample else "")
    sheet.page_setup.fitToHeight = 1 if drawn.height <= ONE_PAGE else 0
    where = say(
        "The figures are on the sheet {sheet}. What is not shown there is not drawn here.", sheet=table_sheet
    )
    lines = [
        say("Chart: {title}", title=table.title),
        *([say(SAMPLE_LINE)] if sample else []),
        table.sentence,
        where,
    ]
    for number, line in enumerate(lines, start=1):
        height = lines_of(line, WORDS_WIDTH) * 15 + (9 if number == 1 else 3)
        sheet.row_dimensions[number].height = height
    for number, line in enumerate(lines):
        fill = SAMPLE_FILL if sample and number == 1 else None
        sheet.append([text_cell(sheet, line, BODY if number else HEADING, fill=fill)])
    _name_parts(drawn, table.title, axis_titles(chart, table))
    sheet.add_chart(drawn, f"A{len(lines) + 1}")
    sheet.print_area = f"A1:B{len(lines) + int(drawn.height / ROW_CM) + 2}"


def _name_parts(drawn: Drawn, title: str, axes: tuple[str, str]) -> None:
    """Titles beside the plot, never over it, and both axes drawn."""
    drawn.title = title
    drawn.title.overlay = False
    drawn.title.tx.rich.p[0].pPr = _size(13).p[0].pPr
    for axis, words in zip((drawn.x_axis, drawn.y_axis), axes, strict=True):
        axis.delete = False
        axis.title = words
        axis.title.overlay = False
        axis.title.tx.rich.p[0].pPr = _size(10).p[0].pPr
        axis.txPr = _size(8)
        if axis.majorGridlines is not None:
            axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=GRID))


def axis_titles(chart: NativeChart, table: Table) -> tuple[str, str]:
    """What stands on Excel's x axis (of a bar chart, the one with the names) and on its y axis."""
    names = [table.columns[table.position(key)].title for key in (chart.label, *chart.values)]
    if chart.kind == "scatter":
        return names[1], names[2]
    if len(names) == 2:
        return names[0], names[1]
    if chart.kind == "line":
        return names[0], chart.counts
    return names[0], say("Share") if is_percent(chart, table) else say("Rating")


def is_percent(chart: NativeChart, table: Table) -> bool:
    """True when everything drawn is a share."""
    return all(table.columns[table.position(key)].unit == "percent" for key in chart.values)


def has_points(chart: NativeChart, table: Table) -> bool:
    """True when at least one row has every figure the chart draws."""
    places = [table.position(key) for key in chart.values]
    return any(all(_shown(row[place]) for place in places) for row in table.rows)


def _bar(chart: NativeChart, table: Table, sheet: str) -> BarChart:
    drawn = BarChart()
    drawn.type, drawn.grouping = "bar", "clustered"
    several = len(chart.values)
    drawn.gapWidth, drawn.overlap = 40, 0
    for number, key in enumerate(chart.values):
        series = Series(_range(sheet, table, key), title=None)
        series.tx = _title_of(sheet, table, key)
        series.cat = AxDataSource(strRef=StrRef(str(_range(sheet, table, chart.label))))
        series.graphicalProperties = GraphicalProperties(solidFill=PALETTE[number].lstrip("#"))
        series.graphicalProperties.line = LineProperties(solidFill="212B32")
        series.dLbls = _labels(PERCENT_LABEL if is_percent(chart, table) else "#,##0;-#,##0;;")
        drawn.series.append(series)
    drawn.x_axis.scaling.orientation = "maxMin"
    drawn.y_axis.crosses = "max"
    drawn.x_axis.tickLblSkip = 1
    _scale(drawn.y_axis, highest=1 if is_percent(chart, table) else chart.highest)
    drawn.legend = drawn.legend if several > 1 else None
    if drawn.legend:
        drawn.legend.position = "t"
    drawn.height = max(9.0, 4.0 + len(table.rows) * (0.62 if several == 1 else 0.36 * several))
    return drawn


def _line(chart: NativeChart, table: Table, sheet: str) -> LineChart:
    drawn = LineChart()
    for number, key in enumerate(chart.values):
        series = Series(_range(sheet, table, key), title=None)
        series.tx = _title_of(sheet, table, key)
        series.cat = AxDataSource(strRef=StrRef(str(_range(sheet, table, chart.label))))
        colour = LINE_COLOURS[number].lstrip("#")
        series.graphicalProperties = GraphicalProperties()
        series.graphicalProperties.line = LineProperties(solidFill=colour, prstDash=DASHES[number], w=28575)
        series.marker = _marker(MARKERS[number], colour)
        series.smooth = False
        drawn.series.append(series)
    if not _goes_below_zero(chart, table):
        drawn.y_axis.scaling.min = 0
    drawn.x_axis.tickLblPos = "low"
    drawn.legend.position = "t"
    drawn.height = 13.0
    return drawn


def _scatter(chart: NativeChart, table: Table, sheet: str) -> ScatterChart:
    drawn = ScatterChart()
    drawn.style, drawn.scatterStyle = 13, "lineMarker"
    along, up = (table.position(key) for key in chart.values)
    colour = PALETTE[0].lstrip("#")
    for number, row in enumerate(table.rows, start=HEADER_ROW + 1):
        if not (_shown(row[along]) and _shown(row[up])):
            continue
        series = Series(
            _point(sheet, up, number), xvalues=_point(sheet, along, number), title=None
        )  # one series a point, so that each point carries its own name
        series.tx = SeriesLabel(strRef=StrRef(str(_point(sheet, table.position(chart.label), number))))
        series.marker = _marker("circle", colour)
        series.graphicalProperties = GraphicalProperties()
        series.graphicalProperties.line.noFill = True
        series.dLbls = _labels(None)
        drawn.series.append(series)
    for axis in (drawn.x_axis, drawn.y_axis):
        _scale(axis, highest=1 if is_percent(chart, table) else chart.highest)
    drawn.legend = None
    drawn.height = 17.0
    return drawn


def _range(sheet: str, table: Table, key: str) -> Reference:
    return _reference(sheet, table.position(key), HEADER_ROW + 1, HEADER_ROW + max(1, len(table.rows)))


def _point(sheet: str, column: int, row: int) -> Reference:
    return _reference(sheet, column, row, row)


def _reference(sheet: str, column: int, first: int, last: int) -> Reference:
    letter = get_column_letter(column + 1)
    return Reference(range_string=f"{quote_sheetname(sheet)}!${letter}${first}:${letter}${last}")


def _title_of(sheet: str, table: Table, key: str) -> SeriesLabel:
    letter = get_column_letter(table.position(key) + 1)
    return SeriesLabel(strRef=StrRef(f"{quote_sheetname(sheet)}!${letter}${HEADER_ROW}"))


def _labels(number_format: str | None) -> DataLabelList:
    labels = DataLabelList()
    labels.showVal = number_format is not None
    labels.showSerName = number_format is None
    labels.showCatName = labels.showLegendKey = labels.showPercent = False
    labels.position = "outEnd" if number_format else "r"
    if number_format:
        labels.numFmt = number_format
    labels.txPr = _size(8)
    return labels


def _scale(axis: NumericAxis, *, highest: float | None) -> None:
    axis.scaling.min = 0
    if highest is not None:
        axis.scaling.max = highest
        axis.majorUnit = 0.2 if highest == 1 else 1
    if highest == 1:
        axis.number_format = "0%"


def _marker(symbol: str, colour: str) -> Marker:
    marker = Marker(symbol=symbol, size=7)
    marker.graphicalProperties = GraphicalProperties(solidFill=colour)
    marker.graphicalProperties.line = LineProperties(solidFill="212B32")
    return marker


def _size(points: int) -> RichText:
    properties = ParagraphProperties(defRPr=CharacterProperties(sz=points * 100))
    return RichText(p=[Paragraph(pPr=properties, endParaRPr=CharacterProperties(sz=points * 100))])


def _goes_below_zero(chart: NativeChart, table: Table) -> bool:
    entries = (entry for key in chart.values for entry in table.values(key))
    return any(isinstance(entry, Cell) and (entry.value or 0) < 0 for entry in entries)


def _shown(entry: str | Cell) -> bool:
    return isinstance(entry, Cell) and entry.shown
