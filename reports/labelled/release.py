"""Every figure of a release as labelled data: one row a figure, exactly as its page shows it."""

from collections.abc import Iterable, Iterator

from mapping.figures import Release
from reports.labelled.data import Labelled, Value, Variable
from reports.table import Column, Table
from reports.wording import SPOKEN, TOKENS

UNITS = {
    "count": "Number of people, ratings or organisations",
    "percent": "Percentage",
    "mean": "Mean",
    "score": "Score",
    "hours": "Hours",
    "months": "Months",
    "number": "Number",
}
SAMPLE = "Synthetic sample data: nobody's answers."
NOTES = (
    "Every value is a published figure, already rounded and protected. There is nothing about single people in here.",
    "A figure that is not shown has no value; not_shown says why. It is never zero. "
    "Nobody may try to work out what is not shown.",
)


def release_data(release: Release, tables: Iterable[Table]) -> Labelled:
    """One row for each figure of these tables, with its table, row, measure, group, text and value."""
    found = list(tables)
    return Labelled(
        id=f"release-{release.number}",
        title=f"preceptmap release {release.number}: {release.time_point}",
        notes=(
            *((SAMPLE,) if release.sample else ()),
            *NOTES,
            f"Content hash {release.content_hash}, rules {release.rules}, code {release.code_version}.",
        ),
        variables=_variables(release, found),
        rows=[row for table in found for row in _rows(release, table)],
    )


def _variables(release: Release, tables: list[Table]) -> tuple[Variable, ...]:
    audiences = {
        "preceptee": "Preceptees",
        "preceptor": "Preceptors",
        "organisation": "Organisations",
        "all": "Everyone",
    }
    return (
        Variable(name="release", label="Number of the release", kind="number"),
        Variable(name="time_point", label="When people were asked", kind="text"),
        Variable(
            name="sample",
            label="Whether the figures come from synthetic answers",
            kind="text",
            values={"yes": SAMPLE, "no": "People's answers"},
        ),
        Variable(
            name="table",
            label="The table that shows it",
            kind="text",
            values={table.id: table.title for table in tables},
        ),
        Variable(name="audience", label="Whose answers", kind="text", values=audiences),
        Variable(name="row", label="Number of the row in its table", kind="number"),
        Variable(name="row_label", label="What the row is about", kind="text"),
        Variable(name="row_detail", label="More about the row, such as its code", kind="text"),
        Variable(name="measure", label="What is figured, as in the data dictionary", kind="text"),
        Variable(name="measure_label", label="What is figured, in words", kind="text"),
        Variable(name="unit", label="In what it is counted", kind="text", values=UNITS),
        Variable(name="dimension", label="What kind of group the column is", kind="text"),
        Variable(name="group", label="Which group the column is", kind="text"),
        Variable(name="figure", label="The figure as every reader sees it", kind="text"),
        Variable(name="value", label="Its value, empty where it is not shown", kind="number"),
        Variable(
            name="not_shown",
            label="Why it has no value",
            kind="text",
            values={token: SPOKEN[token] for token in TOKENS},
        ),
    )


def _rows(release: Release, table: Table) -> Iterator[tuple[Value, ...]]:
    for number, row in enumerate(table.rows, start=1):
        words = [entry for entry in row if isinstance(entry, str)]
        about = table.about[number - 1].audience if table.about else table.audience
        for column, cell in zip(table.columns, row, strict=True):
            if isinstance(cell, str):
                continue
            yield (
                float(release.number),
                release.time_point,
                "yes" if release.sample else "no",
                table.id,
                about,
                float(number),
                words[0] if words else "",
                "; ".join(filter(None, words[1:])),
                *_measure(column),
                cell.text,
                cell.value,
                "" if cell.shown else cell.text,
            )


def _measure(column: Column) -> tuple[str, str, str, str, str]:
    dimension, code = column.group or ("", "")
    return column.measure or column.key, column.meaning or column.title, column.unit, dimension, code
