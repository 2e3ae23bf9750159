"""Where each value of a definition stands in its file, what is wrong there, and what was put right."""

import re
from dataclasses import dataclass, field

from pydantic_core import ErrorDetails

from frameworks.document import DefinitionError, Loc, Problem
from frameworks.loss import Lost
from reports.interchange.excel.cells import Unusable, Value, read_cell
from reports.interchange.excel.columns import Column
from reports.interchange.excel.grid import Cell, Sheet

ITEM = re.compile(r"items\[(\d+)\]")
MOST_PROBLEMS = 200
"""More than anybody mends at once."""


@dataclass(frozen=True)
class Spot:
    """A cell of the file, and the column of the model it fills."""

    place: str
    line: int
    column: Column | None = None


@dataclass
class Findings:
    """Everything found while one file is read."""

    file: str
    spots: dict[Loc, Spot] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notices: list[Lost] = field(default_factory=list)
    settled: set[Loc] = field(default_factory=set)
    """Places that have a problem already."""

    def value(self, cell: Cell, column: Column, loc: Loc, spot: Spot) -> Value:
        """What the cell says; None when it is blank, or when it cannot be read, which is a problem."""
        self.spots[loc] = spot
        if cell.is_blank and cell.kind not in {"f", "e"}:
            return None
        try:
            read = read_cell(cell, column)
        except Unusable as error:
            self.add(spot, f"{column.key} {error}", loc=loc)
            return None
        if read.notice:
            self.tell(spot, str(cell.value), read.notice)
        return read.value

    def add(self, spot: Spot, message: str, *, loc: Loc | None = None) -> None:
        """A problem at a cell; the same one is kept once."""
        problem = Problem(file=self.file, line=spot.line, place=spot.place, message=message)
        if problem not in self.problems:
            self.problems.append(problem)
        if loc is not None:
            self.settled.add(loc)

    def tell(self, spot: Spot, value: str, why: str) -> None:
        """Something that was put right or that a person may not see, kept once."""
        told = Lost(place=spot.place, what="approximated", value=value, why=why)
        if told not in self.notices:
            self.notices.append(told)

    def add_at(self, loc: Loc, message: str) -> None:
        """A problem with a value of the definition, at the cell it came from or the nearest one there is."""
        if any(loc[:length] in self.settled for length in range(1, len(loc) + 1)):
            return
        self.add(self.spot(loc), ITEM.sub(lambda found: self.spot(("items", int(found[1]))).place, message))

    def spot(self, loc: Loc) -> Spot:
        """The cell of the deepest part of the place that stands in the file."""
        lengths = range(len(loc), -1, -1)
        return next((self.spots[loc[:each]] for each in lengths if loc[:each] in self.spots), Spot("", 1))

    def add_invalid(self, details: ErrorDetails) -> None:
        """What the model refuses, in the words of the sheet."""
        loc = details["loc"]
        column = self.spots[loc].column if loc in self.spots else None
        self.add_at(loc, _message(details, column))

    def check(self) -> None:
        """Raise DefinitionError with every problem there is, sheet by sheet and from the top."""
        if not self.problems:
            return
        sheets = list(dict.fromkeys(_sheet(problem) for problem in self.problems))
        found = sorted(self.problems, key=lambda each: (sheets.index(_sheet(each)), each.line or 0))
        shown = found[:MOST_PROBLEMS]
        more = len(found) - len(shown)
        if more:
            message = f"and {more} more problems; mend these first"
            shown.append(Problem(file=self.file, line=None, place="", message=message))
        raise DefinitionError(tuple(shown))


def _sheet(problem: Problem) -> str:
    return problem.place.rpartition("!")[0]


def top_of(sheet: Sheet) -> Spot:
    """The first cell of a sheet, for what the whole sheet lacks."""
    return Spot(sheet.place(1, 0), 1)


def _message(details: ErrorDetails, column: Column | None) -> str:
    name = column.key if column else str(details["loc"][-1])
    meaning = f": {column.words.meaning}" if column else ""
    if details["type"] == "missing":
        return f"{name} is empty; fill it in{meaning}"
    if details["type"] == "string_pattern_mismatch":
        return f"{name} cannot be '{_short(details['input'])}'{meaning}"
    return f"{name}: {details['msg']}; the cell says '{_short(details['input'])}'"


def _short(given: object) -> str:
    text = str(given)
    return text if len(text) <= 60 else f"{text[:57]}..."
