"""Wrong tries are counted for as long as they matter, and kept no longer."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from app.limits import WINDOW, check_can_try, count_wrong_try
from app.tables import Attempt
from surveys.database import Database
from surveys.errors import TooMany

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
ONE, OTHER = "192.0.2.1", "192.0.2.2"


def test_too_many_wrong_tries_are_refused_until_the_window_has_passed(database: Database) -> None:
    with database.writing() as session:
        for _ in range(3):
            count_wrong_try(session, what="code", who=ONE, at=NOON)
        with pytest.raises(TooMany):
            check_can_try(session, what="code", who=ONE, at=NOON + timedelta(minutes=14), limit=3)
        check_can_try(session, what="code", who=OTHER, at=NOON, limit=3)
        check_can_try(session, what="code", who=ONE, at=NOON + WINDOW, limit=3)


def test_the_next_wrong_try_of_anybody_forgets_those_whose_window_has_passed(database: Database) -> None:
    with database.writing() as session:
        count_wrong_try(session, what="code", who=ONE, at=NOON)
    with database.writing() as session:
        count_wrong_try(session, what="code", who=OTHER, at=NOON + WINDOW)
    with database.reading() as session:
        assert [attempt.count for attempt in session.exec(select(Attempt))] == [1]


def test_a_wrong_try_after_the_window_counts_from_one(database: Database) -> None:
    with database.writing() as session:
        for minutes in (0, 5, 15, 16):
            count_wrong_try(session, what="code", who=ONE, at=NOON + timedelta(minutes=minutes))
    with database.reading() as session:
        assert [attempt.count for attempt in session.exec(select(Attempt))] == [2]


def test_the_address_itself_is_not_kept(database: Database) -> None:
    with database.writing() as session:
        count_wrong_try(session, what="code", who=ONE, at=NOON)
    with database.reading() as session:
        assert all(ONE not in attempt.key for attempt in session.exec(select(Attempt)))
