"""The first sheets of a workbook: cover, contents, notes; and the data dictionary at its end."""

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment

from frameworks.language import mark, say
from reports.sheets.look import BODY, BOLD, HEADING, SAMPLE_FILL, lines_of, set_page, text_cell
from reports.table import Column, Table, Unit
from reports.wording import SAMPLE_LINE, TOKENS

COVER, CONTENTS, NOTES, DICTIONARY = mark("Cover"), mark("Contents"), mark("Notes"), mark("Data dictionary")
LABEL_WIDTH, WORDS_WIDTH = 28.0, 75.0
UNWRAPPED = Alignment(vertical="top", horizontal="left")
UNITS: dict[Unit, str] = {
    "text": mark("words"),
    "count": mark("number"),
    "percent": mark("percent (in this workbook 35% is stored as 0.35)"),
    "mean": mark("average, one decimal"),
    "score": mark("score"),
    "hours": mark("hours"),
    "months": mark("months"),
    "number": mark("number; its unit stands beside it"),
}


def add_cover(
    workbook: Workbook, title: str, subject: str, about: Sequence[tuple[str, str]], *, sample: bool
) -> None:
    """The cover: title, whether it is a sample, subject, then a label and its words on each row."""
    sheet = workbook.create_sheet(say(COVER))
    sheet.column_dimensions["A"].width = LABEL_WIDTH
    sheet.column_dimensions["B"].width = WORDS_WIDTH
    set_page(sheet, title=title, wide=False, sample=say(SAMPLE_LINE) if sample else "")
    top = [title, *([say(SAMPLE_LINE)] if sample else []), subject]
    sheet.row_dimensions[1].height = 26
    for number, (label, words) in enumerate(about, start=len(top) + 1):
        lines = max(lines_of(label, LABEL_WIDTH), lines_of(words, WORDS_WIDTH))
        sheet.row_dimensions[number].height = lines * 14.5 + 5
    for number, line in enumerate(top):
        marked = sample and number == 1
        cell = text_cell(sheet, line, HEADING if number == 0 else BOLD if marked else BODY)
        cell.alignment = UNWRAPPED
        if marked:
            cell.fill = SAMPLE_FILL
        sheet.append([cell])
    for label, words in about:
        sheet.append([text_cell(sheet, label, BOLD), text_cell(sheet, words)])
    sheet.print_area = f"A1:B{len(top) + len(about)}"


def contents_table(entries: Sequence[tuple[str, str]]) -> Table:
    """Every other sheet, by name, with what it shows."""
    return Table(
        id="contents",
        title=say("Contents"),
        subtitle=say("Choose a name to go to the sheet"),
        columns=(Column(key="sheet", title=say("Sheet")), Column(key="shows", title=say("What it shows"))),
        rows=tuple(entries),
        sentence=say("This workbook has {count} more sheets.", count=len(entries)),
    )


def notes_table(notes: Sequence[tuple[str, str]]) -> Table:
    """What each token means, then the book's own notes."""
    return Table(
        id="notes",
        title=say("Notes"),
        subtitle=say("What the marks in cells mean, and how to read the figures"),
        columns=(
            Column(key="mark", title=say("Mark or note")),
            Column(key="meaning", title=say("What it means")),
        ),
        rows=(*((token, say(words)) for token, words in TOKENS.items()), *notes),
        sentence=say("{count} marks can stand where a figure would be.", count=len(TOKENS)),
    )


def dictionary_table(sheets: Sequence[tuple[str, Table]]) -> Table:
    """Every column of every table: key, title, unit, meaning."""
    rows = tuple(
        (column.title, column.key, say(UNITS[column.unit]), column.meaning or column.title, name)
        for name, table in sheets
        for column in table.columns
    )
    return Table(
        id="data-dictionary",
        title=say("Data dictionary"),
        subtitle=say("What every column of every table holds"),
        columns=(
            Column(key="title", title=say("Column")),
            Column(key="key", title=say("Key in CSV files")),
            Column(key="unit", title=say("Unit")),
            Column(key="meaning", title=say("Meaning")),
            Column(key="sheet", title=say("Table on sheet")),
        ),
        rows=rows,
        sentence=say("{columns} columns in {tables} tables.", columns=len(rows), tables=len(sheets)),
    )
