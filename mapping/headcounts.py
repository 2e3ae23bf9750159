"""A file of known headcounts: how many people there are to answer, by region, pathway and sector.

What nobody knows is left out, and stays unknown: it is never taken for 0, nor worked out by subtraction.
"""

import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mapping.spreadsheet import AnswersRefused, Refusal, cell_name, is_workbook, read_rows
from surveys.counts import HeadcountLine

COLUMNS = ("audience", "region", "pathway", "sector", "people")
PLACES = ("region", "pathway", "sector")
MOST_LINES = 2000
LARGEST = 5 * 1024 * 1024
"""Bytes, unpacked."""
MOST_PEOPLE = 10_000_000
MOST_REFUSALS = 50
UNKNOWN = ("", "[x]", "unknown")
NUMBER = re.compile(r"[0-9]{1,3}(,[0-9]{3})+|[0-9]{1,8}")

Key = tuple[str, str, str, str]
Codes = Mapping[str, Sequence[str]]
"""Every code a column may have, by column, in the order people read them."""


@dataclass(frozen=True)
class _Row:
    """One line as read: its codes, and the people or None where the file says that nobody knows."""

    line: int
    key: Key
    people: int | None


def read_headcounts(
    path: Path, *, codes: Codes, names: Mapping[str, str], source: str
) -> list[HeadcountLine]:
    """Every known number in the file. `names` are other words for codes, such as the names of regions.

    Raises AnswersRefused with every fault by line and cell: an unknown code, a number that is none, a group
    given twice, or parts that do not add up to the total beside them.
    """
    _check_size(path)
    rows = iter(read_rows(path, naming=COLUMNS))
    header = next(((line, cells) for line, cells in rows if any(_text(cell) for cell in cells)), None)
    if header is None:
        raise AnswersRefused([Refusal(None, None, f"{path.name} is empty. It needs a header and numbers.")])
    columns = _columns(*header)
    reader = _Reader(
        columns, is_workbook(path), codes, {name.casefold(): code for name, code in names.items()}
    )
    for line, cells in rows:
        if any(_text(cell) for cell in cells):
            reader.read(line, cells)
        if len(reader.rows) > MOST_LINES:
            reason = f"there are more than {MOST_LINES} lines. A file of headcounts has one line a group."
            raise AnswersRefused([Refusal(line, None, reason)])
    if not reader.rows and not reader.refusals:
        raise AnswersRefused([Refusal(None, None, f"{path.name} has a header but no numbers below it.")])
    reader.check_totals()
    if reader.refusals:
        raise AnswersRefused(sorted(reader.refusals, key=lambda one: one.line or 0)[:MOST_REFUSALS])
    return [_line(row, source) for row in reader.rows if row.people is not None]


def people_known(
    lines: Iterable[HeadcountLine],
    audience: str,
    *,
    codes: Codes,
    region: str = "",
    pathway: str = "",
    sector: str = "",
) -> int | None:
    """How many people of a group there are: as given, or added up where every part of it is given; else None."""
    known = {(one.audience, one.region, one.pathway, one.sector): one.people for one in lines}
    return _known(known, (audience, region, pathway, sector), codes)


def _known(known: Mapping[Key, int], key: Key, codes: Codes) -> int | None:
    if key in known:
        return known[key]
    return next((total for _, total in _sums(known, key, codes)), None)


def _sums(known: Mapping[Key, int], key: Key, codes: Codes) -> Iterable[tuple[str, int]]:
    """The total of a group by each column that divides it in full."""
    for at, column in enumerate(PLACES, start=1):
        if key[at]:
            continue
        parts = [known.get((*key[:at], code, *key[at + 1 :])) for code in codes[column]]  # type: ignore[arg-type]
        if parts and None not in parts:
            yield column, sum(part or 0 for part in parts)


def _given(known: Mapping[Key, int], key: Key, codes: Codes) -> Iterable[tuple[str, int]]:
    """What is given of a group by each column that divides it, in full or not."""
    for at, column in enumerate(PLACES, start=1):
        if not key[at]:
            parts = [known.get((*key[:at], code, *key[at + 1 :])) for code in codes[column]]  # type: ignore[arg-type]
            yield column, sum(part or 0 for part in parts)


