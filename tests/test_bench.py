"""The bench measures what it says: the same rows everywhere, and marks that can be missed."""

from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import duckdb
import pytest

from surveys.database import Database
from surveys.store.tallies import rating_counts
from tests.bench import __main__ as command
from tests.bench.chart import draw
from tests.bench.compare import (
    BY_CELL,
    CELL,
    PAIR,
    count_in_database,
    count_in_pandas,
    fill_duckdb,
    tidy_frame,
)
from tests.bench.document import document
from tests.bench.fill import fill
from tests.bench.marks import marks
from tests.bench.measure import Spread, spread
from tests.bench.people import TIME_POINT
from tests.bench.questions import ITEMS, bench_definitions
from tests.bench.run import Results

NUMBER = 90


def results(size: int, *, release: float, page: float = 0.01) -> Results:
    """A run in which everything else took a second."""
    names = (
        "bare",
        "joint",
        "tally",
        "duckdb",
        "duckdb joint",
        "pandas",
        "pandas joint",
        "release peak",
        "duckdb joint peak",
        "pandas joint peak",
        "release counting",
        "release building",
        "dashboard first",
        "workbook ours",
        "workbook openpyxl",
        "workbook styled",
    )
    found = {name: spread([1.0]) for name in names}
    found |= {"release": spread([release]), "dashboard page": spread([page])}
    saving = {name: spread([1.0]) for name in ("bare", "ours", "with tally")}
    return Results("sqlite", {1_000: found | {"dashboard page": spread([0.01])}, size: found}, saving)


def test_every_database_holds_the_same_answers_and_counts_them_alike(
    database: Database, tmp_path: Path
) -> None:
    definitions, path = bench_definitions(), tmp_path / "people.duckdb"
    fill(database, NUMBER, definitions)
    fill_duckdb(path, NUMBER, definitions)
    with duckdb.connect(str(path), read_only=True) as duck:
        there = duck.execute(BY_CELL).fetchall()
    with database.reading() as session:
        here = session.connection().exec_driver_sql(BY_CELL).fetchall()
        frame = rating_counts(session, time_point=TIME_POINT, support={}).ratings
    rows = frame.astype(object).where(frame.notna(), None).itertuples(index=False, name=None)
    assert set(there) == {(*row[:8], bool(row[8]), row[9]) for row in here} == set(rows)
    assert count_in_database(database, BY_CELL) == NUMBER * ITEMS
    assert count_in_pandas(tidy_frame(path), f"{CELL}, {PAIR}") == NUMBER * ITEMS


@pytest.mark.parametrize(("seconds", "verdict"), [(3.0, "reached"), (3.1, "missed")])
def test_a_release_may_take_three_times_the_bare_count(seconds: float, verdict: str) -> None:
    found = marks(results(100_000, release=seconds))
    assert [mark.verdict for mark in found[:3]] == [verdict, "not run", "not run"]


@pytest.mark.parametrize(("page", "verdict"), [(0.013, "reached"), (0.0131, "missed")])
def test_the_dashboard_may_take_hardly_longer_for_many_more_people(page: float, verdict: str) -> None:
    mark = next(mark for mark in marks(results(100_000, release=1, page=page)) if "dashboard" in mark.what)
    assert mark.verdict == verdict


def test_the_page_says_what_was_not_run() -> None:
    page = document(results(100_000, release=2.5), picture="one.svg", today=date(2026, 11, 25))
    assert "| 2.5 times | reached |" in page
    assert "* Not run: 10,000, 1,000,000." in page


def test_the_picture_is_well_formed_and_says_its_figures_in_words() -> None:
    picture = ElementTree.fromstring(draw(results(100_000, release=2.5)))
    words = picture.findtext("{http://www.w3.org/2000/svg}desc") or ""
    assert "release, protected: 1,000 in 2.5 s, 100,000 in 2.5 s." in words


def test_a_spread_keeps_the_least_and_the_most() -> None:
    assert spread([3.0, 1.0, 2.0]) == Spread(median=2.0, least=1.0, most=3.0, repeats=3)


def test_a_size_that_is_no_number_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["bench", "--sizes", "1000 many"])
    with pytest.raises(SystemExit) as ended:
        command.main()
    assert ended.value.code == 2
    assert "SIZES has 'many'. Give whole numbers from 1 to" in capsys.readouterr().err
