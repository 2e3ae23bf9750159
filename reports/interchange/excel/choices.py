"""Lists to choose from, and a note at each cell, so that most mistakes cannot be made."""

from collections.abc import Mapping

from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.datavalidation import DataValidation

from reports.interchange.excel.columns import Column
from reports.interchange.excel.to_grid import Filled

LAST_ROW = 2000
FIRST_ROW = 3
"""Where rows begin: below the header and the notes."""

LONGEST_NOTE, LONGEST_TITLE = 250, 32
NAMED_BY = {
    "parent": ("framework_content", "code"),
    "tier": ("tiers", "code"),
    "source_key": ("sources", "key"),
    "result": ("scoring_results", "code"),
    "section": ("sections", "code"),
    "question": ("questions", "code"),
    "no_more_than": ("questions", "code"),
}
"""Columns whose codes stand in a column of another sheet, or of their own."""


def add_choices(sheet: WriteOnlyWorksheet, filled: Filled, sheets: Mapping[str, Filled]) -> None:
    """Lists and notes for every column of a sheet, or every key of a `_meta` sheet."""
    for number, column in enumerate(filled.columns, start=1):
        letter = get_column_letter(number)
        area = f"B{number + 1}" if filled.is_meta else f"{letter}{FIRST_ROW}:{letter}{LAST_ROW}"
        rule = _rule(column, sheets)
        rule.add(area)
        sheet.data_validations.append(rule)


def _rule(column: Column, sheets: Mapping[str, Filled]) -> DataValidation:
    listed = _listed(column, sheets)
    rule = DataValidation(
        type="list" if listed else None,
        formula1=listed,
        allow_blank=True,
        showInputMessage=True,
        promptTitle=column.key[:LONGEST_TITLE],
        prompt=_short(column.note),
    )
    if listed:
        closed = bool(column.choices) or column.kind == "yes-no"
        rule.showErrorMessage = True
        rule.errorStyle = "stop" if closed else "warning"
        rule.errorTitle = "Not in the list"
        rule.error = "Choose from the list." if closed else "Nothing has this code yet. Keep it?"
    return rule


def _listed(column: Column, sheets: Mapping[str, Filled]) -> str | None:
    if column.kind == "yes-no":
        return '"yes,no"'
    if column.kind == "choice":
        return f'"{",".join(column.choices)}"'
    where = NAMED_BY.get(column.key) or (
        ("framework_content", "code") if column.key == "item" and "framework_content" in sheets else None
    )
    if where is None or where[0] not in sheets or column.kind != "code":
        return None
    keys = [each.key for each in sheets[where[0]].columns]
    letter = get_column_letter(keys.index(where[1]) + 1)
    return f"{where[0]}!${letter}${FIRST_ROW}:${letter}${LAST_ROW}"


def _short(note: str) -> str:
    return note if len(note) <= LONGEST_NOTE else f"{note[: LONGEST_NOTE - 1]}…"
