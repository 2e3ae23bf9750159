"""An organisation's own workbook: what its leads entered, and its protected figures beside others'."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from frameworks.model import Framework
from mapping.crosswalk import Crosswalk
from reports.assessments import Assessed, assessment_tables
from reports.definitions import crosswalk_table, frameworks_table
from reports.native_charts import NativeChart
from reports.organisation import need_id
from reports.table import Column, Table
from reports.wording import AUDIENCES, RULES
from reports.workbook import Book

NO_FIGURES = "No figures have been released yet, so this workbook holds only what your leads entered."


class Entered(NamedTuple):
    """One thing a lead entered, in words."""

    part: str
    question: str
    answer: str


def organisation_book(
    *,
    name: str,
    code: str,
    time_point: str,
    made_on: date,
    provision: Table,
    assessments: Sequence[Assessed],
    capacity: Sequence[Table],
    figures: Sequence[Table],
    figures_from: str,
    sample: bool,
    frameworks: Iterable[Framework] = (),
    crosswalks: Iterable[Crosswalk] = (),
) -> Book:
    """The book. `figures_from` says which release the figures come from, or that there is none."""
    tables = [provision]
    if assessments:
        tables += assessment_tables(assessments)
    tables += [*capacity, *figures, frameworks_table(frameworks), crosswalk_table(crosswalks)]
    ids = {table.id for table in tables}
    charts = (
        NativeChart(table="capacity-by-month", kind="line", label="month", values=("active", "supply")),
        *(
            NativeChart(table=table.id, kind="bar", label="area", values=("own", "region", "nation"))
            for table in figures
            if table.id in map(need_id, AUDIENCES)
        ),
    )
    return Book(
        title=f"Preceptorship in radiography: {name}",
        subject="Your organisation's provision, self-assessment, capacity and protected figures",
        about=(
            ("Organisation", f"{name} ({code})"),
            ("Time point", time_point),
            ("Made on", made_on.strftime("%-d %B %Y")),
            ("Figures", figures_from),
            ("What your leads entered", "Provision, self-assessments and capacity are shown as entered."),
            ("What people answered", "Only groups, never one person, and small numbers are hidden."),
            (
                "Confidence, not competence",
                "People were asked about importance, confidence and support only.",
            ),
        ),
        notes=(
            *(("Rule", rule) for rule in RULES),
            ("Need", "A person has a need in an area they rated less confident than important."),
            ("Working draft", "An item we wrote ourselves until the official text is loaded. Not official."),
        ),
        tables=tuple(tables),
        charts=tuple(chart for chart in charts if chart.table in ids),
        made_on=made_on,
        sample=sample,
    )


def entered_table(rows: Iterable[Entered], *, id: str, title: str, subtitle: str) -> Table:
    """What leads entered, a row an answer."""
    found = tuple(tuple(row) for row in rows)
    return Table(
        id=id,
        title=title,
        subtitle=subtitle,
        columns=(
            Column(key="part", title="Part", meaning="The part of the form."),
            Column(key="question", title="Question", meaning="The question as asked."),
            Column(key="answer", title="Answer", meaning="What a lead answered."),
        ),
        rows=found,
        sentence=f"{len(found)} questions.",
    )
