"""Known headcounts as a table, and as a file to fill in."""

import csv
import io
from collections.abc import Iterable, Sequence

from mapping.cell import Cell
from mapping.headcounts import COLUMNS
from mapping.sector import load_sectors
from reports.csv import safe_text
from reports.missing import WHO, headcount_codes
from reports.table import Column, Table
from reports.values import number_cell
from reports.wording import AUDIENCES, PATHWAYS, REGIONS, plural
from surveys.counts import HeadcountLine

EVERY = {"region": "Every region", "pathway": "Every pathway", "sector": "Every sector"}


def headcounts_table(lines: Sequence[HeadcountLine], *, title: str, id: str = "headcounts") -> Table:
    """A row a known number, in words."""
    return Table(
        id=id,
        title=title,
        subtitle="How many people there are to answer, as far as it is known",
        columns=(
            Column(key="audience", title="Who", meaning="Preceptees or preceptors."),
            Column(key="region", title="Region", meaning="The region, or every one."),
            Column(key="pathway", title="Pathway", meaning="The pathway, or every one."),
            Column(key="sector", title="Sector", meaning="The sector, or every one."),
            Column(key="people", title="People", unit="count", meaning="How many people there are."),
            Column(key="source", title="Source", meaning="Where the number comes from."),
        ),
        rows=tuple(_row(line) for line in lines),
        sentence=f"{plural(len(lines), 'number')} known." if lines else "No headcounts are known yet.",
    )


def headcounts_csv(lines: Iterable[HeadcountLine]) -> bytes:
    """A file to fill in: the known numbers, and a blank one for every other group a page compares with."""
    known = {(line.audience, line.region, line.pathway, line.sector): line.people for line in lines}
    rows: dict[tuple[str, str, str, str], object] = dict.fromkeys(_groups(), "") | dict(known)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([[*map(safe_text, key), people] for key, people in rows.items()])
    return out.getvalue().encode("utf-8-sig")


def _groups() -> Iterable[tuple[str, str, str, str]]:
    codes = headcount_codes()
    for audience in WHO:
        yield audience, "", "", ""
        yield from ((audience, code, "", "") for code in codes["region"])
        yield from ((audience, "", code, "") for code in codes["pathway"])
        yield from ((audience, "", "", code) for code in codes["sector"])


def _row(line: HeadcountLine) -> tuple[str | Cell, ...]:
    return (
        AUDIENCES[line.audience],
        REGIONS.get(line.region, EVERY["region"]),
        PATHWAYS.get(line.pathway, EVERY["pathway"]),
        load_sectors().labels.get(line.sector, EVERY["sector"]),
        number_cell(line.people, "count"),
        line.source,
    )
