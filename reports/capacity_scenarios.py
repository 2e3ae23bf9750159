"""A capacity plan beside its scenarios."""

from collections.abc import Sequence
from decimal import Decimal

from mapping.cell import Cell
from reports.capacity import SHORT_LIMITS, Named, counted_in, short_month
from reports.table import Column, Table
from reports.values import number_cell

NOT_PLANNED = Cell(text="not in this plan")


def scenarios_table(plans: Sequence[Named]) -> Table:
    """Plans side by side, a row each: the plan itself first, then the scenarios."""
    rows = tuple(
        (
            each.name,
            number_cell(float(counted_in(each.result)), "count"),
            number_cell(float(each.result.months[0].supply), "mean"),
            number_cell(float(each.result.months[-1].supply), "mean"),
            number_cell(each.result.peak.active, "count"),
            number_cell(float(max(Decimal(0), each.result.tightest.gap)), "mean"),
            number_cell(len(each.result.short), "count"),
            SHORT_LIMITS[each.result.tightest.limit],
            number_cell(each.result.preceptors_needed, "count"),
            number_cell(float(each.result.peak.hours), "hours"),
        )
        for each in plans
    )
    return Table(
        id="capacity-scenarios",
        title="Your plan and your scenarios",
        subtitle="The same figures of each, side by side",
        columns=(
            Column(key="name", title="Plan or scenario", meaning="The name you gave it."),
            Column(key="preceptors", title="Preceptors", unit="count", meaning="Counted in the first month."),
            Column(key="first", title="Places at first", unit="mean", meaning="In the first month."),
            Column(key="last", title="Places at last", unit="mean", meaning="In the last month."),
            Column(key="most", title="Most preceptees", unit="count", meaning="In one month."),
            Column(key="gap", title="Largest gap", unit="mean", meaning="Most preceptees without a place."),
            Column(
                key="short", title="Months short", unit="count", meaning="With more preceptees than places."
            ),
            Column(key="limit", title="Which limit binds", meaning="In the month with the largest gap."),
            Column(key="needed", title="Preceptors needed", unit="count", meaning="For most preceptees."),
            Column(key="hours", title="Backfill hours", unit="hours", meaning="A year, at most preceptees."),
        ),
        rows=rows,
        sentence=_fewest_short(plans),
    )


def gaps_by_month(plans: Sequence[Named]) -> Table:
    """Preceptees less places by month, a column for each plan. A month some plan lacks is left out of it."""
    months = sorted({month.month for each in plans for month in each.result.months})
    gaps = [{month.month: month.gap for month in each.result.months} for each in plans]
    return Table(
        id="capacity-gaps",
        title="Gap by month",
        subtitle="Preceptees less places. Above 0 people are without a place; below 0 there is room",
        columns=(
            Column(key="month", title="Month", meaning="Each month of the plans."),
            *(
                Column(key=f"plan-{index}", title=each.name, unit="mean", meaning="Preceptees less places.")
                for index, each in enumerate(plans)
            ),
        ),
        rows=tuple(
            (
                short_month(month),
                *(
                    number_cell(float(found[month]), "mean") if month in found else NOT_PLANNED
                    for found in gaps
                ),
            )
            for month in months
        ),
        sentence=_fewest_short(plans),
    )


def _fewest_short(plans: Sequence[Named]) -> str:
    least = min(len(each.result.short) for each in plans)
    best = [each.name for each in plans if len(each.result.short) == least]
    named = best[0] if len(best) == 1 else f"{', '.join(best[:-1])} and {best[-1]}"
    verb = "has" if len(best) == 1 else "have"
    if least == 0:
        return f"{named} {verb} enough places in every month."
    return f"{named} {verb} the fewest months with more preceptees than places: {least}."
