"""One labelled table of data: rows, and what every variable and every code in it means (`ANCHORS.md` e5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from frameworks.model import Frozen

Value = str | float | None
LONGEST_NAME = 64
"""The longest name of a variable that SPSS takes."""


class Variable(Frozen):
    """A column. `values` are its codes and what they mean; those in `missing` are not answers."""

    name: str
    label: str
    kind: Literal["text", "number"]
    values: dict[str, str] = Field(default_factory=dict)
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Labelled:
    """Rows in the order of the variables; a number is a float, an absent one None, an absent text empty."""

    id: str
    title: str
    notes: tuple[str, ...]
    variables: tuple[Variable, ...]
    rows: Sequence[tuple[Value, ...]]

    def __post_init__(self) -> None:
        names = [variable.name.lower() for variable in self.variables]
        assert len(set(names)) == len(names), "two variables have one name"
        assert all(len(row) == len(names) for row in self.rows), "a row has too few or too many values"

    def column(self, name: str) -> list[Value]:
        """One variable's values, from the top."""
        at = next(place for place, each in enumerate(self.variables) if each.name == name)
        return [row[at] for row in self.rows]
