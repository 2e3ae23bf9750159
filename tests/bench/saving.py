"""Saving and submitting through the real use cases, beside a bare durable commit of the same rows."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from app.definitions import Definitions
from app.migrate import upgrade
from surveys.database import Database, open_database
from surveys.instrument import Instrument, Section
from surveys.rating import Rating
from surveys.respondents import read_answers, save_facts, save_ratings, submit
from surveys.tables import Organisation, Response, TimePoint
from tests.bench.measure import Seconds, timed
from tests.bench.people import SNAPSHOT, TIME_POINT
from tests.bench.questions import bench_definitions, instrument_for

PEOPLE, FIRST = 40, 4
"""How many preceptees answer everything in one repeat, and how many before it, which do not count."""
TALLY = (
    "CREATE TABLE IF NOT EXISTS bench_tally (cell TEXT, item TEXT, importance INTEGER, confidence INTEGER, "
    "not_in_role BOOLEAN, people INTEGER, PRIMARY KEY (cell, item, importance, confidence, not_in_role))"
)
COUNT_ONE_MORE = (
    "INSERT INTO bench_tally SELECT :cell, item, coalesce(importance, 0), coalesce(confidence, 0), not_in_role, 1 "
    "FROM rating_answer WHERE response = :response ON CONFLICT (cell, item, importance, confidence, not_in_role) "
    "DO UPDATE SET people = bench_tally.people + 1"
)


def time_saving(url: str, with_tally: bool) -> Seconds:
    """PEOPLE answering page by page and submitting, each page and each submission a commit of its own.

    With a tally, a submission also counts its answers in a table of joint counts.
    """
    definitions, database = bench_definitions(), _empty(url)
    instrument = instrument_for(definitions, "preceptee")
    with database.writing() as session:
        session.execute(text(TALLY))

    def answer(person: str) -> None:
        for section in instrument.sections:
            with database.writing() as session:
                _save(session, person, section, definitions)
        with database.writing() as session:
            _submit(session, person, definitions, with_tally=with_tally)

    return _timed(database, instrument, answer)


def time_bare_commits(url: str) -> Seconds:
    """The same rows for as many people in as many commits, with nothing between us and the driver."""
    database = _empty(url)
    instrument = instrument_for(bench_definitions(), "preceptee")
    driver = database.engine.raw_connection().driver_connection
    assert driver is not None
    cursor, mark, begin = driver.cursor(), "?", "BEGIN IMMEDIATE"
    if not database.is_sqlite:
        driver.autocommit, mark, begin = True, "%s", "BEGIN"

    def insert(table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        if rows:
            names, marks = ", ".join(rows[0]), ", ".join([mark] * len(rows[0]))
            values = [tuple(row.values()) for row in rows]
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)

    def answer(person: str) -> None:
        for section in instrument.sections:
            cursor.execute(begin)
            own = {"response": person}
            insert("section_save", [own | {"section": section.code, "revision": 1}])
            insert("rating_answer", [own | _rating(item.code) for item in section.items])
            facts = [{"question": code, "value": value} for code, (value,) in _facts(section).items()]
            insert("fact_answer", [own | fact for fact in facts])
            cursor.execute("COMMIT")
        cursor.execute(begin)
        cursor.execute(f"UPDATE response SET state = 'submitted', revision = 2 WHERE id = {mark}", (person,))
        cursor.execute("COMMIT")

    return _timed(database, instrument, answer)


def commits() -> int:
    """How many commits one repeat makes."""
    return PEOPLE * (len(instrument_for(bench_definitions(), "preceptee").sections) + 1)


def _timed(database: Database, instrument: Instrument, answer: Callable[[str], None]) -> Seconds:
    people = [_draft(database, instrument.id) for _ in range(FIRST + PEOPLE)]
    seconds: Seconds = {}
    for person in people[:FIRST]:
        answer(person)
    with timed(seconds, ""):
        for person in people[FIRST:]:
            answer(person)
    database.close()
    return seconds


def _save(session: Session, person: str, section: Section, definitions: Definitions) -> None:
    answers = read_answers(session, response=person, instruments=definitions.instruments, to_change=True)
    if section.items:
        ratings = [Rating(**_rating(item.code)) for item in section.items]
        save_ratings(session, answers=answers, section=section.code, revision=0, ratings=ratings)
    else:
        save_facts(session, answers=answers, section=section, revision=0, facts=_facts(section))


def _submit(session: Session, person: str, definitions: Definitions, *, with_tally: bool) -> None:
    answers = read_answers(session, response=person, instruments=definitions.instruments, to_change=True)
    submit(session, answers=answers, derived={})
    if with_tally:
        row = answers.response
        cell = f"{row.audience} {row.organisation} {row.region} {row.pathway} {row.stage}"
        session.execute(text(COUNT_ONE_MORE), {"cell": cell, "response": person})


def _rating(item: str) -> dict[str, Any]:
    return {
        "item": item,
        "importance": 5,
        "confidence": 3,
        "not_in_role": False,
        "support": "training",
        "note": None,
    }


def _facts(section: Section) -> Mapping[str, tuple[str, ...]]:
    return {question.code: (question.options[0].code,) for question in section.questions if question.options}


def _empty(url: str) -> Database:
    """A new database in this place with one organisation and an open time point."""
    if url.startswith("sqlite:///"):
        path = Path(url.removeprefix("sqlite:///"))
        for each in path.parent.glob(f"{path.name}*"):
            each.unlink()
    database = open_database(url)
    upgrade(database)
    with database.writing() as session:
        if session.get(TimePoint, TIME_POINT) is None:
            asked = {
                f"{name}_instrument": f"{name}-2026" for name in ("preceptee", "preceptor", "organisation")
            }
            session.add(
                TimePoint(id=TIME_POINT, title="Synthetic", series="Synthetic", state="open", **asked)
            )
            session.add(Organisation(code="ZZ000", name="Synthetic", region="Y56", snapshot=SNAPSHOT))
    return database


def _draft(database: Database, instrument: str) -> str:
    name = secrets.token_hex(32)
    with database.writing() as session:
        session.add(
            Response(
                id=name[:32],
                reference=name[:12],
                time_point=TIME_POINT,
                audience="preceptee",
                instrument=instrument,
                organisation="ZZ000",
                region="Y56",
            )
        )
    return name[:32]
