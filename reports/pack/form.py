"""What a pack asks: sheets of rows whose cells are fixed words, hidden codes, or answers with their choices."""

from typing import Literal

from frameworks.model import Frozen

PROVISION = "provision"
"""The part that holds an organisation's provision; every other part is a framework, by id."""

AnswerKind = Literal["choice", "tick", "number", "text"]
YES = "Yes"


class Choice(Frozen):
    """One answer a cell can have: what is chosen in the workbook, and the value a form would post."""

    label: str
    value: str


class Answer(Frozen):
    """A cell to fill in. `field` is the form field it stands for; a tick adds its one choice to that field.

    `minimum` and `maximum` bound a number; `longest` a text.
    """

    field: str
    asks: str
    kind: AnswerKind
    choices: tuple[Choice, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    whole: bool = False
    longest: int | None = None


class Fixed(Frozen):
    """Words that must come back as they were. `heading` ones stand out."""

    text: str
    heading: bool = False


class Code(Frozen):
    """What the row is about, in the hidden column."""

    text: str


Cell = Fixed | Answer | Code


class SheetColumn(Frozen):
    """A column: its header and its width in characters."""

    title: str
    width: float
    hidden: bool = False


class Sheet(Frozen):
    """One sheet: a title, a line about it, a header row and rows of as many cells as there are columns."""

    name: str
    title: str
    intro: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]


class PartAsked(Frozen):
    """One part of a pack: provision, or a framework by its id, with the edition and revision it was made from."""

    id: str
    title: str
    note: str = ""
    edition: str
    hash: str
    revision: int
    sheets: tuple[Sheet, ...]


class Pack(Frozen):
    """Everything a pack is made from. `answers` are the values each field has now, by part and field."""

    organisation: str
    name: str
    time_point: int
    title: str
    holds: str
    made_on: str
    parts: tuple[PartAsked, ...]
    answers: dict[str, dict[str, tuple[str, ...]]]

    @property
    def sheets(self) -> tuple[tuple[str, Sheet], ...]:
        """(part, sheet) of every sheet, in order."""
        return tuple((part.id, sheet) for part in self.parts for sheet in part.sheets)
