"""Synthetic submissions, the same in every database: their answers are arithmetic on their number.

One statement writes all ratings of a database from its people and items, so the same text fills SQLite,
PostgreSQL and DuckDB with the same rows. Nothing here resembles anybody.
"""

import hashlib
import random
from collections.abc import Iterator
from datetime import date

from app.definitions import Definitions
from tests.bench.questions import AUDIENCES, instrument_for

ORGANISATIONS = 120
REGIONS = ("Y56", "Y58", "Y59", "Y60", "Y61", "Y62", "Y63")
PATHWAYS = {"diagnostic": 68, "therapeutic": 19, "ultrasound": 6, "nuclear-medicine": 3, "mri": 4}
STAGES = {"under-3": 18, "3-to-5": 22, "6-to-11": 27, "12-to-24": 23, "over-24": 10}
SNAPSHOT = date(2026, 9, 1)
TIME_POINT = 1
PRECEPTORS = 5
"""Every fifth submission is a preceptor's."""

PERSON = (
    "n, id, reference, time_point, audience, instrument, organisation, region, pathway, stage, "
    "state, revision"
)
RATINGS = """
INSERT INTO rating_answer (response, item, importance, confidence, not_in_role, support)
SELECT response, item,
  CASE WHEN a < 2 OR c < 4 THEN NULL WHEN a < 5 THEN 1 WHEN a < 15 THEN 2 WHEN a < 40 THEN 3 WHEN a < 75 THEN 4
    ELSE 5 END,
  CASE WHEN a < 2 OR c < 4 THEN NULL WHEN b < 6 THEN 1 WHEN b < 22 THEN 2 WHEN b < 52 THEN 3 WHEN b < 83 THEN 4
    ELSE 5 END,
  c < 4,
  CASE d WHEN 0 THEN 'training' WHEN 1 THEN 'supervised-practice' WHEN 2 THEN 'time' WHEN 3 THEN 'equipment'
    WHEN 4 THEN 'policy' WHEN 5 THEN 'peer-support' END
FROM (
  SELECT response, item, z % 100 AS a, (z >> 7) % 100 AS b, (z >> 3) % 101 AS c, (z >> 5) % 7 AS d FROM (
    SELECT response, item, ((y >> 15) * ((y & 32767) + 7919) + y) % 1000003 AS z FROM (
      SELECT person.id AS response, bench_item.code AS item,
        ((person.n * 50 + bench_item.n) * 1103515245 + 12345) % 2147483648 AS y
      FROM bench_person AS person JOIN bench_item ON bench_item.audience = person.audience
      WHERE person.n >= {first} AND person.n < {end}
    ) AS mixed
  ) AS mixed_again
) AS drawn
"""
FACTS = """
INSERT INTO fact_answer (response, question, value)
SELECT person.id, choice.question, choice.value
FROM bench_person AS person JOIN bench_choice AS choice
  ON choice.audience = person.audience
  AND choice.place = ((person.n * 7919 + choice.question_number * 104729) >> 3) % choice.places
WHERE person.n >= {first} AND person.n < {end}
"""


def organisations() -> list[tuple[str, str]]:
    """Each organisation's code and region."""
    return [(f"ZZ{at:03}", REGIONS[at % len(REGIONS)]) for at in range(ORGANISATIONS)]


def people(number: int, definitions: Definitions) -> Iterator[tuple[object, ...]]:
    """So many rows of PERSON: a few organisations are large, most are small."""
    dice = random.Random(20261125)
    places = organisations()
    names = {audience: instrument_for(definitions, audience).id for audience in AUDIENCES}
    for n in range(number):
        digest = hashlib.sha256(f"bench {n}".encode()).hexdigest()
        audience = AUDIENCES[n % PRECEPTORS == PRECEPTORS - 1]
        organisation, region = places[int(dice.random() ** 1.5 * ORGANISATIONS)]
        pathway, stage = (dice.choices(list(of), list(of.values()))[0] for of in (PATHWAYS, STAGES))
        yield (
            n,
            digest[:32],
            digest[:24],
            TIME_POINT,
            audience,
            names[audience],
            organisation,
            region,
            pathway,
            stage if audience == "preceptee" else None,
            "submitted",
            2,
        )


def items(definitions: Definitions) -> list[tuple[str, int, str]]:
    """Audience, number and code of every need item asked."""
    return [
        (audience, n, item.code)
        for audience in AUDIENCES
        for n, item in enumerate(instrument_for(definitions, audience).items)
    ]


def choices(definitions: Definitions) -> list[tuple[str, int, str, int, int, str]]:
    """Audience, question's number and code, place, number of places, and value of every answer given."""
    found = []
    for audience in AUDIENCES:
        for number, question in enumerate(instrument_for(definitions, audience).questions):
            values = [option.code for option in question.options]
            values = values or {"number": ["0", "2", "8", "12"], "yes-no": ["yes", "no"]}.get(
                question.kind, []
            )
            found += [
                (audience, number, question.code, place, len(values), value)
                for place, value in enumerate(values)
            ]
    return found
