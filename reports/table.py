"""The one shape charts, sheets, CSV, pages and API are made from."""

from collections.abc import Iterator
from typing import Literal

from frameworks.model import Frozen
from mapping.cell import Cell
from mapping.figures import Dimension

Unit = Literal["text", "count", "percent", "mean", "score", "hours", "months", "number"]


class Column(Frozen):
    """A column: `key` is the stable name in CSV and API, `title` what people read.

    `meaning` says in one sentence what is counted, for the data dictionary. Where the columns of a table
    are groups, `group` is the dimension and code of this one and `measure` names what is figured.
    """

    key: str
    title: str
    unit: Unit = "text"
    meaning: str = ""
    measure: str = ""
    group: tuple[Dimension, str] | None = None


class About(Frozen):
    """What a row is about where its words do not say it in the terms of a questionnaire.

    `item` is the code of a question, asked or worked out; `answer` an answer to it, or several together.
    A row about response to the survey has no item.
    """

    audience: str
    item: str | None = None
    answer: str | None = None
    group: tuple[Dimension, str] = ("nation", "all")


class Table(Frozen):
    """Rows of text and cells under one header row.

    `id` is a short slug, unique in a report; `sentence` says in words what the table shows;
    `notes` are printed beneath it; `audience` is whose answers it is made from, unless its rows say so.
    `about` says of each row what it is about, where its words do not.
    A row has one entry per column: `str` under a text column, else a Cell.
    """

    id: str
    title: str
    subtitle: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str | Cell, ...], ...]
    sentence: str
    notes: tuple[str, ...] = ()
    audience: str = ""
    about: tuple[About, ...] = ()

    def position(self, key: str) -> int:
        """Where the column with this key stands; LookupError when there is none."""
        for index, column in enumerate(self.columns):
            if column.key == key:
                return index
        raise LookupError(f"The table {self.id} has no column {key}.")

    def values(self, key: str) -> tuple[str | Cell, ...]:
        """One column's entries, from the top."""
        index = self.position(key)
        return tuple(row[index] for row in self.rows)

    def texts(self, key: str) -> tuple[str, ...]:
        """One column's entries as every reader sees them."""
        return tuple(entry if isinstance(entry, str) else entry.text for entry in self.values(key))

    def cells(self) -> Iterator[Cell]:
        """Every figure, row by row."""
        return (entry for row in self.rows for entry in row if isinstance(entry, Cell))


def column_cells(table: Table, key: str) -> tuple[Cell, ...]:
    """One figure column's cells, from the top; TypeError when the column holds text."""
    entries = table.values(key)
    cells = tuple(entry for entry in entries if isinstance(entry, Cell))
    if len(cells) != len(entries):
        raise TypeError(f"The column {key} of the table {table.id} holds text.")
    return cells
