"""Two people saved the same page: what is stored now beside what was typed, so that nothing is lost."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple


class ClashRow(NamedTuple):
    """One question whose two versions differ, in words."""

    question: str
    stored: str
    typed: str


def clash_context(
    rows: Sequence[ClashRow], *, address: str, fields: Mapping[str, Sequence[str]], revision: int
) -> dict[str, Any]:
    """The page that asks which version to keep; only rows that differ are shown."""
    return {
        "rows": [row for row in rows if row.stored != row.typed],
        "address": address,
        "fields": fields,
        "revision": revision,
    }
