"""Invented answers as rows, made in a database of their own that is thrown away: nobody's answers are near."""

import tempfile
from collections import defaultdict
from datetime import date
from pathlib import Path

from sqlmodel import Session, col, select

from app.definitions import Definitions
from app.demo_answers import Planned, answer_survey
from app.demo_places import add_places
from app.migrate import upgrade
from app.sample import SAMPLE, stamp
from reports.labelled.answers import Person, answer_row, answer_variables
from reports.labelled.data import Labelled
from surveys.database import open_database
from surveys.rating import Rating
from surveys.tables import FactAnswer, RatingAnswer, Response, TimePoint

NOTES = (
    "Every answer is invented from the seed, so that an analysis can be written without anybody's answers.",
    "The layout is that of the questionnaire: two ratings and a kind of support for each area, and every question.",
    "Do not report anything found in here: it describes nobody.",
)
MOST = 100_000


def synthetic_rows(definitions: Definitions, *, audience: str, people: int, seed: int) -> Labelled:
    """So many invented people's answers to the newest questionnaire for an audience; the same for the same seed."""
    instrument = max(
        (each for each in definitions.instruments.values() if each.audience == audience),
        key=lambda each: each.edition,
    )
    chosen = {each.audience: each.id for each in definitions.instruments.values()} | {audience: instrument.id}
    with tempfile.TemporaryDirectory(prefix="preceptmap-synthetic-") as folder:
        database = open_database(f"sqlite:///{Path(folder) / 'invented.sqlite'}")
        upgrade(database)
        planned = Planned(
            "Invented",
            seed,
            **{f"{each}s": people * (each == audience) for each in ("preceptee", "preceptor")},
        )
        with database.writing() as session:
            stamp(session, SAMPLE)
            add_places(session)
            answer_survey(session, planned, point=_point(session, chosen), definitions=definitions)
        with database.reading() as session:
            persons = _persons(session)
        database.close()
    return Labelled(
        id=f"synthetic-{audience}-{seed}",
        title=f"Synthetic answers to {instrument.id}: nobody's answers",
        notes=(*NOTES, f"Seed {seed}, {people} people."),
        variables=answer_variables(instrument),
        rows=[answer_row(instrument, each) for each in persons],
    )


def _point(session: Session, instruments: dict[str, str]) -> TimePoint:
    point = TimePoint(
        title="Invented",
        series="Invented",
        state="open",
        opened_on=date(2026, 1, 1),
        preceptee_instrument=instruments["preceptee"],
        preceptor_instrument=instruments["preceptor"],
        organisation_instrument=instruments["organisation"],
    )
    session.add(point)
    session.flush()
    return point


def _persons(session: Session) -> list[Person]:
    ratings: defaultdict[str, dict[str, Rating]] = defaultdict(dict)
    for each in session.exec(select(RatingAnswer)):
        ratings[each.response][each.item] = Rating(
            item=each.item,
            importance=each.importance,
            confidence=each.confidence,
            not_in_role=each.not_in_role,
            support=each.support,
        )
    facts: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    wanted = select(FactAnswer).order_by(
        col(FactAnswer.response), col(FactAnswer.question), col(FactAnswer.value)
    )
    for fact in session.exec(wanted):
        facts[fact.response][fact.question].append(fact.value)
    return [
        Person(number, each.organisation, each.region or "", ratings[each.id], facts[each.id])
        for number, each in enumerate(session.exec(select(Response).order_by(col(Response.id))), start=1)
    ]
