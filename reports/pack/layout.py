"""Where everything stands in a pack: the same for writing and for reading."""

from collections.abc import Iterator

from openpyxl.utils import get_column_letter

from reports.pack.form import Answer, Cell, Code, Fixed, Pack, Sheet
from reports.sheets.text import clean_text

START, LISTS, MANIFEST = "Start here", "Lists", "Manifest"
TITLE_ROW, INTRO_ROW, HEADER_ROW = 1, 2, 4
FIRST_ROW = HEADER_ROW + 1
FORMAT = "preceptmap pack 1"
"""Changes when a pack is laid out differently, so that an older one is refused and not misread."""

Place = tuple[int, int]


def cell_name(place: Place) -> str:
    """What a workbook calls a row and column, both counted from 1.

    >>> cell_name((7, 2))
    'B7'
    """
    return f"{get_column_letter(place[1])}{place[0]}"


def cells_of(sheet: Sheet) -> Iterator[tuple[Place, Cell]]:
    """Every cell below the header with its place."""
    for line, row in enumerate(sheet.rows, start=FIRST_ROW):
        for column, cell in enumerate(row, start=1):
            yield (line, column), cell


def answers_of(sheet: Sheet) -> Iterator[tuple[Place, Answer]]:
    """The cells to fill in."""
    for place, cell in cells_of(sheet):
        if isinstance(cell, Answer):
            yield place, cell


def fixed_text(sheet: Sheet) -> dict[Place, str]:
    """Every cell that must come back as it was, headers and hidden codes among them."""
    found: dict[Place, str] = {(TITLE_ROW, 1): sheet.title, (INTRO_ROW, 1): sheet.intro}
    found |= {(HEADER_ROW, column): each.title for column, each in enumerate(sheet.columns, start=1)}
    found |= {place: cell.text for place, cell in cells_of(sheet) if isinstance(cell, Fixed | Code)}
    return {place: squeezed(text) for place, text in found.items() if squeezed(text)}


def squeezed(text: str) -> str:
    """Text as it is compared: spreadsheet programs may change spaces and line breaks."""
    return " ".join(clean_text(text).split())


def lists_of(pack: Pack) -> list[tuple[str, ...]]:
    """Every list that cells choose from, each once."""
    found = dict.fromkeys(
        tuple(choice.label for choice in answer.choices)
        for _, sheet in pack.sheets
        for _, answer in answers_of(sheet)
        if answer.choices
    )
    return list(found)
