"""What a capacity plan comes to, worked out in its workbook, and the plan's own figures beside its scenarios'."""

from decimal import Decimal

from mapping.cell import Cell
from reports.capacity import SHORT_LIMITS, Named, month_name
from reports.capacity_refs import RESULTS, group, groups, live, month, months, outcome, quoted, step, within
from reports.capacity_scenarios import NOT_PLANNED
from reports.live import Live
from reports.table import Column, Table
from reports.values import NOT_CALCULABLE


def results_table(named: Named) -> Table:
    """What the plan comes to in the busiest and in the tightest month."""
    rows = tuple((what, within(cell, RESULTS), unit) for what, cell, unit in _results(named))
    return Table(
        id=RESULTS,
        title="What the plan comes to",
        subtitle="From the sheets with a row a month",
        columns=(
            Column(key="what", title="What", meaning="What is worked out."),
            Column(key="figure", title="Figure", unit="number", meaning="The result."),
            Column(key="unit", title="Unit", meaning="What the result counts."),
        ),
        rows=rows,
        sentence="Every figure is worked out from the other sheets.",
    )


def with_live_plan(compared: Table, named: Named) -> Table:
    """The comparison with the plan's own row worked out from its sheets."""
    formulas = {
        "preceptors": outcome("counted"),
        "first": month("supply", 0),
        "last": month("supply", len(named.result.months) - 1),
        **{key: outcome(key) for key in ("most", "gap", "short", "limit", "needed", "hours")},
    }
    row = tuple(
        _again(entry, formulas[column.key]) if column.key in formulas else entry
        for column, entry in zip(compared.columns, compared.rows[0], strict=True)
    )
    return compared.model_copy(update={"rows": (row, *compared.rows[1:])})


def with_live_gaps(gaps: Table, named: Named) -> Table:
    """The gaps with the plan's own column, the first, worked out from its sheets."""
    planned = [row for row in gaps.rows if row[1] != NOT_PLANNED]
    places = {row[0]: index for index, row in enumerate(planned)}
    rows = tuple(
        (row[0], live(named.result.months[places[row[0]]].gap, month("gap", places[row[0]])), *row[2:])
        if row[0] in places
        else row
        for row in gaps.rows
    )
    return gaps.model_copy(update={"rows": rows})


def _results(named: Named) -> list[tuple[str, Cell, str]]:
    """In the order of RESULT_KEYS."""
    result, count = named.result, len(named.result.months)
    active, gap = months("active", count), months("gap", count)
    willing = groups("willing", len(result.groups))
    at_peak, needed = f"MATCH({outcome('most')},{active},0)", result.preceptors_needed
    return [
        ("Most preceptees in one month", live(result.peak.active, f"MAX({active})"), "people"),
        (
            "The month of the most",
            Live(text=month_name(result.peak.month), formula=f"INDEX({months('month', count)},{at_peak})"),
            "",
        ),
        (
            "Preceptors counted at first",
            live(sum(each.group.willing for each in result.groups), f"SUM({willing})"),
            "people",
        ),
        (
            "Preceptors needed for the most",
            Live(text=NOT_CALCULABLE.text, formula=_needed(named))
            if needed is None
            else live(needed, _needed(named)),
            "people",
        ),
        ("Largest gap", live(max(Decimal(0), result.tightest.gap), f"MAX(0,MAX({gap}))"), "places"),
        (
            "What binds at the largest gap",
            Live(
                text=SHORT_LIMITS[result.tightest.limit],
                formula=f"INDEX({months('limit', count)},MATCH(MAX({gap}),{gap},0))",
            ),
            "",
        ),
        (
            "Months with more preceptees than places",
            live(len(result.short), f'COUNTIF({gap},">0")'),
            "months",
        ),
        (
            "Hours to release everyone at the most",
            live(result.peak.hours, f"INDEX({months('hours', count)},{at_peak})"),
            "hours a year",
        ),
        (
            "The same as full-time posts",
            live(result.peak.posts, f"INDEX({months('posts', count)},{at_peak})"),
            "posts",
        ),
    ]


def _needed(named: Named) -> str:
    """The most preceptees by the places a preceptor has on average, rounded up."""
    willing, slots = (groups(key, len(named.result.groups)) for key in ("willing", "slots"))
    most = outcome("most")
    usual = f"IF(SUM({willing})=0,{group('slots', 0)},SUMPRODUCT({willing},{slots})/SUM({willing}))*{step('present')}"
    nobody = f"IF({most}=0,0,{quoted(NOT_CALCULABLE.text)})"
    return f"IF({usual}=0,{nobody},ROUNDUP(ROUND({most}/({usual}),9),0))"


def _again(entry: str | Cell, formula: str) -> Live:
    if isinstance(entry, str):
        return Live(text=entry, formula=formula)
    return Live(text=entry.text, value=entry.value, formula=formula)
