"""Invented answers that tell a plausible story: on-call work daunts people, and confidence grows."""

import hashlib
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, SQLModel

from app.binding import conclude
from app.definitions import Definitions
from app.demo_places import PLACES, Place
from mapping.leaving import leaving_facts
from surveys.asking import items_for
from surveys.instrument import Instrument, NeedItem, Question
from surveys.rating import SUPPORT, Rating
from surveys.tables import (
    FactAnswer,
    Invitation,
    RatingAnswer,
    Respondent,
    Response,
    SectionSave,
    TimePoint,
)

PATHWAYS = {"diagnostic": 68, "therapeutic": 19, "ultrasound": 6, "nuclear-medicine": 3, "mri": 4}
STAGES = {"under-3": 18, "3-to-5": 22, "6-to-11": 27, "12-to-24": 23, "over-24": 10}
TRANSITIONS = {
    "newly-registered": 58,
    "internationally-educated": 16,
    "returner": 4,
    "new-role": 9,
    "new-setting": 4,
    "new-organisation": 6,
    "back-from-leave": 3,
}
SETTINGS = {
    "acute": 58,
    "specialist-cancer-centre": 9,
    "childrens": 4,
    "community-hospital": 5,
    "community-diagnostic-centre": 8,
    "mobile-unit": 2,
    "independent": 6,
    "imaging-network": 2,
    "screening": 3,
    "primary-care": 1,
    "university": 1,
    "other": 1,
}
GROWTH = {"under-3": -0.55, "3-to-5": -0.25, "6-to-11": 0.05, "12-to-24": 0.35, "over-24": 0.55}
DAUNTING = {"N36": 1.5, "N09": 1.2, "N17": 1.1, "N06": 0.9, "N11": 0.9, "N15": 0.9, "N31": 0.9, "N16": 0.8}
DAUNTING |= {"N21": 1.0, "N23": 1.2, "N25": 0.8, "N27": 0.9, "N28": 0.8, "N44": 1.0, "N43": 0.9, "N02": 0.7}
DAUNTING |= {"R03": 0.7, "R06": 1.2, "R11": 1.4, "R14": 0.8, "R12": 0.6}
AGREEMENT = ("strongly-disagree", "disagree", "neither", "agree", "strongly-agree")
THINK_OF_LEAVING = ((14, 20, 20, 26, 20), (20, 25, 22, 20, 13), (30, 27, 20, 14, 9))
"""How many of 100 give each answer, with none, one and two kinds of support."""
DAUNTING |= {"N32": 0.8, "N41": 0.9, "N42": 0.8, "N07": 0.9, "N13": 0.8, "R02": 1.3}
DAUNTING |= {"N27": 1.5}
FOR_THE_ORGANISATION = {"N02", "N33", "N37", "N41", "N42", "N43", "N44", "R09", "R11", "R13", "R14"}
MIXED = {"N31", "N36", "N38", "N39", "N40", "R10"}
ROW_LIMIT = 5000


@dataclass(frozen=True)
class Planned:
    """How big a time point's sample is, and its seed."""

    title: str
    seed: int
    preceptees: int
    preceptors: int


