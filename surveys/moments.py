"""A respondent's year: the time points of their series, what they answered at each, and beginning the next.

Only a return code opens a respondent's answers, and its keyed hash is all that ties their time points together:
another code cannot reach them. Nothing here is recorded in the audit trail.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from frameworks.language import mark, say
from surveys.errors import Closed, Conflict, NotFound
from surveys.instrument import Instrument, Question
from surveys.joining import free_reference
from surveys.respondents import PLACING, SUBMITTED
from surveys.store.responses import facts_of, responses_of, write_facts
from surveys.store.time_points import get_time_point, hold_time_point, moments_of
from surveys.tables import Organisation, Response, TimePoint
from surveys.time_points import MOMENTS

Standing = Literal["done", "begun", "to begin", "missed", "later"]
PASSED = mark("You have begun a later time point, so this one can no longer be begun.")
ELSEWHERE = mark("This time point is not one of yours.")


@dataclass(frozen=True)
class Moment:
    """One moment of a person's year: the time point where there is one, and their response where they have one."""

    months: int
    standing: Standing
    time_point: TimePoint | None = None
    response: Response | None = None


def year_of(session: Session, *, response: Response) -> tuple[Moment, ...]:
    """Every moment of the series that a response belongs to, the start first."""
    here = get_time_point(session, response.time_point)
    points = {point.moment: point for point in moments_of(session, here.series)}
    own = {each.time_point: each for each in _own(session, response)}
    last = max((point.moment for point in points.values() if point.id in own), default=0)
    months = [moment for moment in MOMENTS if moment in points or moment > last]
    return tuple(_moment(months_in, points.get(months_in), own, last) for months_in in months)


def begin_moment(
    session: Session, *, before: Response, time_point: int, instruments: Mapping[str, Instrument]
) -> Response:
    """The same respondent's response at a later open time point of their series; the one they have, if any.

    What may have changed is filled in from the answers given last, ratings never. Raises NotFound, Closed or
    Conflict.
    """
    point, here = hold_time_point(session, time_point), get_time_point(session, before.time_point)
    if point.series != here.series or before.respondent is None:
        raise NotFound(say(ELSEWHERE))
    own = _own(session, before)
    found = next((each for each in own if each.time_point == point.id), None)
    if found is not None:
        return found
    if point.state != "open":
        raise Closed(say("{collection} is not open, so it cannot be begun.", collection=point.title))
    last = own[-1]
    if get_time_point(session, last.time_point).moment > point.moment:
        raise Conflict(say(PASSED))
    started = _next_response(session, last, point)
    try:
        session.flush()
    except IntegrityError as error:  # another window began it just now
        raise Conflict(say("You began this time point in another window. Open your year again.")) from error
    _carry_over(session, last, started, instruments[started.instrument])
    return started


def response_at(session: Session, *, response: Response, time_point: int) -> Response:
    """The same respondent's response at a time point. Raises NotFound."""
    found = next((each for each in _own(session, response) if each.time_point == time_point), None)
    if found is None:
        raise NotFound(say(ELSEWHERE))
    return found


def _own(session: Session, response: Response) -> list[Response]:
    if response.respondent is None:
        return [response]
    return list(session.exec(responses_of(response.respondent)))


def _moment(months: int, point: TimePoint | None, own: Mapping[int, Response], last: int) -> Moment:
    if point is None:
        return Moment(months, "later")
    response = own.get(point.id or 0)
    if response is not None:
        done = response.state == SUBMITTED
        return Moment(
            months, "done" if done else "begun" if point.state == "open" else "missed", point, response
        )
    if point.state != "open" or months < last:
        return Moment(months, "missed", point)
    return Moment(months, "to begin", point)


def _next_response(session: Session, last: Response, point: TimePoint) -> Response:
    organisation = session.get_one(Organisation, last.organisation)
    response = Response(
        id=secrets.token_hex(16),
        respondent=last.respondent,
        reference=free_reference(session),
        time_point=point.id or 0,
        audience=last.audience,
        instrument=point.preceptee_instrument if last.audience == "preceptee" else point.preceptor_instrument,
        organisation=organisation.code,
        region=organisation.region,
    )
    session.add(response)
    return response


def _carry_over(session: Session, last: Response, started: Response, instrument: Instrument) -> None:
    given = facts_of(session, last.id)
    kept = {
        question.code: given[question.code]
        for question in instrument.questions
        if question.later != "afresh" and _still_fits(question, given.get(question.code, ()))
    }
    write_facts(session, started.id, list(kept), kept)
    for name in PLACING:
        if name in kept:
            setattr(started, name, kept[name][0])
    session.add(started)


def _still_fits(question: Question, values: Sequence[str]) -> bool:
    """Whether an earlier answer is one that this edition offers."""
    return bool(values) and set(values) <= {option.code for option in question.options}
