"""Answers collected elsewhere, stored as submissions: the rows that `respondents.submit` leaves behind.

Whoever they are from is known only by a keyed digest of the label in the file, so that a file imported
twice is noticed. There is no return code.
"""

import hashlib
import hmac
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel

from surveys.asking import items_for
from surveys.errors import Conflict
from surveys.instrument import Instrument
from surveys.rating import Rating
from surveys.respondents import SUBMITTED
from surveys.tables import FactAnswer, RatingAnswer, Response

AT_ONCE = 5000
"""Rows in one statement."""
SUBMITTED_REVISION = 2
"""A draft is revision 1; submitting moves it on."""

T = TypeVar("T")


@dataclass(frozen=True)
class Submission:
    """One person's answers, checked. `facts` are single answers by question code, the pathway among them."""

    id: str
    organisation: str
    region: str | None
    instrument: Instrument
    facts: Mapping[str, str]
    ratings: Mapping[str, Rating]


def imported_id(label: str, *, time_point: int, key: bytes) -> str:
    """The id of whoever has this label in the files of one time point: the same whenever it is asked for."""
    return hmac.new(key, f"imported:{time_point}:{label}".encode(), hashlib.sha256).hexdigest()


def store_submissions(session: Session, submissions: Sequence[Submission], *, time_point: int) -> None:
    """Store them all. Raises Conflict when one of them was stored meanwhile."""
    rows: dict[type[SQLModel], list[dict[str, Any]]] = {Response: [], RatingAnswer: [], FactAnswer: []}
    for each in submissions:
        rows[Response].append(_response(each, time_point))
        rows[RatingAnswer] += _ratings(each)
        rows[FactAnswer] += [
            {"response": each.id, "question": question, "value": value}
            for question, value in each.facts.items()
        ]
    try:
        for table, found in rows.items():
            for some in _in_batches(found):
                session.execute(insert(table), some)
    except IntegrityError:
        raise Conflict("Somebody else imported some of these answers just now. Try again.") from None


def _response(submission: Submission, time_point: int) -> dict[str, Any]:
    facts = submission.facts
    return {
        "id": submission.id,
        "respondent": None,
        "reference": f"imported:{submission.id[:24]}",
        "time_point": time_point,
        "audience": submission.instrument.audience,
        "instrument": submission.instrument.id,
        "organisation": submission.organisation,
        "region": submission.region,
        "pathway": facts.get("pathway"),
        "stage": facts.get("stage"),
        "transition": None,
        "state": SUBMITTED,
        "revision": SUBMITTED_REVISION,
    }


def _ratings(submission: Submission) -> list[dict[str, Any]]:
    """A row for every item asked, blank where the file has none, and for any other item the file rates."""
    asked = items_for(submission.instrument, pathway=submission.facts.get("pathway"), transition=None)
    codes = dict.fromkeys((*(item.code for item in asked), *submission.ratings))
    return [
        {"response": submission.id, **submission.ratings.get(code, Rating(item=code)).model_dump()}
        for code in codes
    ]


def _in_batches(rows: Sequence[T]) -> Iterator[list[T]]:
    waiting = iter(rows)
    while some := list(islice(waiting, AT_ONCE)):
        yield some