class _Reader:
    """Reads line after line and gathers what is wrong."""

    def __init__(
        self, columns: Mapping[str, int], named: bool, codes: Codes, names: Mapping[str, str]
    ) -> None:
        self.columns, self.named, self.codes, self.names = columns, named, codes, names
        self.rows: list[_Row] = []
        self.refusals: list[Refusal] = []
        self.first: dict[Key, int] = {}

    def read(self, line: int, cells: Sequence[object]) -> None:
        """Take one line in, or say what is wrong with it."""
        typed = {name: _text(cells[at]) if at < len(cells) else "" for name, at in self.columns.items()}
        key: Key = tuple(self._code(line, name, typed[name]) for name in COLUMNS[:4])  # type: ignore[assignment]
        people = self._people(line, typed["people"])
        if key in self.first:
            message = f"this group is on line {self.first[key]} already. Keep one of the two."
            self._refuse(line, "audience", message)
            return
        self.first[key] = line
        self.rows.append(_Row(line, key, people))

    def check_totals(self) -> None:
        """Parts add up to their total where all of them are given, and never to more."""
        known = {row.key: row.people for row in self.rows if row.people is not None}
        for row in self.rows:
            if row.people is None:
                continue
            whole = dict(_sums(known, row.key, self.codes))
            for column, given in _given(known, row.key, self.codes):
                if given > row.people or whole.get(column, row.people) != row.people:
                    message = (
                        f"the {column}s add up to {given:,}, but this line says {row.people:,} for all of them. "
                        "Correct one of them, or take this line out to use their sum."
                    )
                    self._refuse(row.line, "people", message)

    def _code(self, line: int, column: str, typed: str) -> str:
        code = self.names.get(typed.casefold(), typed if typed in self.codes[column] else typed.casefold())
        if not typed and column != "audience":
            return ""
        if code in self.codes[column]:
            return code
        listed = ", ".join(self.codes[column])
        rest = "" if column == "audience" else f", or leave it blank for every {column}"
        self._refuse(line, column, f"{_quoted(typed)} is not {_article(column)}. Use one of {listed}{rest}.")
        return typed

    def _people(self, line: int, typed: str) -> int | None:
        if typed.casefold() in UNKNOWN:
            return None
        if NUMBER.fullmatch(typed) and (number := int(typed.replace(",", ""))) <= MOST_PEOPLE:
            return number
        message = (
            f"{_quoted(typed)} is not a number of people. Use a whole number, or leave it blank if unknown."
        )
        self._refuse(line, "people", message)
        return None

    def _refuse(self, line: int, column: str, message: str) -> None:
        cell = cell_name(line, self.columns[column]) if self.named else None
        self.refusals.append(Refusal(line, column, message, cell))


def _check_size(path: Path) -> None:
    """A file of headcounts is small: a larger one is not one, or is made to be a burden (SEC-36)."""
    size = path.stat().st_size if path.is_file() else 0
    if is_workbook(path):
        try:
            with zipfile.ZipFile(path) as archive:
                size = max(size, sum(part.file_size for part in archive.infolist()))
        except zipfile.BadZipFile as error:
            reason = f"{path.name} is not a spreadsheet that can be read. Save it as CSV UTF-8 or as .xlsx."
            raise AnswersRefused([Refusal(None, None, reason)]) from error
    if size > LARGEST:
        reason = f"{path.name} is too large to be a file of headcounts. It has one line for each group."
        raise AnswersRefused([Refusal(None, None, reason)])


def _columns(line: int, cells: Sequence[object]) -> dict[str, int]:
    names = [_text(cell).casefold() for cell in cells]
    listed = ", ".join(COLUMNS)
    for name in names:
        if name and (name not in COLUMNS or names.count(name) > 1):
            why = "is not a column of this file" if name not in COLUMNS else "is there more than once"
            raise AnswersRefused([Refusal(line, name[:40], f"this {why}. The columns are: {listed}.")])
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        reason = f"the column {missing[0]} is missing. The columns are: {listed}."
        raise AnswersRefused([Refusal(line, None, reason)])
    return {name: names.index(name) for name in COLUMNS}


def _line(row: _Row, source: str) -> HeadcountLine:
    audience, region, pathway, sector = row.key
    return HeadcountLine(
        audience=audience,
        region=region,
        pathway=pathway,
        sector=sector,
        people=row.people or 0,
        source=source,
    )


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _article(column: str) -> str:
    return f"an {column}" if column == "audience" else f"a {column}"


def _quoted(value: str) -> str:
    return f"'{value[:40]}'" if value else "blank"
