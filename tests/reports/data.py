"""A release to make reports from: the instruments that ship, invented counts, protected as every release is."""

import random
from collections import Counter
from datetime import date

from app.derived import derived_questions
from mapping.counted import Counts
from mapping.crosswalk import Crosswalk, Edge
from mapping.figures import Release
from mapping.release import build_release
from reports.wording import REGIONS
from surveys.counts import FactCount, InvitationCount, PersonCount, ProvisionAnswer, RatingCount
from surveys.gathered import support_of
from surveys.instrument import Instrument
from surveys.load import load_instruments

BANDS = {"protected-hours": ("none", "1-to-7", "8-to-11", "12-or-more"), "binding-limit": ("time", "ratio")}
PATHWAY_WEIGHTS = {"diagnostic": 70, "therapeutic": 18, "ultrasound": 8, "mri": 4}
STAGES = ("under-3", "3-to-5", "6-to-11", "12-to-24")


def instruments() -> dict[str, Instrument]:
    """The newest instrument for each audience."""
    return {instrument.audience: instrument for instrument in load_instruments().values()}


def sample_release(*, people: int = 1200, seed: int = 7, sample: bool = True) -> Release:
    """A release of about this many preceptees; the North East is small, so some of it is hidden."""
    rng = random.Random(seed)
    asked = instruments()
    ratings: Counter[tuple[object, ...]] = Counter()
    persons: Counter[tuple[object, ...]] = Counter()
    facts: Counter[tuple[object, ...]] = Counter()
    for audience, number in (("preceptee", people), ("preceptor", people // 3)):
        for _ in range(number):
            cell = (audience, *_place(rng, audience))
            persons[cell] += 1
            for item in asked[audience].items:
                if not item.pathways or audience == "preceptor" or cell[3] in item.pathways:
                    rating = _rating(rng, item.code)
                    ratings[(*cell, item.code, *rating)] += 1
                    if kind := _support(item.code, *rating):
                        facts[(*cell, support_of(item.code), kind)] += 1
            for question in asked[audience].questions:
                values = BANDS.get(question.code) or [option.code for option in question.options]
                if values:
                    facts[(*cell, question.code, rng.choice(values))] += 1
    return build_release(
        number=3,
        time_point="Autumn 2026",
        made_on=date(2026, 11, 24),
        code_version="0.1.0",
        instruments=asked,
        counts=Counts(
            ratings=[RatingCount(*cell, count) for cell, count in ratings.items()],  # type: ignore[arg-type]
            people=[PersonCount(*cell, count) for cell, count in persons.items()],  # type: ignore[arg-type]
            facts=[FactCount(*cell, count) for cell, count in facts.items()],  # type: ignore[arg-type]
            invitations=_invitations(persons),
            provision=_provision(rng, asked["organisation"]),
        ),
        bands=BANDS,
        derived=derived_questions(asked),
        sample=sample,
    )


def small_crosswalk() -> Crosswalk:
    """Two need areas linked to two elements of the HCPC principles."""
    return Crosswalk(
        id="preceptee-to-hcpc",
        title="Preceptee questions to HCPC principles",
        edition="1",
        origin="preceptee-2026",
        target="hcpc-principles-2023",
        edges=(_edge("N01", "P1a"), _edge("N02", "P1a"), _edge("N02", "P2a")),
    )


def _edge(origin: str, target: str) -> Edge:
    return Edge(
        origin=origin,
        target=target,
        relation="supports",
        coverage="partial",
        aspect="Asking for support",
        remainder="Everything else",
        rationale="Both are about support",
        source="Test",
        author="Test",
    )


def _place(rng: random.Random, audience: str) -> tuple[str, str, str | None, str | None]:
    region = rng.choices(list(REGIONS), weights=(20, 15, 15, 20, 15, 14, 1))[0]
    organisation = f"{region}-{rng.randint(1, 4)}"
    if audience == "preceptor":
        return organisation, region, None, None
    pathway = rng.choices(list(PATHWAY_WEIGHTS), weights=list(PATHWAY_WEIGHTS.values()))[0]
    return organisation, region, pathway, rng.choice(STAGES)


def _rating(rng: random.Random, code: str) -> tuple[int | None, int | None, bool]:
    chance = rng.random()
    if chance < 0.04:
        return None, None, True
    if chance < 0.07:
        return 4, None, False
    lean = int(code[1:]) % 4
    return rng.choice((2, 3, 4, 4, 5)), rng.choice((1, 2, 3, 4, 5)[lean // 2 :]), False


def _support(code: str, importance: int | None, confidence: int | None, outside: bool) -> str:
    """What somebody with a need chose: every third area is mostly learning, every third mostly organisation."""
    if outside or importance is None or confidence is None or confidence >= importance:
        return ""
    return ("learning", "organisation")[(importance + int(code[1:])) % 5 < int(code[1:]) % 3 * 2]


def _invitations(persons: Counter[tuple[object, ...]]) -> list[InvitationCount]:
    used: Counter[tuple[object, ...]] = Counter()
    for (audience, organisation, region, *_), count in persons.items():
        used[(audience, organisation, region)] += count
    return [InvitationCount(*key, count + 12, count) for key, count in used.items()]  # type: ignore[arg-type]


def _provision(rng: random.Random, instrument: Instrument) -> list[ProvisionAnswer]:
    return [
        ProvisionAnswer(f"{region}-{number}", region, question.code, rng.choice(question.options).code)
        for region in REGIONS
        for number in (1, 2, 3, 4)
        for question in instrument.questions
        if question.options
    ]
