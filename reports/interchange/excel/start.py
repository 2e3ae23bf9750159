"""The first sheet of an authoring workbook: how to fill it, and what each other sheet is for."""

from collections.abc import Sequence

from openpyxl import Workbook

from reports.interchange.excel.to_grid import Filled
from reports.sheets.front import UNWRAPPED
from reports.sheets.look import BODY, BOLD, HEADING, lines_of, set_page, text_cell

START = "Start here"
STEPS = (
    "Fill in the sheets below. Each row is one thing. Leave what you do not know empty, unless it is needed.",
    "The first row of a sheet names its columns, and the grey row below says what to write. Leave both as they are.",
    "Keep codes and dates such as 3.30 or 2027-03 as text. The cells are ready for that: paste values only.",
    "Use no formulas and no merged cells. A row whose first cell begins with # and a space is not read.",
    "This sheet, and every sheet whose name begins with Example, is not read.",
    "Save the file as .xlsx. When it is added, everything that needs mending is listed with its cell, and nothing "
    "is kept until all of it is in order.",
)
LABEL_WIDTH, WORDS_WIDTH = 30.0, 80.0


def add_start(workbook: Workbook, title: str, sheets: Sequence[Filled], examples: Sequence[Filled]) -> None:
    """Title, steps, and a list of the sheets."""
    sheet = workbook.create_sheet(START)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = LABEL_WIDTH, WORDS_WIDTH
    set_page(sheet, title=title, wide=False)
    rows = [(f"Step {number}", step) for number, step in enumerate(STEPS, start=1)]
    rows += [(filled.name, filled.title) for filled in sheets]
    rows += [
        (f"Example {filled.name}", f"How {filled.name} can look. It is not read.") for filled in examples
    ]
    sheet.row_dimensions[1].height = 26
    for number, (_, words) in enumerate(rows, start=2):
        sheet.row_dimensions[number].height = lines_of(words, WORDS_WIDTH) * 14.5 + 5
    heading = text_cell(sheet, title, HEADING)
    heading.alignment = UNWRAPPED
    sheet.append([heading])
    for label, words in rows:
        sheet.append([text_cell(sheet, label, BOLD), text_cell(sheet, words, BODY)])
    sheet.print_area = f"A1:B{len(rows) + 1}"
