"""The result of `preceptmap analyse` as a table, as CSV and as a workbook (`DESIGN.md` 8)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from mapping.cell import Cell, hidden
from reports.csv import table_csv
from reports.native_charts import NativeChart
from reports.table import Column, Table
from reports.values import NOT_CALCULABLE
from reports.wording import RULES
from reports.workbook import Book, build_workbook

MEANINGS = {
    "n": ("Pairs", "count", "People who gave both ratings."),
    "missing": ("Missing", "count", "People who left a rating blank."),
    "not_in_role": ("Not in role", "count", "People who said it is not in their role."),
    "mean_importance": ("Mean importance", "mean", "Mean of importance, 1 to 5."),
    "mean_confidence": ("Mean confidence", "mean", "Mean of confidence, 1 to 5."),
    "mean_gap": ("Mean gap", "mean", "Mean of importance minus confidence."),
    "need": ("Need", "count", "People with confidence below importance."),
    "mwds": ("MWDS", "mean", "Borich's mean weighted discrepancy score."),
    "rds": ("RDS", "score", "Ranked discrepancy score, -100 (all have a need) to 100."),
    "need_share": ("Share with a need", "percent", "Need as a share of pairs."),
    "need_low": ("Interval, low", "percent", "Lower end of the Wilson 95% interval of the share."),
    "need_high": ("Interval, high", "percent", "Upper end of the Wilson 95% interval of the share."),
}
FRACTIONS = {"need_share", "need_low", "need_high"}


def analysis_table(found: Mapping[str, Any]) -> Table:
    """One row an item, in the order of the file."""
    columns = [Column(key="item", title="Item", meaning="The item as named in the file.")]
    columns += [
        Column.model_validate({"key": key, "title": title, "unit": unit, "meaning": meaning})
        for key, (title, unit, meaning) in MEANINGS.items()
    ]
    columns.append(Column(key="quadrant", title="Quadrant", meaning="Against the means over all items."))
    respondents = found["respondents"]
    people = "fewer than 10" if respondents is None else f"{respondents:,}"
    return Table(
        id="analysis",
        title="Need by item",
        subtitle=f"{len(found['items'])} items, {people} respondents",
        columns=tuple(columns),
        rows=tuple(_row(entry) for entry in found["items"]),
        sentence=_sentence(found["items"]),
    )


def analysis_csv(found: Mapping[str, Any]) -> bytes:
    """The table as CSV, unrounded: the stable names as headings, blank-free."""
    return table_csv(analysis_table(found))


def analysis_workbook(found: Mapping[str, Any], *, file_name: str, audience: str) -> bytes:
    """The table as a workbook with cover, notes, chart and data dictionary."""
    public = audience == "public"
    book = Book(
        title="Learning needs by item",
        subject=f"Worked out from {file_name}",
        about=(
            ("File", file_name),
            ("Respondents", "fewer than 10" if found["respondents"] is None else str(found["respondents"])),
            (
                "For whom",
                "Anyone: small numbers are hidden and others rounded"
                if public
                else "Whoever's answers these are. Numbers are exact: do not publish them",
            ),
        ),
        notes=tuple(("Rule", rule) for rule in RULES) if public else (),
        tables=(analysis_table(found),),
        charts=(NativeChart(table="analysis", kind="bar", label="item", values=("need_share",)),),
        made_on=date(2026, 1, 1),
    )
    return build_workbook(book)


def _row(entry: Mapping[str, Any]) -> tuple[str | Cell, ...]:
    empty = hidden if "hidden" in entry else NOT_CALCULABLE
    cells = tuple(_cell(key, entry[key], empty) for key in MEANINGS)
    return (entry["item"], *cells, entry["quadrant"] or empty.text)


def _cell(key: str, value: float | None, empty: Cell) -> Cell:
    if value is None:
        return empty
    number = 100 * value if key in FRACTIONS else value
    return Cell(text=f"{number:g}", value=number)


def _sentence(items: list[Mapping[str, Any]]) -> str:
    rated = [entry for entry in items if entry["need_share"] is not None]
    if not rated:
        return "No share could be worked out."
    top = max(rated, key=lambda entry: entry["need_share"])
    return f"The highest share with a need is {top['need_share']:.0%}, for {top['item']}."
