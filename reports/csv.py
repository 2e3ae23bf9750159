"""A table as CSV: the same cells as on its page. Text that a spreadsheet could take for a formula is quoted."""

import csv
import io

from reports.table import Table

RISKY = ("=", "+", "-", "@", "\t", "\r")


def table_csv(table: Table) -> bytes:
    """UTF-8 with a byte order mark, RFC 4180: stable column keys, numbers bare, tokens as they are."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([safe_text(column.key) for column in table.columns])
    for row in table.rows:
        writer.writerow(
            [
                safe_text(entry) if isinstance(entry, str) else plain_number(entry.value, entry.text)
                for entry in row
            ]
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
