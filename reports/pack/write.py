"""A pack as an .xlsx file: lists to choose from, bounds on numbers, and what is saved already filled in."""

from datetime import date

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.datavalidation import DataValidation

from reports.pack.form import Answer, Cell, Fixed, Pack, Sheet
from reports.pack.layout import FIRST_ROW, LISTS, MANIFEST, START, answers_of, cell_name, lists_of
from reports.pack.manifest import SIGNATURE, manifest_of, manifest_rows, signature
from reports.sheets.look import (
    BODY,
    BOLD,
    HEADER,
    HEADER_FILL,
    HEADING,
    INDENTED,
    LEFT,
    LINK,
    SAMPLE_FILL,
    lines_of,
    set_page,
    text_cell,
)
from reports.sheets.pack import pack as packed
from reports.wording import SAMPLE_LINE

SAMPLE = "synthetic sample"
TO_FILL = PatternFill("solid", start_color="FFF8D6")
EDGE = Side(style="thin", color="768692")
BOX = Border(left=EDGE, right=EDGE, top=EDGE, bottom=EDGE)
PART_FILL = PatternFill("solid", start_color="E8EDEE")
UNWRAPPED = Alignment(vertical="top", horizontal="left")
LINE_HEIGHT = 14.5
TALLEST = 400.0
"""Points; a row of a sheet can be at most 409."""

ListColumns = dict[tuple[str, ...], int]


def write_pack(pack: Pack, *, key: bytes) -> bytes:
    """The workbook, signed with the service's key."""
    workbook = Workbook(write_only=True)
    properties = workbook.properties
    properties.title, properties.creator = f"{pack.name}: {pack.title}", "preceptmap"
    properties.language = "en-GB"
    columns = {labels: column for column, labels in enumerate(lists_of(pack), start=1)}
    _add_start(workbook, pack)
    for part, sheet in pack.sheets:
        _add_sheet(workbook, pack, sheet, pack.answers.get(part, {}), columns)
    _add_lists(workbook, columns)
    _add_manifest(workbook, pack, key)
    return packed(workbook, made_on=date.fromisoformat(pack.made_on), chart_words=())


def start_lines(pack: Pack) -> list[tuple[str, str]]:
    """What the first sheet tells: a label and its words a line."""
    sheets = [
        (f"Sheet: {sheet.name}", f"{part.title}: {sheet.title}. {part.note}".strip())
        for part in pack.parts
        for sheet in part.sheets
    ]
    return [
        ("Organisation", f"{pack.name} ({pack.organisation})"),
        ("Collection", pack.title),
        ("Made on", date.fromisoformat(pack.made_on).strftime("%-d %B %Y")),
        (
            "What to do",
            "Fill in the yellow cells. Leave a cell blank where you have no answer yet; do not guess.",
        ),
        (
            "Lists",
            "Cells with an arrow take only what their list offers. Choose from it or type it as it stands.",
        ),
        (
            "Numbers",
            "Type figures only; the unit stands beside the cell. Do not use formulas: they are refused.",
        ),
        ("Evidence", "Leads in your organisation can read it. Do not name patients or colleagues."),
        ("Leave as they are", "Questions, the names and order of sheets and rows, and the sheet Manifest."),
        (
            "Hidden",
            "The last column of each sheet and the sheet Lists hold codes. They are hidden, not protected.",
        ),
        (
            "When you are done",
            "Send the workbook back to your lead, who opens 'Fill in a workbook instead' and uploads it.",
        ),
        (
            "What happens then",
            "Your lead sees what would change before anything is saved. A cell that does not fit is named.",
        ),
        *sheets,
    ]


def _add_start(workbook: Workbook, pack: Pack) -> None:
    sheet = workbook.create_sheet(START)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 32, 90
    _page(sheet, pack, wide=False)
    sample = pack.holds == SAMPLE
    top = ["Fill in this workbook", *([SAMPLE_LINE] if sample else [])]
    lines = start_lines(pack)
    for line, (_, words) in enumerate(lines, start=len(top) + 1):
        sheet.row_dimensions[line].height = lines_of(words, 90) * LINE_HEIGHT + 5
    for line, words in enumerate(top):
        sheet.append([_styled(text_cell(sheet, words, BOLD if line else HEADING), sample=bool(line))])
    for label, words in lines:
        linked = label.removeprefix("Sheet: ") if label.startswith("Sheet: ") else None
        sheet.append([_linked(sheet, label, linked), text_cell(sheet, words)])


def _linked(sheet: WriteOnlyWorksheet, label: str, to: str | None) -> SheetCell:
    if to is None:
        return text_cell(sheet, label, BOLD)
    cell = text_cell(sheet, to, LINK)
    quoted = to.replace("'", "''")
    cell.hyperlink = f"#'{quoted}'!A1"
    return cell


