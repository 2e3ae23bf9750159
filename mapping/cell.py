"""One published figure: the text every reader sees, and the number behind it only when it may be shown."""

from frameworks.model import Frozen

HIDDEN = "[c]"
NOT_APPLICABLE = "[z]"
NOT_AVAILABLE = "[x]"
BREAK = "[b]"


class Cell(Frozen):
    """A figure as published. `value` is already rounded; it is None whenever `text` is a token.

    Page, hover, chart, alternative text, CSV, workbook and API all print `text` or plot `value`
    (`DESIGN.md` 5: one cell, one place).
    """

    text: str
    value: float | None = None

    @property
    def shown(self) -> bool:
        """True when there is a number to read or plot."""
        return self.value is not None


hidden = Cell(text=HIDDEN)
not_applicable = Cell(text=NOT_APPLICABLE)
not_available = Cell(text=NOT_AVAILABLE)
