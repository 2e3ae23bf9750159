"""Published figures that our own may be held against: one YAML file a survey and year, editable without Python."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from pydantic import Field

from frameworks.definition import DefinitionError, Loc, Problem, check_folder
from frameworks.model import Frozen
from surveys.instrument import Instrument
from surveys.load import load_instruments

BENCHMARKS = Path(__file__).parent / "benchmarks"
FIRST_YEAR, LAST_YEAR = 2003, 2100
"""The NHS Staff Survey began in 2003."""
NEEDS_ANSWERS = {"agree", "strongly-agree"}


class BenchmarkFigure(Frozen):
    """The published share, 0 to 100, of those who agree with something near to one of our questions.

    `found` was read in the source; a `not-confirmed` one has no share, and is shown as not available.
    """

    question: str
    item: str
    gist: str
    share: float | None = Field(default=None, ge=0, le=100)
    confidence: Literal["found", "not-confirmed"]
    note: str = ""


class Benchmark(Frozen):
    """One survey in one year."""

    id: str
    title: str
    year: int = Field(ge=FIRST_YEAR, le=LAST_YEAR)
    population: str = Field(min_length=1)
    source: str = Field(min_length=1)
    figures: tuple[BenchmarkFigure, ...]


def load_benchmarks(folder: Path = BENCHMARKS) -> dict[str, Benchmark]:
    """Every benchmark by id. Raises DefinitionError with every problem placed."""
    found, problems = check_folder(folder, Benchmark, rule=_figure_rules)
    if problems:
        raise DefinitionError(tuple(problems))
    return found


def check_benchmarks(instruments: Path, benchmarks: Path = BENCHMARKS) -> list[Problem]:
    """Every problem in the benchmark files, given the folder of the questions they are held against."""
    try:
        asked = load_instruments(instruments).values()
    except DefinitionError:
        return check_folder(benchmarks, Benchmark, rule=_figure_rules)[1]
    known = _agreed_with(asked)

    def rules(benchmark: Benchmark) -> Iterator[tuple[Loc, str]]:
        yield from _figure_rules(benchmark)
        for index, figure in enumerate(benchmark.figures):
            if figure.question not in known:
                listed = ", ".join(sorted(known)) or "none"
                message = f"'{figure.question}' is not a statement people are asked about ({listed})"
                yield ("figures", index, "question"), message

    return check_folder(benchmarks, Benchmark, rule=rules)[1]


def newest_for(question: str, benchmarks: Iterable[Benchmark]) -> tuple[Benchmark, BenchmarkFigure] | None:
    """The latest confirmed figure for a question; else the latest that is not confirmed; None without any."""
    found = [
        (figure.share is not None, benchmark.year, benchmark.id, benchmark, figure)
        for benchmark in benchmarks
        for figure in benchmark.figures
        if figure.question == question
    ]
    if not found:
        return None
    *_, benchmark, figure = max(found, key=lambda each: each[:3])
    return benchmark, figure


def _agreed_with(instruments: Iterable[Instrument]) -> set[str]:
    return {
        question.code
        for instrument in instruments
        for question in instrument.questions
        if {option.code for option in question.options} >= NEEDS_ANSWERS
    }


def _figure_rules(benchmark: Benchmark) -> Iterator[tuple[Loc, str]]:
    first: dict[str, int] = {}
    for index, figure in enumerate(benchmark.figures):
        if first.setdefault(figure.question, index) != index:
            yield ("figures", index, "question"), f"'{figure.question}' has a figure already; keep one"
        if figure.confidence == "found" and figure.share is None:
            message = "a found figure needs its 'share'; without one it is not-confirmed"
            yield ("figures", index, "share"), message
        if figure.confidence == "not-confirmed" and figure.share is not None:
            message = (
                "a share that is not confirmed is not shown; leave it empty, or confirm it and write 'found'"
            )
            yield ("figures", index, "confidence"), message
