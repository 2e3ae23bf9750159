"""A lead's capacity plan as tables. The numbers are the lead's own, so nothing in them is protected."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from mapping.capacity import Cohort, Month, OrganisationPlan, PlanResult
from mapping.cell import Cell
from mapping.expected_hours import HoursMark, highest_met
from reports.table import Column, Table
from reports.values import NOT_CALCULABLE, number_cell
from reports.wording import plural

HOURS = "hours a year"
NO_SUPPLY = Cell(text="no supply")
LIMITS = {
    "time": "Time binds first: protected hours run out before the most preceptees each may have.",
    "ratio": "The ratio binds first: there are hours for more preceptees than each may have.",
    "equal": "Time and the ratio bind together: hours run out just as each has the most they may have.",
    "mixed": "Time binds first for some preceptors and the ratio for others.",
    "people": "There are no preceptors to count.",
}
SHORT_LIMITS = {
    "none": "Enough places",
    "time": "Time",
    "ratio": "Ratio",
    "equal": "Time and ratio together",
    "mixed": "Time for some, ratio for others",
    "people": "No preceptors",
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


class Named(NamedTuple):
    """A plan or a scenario with its name and what it comes to."""

    name: str
    plan: OrganisationPlan
    result: PlanResult


def cohort_of(plan: OrganisationPlan, *, newly: bool) -> Cohort:
    """Newly registered starters, or the others; nobody where a plan has none."""
    nobody = Cohort(name="", starters=(0,) * len(plan.cohorts[0].starters), length_months=6)
    return next((each for each in plan.cohorts if each.newly_registered is newly), nobody)


def month_name(month: date) -> str:
    """Such as `November 2026`.

    >>> month_name(date(2026, 11, 1))
    'November 2026'
    """
    return f"{NAMES[month.month - 1]} {month.year}"


def short_month(month: date) -> str:
    """Such as `Nov 2026`, for a column or an axis.

    >>> short_month(date(2026, 11, 1))
    'Nov 2026'
    """
    return f"{month_name(month)[:3]} {month.year}"


def capacity_by_month(result: PlanResult, *, name: str) -> Table:
    """Preceptees, places by each limit, the gap and which limit binds, a row a month."""
    short = len(result.short)
    return Table(
        id="capacity-by-month",
        title="Capacity by month",
        subtitle=f"{name}: preceptees and the places preceptors have for them",
        columns=(
            Column(key="month", title="Month", meaning="Each month of the plan."),
            Column(key="active", title="Preceptees", unit="count", meaning="People in preceptorship."),
            Column(key="by_time", title="Places by time", unit="mean", meaning="What protected hours allow."),
            Column(key="by_ratio", title="Places by ratio", unit="mean", meaning="What the ratio allows."),
            Column(
                key="supply",
                title="Places",
                unit="mean",
                meaning="Preceptees there are preceptors for: the lower of the two for each preceptor.",
            ),
            Column(key="gap", title="Gap", unit="mean", meaning="Preceptees less places; below 0 is room."),
            Column(key="use", title="Places in use", unit="percent", meaning="Preceptees out of places."),
            Column(
                key="limit",
                title="Which limit binds",
                meaning="What keeps places from being enough in this month.",
            ),
        ),
        rows=tuple(_month_row(month) for month in result.months),
        sentence=(
            f"There are more preceptees than places in {short} of {len(result.months)} months."
            if short
            else f"There are enough places in all {len(result.months)} months."
        ),
    )


def capacity_groups(plan: OrganisationPlan, result: PlanResult, marks: Sequence[HoursMark]) -> Table:
    """Each group of preceptors: who is counted, their hours beside what is expected, and their places."""
    rows = tuple(
        (
            each.group.name,
            number_cell(each.group.eligible, "count"),
            number_cell(each.group.trained, "count"),
            number_cell(each.group.willing, "count"),
            number_cell(float(each.group.hours_each), "hours"),
            mark_words(each.group.hours_each, marks),
            number_cell(each.slots.by_time, "count"),
            number_cell(each.slots.by_ratio, "count"),
            number_cell(each.slots.slots, "count"),
            SHORT_LIMITS[each.slots.limit],
            number_cell(float(each.group.willing * each.slots.slots * plan.present), "mean"),
        )
        for each in result.groups
    )
    counted = sum(each.group.willing for each in result.groups)
    eligible = sum(each.group.eligible for each in result.groups)
    return Table(
        id="capacity-groups",
        title="Your preceptors",
        subtitle="Who is counted, the hours each has, and the places those allow",
        columns=(
            Column(key="group", title="Group", meaning="Preceptors with the same hours."),
            Column(key="eligible", title="Eligible", unit="count", meaning="Experienced enough to be one."),
            Column(key="trained", title="Trained", unit="count", meaning="Of the eligible, trained."),
            Column(key="willing", title="Willing", unit="count", meaning="Of the trained, willing: counted."),
            Column(
                key="hours", title="Hours each", unit="hours", meaning="Protected hours a year, pro rata."
            ),
            Column(key="mark", title="Beside what is expected", meaning="The expectation the hours meet."),
            Column(key="by_time", title="Each by time", unit="count", meaning="Places hours allow."),
            Column(key="by_ratio", title="Each by ratio", unit="count", meaning="Places the ratio allows."),
            Column(key="slots", title="Places each", unit="count", meaning="The lower of the two."),
            Column(key="limit", title="Which limit binds", meaning="The lower one."),
            Column(
                key="places",
                title="Places in all",
                unit="mean",
                meaning="Willing times places, less absence.",
            ),
        ),
        rows=rows,
        sentence=f"{plural(counted, 'preceptor')} counted, of {eligible} who are eligible.",
        notes=tuple(f"{mark.name}: {mark.gist}" for mark in marks),
    )


def mark_words(hours: Decimal, marks: Sequence[HoursMark]) -> str:
    """Which expectation hours meet.

    >>> core = HoursMark(hours=Decimal(8), name="nursing core", gist="")
    >>> mark_words(Decimal(9), [core]), mark_words(Decimal(4), [core])
    ('Meets nursing core', 'Below nursing core')
    """
    met = highest_met(hours, marks)
    if met:
        return f"Meets {met.name}"
    return f"Below {marks[0].name}" if marks else ""


def capacity_summary(plan: OrganisationPlan, result: PlanResult) -> Table:
    """What the plan comes to, a row a figure."""
    needed, peak = result.preceptors_needed, result.peak
    at_peak = f"in {month_name(peak.month)}"
    lines: list[tuple[str, Cell, str]] = [
        ("Preceptor time for one preceptee", _number(float(result.hours_per_preceptee)), HOURS),
        ("Preceptor time that is fixed", _number(float(result.fixed_hours)), HOURS),
        ("Preceptors counted at first", _number(float(counted_in(result))), "people"),
        ("Places in the first month, less absence", _number(float(result.months[0].supply)), "preceptees"),
        ("Places in the last month, less absence", _number(float(result.months[-1].supply)), "preceptees"),
        (f"Most preceptees in one month, {at_peak}", _number(peak.active), "people"),
        ("Preceptors needed for that month", NOT_CALCULABLE if needed is None else _number(needed), "people"),
        ("Backfill at that level", _number(float(peak.hours)), HOURS),
        ("The same as full-time posts", _number(float(peak.posts)), "posts"),
        (f"A full-time post, at the weekly hours {at_peak}", _number(float(peak.annual_hours)), HOURS),
    ]
    if plan.becoming_percent:
        last = result.months[-1]
        lines.insert(3, ("New preceptors by the last month", _number(float(last.new_preceptors)), "people"))
    return Table(
        id="capacity-summary",
        title="What the capacity plan comes to",
        subtitle="Worked out from the numbers the lead entered",
        columns=(
            Column(key="what", title="What", meaning="What is worked out."),
            Column(key="figure", title="Figure", unit="number", meaning="The result."),
            Column(key="unit", title="Unit", meaning="What the result counts."),
        ),
        rows=tuple(lines),
        sentence=(
            f"{plan_limit(result)} {plural(int(counted_in(result)), 'preceptor')}, "
            f"and at most {plural(peak.active, 'preceptee')} in one month."
        ).strip(),
    )


def plan_limit(result: PlanResult) -> str:
    """Which limit binds first over all groups that are counted."""
    limits = {each.slots.limit for each in result.groups if each.group.willing}
    if not limits:
        return LIMITS["people"]
    return LIMITS[limits.pop() if len(limits) == 1 else "mixed"]


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


def _month_row(month: Month) -> tuple[str | Cell, ...]:
    return (
        short_month(month.month),
        number_cell(month.active, "count"),
        number_cell(float(month.by_time), "mean"),
        number_cell(float(month.by_ratio), "mean"),
        number_cell(float(month.supply), "mean"),
        number_cell(float(month.gap), "mean"),
        NO_SUPPLY if month.utilisation is None else number_cell(100 * float(month.utilisation), "percent"),
        SHORT_LIMITS[month.limit],
    )


def counted_in(result: PlanResult) -> Decimal:
    """Willing preceptors over all groups: those who are counted in the first month."""
    return Decimal(sum(each.group.willing for each in result.groups))


def _number(value: float) -> Cell:
    """A number with as many decimals as it has, at most two.

    >>> _number(462.0).text, _number(0.2369).text, _number(1950).text, _number(5.8).text
    ('462', '0.24', '1,950', '5.8')
    """
    rounded = round(value, 2) + 0.0
    return Cell(text=f"{rounded:,.2f}".rstrip("0").rstrip("."), value=rounded)
