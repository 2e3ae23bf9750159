"""Answers a trust already has, read from CSV or Excel with every fault placed (`DESIGN.md` 8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mapping.spreadsheet import MOST_COLUMNS, AnswersRefused, Refusal, Row, read_rows

__all__ = ["Answer", "AnswersRefused", "Refusal", "read_answers"]

NEEDED = ("respondent", "item", "importance", "confidence")
KNOWN = ("respondent", "organisation", "pathway", "item", "importance", "confidence")
NOT_IN_ROLE = "na"
MOST_REFUSALS = 200


@dataclass(frozen=True)
class Answer:
    """One respondent's answer to one item. Ratings are 1 to 5, None where blank or not in role.

    `organisation` is empty where the file does not say.
    """

    respondent: str
    item: str
    importance: int | None
    confidence: int | None
    not_in_role: bool
    organisation: str = ""


def read_answers(path: Path) -> tuple[Answer, ...]:
    """Every answer in the file, in its order. Raises AnswersRefused with all faults at once, at most
    MOST_REFUSALS of them."""
    rows = iter(read_rows(path, naming=NEEDED))
    header = next((row for row in rows if any(_text(cell) for cell in row[1])), None)
    if header is None:
        raise AnswersRefused([Refusal(None, None, f"{path.name} is empty. It needs a header and answers.")])
    columns = _columns(header)
    answers: list[Answer] = []
    refusals: list[Refusal] = []
    seen: dict[tuple[str, str], int] = {}
    for line, cells in rows:
        if all(_text(cell) == "" for cell in cells):
            continue
        answer, wrong = _answer(line, cells, columns, seen)
        refusals += wrong
        if answer is not None:
            answers.append(answer)
        if len(refusals) >= MOST_REFUSALS:
            break
    if refusals:
        raise AnswersRefused(refusals[:MOST_REFUSALS])
    if not answers:
        raise AnswersRefused([Refusal(None, None, f"{path.name} has a header but no answers below it.")])
    return tuple(answers)


def _columns(header: Row) -> dict[str, int]:
    line, cells = header
    names = [_text(cell).casefold() for cell in cells]
    while names and not names[-1]:
        names.pop()
    if len(names) > MOST_COLUMNS:
        reason = f"there are more than {MOST_COLUMNS} columns. Keep only: {', '.join(KNOWN)}."
        raise AnswersRefused([Refusal(line, None, reason)])
    refusals = [
        Refusal(
            line, name[:40] or f"number {index + 1}", f"unknown column. Known columns: {', '.join(KNOWN)}."
        )
        for index, name in enumerate(names)
        if name not in KNOWN
    ]
    refusals += [
        Refusal(line, name, "this column is there twice. Remove one.")
        for name in KNOWN
        if names.count(name) > 1
    ]
    refusals += [
        Refusal(line, name, "this column is missing. Add it, with this name in the first row.")
        for name in NEEDED
        if name not in names
    ]
    if refusals:
        raise AnswersRefused(refusals)
    return {name: index for index, name in enumerate(names)}


def _answer(
    line: int, cells: Sequence[object], columns: dict[str, int], seen: dict[tuple[str, str], int]
) -> tuple[Answer | None, list[Refusal]]:
    refusals: list[Refusal] = []
    extra = [index for index in range(len(columns), len(cells)) if _text(cells[index])]
    if extra:
        refusals.append(
            Refusal(line, f"number {extra[0] + 1}", "there is a value outside the named columns. Remove it.")
        )

    def cell(name: str) -> object:
        return cells[columns[name]] if columns[name] < len(cells) else None

    respondent, item = _text(cell("respondent")), _text(cell("item"))
    for name, value in (("respondent", respondent), ("item", item)):
        if not value:
            refusals.append(Refusal(line, name, "this is blank. Every answer needs it."))
    ratings: dict[str, int | None] = {}
    outside = False
    for name in ("importance", "confidence"):
        typed = _text(cell(name))
        outside = outside or typed.casefold() == NOT_IN_ROLE
        try:
            ratings[name] = None if typed.casefold() in {"", NOT_IN_ROLE} else _rating(typed)
        except ValueError:
            refusals.append(
                Refusal(
                    line,
                    name,
                    f"{typed[:40]!r} is not a rating. Use a whole number from 1 to 5, NA for not in my role, "
                    "or leave it blank.",
                )
            )
    first = seen.setdefault((respondent, item), line)
    if respondent and item and first != line:
        refusals.append(
            Refusal(
                line, "item", f"{respondent} already answered {item} on line {first}. Keep one of the two."
            )
        )
    if refusals:
        return None, refusals
    return (
        Answer(
            respondent=respondent,
            item=item,
            importance=None if outside else ratings["importance"],
            confidence=None if outside else ratings["confidence"],
            not_in_role=outside,
            organisation=_text(cell("organisation")) if "organisation" in columns else "",
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
