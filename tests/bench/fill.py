"""Filling a database with synthetic submissions in bulk, through its own statements."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, insert

from app.definitions import Definitions
from surveys.database import WRITES, Database
from surveys.tables import Organisation, TimePoint
from tests.bench.people import (
    FACTS,
    PERSON,
    RATINGS,
    SNAPSHOT,
    TIME_POINT,
    choices,
    items,
    organisations,
    people,
)
from tests.bench.questions import instrument_for

AT_ONCE = 50_000
RESPONSE = PERSON.removeprefix("n, ")
PERSON_TYPES = {"n": "BIGINT PRIMARY KEY", "time_point": "INTEGER", "revision": "INTEGER"}
TABLES = {
    "bench_person": ", ".join(f"{name} {PERSON_TYPES.get(name, 'TEXT')}" for name in PERSON.split(", ")),
    "bench_item": "audience TEXT, n BIGINT, code TEXT",
    "bench_choice": "audience TEXT, question_number BIGINT, question TEXT, place BIGINT, places BIGINT, value TEXT",
}
"""Kept beside the service's own tables while they are filled."""


def fill(database: Database, number: int, definitions: Definitions) -> None:
    """So many submissions with their answers and invitations, and the returns of most organisations."""
    with database.engine.execution_options(**{WRITES: True}).connect() as connection:
        if database.is_sqlite:
            _without_a_journal(connection)
        with connection.begin():
            _places(connection, definitions)
            for table, columns in TABLES.items():
                connection.exec_driver_sql(f"CREATE TABLE {table} ({columns})")
            _insert(connection, "bench_item", items(definitions))
            _insert(connection, "bench_choice", choices(definitions))
            for rows in _batches(people(number, definitions)):
                _insert(connection, "bench_person", rows)
            _from_people(connection)
            for first in range(0, number, AT_ONCE):
                for statement in (RATINGS, FACTS):
                    connection.exec_driver_sql(
                        _plain(database, statement.format(first=first, end=first + AT_ONCE))
                    )
            for table in TABLES:
                connection.exec_driver_sql(f"DROP TABLE {table}")
    if database.is_sqlite:
        database.close()
        with database.engine.connect() as connection:
            connection.exec_driver_sql("SELECT 1")
    else:
        with database.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")


def _without_a_journal(connection: Connection) -> None:
    driver = connection.connection.driver_connection
    assert driver is not None
    for setting in ("journal_mode=off", "synchronous=off", "foreign_keys=off", "cache_size=-500000"):
        driver.execute(f"PRAGMA {setting}").fetchall()


def _places(connection: Connection, definitions: Definitions) -> None:
    places = [
        {"code": code, "name": f"Synthetic {code}", "region": region, "snapshot": SNAPSHOT, "sample": True}
        for code, region in organisations()
    ]
    connection.execute(insert(Organisation), places)
    audiences = ("preceptee", "preceptor", "organisation")
    asked = {f"{each}_instrument": instrument_for(definitions, each).id for each in audiences}
    point = {
        "id": TIME_POINT,
        "title": "Synthetic",
        "series": "Synthetic",
        "moment": 0,
        "state": "open",
        "revision": 1,
    }
    connection.execute(insert(TimePoint), [point | asked])


def _from_people(connection: Connection) -> None:
    connection.exec_driver_sql(
        f"INSERT INTO response ({RESPONSE}) SELECT {RESPONSE} FROM bench_person ORDER BY n"
    )
    connection.exec_driver_sql(
        "INSERT INTO invitation (code_hash, time_point, organisation, audience, batch, state) "
        f"SELECT id, {TIME_POINT}, organisation, audience, 'SYNTH', 'used' FROM bench_person "
        f"UNION ALL SELECT 'unused ' || n, {TIME_POINT}, organisation, audience, 'SYNTH', 'handed out' "
        "FROM bench_person WHERE (n & 3) = 0"
    )
    connection.exec_driver_sql(
        "INSERT INTO organisation_return (organisation, time_point, state, revision, plan_revision) "
        f"SELECT code, {TIME_POINT}, 'submitted', 2, 0 FROM organisation"
    )


def _insert(connection: Connection, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    marks = ", ".join([mark] * len(rows[0]))
    connection.exec_driver_sql(f"INSERT INTO {table} VALUES ({marks})", list(rows))


def _plain(database: Database, statement: str) -> str:
    """The statement as this driver takes it: psycopg reads % as a mark of its own."""
    return statement if database.is_sqlite else statement.replace("%", "%%")


def _batches(rows: Iterator[tuple[object, ...]]) -> Iterator[list[tuple[object, ...]]]:
    while batch := list(islice(rows, AT_ONCE)):
        yield batch
