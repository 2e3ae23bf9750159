"""A lead's capacity plan as tables. The numbers are the lead's own, so nothing in them is protected."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from mapping.capacity import OrganisationPlan, PlanResult
from mapping.cell import Cell
from reports.table import Column, Table
from reports.values import NOT_CALCULABLE, number_cell
from reports.wording import plural

HOURS = "hours a year"
NO_SUPPLY = Cell(text="no supply")
LIMITS = {
    "time": "Time binds first: protected hours run out before the most preceptees each may have.",
    "ratio": "The ratio binds first: there are hours for more preceptees than each may have.",
    "equal": "Time and the ratio bind together: hours run out just as each has the most they may have.",
}
NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


class Entered(NamedTuple):
    """One number of a plan: what it is, its unit, and where its default comes from."""

    what: str
    number: float
    unit: str
    source: str


def month_name(month: date) -> str:
    """Such as `November 2026`.

    >>> month_name(date(2026, 11, 1))
    'November 2026'
    """
    return f"{NAMES[month.month - 1]} {month.year}"


def capacity_by_month(result: PlanResult, *, name: str) -> Table:
    """Preceptees, places and the gap, a row a month."""
    rows = tuple(
        (
            f"{month_name(month.month)[:3]} {month.month.year}",
            number_cell(month.active, "count"),
            number_cell(float(month.supply), "mean"),
            number_cell(float(month.gap), "mean"),
            NO_SUPPLY
            if month.utilisation is None
            else number_cell(100 * float(month.utilisation), "percent"),
        )
        for month in result.months
    )
    short = sum(month.gap > 0 for month in result.months)
    return Table(
        id="capacity-by-month",
        title="Capacity by month",
        subtitle=f"{name}: preceptees and the places preceptors have for them",
        columns=(
            Column(key="month", title="Month", meaning="Each month of the plan."),
            Column(key="active", title="Preceptees", unit="count", meaning="People in preceptorship."),
            Column(key="supply", title="Places", unit="mean", meaning="Preceptees there are preceptors for."),
            Column(key="gap", title="Gap", unit="mean", meaning="Preceptees less places; below 0 is room."),
            Column(key="use", title="Places in use", unit="percent", meaning="Preceptees out of places."),
        ),
        rows=rows,
        sentence=(
            f"There are more preceptees than places in {short} of {len(rows)} months."
            if short
            else f"There are enough places in all {len(rows)} months."
        ),
    )


def capacity_summary(plan: OrganisationPlan, result: PlanResult) -> Table:
    """What the plan comes to, a row a figure."""
    each, needed = result.per_preceptor, result.preceptors_needed
    lines: tuple[tuple[str, Cell, str], ...] = (
        ("Preceptor time for one preceptee", _number(float(result.hours_per_preceptee)), HOURS),
        ("Preceptor time that is fixed", _number(float(result.fixed_hours)), HOURS),
        ("Places for one preceptor by time", _number(each.by_time), "preceptees"),
        ("Places for one preceptor by ratio", _number(each.by_ratio), "preceptees"),
        ("Places for one preceptor: the lower of the two", _number(each.slots), "preceptees"),
        ("Preceptors you have", _number(plan.preceptors), "people"),
        ("Places in all, less absence", _number(float(result.supply)), "preceptees"),
        ("Most preceptees in one month", _number(result.peak.active), "people"),
        ("Preceptors needed for that month", NOT_CALCULABLE if needed is None else _number(needed), "people"),
        ("Backfill at that level", _number(float(result.backfill_hours)), HOURS),
        ("The same as full-time posts", _number(float(result.backfill_fte)), "posts"),
        ("A full-time post", _number(float(result.annual_hours)), HOURS),
    )
    return Table(
        id="capacity-summary",
        title="What the capacity plan comes to",
        subtitle="Worked out from the numbers the lead entered",
        columns=(
            Column(key="what", title="What", meaning="What is worked out."),
            Column(key="figure", title="Figure", unit="number", meaning="The result."),
            Column(key="unit", title="Unit", meaning="What the result counts."),
        ),
        rows=lines,
        sentence=(
            f"{LIMITS.get(each.limit, '')} {plural(plan.preceptors, 'preceptor')}, "
            f"and at most {plural(result.peak.active, 'preceptee')} in one month."
        ).strip(),
    )


def plan_table(numbers: Iterable[Entered], *, nation: str) -> Table:
    """The numbers a plan was made from, as its leads entered them or left them at the default."""
    rows = tuple((each.what, _number(each.number), each.unit, each.source) for each in numbers)
    return Table(
        id="capacity-plan",
        title="Numbers in your capacity plan",
        subtitle=f"{nation}, as your leads entered them",
        columns=(
            Column(key="what", title="What", meaning="What was asked."),
            Column(key="number", title="Number", unit="number", meaning="The number entered."),
            Column(key="unit", title="Unit", meaning="What the number counts."),
            Column(
                key="source",
                title="Where the default comes from",
                meaning="The source of the number the form starts with. A lead can change each of them.",
            ),
        ),
        rows=rows,
        sentence=plural(len(rows), "number") + ".",
    )


def _number(value: float) -> Cell:
    """A number with as many decimals as it has, at most two.

    >>> _number(462.0).text, _number(0.2369).text, _number(1950).text, _number(5.8).text
    ('462', '0.24', '1,950', '5.8')
    """
    rounded = round(value, 2) + 0.0
    return Cell(text=f"{rounded:,.2f}".rstrip("0").rstrip("."), value=rounded)
