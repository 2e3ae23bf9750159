"""One table on a sheet of its own: title, subtitle, sentence and notes in A1 to A4, then the table."""

from collections.abc import Iterator, Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table as ListObject
from openpyxl.worksheet.table import TableStyleInfo

from frameworks.language import mark, say
from mapping.cell import Cell
from reports.live import Live
from reports.sheets.look import (
    BODY,
    HEADING,
    LANDSCAPE_FROM,
    LINE,
    LINK,
    SAMPLE_FILL,
    figure_style,
    header_cell,
    lines_of,
    set_page,
    set_text,
    text_cell,
    words_style,
)
from reports.sheets.text import is_risky, object_name, unique_headers
from reports.table import Table
from reports.wording import SAMPLE_LINE, token_note, tokens_in

HEADER_ROW = 5
FIRST_WIDTH = 46
COMFORTABLE = 34
POINTS_A_LINE = 14.5
HIGHEST_ROW = 400
NOTHING = mark("Nothing to show")
EMPTY_NOTE = mark("An empty cell means that nothing was written there.")
FULL_NOTE = mark("Every cell has a figure or words.")


def add_table_sheet(
    workbook: Workbook,
    name: str,
    table: Table,
    *,
    book_title: str,
    sample: bool,
    links: Sequence[str] = (),
) -> None:
    """Write one table. `links` names the sheet each row's first entry leads to."""
    sheet = workbook.create_sheet(name)
    sheet._values_to_row = _place  # openpyxl would try each cell as a value first, and fail slowly
    widths = column_widths(table)
    for position, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(position)].width = width
    set_page(
        sheet,
        title=book_title,
        wide=sum(widths) > LANDSCAPE_FROM,
        sample=say(SAMPLE_LINE) if sample else "",
    )
    top = top_lines(table, sample=sample)
    headers = unique_headers(tuple(column.title for column in table.columns))
    rows = table.rows or (_empty_row(table),)
    _set_heights(sheet, top, headers, rows, widths)
    for number, text in enumerate(top, start=1):
        font = HEADING if number == 1 else BODY
        sheet.append([text_cell(sheet, text, font, fill=SAMPLE_FILL if sample and number == 2 else None)])
    sheet.append(
        [
            header_cell(sheet, title, figure=column.unit != "text", first=position == 0)
            for position, (title, column) in enumerate(zip(headers, table.columns, strict=True))
        ]
    )
    _write_rows(sheet, table, rows, links)
    last = HEADER_ROW + len(rows)
    area = f"A{HEADER_ROW}:{get_column_letter(len(headers))}{last}"
    sheet.tables.add(_list_object(table, area, headers))
    sheet.print_area = f"A1:{get_column_letter(len(headers))}{last}"
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"


def top_lines(table: Table, *, sample: bool) -> tuple[str, str, str, str]:
    """The four lines above a table: title, subtitle, sentence, notes."""
    subtitle = f"{say(SAMPLE_LINE)}. {table.subtitle}" if sample else table.subtitle
    blank = say(EMPTY_NOTE) if any(entry == "" for row in table.rows for entry in row) else ""
    notes = [note for note in (token_note(tokens_in(table.cells())), blank, *table.notes) if note]
    return (table.title, subtitle, table.sentence, "\n".join(notes) or say(FULL_NOTE))


def column_widths(table: Table) -> list[float]:
    """Widths in characters: the first column takes the lines above too, the others what they hold."""
    widths: list[float] = []
    for position, column in enumerate(table.columns):
        texts = [
            entry if isinstance(entry, str) else entry.text for entry in (row[position] for row in table.rows)
        ]
        longest = max((len(text) for text in texts), default=0)
        word = max((len(word) for word in column.title.split()), default=0)
        most = 60 if position == 0 or longest > 2 * COMFORTABLE else COMFORTABLE
        least = FIRST_WIDTH if position == 0 else 10
        widths.append(float(min(most, max(least, longest + 2, word + 3))))
    return widths


def stored(cell: Cell, unit: str) -> float | str:
    """What a cell is in a sheet: a real number (a share as a fraction of 1) or its token."""
    if cell.value is None:
        return cell.text
    if unit == "percent":
        return round(cell.value / 100, 6)
    return int(cell.value) if cell.value == int(cell.value) else cell.value


