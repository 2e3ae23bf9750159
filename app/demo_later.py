"""Invented answers of people who come back: confidence grows, fastest where it was lowest, and a few needs are new."""

import hashlib
import random
from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select, update

from app.definitions import Definitions
from app.demo_answers import DAUNTING, Planned, Rows, add_facts
from mapping.change import KIND, change_of
from surveys.rating import SUPPORT, Rating
from surveys.tables import FactAnswer, RatingAnswer, Respondent, Response, TimePoint

LATER_STAGE = {
    "under-3": "3-to-5",
    "3-to-5": "6-to-11",
    "6-to-11": "12-to-24",
    "12-to-24": "12-to-24",
    "over-24": "over-24",
}
GROWS = (-1, 0, 1, 2)
HOW_OFTEN = {False: (5, 38, 44, 13), True: (8, 50, 34, 8)}
"""How confidence moves, of 100 people; in an area that daunts people it grows more slowly."""


def come_back(
    session: Session,
    planned: Planned,
    *,
    start: TimePoint,
    point: TimePoint,
    surely: str,
    definitions: Definitions,
) -> None:
    """Have this many of those who answered the start, one of them `surely`, answer a later moment too."""
    dice = random.Random(planned.seed)
    rows = Rows(session)
    for audience, number in (("preceptee", planned.preceptees), ("preceptor", planned.preceptors)):
        wanted = select(Response).where(
            col(Response.time_point) == start.id, col(Response.audience) == audience
        )
        everyone = session.exec(wanted.order_by(col(Response.id))).all()
        back = dice.sample(everyone, min(number, len(everyone)))
        back += [each for each in everyone if each.id == surely and each not in back]
        _link(session, rows, everyone, planned.seed)
        ratings, settings = _ratings_of(session, back), _settings_of(session, back)
        for first in back:
            setting = settings.get(first.id, "acute")
            _answer(rows, dice, first, ratings.get(first.id, []), setting, point, definitions)
    rows.write()


def _link(session: Session, rows: Rows, everyone: Sequence[Response], seed: int) -> None:
    """A respondent for everyone who has none yet: whoever holds a return code can come back."""
    alone = [first for first in everyone if first.respondent is None]
    for first in alone:
        code = hashlib.sha256(f"{seed}:return:{first.id}".encode()).hexdigest()
        rows.add(Respondent, id=first.id, audience=first.audience, return_hash=code)
    rows.write()
    ids = [first.id for first in alone]
    session.exec(update(Response).where(col(Response.id).in_(ids)).values(respondent=col(Response.id)))
    session.expire_all()


def _answer(
    rows: Rows,
    dice: random.Random,
    first: Response,
    ratings: Sequence[RatingAnswer],
    setting: str,
    point: TimePoint,
    definitions: Definitions,
) -> None:
    identity = hashlib.sha256(f"{point.moment}:{first.id}".encode()).hexdigest()[:32]
    instrument = definitions.instruments[
        point.preceptee_instrument if first.audience == "preceptee" else point.preceptor_instrument
    ]
    stage = LATER_STAGE.get(first.stage or "")
    rows.add(
        Response,
        id=identity,
        respondent=first.respondent or first.id,
        reference=identity[:6].upper(),
        time_point=point.id,
        audience=first.audience,
        instrument=instrument.id,
        organisation=first.organisation,
        region=first.region,
        pathway=first.pathway,
        stage=stage,
        transition=first.transition,
        state="submitted",
        revision=2,
    )
    rated = {before.item: _later_rating(dice, before) for before in ratings}
    for before in ratings:
        after = rated[before.item]
        rows.add(RatingAnswer, response=identity, item=before.item, **after)
        became = change_of(_as_rating(before), Rating(item=before.item, **after))
        if became and first.audience == "preceptee":
            rows.add(FactAnswer, response=identity, question=KIND + before.item, value=became)
    placed = {
        "pathway": first.pathway or "",
        "stage": stage or "",
        "transition": first.transition or "",
        "setting": setting,
    }
    add_facts(rows, dice, instrument, identity, placed=placed, rated=rated)


def _later_rating(dice: random.Random, before: RatingAnswer) -> dict[str, Any]:
    blank: dict[str, Any] = {"importance": None, "confidence": None, "support": None, "note": None}
    if before.not_in_role or before.importance is None or before.confidence is None:
        return blank | {"not_in_role": before.not_in_role}
    daunts = before.item in DAUNTING
    importance = min(5, max(1, before.importance + dice.choices((-1, 0, 1), weights=(8, 80, 12))[0]))
    grown = dice.choices(GROWS, weights=HOW_OFTEN[daunts])[0]
    confidence = min(5, max(1, before.confidence + grown))
    support = dice.choice(SUPPORT) if confidence < importance and dice.random() < 0.85 else None
    return blank | {
        "not_in_role": False,
        "importance": importance,
        "confidence": confidence,
        "support": support,
    }


def _as_rating(row: RatingAnswer) -> Rating:
    return Rating(item=row.item, importance=row.importance, confidence=row.confidence)


def _ratings_of(session: Session, back: Sequence[Response]) -> dict[str, list[RatingAnswer]]:
    wanted = select(RatingAnswer).where(col(RatingAnswer.response).in_([first.id for first in back]))
    found: dict[str, list[RatingAnswer]] = {}
    for row in session.exec(wanted.order_by(col(RatingAnswer.response), col(RatingAnswer.item))):
        found.setdefault(row.response, []).append(row)
    return found


def _settings_of(session: Session, back: Sequence[Response]) -> dict[str, str]:
    wanted = select(FactAnswer).where(
        col(FactAnswer.response).in_([first.id for first in back]), col(FactAnswer.question) == "setting"
    )
    return {row.response: row.value for row in session.exec(wanted)}
