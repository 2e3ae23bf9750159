"""What a release is compared with: the same rows counted by the database alone, by DuckDB and by pandas."""

from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
from sqlalchemy import text

from app.definitions import Definitions
from surveys.database import Database
from tests.bench.people import PERSON, RATINGS, items, people

PAIR = "item, importance, confidence, not_in_role"
CELL = "audience, organisation, region, pathway, stage"
BY_ITEM = f"SELECT {PAIR}, count(*) FROM rating_answer GROUP BY {PAIR}"
"""The least anybody could count: one nation, no groups."""
BY_CELL = (
    f"SELECT {CELL}, {PAIR}, count(*) FROM rating_answer JOIN response ON response.id = rating_answer.response "
    f"GROUP BY {CELL}, {PAIR}"
)
"""The joint counts that every group of a release adds up from."""
CODES = (*CELL.split(", "), "item")
KEPT = "bench_kept"
KEEP = f"CREATE TABLE {KEPT} AS {BY_CELL}"
AT_ONCE = 50_000
RESPONSE = dict.fromkeys(PERSON.split(", "), "VARCHAR") | {"n": "BIGINT"}


def count_in_database(database: Database, query: str) -> int:
    """Run a query and read every row of it, as plainly as the driver can; how many answers it counted."""
    counted = 0
    with database.reading() as session:
        driver = session.connection().connection.driver_connection
        assert driver is not None
        cursor = driver.cursor() if database.is_sqlite else driver.cursor(name="bench")
        cursor.execute(query)
        while rows := cursor.fetchmany(AT_ONCE):
            counted += sum(row[-1] for row in rows)
        cursor.close()
    return counted


def keep_tally(database: Database) -> None:
    """A table of the joint counts, as one kept up to date at every submission would be."""
    with database.writing() as session:
        session.execute(text(KEEP))


def fill_duckdb(path: Path, number: int, definitions: Definitions) -> None:
    """The same people and ratings in a DuckDB file of their own."""
    with duckdb.connect(str(path)) as duck:
        person = pd.DataFrame(list(people(number, definitions)), columns=list(RESPONSE))
        item = pd.DataFrame(items(definitions), columns=["audience", "n", "code"])
        duck.register("seen_person", person)
        duck.register("bench_item", item)
        duck.execute("CREATE TABLE bench_person AS SELECT * FROM seen_person ORDER BY n")
        duck.execute("CREATE TABLE response AS SELECT * FROM bench_person")
        duck.execute(
            "CREATE TABLE rating_answer (response VARCHAR, item VARCHAR, importance INTEGER, "
            "confidence INTEGER, not_in_role BOOLEAN, support VARCHAR)"
        )
        for first in range(0, number, AT_ONCE):
            duck.execute(RATINGS.format(first=first, end=first + AT_ONCE))
        duck.execute("DROP TABLE bench_person")
        for name in CODES:
            table = "rating_answer" if name == "item" else "response"
            wanted = f"SELECT DISTINCT {name} FROM {table} WHERE {name} IS NOT NULL ORDER BY {name}"
            duck.execute(f"CREATE TYPE {name}_code AS ENUM ({wanted})")


def count_in_duckdb(path: Path, query: str) -> int:
    """Run a query and read every row of it as columns; how many answers it counted."""
    with duckdb.connect(str(path), read_only=True) as duck:
        columns: dict[str, Any] = duck.execute(query).fetchnumpy()
        return int(columns["count_star()"].sum())


def tidy_frame(path: Path) -> pd.DataFrame:
    """The answers as pandas likes them best: one frame, codes as categories."""
    columns = ", ".join(f"{name}::{name}_code AS {name}" for name in CODES)
    with duckdb.connect(str(path), read_only=True) as duck:
        return duck.execute(
            f"SELECT {columns}, importance::FLOAT AS importance, confidence::FLOAT AS confidence, not_in_role "
            "FROM rating_answer JOIN response ON response.id = rating_answer.response"
        ).df()


def count_in_pandas(frame: pd.DataFrame, keys: str) -> int:
    """Group the frame; how many answers it counted."""
    return int(frame.groupby(keys.split(", "), observed=True, dropna=False, sort=False).size().sum())
