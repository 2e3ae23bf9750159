"""The one shape charts, sheets, CSV, pages and API are made from."""

from typing import Literal

from frameworks.model import Frozen
from mapping.cell import Cell

Unit = Literal["text", "count", "percent", "mean", "score", "hours", "months"]


class Column(Frozen):
    """A column: `key` is the stable name in CSV and API, `title` what people read."""

    key: str
    title: str
    unit: Unit = "text"


class Table(Frozen):
    """Rows of text and cells under one header row.

    `id` is a short slug, unique in a report; `sentence` says in words what the table shows;
    `notes` are printed beneath it. A row has one entry per column: `str` under a text column, else a Cell.
    """

    id: str
    title: str
    subtitle: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str | Cell, ...], ...]
    sentence: str
    notes: tuple[str, ...] = ()
