"""Full-time hours a week by nation and date, with the authority for each (`DOMAIN.md` 5)."""

from datetime import date
from decimal import Decimal
from typing import Literal

Nation = Literal["england", "scotland", "wales", "northern-ireland"]

WEEKS = 52
FULL_TIME = Decimal("37.5")
"""Agenda for Change outside Scotland."""

WEEKLY_HOURS: dict[str, tuple[tuple[date, Decimal], ...]] = {
    "scotland": ((date(2024, 4, 1), Decimal(37)), (date(2026, 4, 1), Decimal(36))),
}
"""Hours a week that differ from it, from the day they apply: the reduced working week of NHS Scotland."""


def weekly_hours(nation: str, *, on: date) -> Decimal:
    """Full-time hours a week in a nation on a day.

    >>> weekly_hours("scotland", on=date(2026, 3, 31)), weekly_hours("scotland", on=date(2026, 4, 1))
    (Decimal('37'), Decimal('36'))
    """
    hours = FULL_TIME
    for since, changed in WEEKLY_HOURS.get(nation, ()):
        if on >= since:
            hours = changed
    return hours


def annual_hours(nation: str, *, on: date) -> Decimal:
    """Full-time hours a year in a nation on a day: weekly hours times 52."""
    return weekly_hours(nation, on=on) * WEEKS
