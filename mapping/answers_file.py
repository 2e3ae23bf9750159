"""Answers somebody already has, read from CSV or Excel with every fault placed (`DESIGN.md` 8)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mapping.spreadsheet import (
    MOST_COLUMNS,
    AnswersRefused,
    Refusal,
    Row,
    cell_name,
    is_workbook,
    read_rows,
)

__all__ = ["Answer", "AnswersRefused", "Columns", "Refusal", "read_answers", "scan_answers"]

NOT_IN_ROLE = "na"
MOST_REFUSALS = 200


@dataclass(frozen=True)
class Columns:
    """The columns a file must have and those it may have as well, in the order people are told."""

    needed: tuple[str, ...]
    known: tuple[str, ...]


ANALYSED = Columns(
    needed=("respondent", "item", "importance", "confidence"),
    known=("respondent", "organisation", "pathway", "item", "importance", "confidence"),
)
"""What `analyse` reads."""


@dataclass(frozen=True)
class Answer:
    """One respondent's answer to one item. Ratings are 1 to 5, None where blank or not in role.

    `organisation` is empty where the file does not say; `also` has what stands in every other column but
    the ratings, and `line` is where the answer stands.
    """

    respondent: str
    item: str
    importance: int | None
    confidence: int | None
    not_in_role: bool
    organisation: str = ""
    line: int = 0
    also: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Places:
    """Where each column of a file stands, and whether its cells have names."""

    columns: dict[str, int]
    named: bool

    def refusal(self, line: int, column: str, message: str) -> Refusal:
        """A fault in one column of one line, with the name of its cell in a workbook."""
        cell = cell_name(line, self.columns[column]) if self.named and column in self.columns else None
        return Refusal(line, column, message, cell)


@dataclass(frozen=True)
class Scanned:
    """The answers of a file that can be read, its faults, and where its columns stand."""

    answers: tuple[Answer, ...]
    refusals: tuple[Refusal, ...]
    places: Places


def read_answers(path: Path) -> tuple[Answer, ...]:
    """Every answer in the file, in its order. Raises AnswersRefused with all faults at once, at most
    MOST_REFUSALS of them."""
    scanned = scan_answers(path, ANALYSED)
    if scanned.refusals:
        raise AnswersRefused(scanned.refusals[:MOST_REFUSALS])
    return scanned.answers


def scan_answers(path: Path, wanted: Columns) -> Scanned:
    """The answers of a file, and what is wrong with single lines of it. Raises AnswersRefused where the file
    cannot be read, has not the columns that are wanted, or has no answers."""
    rows = iter(read_rows(path, naming=wanted.needed))
    header = next((row for row in rows if any(_text(cell) for cell in row[1])), None)
    if header is None:
        raise AnswersRefused([Refusal(None, None, f"{path.name} is empty. It needs a header and answers.")])
    places = Places(_columns(header, wanted), is_workbook(path))
    answers: list[Answer] = []
    refusals: list[Refusal] = []
    seen: dict[tuple[str, str], int] = {}
    for line, cells in rows:
        if all(_text(cell) == "" for cell in cells):
            continue
        answer, wrong = _answer(line, cells, places, seen)
        refusals += wrong
        if answer is not None:
            answers.append(answer)
        if len(refusals) >= MOST_REFUSALS:
            break
    if not refusals and not answers:
        raise AnswersRefused([Refusal(None, None, f"{path.name} has a header but no answers below it.")])
    return Scanned(tuple(answers), tuple(refusals), places)


def _columns(header: Row, wanted: Columns) -> dict[str, int]:
    line, cells = header
    known = ", ".join(wanted.known)
    names = [_text(cell).casefold() for cell in cells]
    while names and not names[-1]:
        names.pop()
    if len(names) > MOST_COLUMNS:
        reason = f"there are more than {MOST_COLUMNS} columns. Keep only: {known}."
        raise AnswersRefused([Refusal(line, None, reason)])
    refusals = [
        Refusal(line, name[:40] or f"number {index + 1}", f"unknown column. Known columns: {known}.")
        for index, name in enumerate(names)
        if name not in wanted.known
    ]
    refusals += [
        Refusal(line, name, "this column is there twice. Remove one.")
        for name in wanted.known
        if names.count(name) > 1
    ]
    refusals += [
        Refusal(line, name, "this column is missing. Add it, with this name in the first row.")
        for name in wanted.needed
        if name not in names
    ]
    if refusals:
        raise AnswersRefused(refusals)
    return {name: index for index, name in enumerate(names)}


def _answer(
    line: int, cells: Sequence[object], places: Places, seen: dict[tuple[str, str], int]
) -> tuple[Answer | None, list[Refusal]]:
    columns = places.columns
    refusals: list[Refusal] = []
    extra = [index for index in range(len(columns), len(cells)) if _text(cells[index])]
    if extra:
        refusals.append(
            Refusal(line, f"number {extra[0] + 1}", "there is a value outside the named columns. Remove it.")
        )
    typed = {name: _text(cells[index]) if index < len(cells) else "" for name, index in columns.items()}
    respondent, item = typed.pop("respondent"), typed.pop("item")
    for name, value in (("respondent", respondent), ("item", item)):
        if not value:
            refusals.append(places.refusal(line, name, "this is blank. Every answer needs it."))
    ratings: dict[str, int | None] = {}
    outside = False
    for name in ("importance", "confidence"):
        rating = typed.pop(name)
        outside = outside or rating.casefold() == NOT_IN_ROLE
        try:
            ratings[name] = None if rating.casefold() in {"", NOT_IN_ROLE} else _rating(rating)
        except ValueError:
            message = (
                f"{rating[:40]!r} is not a rating. Use a whole number from 1 to 5, NA for not in my role, "
                "or leave it blank."
            )
            refusals.append(places.refusal(line, name, message))
    first = seen.setdefault((respondent, item), line)
    if respondent and item and first != line:
        message = f"{respondent} already answered {item} on line {first}. Keep one of the two."
        refusals.append(places.refusal(line, "item", message))
    if refusals:
        return None, refusals
    return (
        Answer(
            respondent=respondent,
            item=item,
            importance=None if outside else ratings["importance"],
            confidence=None if outside else ratings["confidence"],
            not_in_role=outside,
            organisation=typed.pop("organisation", ""),
            line=line,
            also=typed,
        ),
        [],
    )


def _rating(typed: str) -> int:
    number = float(typed)
    if number not in {1.0, 2.0, 3.0, 4.0, 5.0} or not typed.isascii() or "_" in typed:
        raise ValueError(typed)
    return int(number)


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
