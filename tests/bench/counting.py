"""What is timed of a release: counting and building it, beside the same rows counted by others."""

from pathlib import Path

from app.bands import BANDS
from app.clock import utc_now
from app.derived import derived_questions
from app.making import count, instruments_of, make_release
from app.releases import approve_release
from mapping.release import build_release
from surveys.database import open_database
from surveys.store.time_points import get_time_point
from tests.app.unattacked import unattacked
from tests.bench.compare import (
    count_in_database,
    count_in_duckdb,
    count_in_pandas,
    tidy_frame,
)
from tests.bench.measure import Seconds, timed
from tests.bench.people import SNAPSHOT, TIME_POINT
from tests.bench.questions import ITEMS, bench_definitions


def time_release(url: str, number: int) -> Seconds:
    """Everything of a release but the attack and storing it."""
    definitions, database, seconds = bench_definitions(), open_database(url), {}
    with timed(seconds, ""):
        with timed(seconds, "counting"), database.snapshot() as session:
            point = get_time_point(session, TIME_POINT)
            counts = count(session, point, definitions)
            instruments = instruments_of(point, definitions)
        with timed(seconds, "building"):
            release = build_release(
                number=1,
                time_point="Synthetic",
                made_on=SNAPSHOT,
                code_version="bench",
                instruments=instruments,
                counts=counts,
                bands=BANDS,
                derived=derived_questions(instruments),
            )
    database.close()
    _check(counts.ratings["people"].sum(), number)
    assert release.parts
    return seconds


def time_query(url: str, query: str, number: int) -> Seconds:
    """A query by itself, on the same database."""
    database, seconds = open_database(url), {}
    with timed(seconds, ""):
        counted = count_in_database(database, query)
    database.close()
    _check(counted, number)
    return seconds


def time_duckdb(path: Path, query: str, number: int) -> Seconds:
    """The same query in DuckDB on its own file of the same rows."""
    seconds: Seconds = {}
    with timed(seconds, ""):
        counted = count_in_duckdb(path, query)
    _check(counted, number)
    return seconds


def time_pandas(path: Path, keys: str, number: int) -> Seconds:
    """The same grouping in pandas; reading the rows into memory does not count."""
    frame, seconds = tidy_frame(path), {}
    with timed(seconds, ""):
        counted = count_in_pandas(frame, keys)
    _check(counted, number)
    return seconds


def store_release(url: str) -> Seconds:
    """Make, store and approve a release of everything but the attack, for the pages to show."""
    definitions, database, seconds = bench_definitions(), open_database(url), {}
    with timed(seconds, ""):
        number = make_release(
            database,
            time_point=TIME_POINT,
            by="author",
            now=utc_now(),
            definitions=definitions,
            code_version="bench",
            protect=unattacked,
        )
        with database.writing() as session:
            approve_release(session, number=number, revision=1, by="approver", now=utc_now())
    database.close()
    return seconds


def _check(counted: int, number: int) -> None:
    assert counted == number * ITEMS, f"{counted} answers were counted, not {number * ITEMS}"
