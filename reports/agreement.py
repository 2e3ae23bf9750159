"""Where preceptees and preceptors agree: the nation's pairs of ratings of confidence, area by area."""

from collections import Counter
from collections.abc import Callable

from mapping.agreement import MINIMUM_PAIRS, VALUES, Agreement, agreements_in
from mapping.cell import Cell
from mapping.figures import Part, Release
from mapping.policy import MINIMUM_CHANGED
from reports.columns import WORDS
from reports.groups import missing_cell, national_part, part_name, withheld_notes
from reports.table import Column, Table
from reports.wording import join_words, plural
from surveys.instrument import Instrument

BANDS = {"low": "1 or 2", "mid": "3", "high": "4 or 5"}
PAIRS = Column(
    key="pairs",
    title="Pairs",
    unit="count",
    meaning="Preceptees who rated their confidence and whose preceptor gave their view of it.",
)
STATISTICS = (
    Column(
        key="same_share",
        title="Same band",
        unit="percent",
        meaning="Pairs in which both ratings fall in the same band: 1 or 2, 3, or 4 or 5.",
    ),
    Column(
        key="more_share",
        title="Preceptor sees more",
        unit="percent",
        meaning="Pairs in which the preceptor's band is higher than the preceptee's own.",
    ),
    Column(
        key="less_share",
        title="Preceptor sees less",
        unit="percent",
        meaning="Pairs in which the preceptor's band is lower than the preceptee's own.",
    ),
    Column(
        key="kappa",
        title="Weighted kappa",
        unit="number",
        meaning="Agreement beyond chance over the three bands, quadratic weights: 1 is full, 0 is chance.",
    ),
    Column(
        key="icc",
        title="ICC(2,1)",
        unit="number",
        meaning="Absolute agreement of single ratings over the three bands: 1 is full agreement.",
    ),
)
COUNTS = tuple(
    Column(
        key=value.replace("-", "_"),
        title=f"Own {BANDS[own]}, preceptor {BANDS[view]}",
        unit="count",
        meaning=f"Pairs in which the preceptee rated {BANDS[own]} and the preceptor {BANDS[view]}.",
    )
    for value in VALUES
    for own, _, view in (value.partition("-"),)
)
NOTES = (
    "Agreement says how far two people see one person's confidence alike. It does not say who is right, and nothing "
    "about how well anybody works.",
    f"Shares and statistics are shown only where all nine counts of an area are, for {MINIMUM_PAIRS} pairs or more, "
    "and are worked out from those rounded counts.",
    "Only preceptees who chose to share their ratings are counted, once each; preceptors gave their view first.",
)
NAMED = 3
"""How many areas the sentence names."""


def agreement_by_area(release: Release, instrument: Instrument) -> Table:
    """Every area with its pairs and statistics, in the order asked."""
    part = national_part(release, instrument.audience)
    rows = _rows(part, instrument, _statistics, 1 + len(STATISTICS))
    return Table(
        id="agreement",
        title="Where preceptees and preceptors agree",
        subtitle=f"{part_name(part)}, {release.time_point}: a preceptee's confidence and their preceptor's view",
        columns=(*WORDS, PAIRS, *STATISTICS),
        rows=rows,
        sentence=_sentence(rows),
        notes=(*NOTES, *_carried(part), *withheld_notes([part] if part else [])),
        audience=instrument.audience,
    )


def agreement_counts(release: Release, instrument: Instrument) -> Table:
    """The nine counts behind each area's statistics."""
    part = national_part(release, instrument.audience)
    rows = _rows(part, instrument, lambda found: found.counts, len(COUNTS))
    cells = [entry for row in rows for entry in row if isinstance(entry, Cell)]
    shown = sum(cell.shown for cell in cells)
    return Table(
        id="agreement-counts",
        title="The counts behind the agreement",
        subtitle=f"{part_name(part)}, {release.time_point}: pairs by both ratings, in bands",
        columns=(*WORDS, *COUNTS),
        rows=rows,
        sentence=f"{shown} of {plural(len(cells), 'count')} can be shown.",
        notes=withheld_notes([part] if part else []),
        audience=instrument.audience,
    )


def _statistics(found: Agreement) -> tuple[Cell, ...]:
    return (found.n, found.same_share, found.more_share, found.less_share, found.kappa, found.icc)


def _rows(
    part: Part | None, instrument: Instrument, cells_of: Callable[[Agreement], tuple[Cell, ...]], width: int
) -> tuple[tuple[str | Cell, ...], ...]:
    found = agreements_in(part) if part else {}
    return tuple(
        (
            item.text,
            item.code,
            section.title,
            *(cells_of(found[item.code]) if item.code in found else (missing_cell(part),) * width),
        )
        for section in instrument.sections
        for item in section.items
    )


def _carried(part: Part | None) -> list[str]:
    """That some areas' pairs stem from an earlier release, where they do."""
    found = Counter(each.as_of for each in (agreements_in(part) if part else {}).values() if each.as_of)
    return [
        f"The pairs of {plural(areas, 'area')} stay as release {number} had them: fewer than {MINIMUM_CHANGED} had "
        "changed since."
        for number, areas in sorted(found.items())
    ]


def _sentence(rows: tuple[tuple[str | Cell, ...], ...]) -> str:
    at = len(WORDS) + 1
    shown = [(str(row[0]), cell) for row in rows if isinstance(cell := row[at], Cell) and cell.shown]
    if not shown:
        return "No area has enough pairs on every side yet, so no agreement can be shown."
    lowest = sorted(shown, key=lambda each: each[1].value or 0)[:NAMED]
    named = join_words((f"{area} ({cell.text})" for area, cell in lowest), between="; ")
    return (
        f"Agreement can be shown for {len(shown)} of {plural(len(rows), 'area')}. Preceptees and preceptors are "
        f"least often in the same band on {named}."
    )
