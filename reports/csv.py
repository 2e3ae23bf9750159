"""A table as CSV: the same cells as on its page. Text that a spreadsheet could take for a formula is quoted."""

import csv
import io
from collections.abc import Iterable, Sequence

from mapping.cell import Cell
from reports.table import Table

RISKY = ("=", "+", "-", "@", "\t", "\r")


def table_csv(table: Table) -> bytes:
    """Stable column keys, numbers bare, tokens as they are."""
    rows = [[_said(entry) for entry in row] for row in table.rows]
    return rows_csv([[column.key for column in table.columns], *rows])


def _said(entry: str | Cell) -> str | float:
    """The number behind a cell where it may be shown; its text or token else."""
    if isinstance(entry, str):
        return entry
    return entry.text if entry.value is None else entry.value


def rows_csv(rows: Iterable[Sequence[str | float | None]]) -> bytes:
    """UTF-8 with a byte order mark, RFC 4180: texts safe to open in a spreadsheet, numbers bare, None empty."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for row in rows:
        writer.writerow(
            [safe_text(each) if isinstance(each, str) else plain_number(each, "") for each in row]
        )
    return out.getvalue().encode("utf-8-sig", errors="replace")


def safe_text(text: str) -> str:
    """Text with an apostrophe before a character that would start a formula (SEC-33)."""
    bare = text.replace("\x00", "")
    return f"'{bare}" if bare.startswith(RISKY) else bare


def plain_number(value: float | None, text: str) -> str:
    """A number as published without commas or signs; the token where there is none."""
    if value is None:
        return text
    return repr(value) if value != int(value) else str(int(value))
