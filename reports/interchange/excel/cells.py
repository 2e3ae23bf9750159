"""What one cell says as the value of a field, and the other way round; or why it cannot be used."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches

from reports.interchange.excel.columns import CellKind, Column
from reports.interchange.excel.grid import Cell
from reports.sheets.text import clean_text

Value = str | bool | int | float | date | list[str] | None
YES, NO = {"yes", "y", "true"}, {"no", "n", "false"}
PLAIN_FORMATS = {"General", "0", "@"}
"""Formats in which a whole number looks as it was typed."""

AS_TEXT = "format the cell as Text and type it again"
BETWEEN = re.compile(r"[,;\s]+")
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
ESCAPES = ("x005F_", "_x000D_")
"""What workbooks write for an underscore that starts no code, and for half a line end; no word of a person's."""


class Unusable(ValueError):
    """A cell that cannot be read; the text says what it holds and how to mend it."""


@dataclass(frozen=True)
class Read:
    """A value, and what was put right without asking."""

    value: Value
    notice: str = ""


def read_cell(cell: Cell, column: Column) -> Read:
    """What a cell that is not blank says. Raises Unusable."""
    if cell.kind == "f":
        raise Unusable("is a formula; paste its result as a value instead")
    if cell.kind == "e":
        raise Unusable(f"shows the error {cell.value}; write what belongs here, or empty it")
    return READERS[column.kind](cell, column)


def cell_of(value: object, kind: CellKind) -> Cell:
    """The cell that says this value; blank for None and for an empty text or list."""
    if value is None or value in ("", ()):
        return Cell(None, "n")
    if isinstance(value, bool):
        return Cell("yes" if value else "no")
    if isinstance(value, tuple):
        return Cell(tidy((", " if kind in {"codes", "choices"} else "\n").join(value)))
    if isinstance(value, date):
        return Cell(value, "d", "yyyy-mm-dd")
    if isinstance(value, (int, float)):
        return Cell(value, "n")
    return Cell(tidy(str(value)))


def tidy(text: str) -> str:
    """Text as a sheet keeps it: no spaces at the ends, line ends as one character, nothing unprintable."""
    for escape in ESCAPES:
        text = text.replace(escape, "")
    return clean_text(text).strip()


def closest(wrong: str, known: Sequence[str]) -> str:
    """A hint at what was meant, with a space after it; empty when nothing is near."""
    folded = {each.casefold(): each for each in known}
    near = get_close_matches(wrong.casefold(), list(folded), n=1)
    return f"did you mean '{folded[near[0]]}'? " if near else ""


def _text(cell: Cell, column: Column) -> Read:
    value = cell.value
    if isinstance(value, str):
        stripped = tidy(value)
        return Read(stripped, "spaces at the ends were left out" if stripped != value else "")
    if isinstance(value, bool):
        raise Unusable(f"was turned into the truth value {str(value).upper()}; {AS_TEXT}")
    if isinstance(value, (datetime, date)):
        raise Unusable(f"was turned into the date {value:%-d %B %Y}; {AS_TEXT}")
    if isinstance(value, (int, float)):
        return _digits(value, cell.shown_as)
    raise Unusable(f"holds {value}, which is not text; {AS_TEXT}")


def _digits(value: float, shown_as: str) -> Read:
    """A whole number still shows what was typed; with decimals a last 0 may be gone: 3.30 becomes 3.3."""
    if value != int(value) or shown_as not in PLAIN_FORMATS:
        raise Unusable(
            f"was turned into the number {value:g}, so a 0 at its end or start may be lost; {AS_TEXT}"
        )
    return Read(str(int(value)), "a number was read as text")


def _codes(cell: Cell, column: Column) -> Read:
    read = _text(cell, column)
    return Read([each for each in BETWEEN.split(str(read.value)) if each], read.notice)


def _lines(cell: Cell, column: Column) -> Read:
    read = _text(cell, column)
    return Read([each.strip() for each in str(read.value).split("\n") if each.strip()], read.notice)


def _number(cell: Cell, column: Column) -> Read:
    value, notice = cell.value, ""
    if isinstance(value, str) and NUMBER.fullmatch(value.strip()):
        notice = "" if cell.kind == "c" else "text was read as a number"
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise Unusable(f"must be a number, not {_shown(value)}; write digits only, such as 8 or 0.8")
    if column.kind == "whole" and value != int(value):
        raise Unusable(f"must be a whole number, not {value:g}")
    return Read(int(value) if value == int(value) else value, notice)


def _date(cell: Cell, column: Column) -> Read:
    value = cell.value
    if isinstance(value, datetime):
        return Read(value.date())
    if isinstance(value, date):
        return Read(value)
    try:
        return Read(date.fromisoformat(str(value).strip()))
    except ValueError as error:
        raise Unusable(f"must be a date, not {_shown(value)}; {_better(str(value))}") from error


def _better(text: str) -> str:
    found = DAY.fullmatch(text.strip())
    return f"write {found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else "write it as 2026-01-31"


def _yes_no(cell: Cell, column: Column) -> Read:
    if isinstance(cell.value, bool):
        return Read(cell.value)
    said = str(cell.value).strip().casefold()
    if said not in YES | NO:
        raise Unusable(f"must be yes or no, not {_shown(cell.value)}")
    return Read(said in YES)


def _choice(cell: Cell, column: Column) -> Read:
    return Read(_chosen(str(cell.value), column))


def _choices(cell: Cell, column: Column) -> Read:
    return Read([_chosen(each, column) for each in BETWEEN.split(str(cell.value).strip()) if each])


def _chosen(said: str, column: Column) -> str:
    known = {choice.casefold(): choice for choice in column.choices}
    found = known.get(said.strip().casefold())
    if found is None:
        listed = ", ".join(column.choices)
        raise Unusable(
            f"'{said.strip()}' is not a choice: {closest(said, column.choices)}choose from {listed}"
        )
    return found


def _shown(value: object) -> str:
    text = f"{value:%Y-%m-%d}" if isinstance(value, date) else str(value)
    return f"'{text[:57]}...'" if len(text) > 60 else f"'{text}'"


READERS: dict[CellKind, Callable[[Cell, Column], Read]] = {
    "text": _text,
    "code": _text,
    "codes": _codes,
    "lines": _lines,
    "number": _number,
    "whole": _number,
    "date": _date,
    "yes-no": _yes_no,
    "choice": _choice,
    "choices": _choices,
}
