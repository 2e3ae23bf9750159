"""Saving and submitting one person's answers, two at a time."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlmodel import select

from surveys.codes import hash_code
from surveys.database import Database
from surveys.instrument import Instrument, NeedItem, Section
from surveys.joining import find_just_started, find_return, start_response
from surveys.rating import Rating
from surveys.respondents import read_answers, save_ratings, submit
from surveys.tables import Invitation, Organisation, RatingAnswer, Response, TimePoint

KEY = b"a key for tests"
CODE = "AAAA-BBBB-CCCC"
ITEMS = (NeedItem(code="N01", text="One"), NeedItem(code="N02", text="Two"))
INSTRUMENT = Instrument(
    id="small",
    title="Small",
    edition="1",
    audience="preceptee",
    source="test",
    sections=(Section(code="needs", title="Needs", items=ITEMS),),
)
INSTRUMENTS = {"small": INSTRUMENT}


@pytest.fixture
def response(database: Database) -> str:
    """The id of a response that has just been started."""
    with database.writing() as session:
        session.add(Organisation(code="T01", name="Trust One", region="Y56", snapshot=date(2026, 11, 1)))
        instruments = dict.fromkeys(("preceptee_instrument", "preceptor_instrument"), "small")
        point = TimePoint(
            title="Autumn", series="Autumn", state="open", organisation_instrument="small", **instruments
        )
        session.add(point)
        session.flush()
        hashed = hash_code(CODE, key=KEY, purpose="invitation")
        place = {"time_point": point.id, "organisation": "T01", "audience": "preceptee", "batch": "B"}
        session.add(Invitation(code_hash=hashed, **place))
        session.flush()
        started, _ = start_response(session, code=CODE, seed="a seed", key=KEY)
        session.flush()
        found = started.id
    return found


def test_a_submission_waits_for_a_save_that_is_under_way_and_keeps_it(
    database: Database, response: str
) -> None:
    def submit_now() -> None:
        with database.writing() as session:
            answers = read_answers(session, response=response, instruments=INSTRUMENTS, to_change=True)
            submit(session, answers=answers, derived={})

    with ThreadPoolExecutor(1) as pool:
        with database.writing() as session:
            answers = read_answers(session, response=response, instruments=INSTRUMENTS, to_change=True)
            submission = pool.submit(submit_now)
            time.sleep(0.3)
            assert not submission.done()
            ratings = [Rating(item="N01", importance=5, confidence=2)]
            save_ratings(session, answers=answers, section="needs", revision=0, ratings=ratings)
        submission.result(timeout=10)
    with database.reading() as session:
        rows = session.exec(select(RatingAnswer).order_by(RatingAnswer.item)).all()
        assert [(row.item, row.importance, row.confidence) for row in rows] == [
            ("N01", 5, 2),
            ("N02", None, None),
        ]
        assert session.exec(select(Response.state)).one() == "submitted"


def test_the_same_seed_shows_the_same_return_code_until_something_is_saved(
    database: Database, response: str
) -> None:
    with database.writing() as session:
        found = find_just_started(session, seed="a seed", key=KEY)
        assert found is not None
        assert found[0].id == response
        assert find_return(session, code=found[1], key=KEY).id == response
        assert find_just_started(session, seed="another seed", key=KEY) is None
        answers = read_answers(session, response=response, instruments=INSTRUMENTS)
        save_ratings(session, answers=answers, section="needs", revision=0, ratings=[])
        session.flush()
        assert find_just_started(session, seed="a seed", key=KEY) is None
