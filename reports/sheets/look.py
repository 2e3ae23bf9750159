"""How sheets look: fonts, fills, number formats, widths and the printed page."""

from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.page import PageMargins

from reports.sheets.text import clean_text, is_risky
from reports.table import Unit

NUMBER_FORMATS: dict[Unit, str] = {
    "text": "General",
    "count": "#,##0",
    "percent": "0%",
    "mean": "0.0",
    "score": "0.0",
    "hours": "#,##0.0",
    "months": "0.0",
    "number": "#,##0.##",
}
FACE = "Arial"
NHS_BLUE = "005EB8"
BODY = Font(name=FACE, size=11)
BOLD = Font(name=FACE, size=11, bold=True)
HEADING = Font(name=FACE, size=16, bold=True)
LINK = Font(name=FACE, size=11, underline="single", color=NHS_BLUE)
HEADER = Font(name=FACE, size=11, bold=True, color="FFFFFF")
HEADER_FILL = PatternFill("solid", start_color=NHS_BLUE)
SAMPLE_FILL = PatternFill("solid", start_color="FFEB3B")
LINE = Border(bottom=Side(style="thin", color="AEB7BD"))
LEFT = Alignment(wrap_text=True, vertical="top", horizontal="left")
INDENTED = Alignment(wrap_text=True, vertical="top", horizontal="left", indent=1)
"""Words to the right of a figure keep clear of it."""
RIGHT = Alignment(wrap_text=True, vertical="top", horizontal="right")
A4 = "9"
"""The code of the paper size in a sheet."""

LANDSCAPE_FROM = 95
"""Total width in characters from which a page is turned."""


def text_cell(
    sheet: WriteOnlyWorksheet, text: str, font: Font = BODY, *, fill: PatternFill | None = None
) -> SheetCell:
    """A cell that is text whatever it starts with, wrapped, at the top left."""
    cell = WriteOnlyCell(sheet)
    cell.font = font
    cell.alignment = LEFT
    if fill:
        cell.fill = fill
    return set_text(cell, text)


def set_text(cell: SheetCell, text: str) -> SheetCell:
    """Put text in a cell as text: Excel must neither run it nor turn it into a number or an error."""
    clean = clean_text(text)
    cell._value = clean  # set as it is: openpyxl would guess formulas and errors from the text
    cell.data_type = "s"
    if is_risky(clean):
        cell.quotePrefix = True
    return cell


def words_style(sheet: WriteOnlyWorksheet, *, first: bool, risky: bool = False) -> SheetCell:
    """A pattern cell for a column of words; `risky` ones stay text even after someone edits them."""
    cell = text_cell(sheet, "")
    cell.alignment = LEFT if first else INDENTED
    cell.border = LINE
    cell.quotePrefix = risky
    return cell


LIVE_FORMATS: dict[Unit, str] = {"number": "#,##0.00"}
"""Of figures that are worked out again: they may have decimals one day, so they always show them."""


def figure_style(
    sheet: WriteOnlyWorksheet, unit: Unit, *, whole: bool = False, live: bool = False
) -> SheetCell:
    """A pattern cell for a column of figures; whole scores, hours and months show no decimal."""
    cell = WriteOnlyCell(sheet)
    cell.font, cell.alignment, cell.border = BODY, RIGHT, LINE
    cell.number_format = (
        "#,##0" if whole and unit in ("score", "hours", "months", "number") else NUMBER_FORMATS[unit]
    )
    if live:
        cell.number_format = LIVE_FORMATS.get(unit, NUMBER_FORMATS[unit])
    return cell


def header_cell(sheet: WriteOnlyWorksheet, title: str, *, figure: bool, first: bool) -> SheetCell:
    """A cell of the header row."""
    cell = text_cell(sheet, title, HEADER, fill=HEADER_FILL)
    cell.alignment = RIGHT if figure else LEFT if first else INDENTED
    return cell


def set_page(sheet: WriteOnlyWorksheet, *, title: str, wide: bool, sample: str = "") -> None:
    """A4, as wide as one page, with the title above and page numbers below."""
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.paperSize = A4
    sheet.page_setup.orientation = "landscape" if wide else "portrait"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.page_margins = PageMargins(left=0.5, right=0.5, top=0.8, bottom=0.7)
    sheet.oddHeader.left.text = header_text(title)
    sheet.oddHeader.right.text = header_text(sample)
    sheet.oddFooter.right.text = "Page &P of &N"


def header_text(text: str) -> str:
    """Text for a page header, where an ampersand starts a code."""
    return clean_text(text).replace("&", "&&")[:120]


def lines_of(text: str, width: float) -> int:
    """About how many lines a text takes in a column of this many characters."""
    room = max(1, int(width * 1.05))
    return sum(1 + (max(0, len(line) - 1)) // room for line in text.split("\n"))
