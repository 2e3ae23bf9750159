"""Importance beside confidence: which need areas are important to people who are not yet confident."""

from frameworks.model import Frozen
from mapping.cell import Cell
from mapping.figures import ItemFigures, Part, Release
from reports.columns import FIGURES, WORDS
from reports.groups import by_item, missing_cell, national_part, part_name
from reports.table import Column, Table
from reports.values import average
from reports.wording import AUDIENCES, join_words, plural
from surveys.instrument import Instrument, NeedItem

SUPPORT_FIRST = "Support first"
QUADRANTS = {
    (True, False): SUPPORT_FIRST,
    (True, True): "Keep up",
    (False, False): "Lower priority",
    (False, True): "More than needed",
}
ORDER = tuple(QUADRANTS.values())
NAMED = 3
"""How many areas a sentence names."""


class Crosshair(Frozen):
    """Where the two lines of the importance and confidence chart cross, in percent."""

    important: float
    confident: float


def importance_and_confidence(release: Release, instrument: Instrument) -> Table:
    """Every need area with the quadrant it falls in nationally; the lines cross at the means shown.

    What to support first comes first, the widest distance between importance and confidence on top.
    """
    part = national_part(release, instrument.audience)
    found = by_item(part)
    cross = crosshair(part)
    rows = tuple(
        sorted(
            (_quadrant_row(item, found.get(item.code), part, cross) for item in instrument.items),
            key=_first_to_support,
        )
    )
    return Table(
        id=f"{instrument.audience}-quadrants",
        title=f"{AUDIENCES[instrument.audience]}: importance beside confidence",
        subtitle=f"{part_name(part)}, {release.time_point}: share who rated each 4 or 5",
        columns=(
            *WORDS[:2],
            FIGURES[7],
            FIGURES[8],
            Column(key="quadrant", title="Where it falls", meaning="High or low against the two means."),
        ),
        rows=rows,
        sentence=_sentence(rows, cross),
        notes=_cross_notes(cross),
        audience=instrument.audience,
    )


def crosshair(part: Part | None) -> Crosshair | None:
    """The mean shares over the items shown; None when no item is."""
    shown = [one for one in (part.items if part else ()) if _placeable(one)]
    important = average([one.important_share for one in shown])
    confident = average([one.confident_share for one in shown])
    if important is None or confident is None:
        return None
    return Crosshair(important=important, confident=confident)


def _sentence(rows: tuple[tuple[str | Cell, ...], ...], cross: Crosshair | None) -> str:
    if cross is None:
        return "None of these figures can be shown yet."
    first = [str(row[0]) for row in rows if row[4] == SUPPORT_FIRST]
    if not first:
        return "No area is both more important than average and rated with less confidence than average."
    start = (
        f"{plural(len(first), 'area')} {'is' if len(first) == 1 else 'are'} more important than average "
        "and rated with less confidence than average"
    )
    if len(first) <= NAMED:
        return f"{start}: {join_words(first, between='; ')}."
    return f"{start}. The widest gaps: {join_words(first[:NAMED], between='; ')}."


def _first_to_support(row: tuple[str | Cell, ...]) -> tuple[int, float]:
    """Quadrants in their order, then the distance from importance down to confidence; hidden ones last."""
    important, confident, falls = row[2:5]
    if falls not in ORDER or not isinstance(important, Cell) or not isinstance(confident, Cell):
        return (len(ORDER), 0.0)
    return (ORDER.index(str(falls)), (confident.value or 0) - (important.value or 0))


def _quadrant_row(
    item: NeedItem, figures: ItemFigures | None, part: Part | None, cross: Crosshair | None
) -> tuple[str | Cell, ...]:
    if figures is None:
        blank = missing_cell(part)
        return (item.text, item.code, blank, blank, blank.text)
    important, confident = figures.important_share, figures.confident_share
    if cross is None or not _placeable(figures):
        token = important if not important.shown else confident
        return (item.text, item.code, important, confident, token.text)
    high = ((important.value or 0) >= cross.important, (confident.value or 0) >= cross.confident)
    return (item.text, item.code, important, confident, QUADRANTS[high])


def _placeable(figures: ItemFigures) -> bool:
    return figures.important_share.shown and figures.confident_share.shown


def _cross_notes(cross: Crosshair | None) -> tuple[str, ...]:
    if cross is None:
        return ()
    return (
        f"The lines cross at the means of the areas shown: {cross.important:.1f}% rated important and "
        f"{cross.confident:.1f}% rated confident.",
    )
