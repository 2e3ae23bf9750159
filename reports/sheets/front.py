"""The first sheets of a workbook: cover, contents, notes; and the data dictionary at its end."""

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment

from reports.sheets.look import BODY, BOLD, HEADING, SAMPLE_FILL, lines_of, set_page, text_cell
from reports.table import Column, Table, Unit
from reports.wording import SAMPLE_LINE, TOKENS

COVER, CONTENTS, NOTES, DICTIONARY = "Cover", "Contents", "Notes", "Data dictionary"
LABEL_WIDTH, WORDS_WIDTH = 28.0, 75.0
UNWRAPPED = Alignment(vertical="top", horizontal="left")
UNITS: dict[Unit, str] = {
    "text": "words",
    "count": "number",
    "percent": "percent (in this workbook 35% is stored as 0.35)",
    "mean": "average, one decimal",
    "score": "score",
    "hours": "hours",
    "months": "months",
    "number": "number; its unit stands beside it",
}


def add_cover(
    workbook: Workbook, title: str, subject: str, about: Sequence[tuple[str, str]], *, sample: bool
) -> None:
    """The cover: title, whether it is a sample, subject, then a label and its words on each row."""
    sheet = workbook.create_sheet(COVER)
    sheet.column_dimensions["A"].width = LABEL_WIDTH
    sheet.column_dimensions["B"].width = WORDS_WIDTH
    set_page(sheet, title=title, wide=False, sample=SAMPLE_LINE if sample else "")
    top = [title, *([SAMPLE_LINE] if sample else []), subject]
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
        title="Contents",
        subtitle="Choose a name to go to the sheet",
        columns=(Column(key="sheet", title="Sheet"), Column(key="shows", title="What it shows")),
        rows=tuple(entries),
        sentence=f"This workbook has {len(entries)} more sheets.",
    )


def notes_table(notes: Sequence[tuple[str, str]]) -> Table:
    """What each token means, then the book's own notes."""
    return Table(
        id="notes",
        title="Notes",
        subtitle="What the marks in cells mean, and how to read the figures",
        columns=(Column(key="mark", title="Mark or note"), Column(key="meaning", title="What it means")),
        rows=(*TOKENS.items(), *notes),
        sentence=f"{len(TOKENS)} marks can stand where a figure would be.",
    )


def dictionary_table(sheets: Sequence[tuple[str, Table]]) -> Table:
    """Every column of every table: key, title, unit, meaning."""
    rows = tuple(
        (column.title, column.key, UNITS[column.unit], column.meaning or column.title, name)
        for name, table in sheets
        for column in table.columns
    )
    return Table(
        id="data-dictionary",
        title="Data dictionary",
        subtitle="What every column of every table holds",
        columns=(
            Column(key="title", title="Column"),
            Column(key="key", title="Key in CSV files"),
            Column(key="unit", title="Unit"),
            Column(key="meaning", title="Meaning"),
            Column(key="sheet", title="Table on sheet"),
        ),
        rows=rows,
        sentence=f"{len(rows)} columns in {len(sheets)} tables.",
    )
