"""Invented provision, self-assessments and capacity plans of most of the fictional organisations."""

import random

from sqlmodel import Session

from app.definitions import Definitions
from app.demo_capacity import add_capacity
from app.demo_places import PLACES, Place
from frameworks.applying import own_version
from frameworks.model import Framework
from surveys.tables import CriterionScore, OrganisationReturn, ProvisionFact, SelfAssessment, TimePoint

ASSESSED = ("hcpc-principles-2023", "nhse-ahp-2023")
SHARE_THAT_ANSWER = 0.88


def add_returns(session: Session, seed: int, *, point: TimePoint, definitions: Definitions) -> None:
    """Returns and self-assessments for most organisations, always for the first."""
    dice = random.Random(seed + 7)
    for place in PLACES:
        if place is not PLACES[0] and dice.random() > SHARE_THAT_ANSWER:
            continue
        quality = dice.uniform(0.35, 0.95)
        _provision(session, dice, place, point, quality)
        for framework in ASSESSED:
            own = own_version(
                definitions.frameworks[framework],
                definitions.frameworks,
                organisation=place.code,
                region=place.region,
            )
            _assess(session, dice, place, point, own, quality)
    add_capacity(session, PLACES[0].code, point=point)
    session.flush()


def _provision(session: Session, dice: random.Random, place: Place, point: TimePoint, quality: float) -> None:
    row = OrganisationReturn(organisation=place.code, time_point=point.id or 0, state="submitted", revision=6)
    session.add(row)
    session.flush()
    starters = dice.randint(2, 5) + place.size // 2
    facts = {
        "offered": ["all" if dice.random() < quality else dice.choice(["some", "some", "none"])],
        "pathways-covered": ["diagnostic", *(["therapeutic"] if dice.random() < 0.5 else [])],
        "transitions-covered": [
            "newly-registered",
            *_some(dice, ["internationally-educated", "returner", "new-role", "back-from-leave"], quality),
        ],
        "structure": [
            *_some(dice, ["written-policy", "learning-plan", "meetings"], max(quality, 0.85)),
            *_some(dice, ["named-lead", "preceptor-register", "workshops"], quality),
        ]
        or ["meetings"],
        "length-months": [dice.choice(["6", "9", "12", "12", "12", "18"])],
        "length-flexible": [dice.choice(["yes", "yes", "no"])],
        "named-preceptor": [dice.choice(["always", "always", "usually", "sometimes"])],
        "preceptee-protected-hours": [dice.choice(["0", "2", "3", "4", "6"])],
        "preceptor-protected-hours": [dice.choice(["0", "4", "8", "8", "12", "16"])],
        "meetings-count": [dice.choice(["3", "3", "4", "6", "12"])],
        "first-meeting-weeks": [dice.choice(["1", "2", "2", "4", "6"])],
        "starters-12m": [str(starters)],
        "leavers-12m-of-starters": [str(dice.randint(0, max(1, starters // 6)))],
        "starters-24m": [str(starters * 2 - 1)],
        "leavers-24m-of-starters": [str(dice.randint(1, max(2, starters // 3)))],
    }
    session.add_all(
        ProvisionFact(organisation_return=row.id or 0, question=question, value=value)
        for question, values in facts.items()
        for value in values
    )


def _assess(
    session: Session,
    dice: random.Random,
    place: Place,
    point: TimePoint,
    framework: Framework,
    quality: float,
) -> None:
    row = SelfAssessment(
        organisation=place.code, time_point=point.id or 0, framework=framework.id, revision=2
    )
    session.add(row)
    session.flush()
    for item in framework.assessable:
        luck = dice.random()
        score = 2 if luck < quality else 1 if luck < quality + 0.25 else 0
        evidence = "Preceptorship policy, section 3, and the lead's yearly report." if score == 2 else ""
        session.add(
            CriterionScore(self_assessment=row.id or 0, item=item.code, score=score, evidence=evidence)
        )


def _some(dice: random.Random, options: list[str], share: float) -> list[str]:
    return [option for option in options if dice.random() < share]
