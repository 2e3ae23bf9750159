"""One row for each check, and what does not fit between what we say and the tests there are."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.checks.evidence import Judgement, every_check
from tests.checks.named import checks_named

COLUMNS = ("id", "asks", "applies", "test", "result", "note")


@dataclass(frozen=True)
class Row:
    """A line of docs/checks.csv. `tests` are written file::name."""

    id: str
    asks: str
    applies: str
    tests: tuple[str, ...]
    result: str
    note: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The line as text, in the order of COLUMNS."""
        return (self.id, self.asks, self.applies, "; ".join(self.tests) or "none", self.result, self.note)


def census(said: Mapping[str, Judgement], there: Mapping[str, list[str]]) -> list[Row]:
    """A row for each check we speak of, with the tests named after it and those we name by hand.

    A check that nobody judged yet is partly shown as soon as a test is named after it, never more.
    """
    return [_row(check, said[check], there) for check in every_check() if check in said]


def problems(said: Mapping[str, Judgement], there: Mapping[str, list[str]]) -> Iterator[str]:
    """Everything that makes the census untrue, one sentence each."""
    for check in sorted({*every_check()} ^ {*said}):
        yield f"{check}: speak of every check once, and of no other."
    for check, judged in said.items():
        for test in judged.tests:
            if len(_places(test, there)) != 1:
                yield f"{check}: {test} is not the name of one test; write name@file where several have it."
    for row in census(said, there):
        yield from _faults(row)


def write_csv(rows: list[Row]) -> str:
    """The rows as CSV with a header, lines ending in a line feed."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(row.cells for row in rows)
    return out.getvalue()


def _faults(row: Row) -> Iterator[str]:
    if row.result in {"shown", "partly"} and not row.tests:
        yield f"{row.id}: nothing is {row.result} without a test."
    if row.applies != "yes" and row.result != "not shown":
        yield f"{row.id}: what does not apply is not {row.result} either."


def _row(check: str, judged: Judgement, there: Mapping[str, list[str]]) -> Row:
    named = {
        f"{file}::{name}" for name, files in there.items() for file in files if check in checks_named(name)
    }
    chosen = {place for test in judged.tests for place in _places(test, there)}
    tests = tuple(sorted(named | chosen))
    if tests and judged.result == "not shown":
        return Row(check, judged.asks, judged.applies, tests, "partly", "")
    return Row(check, judged.asks, judged.applies, tests, judged.result, judged.note)


def _places(test: str, there: Mapping[str, list[str]]) -> list[str]:
    name, _, wanted = test.partition("@")
    return [f"{file}::{name}" for file in there.get(name, []) if wanted in {"", file}]