class Rows:
    """Rows gathered by table and written in bulk."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.waiting: dict[type[SQLModel], list[dict[str, Any]]] = {}

    def add(self, table: type[SQLModel], **values: object) -> None:
        """One more row."""
        self.waiting.setdefault(table, []).append(values)

    def write(self) -> None:
        """Write all rows, parents first."""
        for table in (Invitation, Respondent, Response, SectionSave, RatingAnswer, FactAnswer):
            rows = self.waiting.pop(table, [])
            for start in range(0, len(rows), ROW_LIMIT):
                self.session.execute(insert(table), rows[start : start + ROW_LIMIT])


def answer_survey(session: Session, planned: Planned, *, point: TimePoint, definitions: Definitions) -> str:
    """Fill a time point; the id of one submitted preceptee at the first organisation."""
    dice = random.Random(planned.seed)
    rows = Rows(session)
    everyone: list[tuple[str, Place]] = []
    for audience, number in (("preceptee", planned.preceptees), ("preceptor", planned.preceptors)):
        places = dice.choices(PLACES, weights=[place.size for place in PLACES], k=number)
        everyone += [(audience, place) for place in places]
    instruments = {
        "preceptee": definitions.instruments[point.preceptee_instrument],
        "preceptor": definitions.instruments[point.preceptor_instrument],
    }
    chosen = ""
    for index, (audience, place) in enumerate(everyone):
        response = _person(rows, dice, point, instruments[audience], place, f"{planned.seed}:{index}")
        if not chosen and audience == "preceptee" and place is PLACES[0]:
            chosen = response
    _invitations(rows, dice, point, everyone, planned.seed)
    rows.write()
    return chosen


def _person(
    rows: Rows, dice: random.Random, point: TimePoint, instrument: Instrument, place: Place, name: str
) -> str:
    identity = hashlib.sha256(name.encode()).hexdigest()
    pathway, stage, transition = (_weighted(dice, of) for of in (PATHWAYS, STAGES, TRANSITIONS))
    preceptee = instrument.audience == "preceptee"
    rows.add(
        Response,
        id=identity[:32],
        reference=identity[:6].upper(),
        time_point=point.id,
        audience=instrument.audience,
        instrument=instrument.id,
        organisation=place.code,
        region=place.region,
        pathway=pathway,
        stage=stage if preceptee else None,
        transition=transition if preceptee else None,
        state="submitted",
        revision=2,
    )
    mood = dice.gauss(0, 0.45) + (GROWTH[stage] if preceptee else 0.2)
    asked = items_for(instrument, pathway=pathway, transition=transition if preceptee else None)
    rated = {item.code: _rating(dice, item, mood) for item in asked}
    for item, rating in rated.items():
        rows.add(RatingAnswer, response=identity[:32], item=item, **rating)
    setting = _weighted(dice, SETTINGS)
    placed = {"pathway": pathway, "stage": stage, "transition": transition, "setting": setting}
    add_facts(rows, dice, instrument, identity[:32], placed=placed, rated=rated)
    return identity[:32]


def add_facts(
    rows: Rows,
    dice: random.Random,
    instrument: Instrument,
    response: str,
    *,
    placed: dict[str, str],
    rated: dict[str, dict[str, Any]],
) -> None:
    """Answers to every plain question, `placed` ones as they are, and the facts that follow from them."""
    facts = {
        question.code: (placed[question.code],) if question.code in placed else _fact(dice, question)
        for question in instrument.questions
    }
    if instrument.audience == "preceptee":
        facts["thinks-of-leaving"] = _plans(dice, facts)
        ratings = [Rating(item=item, **rating) for item, rating in rated.items()]
        facts |= {question: (value,) for question, value in leaving_facts(facts, ratings).items()}
    else:
        conclusion = conclude({code: values for code, values in facts.items() if values})
        facts["binding-limit"] = (conclusion.slots.limit,) if conclusion else ()
    for code, values in facts.items():
        for value in values:
            rows.add(FactAnswer, response=response, question=code, value=value)
    for section in instrument.sections:
        rows.add(SectionSave, response=response, section=section.code, revision=1)


def _rating(dice: random.Random, item: NeedItem, mood: float) -> dict[str, Any]:
    blank: dict[str, Any] = {
        "importance": None,
        "confidence": None,
        "not_in_role": False,
        "support": None,
        "note": None,
    }
    luck = dice.random()
    if luck < 0.04:
        return blank | {"not_in_role": True}
    if luck < 0.06:
        return blank
    daunting = DAUNTING.get(item.code, 0.0)
    centre = 3.6 + 0.25 * daunting + _steady(item.code)
    importance = _one_to_five(dice.gauss(centre, 0.85))
    confidence = _one_to_five(dice.gauss(3.75 - 0.85 * daunting + mood + _steady(item.code + "c"), 0.8))
    wanted = confidence < importance and dice.random() < 0.85
    support = dice.choices(SUPPORT, weights=_wanted(item.code))[0] if wanted else None
    return blank | {"importance": importance, "confidence": confidence, "support": support}


def _wanted(code: str) -> tuple[int, ...]:
    """How often each kind of support is wanted for an item: mostly learning, unless it is one of the others."""
    if code in FOR_THE_ORGANISATION:
        return (1, 1, 6, 4, 4, 1)
    return (3, 3, 3, 2, 3, 2) if code in MIXED else (6, 6, 2, 1, 1, 3)


def _fact(dice: random.Random, question: Question) -> tuple[str, ...]:
    if question.kind == "text" or (not question.required and dice.random() < 0.06):
        return ()
    if question.kind == "number":
        return (_number(dice, question),)
    options = [option.code for option in question.options]
    if question.kind == "multiple":
        picked = [code for code in options if dice.random() < 0.35] or [dice.choice(options)]
        return tuple(picked)
    weights = [len(options) - index / 2 for index in range(len(options))]
    return (dice.choices(options, weights=weights)[0],)


def _plans(dice: random.Random, facts: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Whether a person often thinks about leaving: less often with a named preceptor, and time they could use."""
    if not facts.get("thinks-of-leaving"):
        return ()
    supported = (facts["named-preceptor"] == ("yes",)) + (facts["protected-time"] == ("used",))
    return tuple(dice.choices(AGREEMENT, weights=THINK_OF_LEAVING[supported]))


def _number(dice: random.Random, question: Question) -> str:
    plain: dict[str, Sequence[str]] = {
        "protected-hours": ("0", "4", "6", "8", "8", "8", "10", "12", "12", "16", "24"),
        "preceptees-now": ("0", "0", "1", "1", "1", "2", "2", "3"),
        "preceptees-possible": ("0", "1", "1", "2", "2", "3"),
        "hours-per-preceptee": ("4", "5.5", "6", "8", "10"),
        "fixed-hours": ("0", "2", "2", "4"),
        "part-time": ("0.6", "0.8", "1", "1", "1"),
    }
    return dice.choice(plain.get(question.code, ("1", "2", "3")))


def _invitations(
    rows: Rows, dice: random.Random, point: TimePoint, everyone: list[tuple[str, Place]], seed: int
) -> None:
    used = Counter((audience, place.code) for audience, place in everyone)
    for (audience, place), number in sorted(used.items()):
        handed_out = number + int(number * dice.uniform(0.1, 0.7)) + dice.randint(0, 3)
        for index in range(handed_out):
            code = hashlib.sha256(f"{seed}:{audience}:{place}:{index}".encode()).hexdigest()
            rows.add(
                Invitation,
                code_hash=code,
                time_point=point.id,
                organisation=place,
                audience=audience,
                batch=f"S-{place[-2:]}-{audience[-1]}",
                state="used" if index < number else "handed out",
            )


def _weighted(dice: random.Random, shares: dict[str, int]) -> str:
    return dice.choices(list(shares), weights=list(shares.values()))[0]


def _one_to_five(number: float) -> int:
    return min(5, max(1, round(number)))


def _steady(name: str) -> float:
    """A small shift that an item always has, between -0.35 and 0.35."""
    return (hashlib.sha256(name.encode()).digest()[0] / 255 - 0.5) * 0.7