def live_results(table: Table) -> dict[str, float | str]:
    """What each formula of a table's sheet comes to, by the cell it stands in."""
    return {
        f"{get_column_letter(position + 1)}{number}": stored(entry, table.columns[position].unit)
        for number, row in enumerate(table.rows, start=HEADER_ROW + 1)
        for position, entry in enumerate(row)
        if isinstance(entry, Live)
    }


def _write_rows(
    sheet: WriteOnlyWorksheet, table: Table, rows: Sequence[Sequence[str | Cell]], links: Sequence[str]
) -> None:
    # One pattern cell a column is filled again for each row: styling every cell anew is three times slower.
    figures = [figure_style(sheet, column.unit) for column in table.columns]
    whole = [figure_style(sheet, column.unit, whole=True) for column in table.columns]
    live = [figure_style(sheet, column.unit, live=True) for column in table.columns]
    words = [words_style(sheet, first=position == 0) for position in range(len(table.columns))]
    risky = [words_style(sheet, first=position == 0, risky=True) for position in range(len(table.columns))]
    for number, row in enumerate(rows):
        cells = []
        for position, entry in enumerate(row):
            if isinstance(entry, Live):
                figure = whole if entry.whole else live
                pattern = words if table.columns[position].unit == "text" else figure
                cells.append(_fill_formula(pattern[position], entry.formula))
            elif isinstance(entry, Cell):
                value = stored(entry, table.columns[position].unit)
                pattern = whole if isinstance(value, int) else figures
                cells.append(_fill(pattern[position], value))
            else:
                kept = risky if is_risky(entry) else words
                cells.append(set_text(kept[position], entry))
        if links:
            cells[0] = _link(sheet, str(row[0]), links[number])
        sheet.append(cells)


def _place(cells: Sequence[SheetCell], row: int) -> Iterator[SheetCell]:
    """Each cell of a row, told where it stands."""
    for column, cell in enumerate(cells, start=1):
        cell.column, cell.row = column, row
        if cell.hyperlink is not None:
            cell.hyperlink.ref = cell.coordinate
        yield cell


def _fill(cell: SheetCell, value: float | str) -> SheetCell:
    if isinstance(value, str):
        return set_text(cell, value)
    cell._value, cell.data_type = value, "n"
    return cell


def _fill_formula(cell: SheetCell, formula: str) -> SheetCell:
    cell._value, cell.data_type = f"={formula}", "f"
    return cell


def _link(sheet: WriteOnlyWorksheet, text: str, target: str) -> SheetCell:
    cell = text_cell(sheet, text, LINK)
    cell.border = LINE
    quoted = target.replace("'", "''")
    cell.hyperlink = Hyperlink(ref="A1", location=f"'{quoted}'!A1", display=text)
    return set_text(cell, text)


def _set_heights(
    sheet: WriteOnlyWorksheet,
    top: Sequence[str],
    headers: Sequence[str],
    rows: Sequence[Sequence[str | Cell]],
    widths: Sequence[float],
) -> None:
    for number, text in enumerate(top, start=1):
        scale = 1.5 if number == 1 else 1.0
        _set_height(sheet, number, lines_of(text, widths[0] / scale) * scale)
    pairs = zip(headers, widths, strict=True)
    _set_height(sheet, HEADER_ROW, max(lines_of(title, width * 0.85) for title, width in pairs))
    for number, row in enumerate(rows, start=HEADER_ROW + 1):
        texts = [
            lines_of(entry, width) for entry, width in zip(row, widths, strict=True) if isinstance(entry, str)
        ]
        _set_height(sheet, number, max(texts, default=1))


def _set_height(sheet: WriteOnlyWorksheet, row: int, lines: float) -> None:
    sheet.row_dimensions[row].height = min(HIGHEST_ROW, round(lines * POINTS_A_LINE + 3, 1))


def _list_object(table: Table, area: str, headers: Sequence[str]) -> ListObject:
    made = ListObject(displayName=object_name(table.id), ref=area)
    made._initialise_columns()  # openpyxl asks for this when writing row by row
    made.autoFilter = None
    for column, header in zip(made.tableColumns, headers, strict=True):
        column.name = header
    made.tableStyleInfo = TableStyleInfo(name=None, showRowStripes=False)
    return made


def _empty_row(table: Table) -> tuple[str | Cell, ...]:
    first, *others = table.columns
    start: str | Cell = say(NOTHING) if first.unit == "text" else Cell(text=say(NOTHING))
    return (start, *("" if column.unit == "text" else Cell(text="[z]") for column in others))
