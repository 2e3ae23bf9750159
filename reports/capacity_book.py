"""A capacity plan as a workbook whose every step is a formula that a lead can follow and change."""

from collections.abc import Sequence
from datetime import date

from mapping.expected_hours import HoursMark
from reports.capacity import Entered, Named
from reports.capacity_months import month_tables
from reports.capacity_refs import SUPPLY
from reports.capacity_results import results_table, with_live_gaps, with_live_plan
from reports.capacity_scenarios import gaps_by_month, scenarios_table
from reports.capacity_sheets import groups_table, numbers_table, steps_table
from reports.native_charts import NativeChart
from reports.table import Column, Table
from reports.wording import plural
from reports.workbook import Book


def capacity_book(
    plans: Sequence[Named],
    *,
    name: str,
    time_point: str,
    numbers: Sequence[Entered],
    changes: Sequence[tuple[str, Sequence[str]]],
    marks: Sequence[HoursMark],
    made_on: date,
    sample: bool,
) -> Book:
    """The book of a plan (the first) and its scenarios. `changes` are sentences about each scenario."""
    plan, sources = plans[0], {each.what: each.source for each in numbers}
    tables = [
        results_table(plan),
        *month_tables(plan),
        groups_table(plan, marks),
        steps_table(plan),
        numbers_table(plan.plan, sources),
    ]
    charts = [NativeChart(table=SUPPLY, kind="line", label="month", values=("preceptees", "supply"))]
    if len(plans) > 1:
        gaps = with_live_gaps(gaps_by_month(plans), plan)
        tables += [with_live_plan(scenarios_table(plans), plan), gaps, _changes_table(changes)]
        charts.append(
            NativeChart(
                table=gaps.id,
                kind="line",
                label="month",
                values=tuple(column.key for column in gaps.columns[1:]),
                counts="Preceptees less places",
            )
        )
    return Book(
        title=f"Preceptor capacity: {name}",
        subject="Your capacity plan, step by step, with the formulas in the cells",
        about=(
            ("Organisation", name),
            ("Collection", time_point),
            ("Made on", made_on.strftime("%-d %B %Y")),
            ("What this is made from", "Only the numbers your leads entered. Nothing that anybody answered."),
            (
                "How to use it",
                "Change a number on the sheets Capacity numbers, Capacity groups or Capacity demand and every step "
                "is worked out again. Nothing you change here goes back to the service.",
            ),
            (
                "Scenarios",
                "Scenarios are shown as they came out in the service. Only the plan itself is worked out again.",
            ),
        ),
        notes=(
            ("Place", "Room for one preceptee with one preceptor for a year."),
            (
                "By time",
                "Protected hours, less the fixed hours, divided by the hours of one preceptee, rounded down.",
            ),
            ("By ratio", "The most preceptees one preceptor should have, whatever the hours."),
            ("Which limit binds", "The lower of the two, where there are more preceptees than places."),
        ),
        tables=tuple(tables),
        charts=tuple(charts),
        made_on=made_on,
        sample=sample,
    )


def _changes_table(changes: Sequence[tuple[str, Sequence[str]]]) -> Table:
    rows = tuple((name, sentence) for name, sentences in changes for sentence in sentences)
    return Table(
        id="capacity-changes",
        title="What each scenario changes",
        subtitle="From the number in your plan to the number in the scenario, and what comes of it",
        columns=(
            Column(key="name", title="Scenario", meaning="The name you gave it."),
            Column(key="change", title="What changes", meaning="One number, or one result."),
        ),
        rows=rows,
        sentence=plural(len(changes), "scenario") + ".",
    )
