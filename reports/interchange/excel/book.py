"""An authoring workbook: Start here, the sheets to fill, and worked examples that are not read."""

from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from reports.interchange.excel.choices import add_choices
from reports.interchange.excel.columns import Column
from reports.interchange.excel.grid import BLANK, Cell
from reports.interchange.excel.look import add_sheet
from reports.interchange.excel.start import add_start
from reports.interchange.excel.to_grid import Filled
from reports.interchange.excel.words import Words
from reports.sheets.pack import pack
from reports.sheets.text import clean_text

CREATOR, LANGUAGE = "preceptmap", "en-GB"
SAME_DAY = date(2000, 1, 1)
"""The day every authoring workbook says it was made on, so that the same definition is always the same file."""

META_COLUMNS = tuple(
    Column(key, "text", Words(meaning=meaning), required=False)
    for key, meaning in (
        ("key", "What is asked for."),
        ("value", "Write here."),
        ("what it means", "What to write."),
        ("example", "What it could look like."),
    )
)


def build_book(title: str, sheets: Sequence[Filled], *, examples: Sequence[Filled] = ()) -> bytes:
    """The workbook as an .xlsx file; the same sheets always give the same bytes."""
    workbook = Workbook(write_only=True)
    properties = workbook.properties
    properties.title, properties.language = clean_text(title), LANGUAGE
    properties.creator = properties.lastModifiedBy = CREATOR
    add_start(workbook, title, sheets, examples)
    by_name = {filled.name: filled for filled in sheets}
    for filled in sheets:
        sheet = _add_meta(workbook, filled, title) if filled.is_meta else _add_rows(workbook, filled, title)
        add_choices(sheet, filled, by_name)
    for filled in examples:
        add_sheet(workbook, f"Example {filled.name}", filled.columns, filled.rows, book_title=title)
    return pack(workbook, made_on=SAME_DAY, chart_words=())


def _add_rows(workbook: Workbook, filled: Filled, title: str) -> WriteOnlyWorksheet:
    return add_sheet(workbook, filled.name, filled.columns, filled.rows, book_title=title)


def _add_meta(workbook: Workbook, filled: Filled, title: str) -> WriteOnlyWorksheet:
    rows = [
        (Cell(column.key), row[0] if row else BLANK, Cell(column.note), Cell(column.words.example or None))
        for column, row in zip(filled.columns, filled.rows, strict=True)
    ]
    return add_sheet(workbook, filled.name, META_COLUMNS, rows, notes=False, book_title=title)
