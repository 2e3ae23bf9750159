"""Which of a table's figures Excel draws as a chart of its own."""

from typing import Literal

from frameworks.model import Frozen


class NativeChart(Frozen):
    """What to draw from a table of the book: a label column and one or more figure columns, by key.

    A bar or line chart draws a series for each of `values`; a scatter takes the one along, then the one up.
    `highest` ends a scale that is not of shares, such as ratings up to 5; shares always end at 100%.
    `counts` says what the lines of a line chart count.
    """

    table: str
    kind: Literal["bar", "scatter", "line"]
    label: str
    values: tuple[str, ...]
    highest: float | None = None
    counts: str = "Preceptees"