def _add_sheet(
    workbook: Workbook,
    pack: Pack,
    asked: Sheet,
    answers: dict[str, tuple[str, ...]],
    lists: ListColumns,
) -> None:
    sheet = workbook.create_sheet(asked.name)
    for column, each in enumerate(asked.columns, start=1):
        dimension = sheet.column_dimensions[get_column_letter(column)]
        dimension.width, dimension.hidden = each.width, each.hidden
    sheet.freeze_panes = f"B{FIRST_ROW}"
    _page(sheet, pack, wide=True)
    for validation in _validations(asked, lists):
        sheet.data_validations.append(validation)
    for line, row in enumerate(asked.rows, start=FIRST_ROW):
        sheet.row_dimensions[line].height = _height(asked, row, answers)
    sheet.row_dimensions[1].height = 26
    sheet.row_dimensions[2].height = lines_of(asked.intro, asked.columns[0].width) * LINE_HEIGHT + 6
    sheet.append([_styled(text_cell(sheet, asked.title, HEADING))])
    sheet.append([text_cell(sheet, asked.intro)])
    sheet.append([])
    sheet.append(
        _indented([text_cell(sheet, each.title, HEADER, fill=HEADER_FILL) for each in asked.columns])
    )
    for row in asked.rows:
        sheet.append(_indented([_cell(sheet, cell, answers) for cell in row]))


def _cell(sheet: WriteOnlyWorksheet, cell: Cell, answers: dict[str, tuple[str, ...]]) -> SheetCell:
    if isinstance(cell, Answer):
        return _answer_cell(sheet, cell, answers.get(cell.field, ()))
    if isinstance(cell, Fixed) and cell.heading:
        return text_cell(sheet, cell.text, BOLD, fill=PART_FILL)
    return text_cell(sheet, cell.text)


def _indented(cells: list[SheetCell]) -> list[SheetCell]:
    """Every cell but the first kept clear of the line to its left."""
    for cell in cells[1:]:
        cell.alignment = INDENTED
    return cells


def _answer_cell(sheet: WriteOnlyWorksheet, answer: Answer, values: tuple[str, ...]) -> SheetCell:
    shown = shown_answer(answer, values)
    if answer.kind == "number" and shown:
        made = WriteOnlyCell(sheet, value=float(shown) if "." in shown else int(shown))
        made.font, made.alignment = BODY, LEFT
    else:
        made = text_cell(sheet, shown)
    made.fill, made.border = TO_FILL, BOX
    return made


def shown_answer(answer: Answer, values: tuple[str, ...]) -> str:
    """What a cell shows for the values its field has: the label of a choice, else the value itself."""
    if answer.choices:
        return next((choice.label for choice in answer.choices if choice.value in values), "")
    return values[0] if values else ""


def _validations(asked: Sheet, lists: ListColumns) -> list[DataValidation]:
    found = []
    for place, answer in answers_of(asked):
        validation = _validation(answer, lists)
        if validation is not None:
            validation.add(cell_name(place))
            found.append(validation)
    return found


def _validation(answer: Answer, lists: ListColumns) -> DataValidation | None:
    made = None
    if answer.choices:
        labels = tuple(choice.label for choice in answer.choices)
        column = get_column_letter(lists[labels])
        made = DataValidation(type="list", formula1=f"{LISTS}!${column}$1:${column}${len(labels)}")
        made.error = "Choose from the list, or clear the cell."
    elif answer.kind == "number" and answer.minimum is not None and answer.maximum is not None:
        made = DataValidation(
            type="whole" if answer.whole else "decimal",
            operator="between",
            formula1=f"{answer.minimum:g}",
            formula2=f"{answer.maximum:g}",
        )
        made.error = f"Type a number from {answer.minimum:g} to {answer.maximum:g}, or clear the cell."
    elif answer.longest is not None:
        made = DataValidation(type="textLength", operator="lessThanOrEqual", formula1=str(answer.longest))
        made.error = f"Use {answer.longest} characters or fewer."
    if made is not None:
        made.allow_blank, made.showErrorMessage, made.errorTitle = True, True, "This does not fit"
    return made


def _height(asked: Sheet, row: tuple[Cell, ...], answers: dict[str, tuple[str, ...]]) -> float:
    lines = [
        lines_of(_shown(cell, answers), column.width)
        for cell, column in zip(row, asked.columns, strict=True)
        if not column.hidden
    ]
    return min(TALLEST, max(lines) * LINE_HEIGHT + 6)


def _shown(cell: Cell, answers: dict[str, tuple[str, ...]]) -> str:
    return shown_answer(cell, answers.get(cell.field, ())) if isinstance(cell, Answer) else cell.text


def _add_lists(workbook: Workbook, lists: ListColumns) -> None:
    sheet = workbook.create_sheet(LISTS)
    sheet.sheet_state = "hidden"
    for line in range(max(map(len, lists), default=0)):
        sheet.append([text_cell(sheet, labels[line] if line < len(labels) else "") for labels in lists])


def _add_manifest(workbook: Workbook, pack: Pack, key: bytes) -> None:
    sheet = workbook.create_sheet(MANIFEST)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 40, 100
    _page(sheet, pack, wide=True)
    manifest = manifest_of(pack)
    sheet.append([_styled(text_cell(sheet, "Manifest: do not change this sheet", HEADING))])
    for name, value in [*manifest_rows(manifest), (SIGNATURE, signature(manifest, key=key))]:
        sheet.append([text_cell(sheet, name, BOLD), text_cell(sheet, value)])


def _page(sheet: WriteOnlyWorksheet, pack: Pack, *, wide: bool) -> None:
    sample = SAMPLE_LINE if pack.holds == SAMPLE else ""
    set_page(sheet, title=f"{pack.name}: {pack.title}", wide=wide, sample=sample)


def _styled(cell: SheetCell, *, sample: bool = False) -> SheetCell:
    cell.alignment = UNWRAPPED
    if sample:
        cell.fill = SAMPLE_FILL
    return cell
