"""A workbook that anyone in a trust can use at once: cover, contents, notes, a table a sheet, charts, dictionary.

The same book always gives the same bytes, so a file can be compared with the one published.
"""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from frameworks.model import Frozen
from reports.native_charts import NativeChart, write_chart
from reports.sheet import Link, finish, sheet_name, write_heading, write_links, write_pairs, write_table
from reports.table import Column, Table
from reports.wording import TOKENS

ZIP_DAY = (2026, 1, 1, 0, 0, 0)
UNITS = {
    "text": "Words",
    "count": "Number",
    "percent": "Percentage",
    "mean": "Mean of ratings 1 to 5",
    "score": "Score",
    "hours": "Hours",
    "months": "Months",
}


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


def build_workbook(book: Book) -> bytes:
    """The workbook as an .xlsx file."""
    out = Workbook()
    cover = out.active
    assert cover is not None
    tables = (*book.tables, data_dictionary(book.tables))
    names = [sheet_name(number, table.title) for number, table in enumerate(tables, start=1)]
    by_id = {table.id: table for table in tables}
    chart_names = [
        sheet_name(number, by_id[chart.table].title).replace(" ", " Chart ", 1)
        for number, chart in enumerate(book.charts, start=len(tables) + 1)
    ]
    chart_names = [name[:31].strip() for name in chart_names]
    _cover(cover, book)
    links = [
        Link("Cover", "Cover"),
        Link("Notes", "Notes: what the signs mean and how figures are protected"),
        *(
            Link(name, f"{name.split(' ')[0]}. {table.title}")
            for name, table in zip(names, tables, strict=True)
        ),
        *(
            Link(name, f"{name.split(' ')[0]}. Chart: {by_id[chart.table].title}")
            for name, chart in zip(chart_names, book.charts, strict=True)
        ),
    ]
    contents = out.create_sheet("Contents")
    start = write_heading(contents, "Contents", ["Choose a line to go to its sheet."], sample=book.sample)
    write_links(contents, start, links)
    finish(contents)
    notes = out.create_sheet("Notes")
    start = write_heading(notes, "Notes", [], sample=book.sample)
    write_pairs(notes, start, [*TOKENS.items(), *book.notes])
    finish(notes)
    for name, table in zip(names, tables, strict=True):
        write_table(out.create_sheet(name), table, sample=book.sample)
    for name, chart in zip(chart_names, book.charts, strict=True):
        write_chart(out.create_sheet(name), chart, by_id[chart.table], sample=book.sample)
    _properties(out, book)
    buffer = io.BytesIO()
    out.save(buffer)
    return _same_every_time(buffer.getvalue(), book.made_on)


def data_dictionary(tables: Sequence[Table]) -> Table:
    """Every column of every table: what it is called, what it counts, in which unit."""
    rows = tuple(
        (table.title, column.title, column.key, UNITS[column.unit], column.meaning)
        for table in tables
        for column in table.columns
    )
    return Table(
        id="data-dictionary",
        title="Data dictionary",
        subtitle="Every column of every table in this workbook",
        columns=(
            Column(key="table", title="Table", meaning="The table's title."),
            Column(key="column", title="Column", meaning="The column's heading."),
            Column(key="key", title="Name in CSV and API", meaning="The column's stable name."),
            Column(key="unit", title="Unit", meaning="What the figures are."),
            Column(key="meaning", title="Meaning", meaning="What is counted."),
        ),
        rows=rows,
        sentence=f"{len(rows)} columns in {len(tables)} tables.",
    )


def _cover(sheet: Worksheet, book: Book) -> None:
    sheet.title = "Cover"
    start = write_heading(sheet, book.title, [book.subject], sample=book.sample)
    write_pairs(sheet, start, book.about)
    finish(sheet)


def _properties(out: Workbook, book: Book) -> None:
    properties = out.properties
    properties.title, properties.subject = book.title, book.subject
    properties.creator = properties.lastModifiedBy = "preceptmap"
    properties.language = "en-GB"
    properties.created = datetime.combine(book.made_on, datetime.min.time())
    out.active = 0


def _same_every_time(content: bytes, made_on: date) -> bytes:
    """The file with the clock taken out: when it was saved, and each part's time."""
    out = io.BytesIO()
    day = made_on.isoformat().encode() + b"T00:00:00Z"
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda part: (part != "[Content_Types].xml", part)):
            body = old.read(name)
            if name == "docProps/core.xml":
                body = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + day, body)
            part = zipfile.ZipInfo(name, date_time=ZIP_DAY)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            new.writestr(part, body)
    return out.getvalue()
