"""A lead's capacity plan as tables. The numbers are the lead's own, so nothing in them is protected."""

from datetime import date

from mapping.capacity import OrganisationPlan, PlanResult
from mapping.cell import Cell
from reports.table import Column, Table
from reports.values import NOT_CALCULABLE, number_cell

NO_SUPPLY = Cell(text="no supply")
NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


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
    lines: tuple[tuple[str, Cell], ...] = (
        ("Hours a year for one preceptee", number_cell(float(result.hours_per_preceptee), "hours")),
        ("Fixed hours a year for one preceptor", number_cell(float(result.fixed_hours), "hours")),
        ("Places for one preceptor by time", number_cell(each.by_time, "count")),
        ("Places for one preceptor by ratio", number_cell(each.by_ratio, "count")),
        ("Preceptors you have", number_cell(plan.preceptors, "count")),
        ("Places in all, less absence", number_cell(float(result.supply), "mean")),
        ("Most preceptees in one month", number_cell(result.peak.active, "count")),
        ("Preceptors needed for that month", number_cell(needed, "count", empty=NOT_CALCULABLE)),
        ("Backfill at that level, hours a year", number_cell(float(result.backfill_hours), "hours")),
        ("The same in full-time posts", _two_places(float(result.backfill_fte))),
        ("Hours a year of a full-time post", number_cell(float(result.annual_hours), "hours")),
    )
    return Table(
        id="capacity-summary",
        title="What the capacity plan comes to",
        subtitle="Worked out from the numbers the lead entered",
        columns=(
            Column(key="what", title="What", meaning="What is worked out."),
            Column(key="figure", title="Figure", unit="score", meaning="The result."),
        ),
        rows=lines,
        sentence=f"{plan.preceptors} preceptors, and at most {result.peak.active} preceptees in one month.",
    )


def _two_places(value: float) -> Cell:
    rounded = round(value, 2) + 0.0
    return Cell(text=f"{rounded:,.2f}", value=rounded)
