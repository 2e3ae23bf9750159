"""Protected hours a year that frameworks expect a preceptor to have, read from their data."""

from collections.abc import Iterable
from decimal import Decimal

from frameworks.model import Framework, Frozen

HOURS = "preceptor_hours_per_year"


class HoursMark(Frozen):
    """What one tier of a framework expects: hours a year, and a name such as `NHSE nursing core`."""

    hours: Decimal
    name: str
    gist: str


def hours_marks(frameworks: Iterable[Framework]) -> tuple[HoursMark, ...]:
    """Every such expectation, the fewest hours first."""
    marks = [
        HoursMark(
            hours=Decimal(str(item.values[HOURS])),
            name=" ".join(filter(None, (framework.short_title, item.tier))),
            gist=item.gist,
        )
        for framework in frameworks
        for item in framework.items
        if HOURS in item.values
    ]
    return tuple(sorted(marks, key=lambda mark: mark.hours))


def highest_met(hours: Decimal, marks: Iterable[HoursMark]) -> HoursMark | None:
    """The mark of most hours that these hours reach."""
    met = [mark for mark in marks if hours >= mark.hours]
    return max(met, key=lambda mark: mark.hours, default=None)
