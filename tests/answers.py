"""Invented answers, stored as the service stores them."""

import hashlib
import random
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, select

from surveys.instrument import Instrument
from surveys.load import load_instruments
from surveys.rating import SUPPORT
from surveys.tables import FactAnswer, Invitation, Organisation, RatingAnswer, Respondent, Response
from tests.people import Service

PLACES = {"T01": "Y56", "T02": "Y56", "T03": "Y56", "T04": "Y60", "T05": "Y60", "T06": "Y60"}
PATHWAYS = ("diagnostic", "diagnostic", "diagnostic", "therapeutic", None)
STAGES = ("under-3", "3-to-5", None)
HOURS = ("0", "4", "7.5", "8", "11", "12", "40")


def has_places(service: Service) -> None:
    """Six organisations in two regions; those already there stay."""
    with service.database.reading() as session:
        there = set(session.exec(select(Organisation.code)).all())
    for code in PLACES.keys() - there:
        service.has_organisation(code, region=PLACES[code], name=f"Trust {code}")


def has_answers(
    service: Service,
    time_point: int,
    *,
    people: int,
    seed: int = 1,
    audience: str = "preceptee",
    state: str = "submitted",
) -> None:
    """This many people, spread over PLACES, answer everything they are asked or leave it blank."""
    instrument = next(each for each in load_instruments().values() if each.audience == audience)
    dice = random.Random(seed)
    with service.database.writing() as session:
        for number in range(people):
            _person(session, dice, time_point, instrument, state, f"{time_point}-{audience}-{seed}-{number}")


def _person(
    session: Session, dice: random.Random, time_point: int, instrument: Instrument, state: str, name: str
) -> None:
    identity = hashlib.sha256(name.encode()).hexdigest()
    organisation = dice.choice(list(PLACES))
    pathway, stage = dice.choice(PATHWAYS), dice.choice(STAGES)
    session.add(
        Respondent(id=identity[:32], audience=instrument.audience, return_hash=identity),
    )
    session.flush()
    response = Response(
        id=identity[:32],
        respondent=identity[:32],
        reference=identity[:12],
        time_point=time_point,
        audience=instrument.audience,
        instrument=instrument.id,
        organisation=organisation,
        region=PLACES[organisation],
        pathway=pathway,
        stage=stage if instrument.audience == "preceptee" else None,
        state=state,
    )
    session.add(response)
    session.add(
        Invitation(
            code_hash=identity,
            time_point=time_point,
            organisation=organisation,
            audience=instrument.audience,
            batch="AAAA",
            state="used",
        )
    )
    session.flush()
    asked = [item for item in instrument.items if not item.pathways or pathway in item.pathways]
    ratings = [_rating(dice) | {"response": response.id, "item": item.code} for item in asked]
    session.execute(insert(RatingAnswer), ratings)
    facts = [
        {"response": response.id, "question": question, "value": value}
        for question, values in _facts(dice, instrument).items()
        for value in values
    ]
    session.execute(insert(FactAnswer), facts)


def _rating(dice: random.Random) -> dict[str, Any]:
    if dice.random() < 0.1:
        return {"importance": None, "confidence": None, "not_in_role": True, "support": None}
    importance, confidence = dice.choice((None, 2, 3, 4, 5, 5)), dice.choice((None, 1, 2, 3, 4, 5))
    support = dice.choice((None, *SUPPORT))
    return {"importance": importance, "confidence": confidence, "not_in_role": False, "support": support}


def _facts(dice: random.Random, instrument: Instrument) -> dict[str, list[str]]:
    facts = {}
    for question in instrument.questions:
        options = [option.code for option in question.options]
        if question.kind == "number":
            facts[question.code] = [dice.choice(HOURS)]
        elif question.kind == "multiple":
            facts[question.code] = [option for option in options if dice.random() < 0.4] or [options[0]]
        elif options:
            facts[question.code] = [dice.choice(options)]
    return facts
