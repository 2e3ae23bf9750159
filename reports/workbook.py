"""A workbook that anyone in a trust can use at once: cover, contents, notes, charts, a table a sheet, dictionary.

The same book always gives the same bytes, so a file can be compared with the one published.
"""

from datetime import date

from openpyxl import Workbook

from frameworks.language import TAGS, say, spoken_language
from frameworks.model import Frozen
from reports.native_charts import NativeChart
from reports.sheets.chart_sheet import add_chart_sheet, has_points
from reports.sheets.front import (
    CONTENTS,
    COVER,
    DICTIONARY,
    NOTES,
    add_cover,
    contents_table,
    dictionary_table,
    notes_table,
)
from reports.sheets.pack import pack
from reports.sheets.table_sheet import add_table_sheet, live_results
from reports.sheets.text import clean_text, object_name, sheet_name
from reports.table import Table

CREATOR = "preceptmap"


class Book(Frozen):
    """Everything a workbook is made from. `about` are the cover's lines; `notes` the notes sheet's."""

    title: str
    subject: str
    about: tuple[tuple[str, str], ...]
    notes: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    charts: tuple[NativeChart, ...] = ()
    made_on: date
    sample: bool = False


class TwoTablesWithOneName(ValueError):
    """Two tables of a book would have the same name in Excel."""


def build_workbook(book: Book) -> bytes:
    """The workbook as an .xlsx file. A chart none of whose figures is shown is left out.

    Raises TwoTablesWithOneName, and LookupError for a chart of a table or column the book does not have.
    """
    _check_names(book)
    tables = {table.id: table for table in book.tables}
    charts = [chart for chart in book.charts if has_points(chart, tables[chart.table])]
    taken = {say(name).lower() for name in (COVER, CONTENTS, NOTES, DICTIONARY)}
    names = {table.id: sheet_name(table.id, taken) for table in book.tables}
    chart_names = [sheet_name(say("Chart {table}", table=chart.table), taken) for chart in charts]
    dictionary = dictionary_table([(names[table.id], table) for table in book.tables])
    listed = [
        (say(NOTES), say("What the marks in cells mean, and how to read the figures")),
        *(
            (name, say("Chart: {title}", title=tables[c.table].title))
            for name, c in zip(chart_names, charts, strict=True)
        ),
        *((names[table.id], table.title) for table in book.tables),
        (say(DICTIONARY), dictionary.subtitle),
    ]
    workbook = Workbook(write_only=True)
    _set_properties(workbook, book)
    add_cover(workbook, book.title, book.subject, book.about, sample=book.sample)

    def add(name: str, table: Table, *, links: tuple[str, ...] = ()) -> None:
        add_table_sheet(workbook, name, table, book_title=book.title, sample=book.sample, links=links)

    add(say(CONTENTS), contents_table(listed), links=tuple(name for name, _ in listed))
    add(say(NOTES), notes_table(book.notes))
    for name, chart in zip(chart_names, charts, strict=True):
        add_chart_sheet(
            workbook,
            name,
            chart,
            tables[chart.table],
            names[chart.table],
            book_title=book.title,
            sample=book.sample,
        )
    for table in book.tables:
        add(names[table.id], table)
    add(say(DICTIONARY), dictionary)
    words = [tables[chart.table].sentence for chart in charts]
    results = {names[table.id]: found for table in book.tables if (found := live_results(table))}
    return pack(workbook, made_on=book.made_on, chart_words=words, results=results)


def _check_names(book: Book) -> None:
    seen = {object_name(name).lower() for name in ("contents", "notes", "data-dictionary")}
    for table in book.tables:
        name = object_name(table.id).lower()
        if name in seen:
            raise TwoTablesWithOneName(f"Two tables are called {table.id}. Give each its own id.")
        seen.add(name)


def _set_properties(workbook: Workbook, book: Book) -> None:
    properties = workbook.properties
    properties.title = clean_text(book.title)
    properties.subject = clean_text(book.subject)
    properties.creator = properties.lastModifiedBy = CREATOR
    properties.language = TAGS[spoken_language()]
