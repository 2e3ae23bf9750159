"""The result of `preceptmap analyse` as a table, as CSV and as a workbook (`DESIGN.md` 8)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from mapping.cell import Cell, hidden
from reports.csv import table_csv
from reports.native_charts import NativeChart
from reports.table import Column, Table
from reports.values import NOT_CALCULABLE
from reports.wording import RULES, plural
from reports.workbook import Book, build_workbook

MEANINGS = {
    "n": ("Pairs", "count", "People who gave both ratings."),
    "missing": ("Missing", "count", "People who left a rating blank."),
    "not_in_role": ("Not in role", "count", "People who said it is not in their role."),
    "mean_importance": ("Mean importance", "mean", "Mean of importance, 1 to 5."),
    "mean_confidence": ("Mean confidence", "mean", "Mean of confidence, 1 to 5."),
    "mean_gap": ("Mean gap", "mean", "Mean of importance minus confidence."),
    "need": ("Need", "count", "People with confidence below importance."),
    "mwds": ("MWDS", "mean", "Mean weighted discrepancy score (Borich): mean gap times mean importance."),
    "rds": ("RDS", "score", "Ranked discrepancy score, -100 (all have a need) to 100."),
    "need_share": ("Share with a need", "percent", "Need as a share of pairs."),
    "need_low": ("Interval, low", "percent", "Lower end of the Wilson 95% interval of the share."),
    "need_high": ("Interval, high", "percent", "Upper end of the Wilson 95% interval of the share."),
}
FRACTIONS = {"need_share", "need_low", "need_high"}
METHODS = (
    ("Need", "A person has a need where their confidence is lower than the importance they gave."),
    ("Left out", "Missing and not-in-role answers are counted, and are in no other figure."),
    (
        "Interval",
        "If many such groups were asked, about 95 in 100 of these intervals would hold the true share.",
    ),
    ("MWDS", "Mean gap times mean importance. Compare it only between items of one group."),
    ("RDS", "People more confident than important, less people with a need, for each 100 pairs."),
    (
        "Quadrant",
        "Where the item stands against the mean importance and mean confidence over all items: concentrate "
        "here (important, less confident), keep up (both high), low priority (both low) or possible overkill.",
    ),
)
"""How the figures were worked out, for the notes sheet."""


def analysis_table(found: Mapping[str, Any]) -> Table:
    """One row an item, in the order of the file."""
    columns = [Column(key="item", title="Item", meaning="The item as named in the file.")]
    columns += [
        Column.model_validate({"key": key, "title": title, "unit": unit, "meaning": meaning})
        for key, (title, unit, meaning) in MEANINGS.items()
    ]
    columns.append(Column(key="quadrant", title="Quadrant", meaning="Against the means over all items."))
    return Table(
        id="analysis",
        title="Need by item",
        subtitle=f"{plural(len(found['items']), 'item')}, {_people(found)}",
        columns=tuple(columns),
        rows=tuple(_row(entry) for entry in found["items"]),
        sentence=_sentence(found["items"]),
    )


def analysis_csv(found: Mapping[str, Any]) -> bytes:
    """The table as CSV: the names and unrounded numbers of the JSON, and words where there is no number."""
    rows = tuple(_row(entry, whole=1) for entry in found["items"])
    return table_csv(analysis_table(found).model_copy(update={"rows": rows}))


def analysis_workbook(found: Mapping[str, Any], *, file_name: str, audience: str, made_on: date) -> bytes:
    """The table as a workbook with cover, notes, chart and data dictionary."""
    public = audience == "public"
    book = Book(
        title="Learning needs by item",
        subject=f"Worked out from {file_name}",
        about=(
            ("File", file_name),
            ("Answers from", _people(found)),
            (
                "For whom",
                "Anyone: small numbers are hidden and others rounded"
                if public
                else "Whoever's answers these are. Numbers are exact: do not publish them",
            ),
        ),
        notes=(*METHODS, *(("Rule", rule) for rule in RULES if public)),
        tables=(analysis_table(found),),
        charts=(NativeChart(table="analysis", kind="bar", label="item", values=("need_share",)),),
        made_on=made_on,
    )
    return build_workbook(book)


def _row(entry: Mapping[str, Any], *, whole: int = 100) -> tuple[str | Cell, ...]:
    """An item's cells; a share of everybody is `whole`."""
    empty = hidden if "hidden" in entry else NOT_CALCULABLE
    cells = tuple(_cell(entry[key], whole if key in FRACTIONS else 1, empty) for key in MEANINGS)
    return (entry["item"], *cells, entry["quadrant"] or empty.text)


def _cell(value: float | None, times: int, empty: Cell) -> Cell:
    if value is None:
        return empty
    number = times * value
    return Cell(text=f"{number:g}", value=number)


def _people(found: Mapping[str, Any]) -> str:
    """How many answered; for the public not always a number, and not always because they are few."""
    people = found["respondents"]
    return "number of respondents not shown" if people is None else plural(people, "respondent")


def _sentence(items: list[Mapping[str, Any]]) -> str:
    rated = [entry for entry in items if entry["need_share"] is not None]
    if not rated:
        return "No share could be worked out."
    top = max(rated, key=lambda entry: entry["need_share"])
    return f"The highest share with a need is {top['need_share']:.0%}, for {top['item']}."
