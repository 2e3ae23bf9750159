"""Numbers become bands before they are counted: exact hours of a few people are nearly names."""

import math
from collections import Counter
from collections.abc import Sequence

from surveys.counts import FactCount, ProvisionAnswer

HOURS = (("none", 0), ("1-to-7", 7), ("8-to-11", 11))
MONTHLY_HOURS = (("none", 0), ("up-to-2", 2), ("3-to-4", 4))
PEOPLE = (("0", 0), ("1", 1), ("2", 2))
LENGTH = (("under-6", 5), ("6-to-11", 11), ("12", 12))
MEETINGS = (("0-to-2", 2), ("3-to-5", 5), ("6-to-11", 11))
WEEKS = (("first-week", 1), ("second-week", 2), ("third-or-fourth", 4))

_LIMITS = {
    "protected-hours": (HOURS, "12-or-more"),
    "preceptees-now": (PEOPLE, "3-or-more"),
    "preceptees-possible": (PEOPLE, "3-or-more"),
    "length-months": (LENGTH, "over-12"),
    "preceptee-protected-hours": (MONTHLY_HOURS, "5-or-more"),
    "preceptor-protected-hours": (HOURS, "12-or-more"),
    "meetings-count": (MEETINGS, "12-or-more"),
    "first-meeting-weeks": (WEEKS, "later"),
}
BINDING = ("time", "ratio", "equal", "not-eligible", "not-trained", "not-willing")
BANDS: dict[str, tuple[str, ...]] = {
    question: (*(name for name, _ in limits), above) for question, (limits, above) in _LIMITS.items()
} | {"binding-limit": BINDING}
"""The values each banded or derived question is published by, in order. 8 and 12 hours a year are the
nursing core and gold levels (`DOMAIN.md` 2.2)."""


def band(question: str, value: str) -> str:
    """The band a number falls into; other questions' values stay as they are.

    A band is reached in full: 7.5 hours is below 8, and half an hour is more than none.
    """
    if question not in _LIMITS:
        return value
    limits, above = _LIMITS[question]
    number = float(value)
    whole = math.floor(number) if number >= 1 else math.ceil(number)
    return next((name for name, up_to in limits if whole <= up_to), above)


def band_facts(facts: Sequence[FactCount]) -> list[FactCount]:
    """The counts with numbers banded and added up."""
    sums: Counter[tuple[str | None, ...]] = Counter()
    for fact in facts:
        sums[(*fact[:6], band(fact.question, fact.value))] += fact.people
    return [FactCount(*cell, people) for cell, people in sums.items()]  # type: ignore[arg-type, call-arg]


def band_provision(answers: Sequence[ProvisionAnswer]) -> list[ProvisionAnswer]:
    """The answers with numbers banded; starters and leavers stay numbers, since they are summed."""
    return [answer._replace(value=band(answer.question, answer.value)) for answer in answers]
