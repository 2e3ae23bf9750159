"""Where each figure of a capacity workbook stands, for the formulas that need it, and the cells that hold them."""

from collections.abc import Sequence
from decimal import Decimal

from openpyxl.utils import get_column_letter, quote_sheetname

from mapping.cell import Cell
from reports.live import Live
from reports.sheets.table_sheet import HEADER_ROW
from reports.sheets.text import sheet_name
from reports.table import Column, Unit

NUMBERS, STEPS, GROUPS, RESULTS = (
    "capacity-numbers",
    "capacity-steps",
    "capacity-groups",
    "capacity-results",
)
DEMAND, SUPPLY, POSTS = "capacity-demand", "capacity-supply", "capacity-posts"
NUMBER_KEYS = (
    "meetings", "meeting", "preparation", "records", "training", "peers", "ratio", "absence", "preceptee",
    "becoming", "experience", "new_hours", "newly_length", "newly_share", "newly_here", "newly_left",
    "others_length", "others_share", "others_here", "others_left",
)  # fmt: skip
STEP_KEYS = ("each", "fixed", "present", "newly_stay", "others_stay", "new_by_time", "new_slots")
RESULT_KEYS = ("most", "when", "counted", "needed", "gap", "limit", "short", "hours", "posts")
GROUP_KEYS = (
    "group", "eligible", "trained", "willing", "full_time", "share", "hours", "by_time", "by_ratio", "slots",
    "limit", "places", "mark",
)  # fmt: skip
MONTH_KEYS = {
    DEMAND: ("month", "number", "newly", "others", "newly_here", "others_here", "active"),
    SUPPLY: (
        "month", "new", "preceptors", "by_time", "by_ratio", "preceptees", "supply", "gap", "use", "limit"
    ),
    POSTS: ("month", "here", "people", "hours", "weekly", "annual", "posts"),
}  # fmt: skip
"""The columns of each sheet that has a row a month."""


def number(key: str) -> str:
    """One number entered."""
    return _in_column_b(NUMBERS, NUMBER_KEYS.index(key))


def step(key: str) -> str:
    """One step from the numbers."""
    return _in_column_b(STEPS, STEP_KEYS.index(key))


def outcome(key: str) -> str:
    """One of the plan's results."""
    return _in_column_b(RESULTS, RESULT_KEYS.index(key))


def group(key: str, index: int) -> str:
    """One figure of one group of preceptors."""
    return f"{_quoted(GROUPS)}!${_letter(GROUP_KEYS, key)}${HEADER_ROW + 1 + index}"


def groups(key: str, count: int) -> str:
    """One figure of all groups, from the top."""
    return _down(GROUPS, _letter(GROUP_KEYS, key), count)


def month(key: str, index: int) -> str:
    """One figure of one month, on whichever sheet it stands."""
    table = _sheet_of(key)
    return f"{_quoted(table)}!${_letter(MONTH_KEYS[table], key)}${HEADER_ROW + 1 + index}"


def months(key: str, count: int) -> str:
    """One figure of all months, from the top."""
    table = _sheet_of(key)
    return _down(table, _letter(MONTH_KEYS[table], key), count)


def within(entry: str | Cell, table: str) -> str | Cell:
    """An entry of this table, whose formula calls figures of its own sheet by their cell alone."""
    if not isinstance(entry, Live):
        return entry
    return entry.model_copy(update={"formula": entry.formula.replace(f"{_quoted(table)}!", "")})


def typed(value: Decimal | int) -> Cell:
    """A number as entered, not rounded."""
    return Cell(text=f"{Decimal(value).normalize():f}", value=float(value))


def live(value: Decimal | int, formula: str) -> Live:
    """A result; its value is not rounded, so that it is what the formula gives. A count has no decimals."""
    return Live(
        text=f"{value:,.2f}".rstrip("0").rstrip("."),
        value=float(value),
        formula=formula,
        whole=isinstance(value, int),
    )


def quoted(words: str) -> str:
    """Words as a text in a formula.

    >>> quoted('The "core" hours')
    '"The ""core"" hours"'
    """
    return '"{}"'.format(words.replace('"', '""'))


def columns(keys: Sequence[str], titles: Sequence[tuple[str, Unit, str]]) -> tuple[Column, ...]:
    """Columns from their title, unit and meaning."""
    return tuple(
        Column(key=key, title=title, unit=unit, meaning=meaning)
        for key, (title, unit, meaning) in zip(keys, titles, strict=True)
    )


def _sheet_of(key: str) -> str:
    return next(table for table, keys in MONTH_KEYS.items() if key in keys)


def _in_column_b(table: str, index: int) -> str:
    return f"{_quoted(table)}!$B${HEADER_ROW + 1 + index}"


def _quoted(table: str) -> str:
    return str(quote_sheetname(sheet_name(table, set())))


def _letter(keys: Sequence[str], key: str) -> str:
    return str(get_column_letter(keys.index(key) + 1))


def _down(table: str, letter: str, rows: int) -> str:
    return f"{_quoted(table)}!${letter}${HEADER_ROW + 1}:${letter}${HEADER_ROW + rows}"
