"""How an authoring sheet looks: a header that stays in view, notes below it, and text kept as text."""

from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.table import Table as ListObject
from openpyxl.worksheet.table import TableStyleInfo

from reports.interchange.excel.columns import CellKind, Column
from reports.interchange.excel.grid import BLANK, Cell
from reports.interchange.excel.tables import NOTE
from reports.sheets.look import (
    BODY,
    FACE,
    LEFT,
    LINE,
    header_cell,
    lines_of,
    set_page,
    set_text,
    text_cell,
)
from reports.sheets.text import object_name

NOTE_FONT = Font(name=FACE, size=10, color="4C6272")
NOTE_FILL = PatternFill("solid", start_color="F0F4F5")
WIDTHS: dict[CellKind, float] = {
    "text": 40,
    "lines": 40,
    "code": 16,
    "codes": 18,
    "choices": 20,
    "choice": 16,
    "number": 12,
    "whole": 12,
    "date": 14,
    "yes-no": 13,
}
NAMED_WIDTHS = {"title": 28.0, "unit": 14.0, "name": 20.0, "key": 22.0, "value": 60.0, "what it means": 50.0}
TEXT_FORMAT, DATE_FORMAT = "@", "yyyy-mm-dd"
POINTS_A_LINE, HIGHEST = 14.5, 400.0
TOP = Alignment(vertical="top", wrap_text=True)


def add_sheet(
    workbook: Workbook,
    name: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    *,
    notes: bool = True,
    book_title: str,
) -> WriteOnlyWorksheet:
    """A sheet with a header row, a row of notes, and the rows; what is typed below later stays as typed."""
    sheet = workbook.create_sheet(name)
    widths = [_width(column) for column in columns]
    for number, (column, width) in enumerate(zip(columns, widths, strict=True), start=1):
        shape = sheet.column_dimensions[get_column_letter(number)]
        shape.width, shape.font, shape.alignment = width, BODY, TOP
        shape.number_format = format_of(column.kind)
    set_page(sheet, title=book_title, wide=True)
    sheet.freeze_panes = "A2"
    lines: list[list[SheetCell]] = [
        [header_cell(sheet, column.key, figure=False, first=True) for column in columns]
    ]
    texts = [column.note for column in columns]
    if notes:
        texts[0] = NOTE + texts[0]
        lines.append([_note(sheet, text) for text in texts])
        _height(sheet, 2, texts, widths)
    for row in rows:
        padded = [*row, *([BLANK] * (len(columns) - len(row)))]
        lines.append([sheet_cell(sheet, cell) for cell in padded])
        _height(sheet, len(lines), [str(cell.value or "") for cell in padded], widths)
    for line in lines:
        sheet.append(line)
    last = max(len(lines), 2)
    area = f"A1:{get_column_letter(len(columns))}{last}"
    sheet.tables.add(list_object(name, area, [column.key for column in columns]))
    sheet.print_area, sheet.print_title_rows = area, "1:1"
    return sheet


def sheet_cell(sheet: WriteOnlyWorksheet, cell: Cell) -> SheetCell:
    """A cell with its value as what it is; a blank one keeps what is typed into it as text."""
    if isinstance(cell.value, str):
        made = text_cell(sheet, "")
        made.border, made.number_format = LINE, TEXT_FORMAT
        return set_text(made, cell.value)
    made = WriteOnlyCell(sheet, cell.value)
    made.font, made.alignment, made.border = BODY, LEFT, LINE
    blank = TEXT_FORMAT if cell.value is None else "General"
    made.number_format = DATE_FORMAT if isinstance(cell.value, date) else blank
    return made


def format_of(kind: CellKind) -> str:
    """The number format that keeps what is typed into a column of this kind as it was typed."""
    return {"number": "General", "whole": "0", "date": DATE_FORMAT}.get(kind, TEXT_FORMAT)


def list_object(name: str, area: str, headers: Sequence[str]) -> ListObject:
    """The table of a sheet, which tells a screen reader where the header is."""
    made = ListObject(displayName=object_name(name), ref=area)
    made._initialise_columns()
    made.autoFilter = None
    for column, header in zip(made.tableColumns, headers, strict=True):
        column.name = header
    made.tableStyleInfo = TableStyleInfo(name=None, showRowStripes=False)
    return made


def _width(column: Column) -> float:
    return NAMED_WIDTHS.get(column.key, WIDTHS["text"]) if column.kind == "text" else WIDTHS[column.kind]


def _note(sheet: WriteOnlyWorksheet, text: str) -> SheetCell:
    return text_cell(sheet, text, NOTE_FONT, fill=NOTE_FILL)


def _height(sheet: WriteOnlyWorksheet, row: int, texts: Sequence[str], widths: Sequence[float]) -> None:
    lines = max(lines_of(text, width) for text, width in zip(texts, widths, strict=True))
    sheet.row_dimensions[row].height = min(HIGHEST, round(lines * POINTS_A_LINE + 3, 1))
