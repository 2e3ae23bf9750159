"""When an edition last changed: by its own dates, never the clock, so that the same edition is the same file."""

import re
from datetime import date

from frameworks.model import Framework

UNKNOWN = "1970-01-01"
"""The day written for an edition that tells no date; nothing else here is as old."""

MIDNIGHT = "T00:00:00+00:00"
AS_FAR_AS_KNOWN = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def changed_at(framework: Framework) -> str:
    """Midnight of the day it was published; else came into force; else of its edition's year."""
    days = (first_day(framework.published or ""), framework.in_force_from, first_day(framework.edition))
    day = next((day for day in days if day is not None), None)
    return f"{day.isoformat() if day else UNKNOWN}{MIDNIGHT}"


def first_day(known: str) -> date | None:
    """The first day of a date known to the year, the month or the day; None for any other text.

    >>> first_day("2023-11"), first_day("Autumn")
    (datetime.date(2023, 11, 1), None)
    """
    found = AS_FAR_AS_KNOWN.fullmatch(known)
    if not found:
        return None
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_of(moment: str) -> str | None:
    """The day of an ISO 8601 time, `2023-11-01`; None where it is no such time, or stands for no date at all.

    >>> day_of("2018-03-01T21:01:43+00:00"), day_of("soon")
    ('2018-03-01', None)
    """
    try:
        day = date.fromisoformat(moment[:10]).isoformat()
    except ValueError:
        return None
    return None if day == UNKNOWN else day
