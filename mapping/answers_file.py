"""Answers a trust already has, read from CSV or Excel with every fault placed (`DESIGN.md` 8)."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

NEEDED = ("respondent", "item", "importance", "confidence")
KNOWN = ("respondent", "organisation", "pathway", "item", "importance", "confidence")
NOT_IN_ROLE = "na"
LARGEST_FILE = 50 * 1024 * 1024
LARGEST_UNZIPPED = 400 * 1024 * 1024
MOST_REFUSALS = 200


@dataclass(frozen=True)
class Refusal:
    """One thing that is wrong. `line` is the row people see in a spreadsheet: the header is 1."""

    line: int | None
    column: str | None
    message: str

    def __str__(self) -> str:
        place = [f"line {self.line}"] if self.line else []
        place += [f"column {self.column}"] if self.column else []
        return f"{', '.join(place)}: {self.message}" if place else self.message


class AnswersRefused(ValueError):
    """The file cannot be used; `refusals` says where and how to fix it (at most MOST_REFUSALS)."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        super().__init__("\n".join(map(str, refusals)))
        self.refusals = tuple(refusals)


@dataclass(frozen=True)
class Answer:
    """One respondent's answer to one item. Ratings are 1 to 5, None where blank or not in role."""

    respondent: str
    item: str
    importance: int | None
    confidence: int | None
    not_in_role: bool


Row = tuple[int, Sequence[object]]


def read_answers(path: Path) -> tuple[Answer, ...]:
    """Every answer in the file, in its order. Raises AnswersRefused with all faults at once."""
    rows = iter(_rows(path))
    header = next(rows, None)
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
    refusals = [
        Refusal(line, name or f"number {index + 1}", f"unknown column. Known columns: {', '.join(KNOWN)}.")
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


def _rows(path: Path) -> Iterable[Row]:
    if not path.is_file():
        raise AnswersRefused([Refusal(None, None, f"There is no file {path}. Check the name.")])
    if path.stat().st_size > LARGEST_FILE:
        raise AnswersRefused([Refusal(None, None, f"{path.name} is over 50 MB. Split it.")])
    content = path.read_bytes()
    if not content.strip():
        return iter(())
    if content.startswith(b"PK"):
        return _excel_rows(path, content)
    return _csv_rows(path, content)


def _excel_rows(path: Path, content: bytes) -> Iterator[Row]:
    not_excel = Refusal(
        None, None, f"{path.name} is not a spreadsheet that can be read. Save it as CSV UTF-8 or as .xlsx."
    )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST_UNZIPPED:
                raise AnswersRefused(
                    [Refusal(None, None, f"{path.name} is too large when unpacked. Split it.")]
                )
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        if isinstance(error, AnswersRefused):
            raise
        raise AnswersRefused([not_excel]) from error
    if not book.worksheets:
        raise AnswersRefused([not_excel])
    sheet = book.worksheets[0]
    sheet.reset_dimensions()
    return ((line, cells) for line, cells in enumerate(sheet.iter_rows(values_only=True), start=1))


def _csv_rows(path: Path, content: bytes) -> Iterator[Row]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        reason = f"{path.name} is not a spreadsheet or not in UTF-8. Save it as CSV UTF-8 or as .xlsx."
        raise AnswersRefused([Refusal(line, None, reason)]) from error
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        raise AnswersRefused([Refusal(line, None, f"{path.name} is not a text file. Save it as CSV UTF-8.")])
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    return _placed(text, delimiter)


def _placed(text: str, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        fault = f"the quotes or separators do not add up ({error}). Fix the line."
        raise AnswersRefused([Refusal(line, None, fault)]) from error
