"""Need at each moment of a series among all who answered, and what became of it among those who answered both.

The two are never one table: the first compares groups of people who may differ, the second the same people.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from mapping.cell import BREAK, Cell, not_applicable, not_available
from mapping.change import ChangeFigures, changes_in
from mapping.figures import Dimension, Part, Release
from reports.charts import Chart
from reports.columns import NEED_MEANING, WORDS
from reports.groups import by_item, missing_cell, national_part, part_name, parts_of, withheld_notes
from reports.moment_chart import MomentLine, moment_chart
from reports.table import Column, Table
from reports.wording import REGIONS, group_name, moment_name, plural
from surveys.instrument import Instrument, NeedItem

ALL_NOTE = (
    "Made from all who answered at each time point. They are not all the same people, so a difference can come from "
    "who answered. See the next table for the same people twice."
)
LINKED_NOTE = (
    "Made only from people who answered both times, each beside their own first answers, tied by their return code. "
    "People who answered once are not in it."
)
BREAK_NOTE = (
    f"{BREAK} A break: the area was asked in other words or on another scale from then on, so the shares before and "
    "after cannot be compared, and no line joins them."
)
PREVIOUS_NOTE = (
    "The shares of the other time points are those of their own latest approved release before this one."
)
GONE = Column(
    key="gone_share",
    title="Need closed",
    unit="percent",
    meaning="Of those who rated the area both times, the share who had a need at their first time point and have "
    "none now.",
)
CHANGE = (
    GONE,
    Column(
        key="new_share",
        title="New need",
        unit="percent",
        meaning="Of those who rated the area both times, the share who had no need at their first time point and "
        "have one now.",
    ),
    Column(
        key="change_n",
        title="People who rated it both times",
        unit="count",
        meaning="People who gave both ratings of the area at their first time point and at this one.",
    ),
    Column(key="gone", title="People: closed", unit="count", meaning="Those whose need closed."),
    Column(key="new", title="People: new", unit="count", meaning="Those with a new need."),
)
NAMED = 3


class Point(NamedTuple):
    """A moment of a series with its release and the edition that was asked."""

    months: int
    release: Release
    instrument: Instrument


def need_over_time(points: Sequence[Point], breaks: Mapping[str, tuple[int, ...]]) -> Table:
    """A row for each area, a column for each moment: the share with a need among all who answered then."""
    latest = points[-1]
    columns = [_column(point) for point in points]
    rows = tuple(_row(item, points, breaks.get(item.code, ())) for item in _items(points))
    broken = any(breaks.get(item.code) for item in _items(points))
    return Table(
        id="need-over-time",
        title="Preceptees: need over time, all who answered",
        subtitle="Share whose confidence is below importance at each time point, whoever answered then",
        columns=(
            *WORDS[:2],
            *columns,
            Column(
                key="comparable",
                title="Comparable",
                meaning=f"Yes, or {BREAK} and since when the area has been asked differently.",
            ),
        ),
        rows=rows,
        sentence=_trend_words(points, rows, breaks),
        notes=(ALL_NOTE, PREVIOUS_NOTE, *((BREAK_NOTE,) if broken else ())),
        audience=latest.instrument.audience,
    )


def over_time_chart(table: Table, points: Sequence[Point], breaks: Mapping[str, tuple[int, ...]]) -> Chart:
    """A mark for each moment on the row of each area, joined where they compare, [b] where they do not."""
    keys = [f"need_share_{point.months}" for point in points]
    shown = tuple(row for row in table.rows if any(isinstance(cell, Cell) and cell.shown for cell in row))
    kept = table.model_copy(update={"rows": shown})
    lines = [MomentLine(str(row[0]), tuple(breaks.get(str(row[1]), ()))) for row in shown]
    months = [point.months for point in points]
    return moment_chart(kept, lines, keys=keys, months=months, percent=True)


def change_by_area(point: Point) -> Table:
    """What became of the need in each area, only among people who answered both times."""
    part = national_part(point.release, "preceptee")
    found = changes_in(part) if part else {}
    rows: tuple[tuple[str | Cell, ...], ...] = tuple(
        sorted(
            (
                (item.text, item.code, section.title, *_change(found.get(item.code), part))
                for section in point.instrument.sections
                for item in section.items
            ),
            key=lambda row: -_number(row[3]),
        )
    )
    return Table(
        id="need-change",
        title="Preceptees: what became of needs, only people who answered both times",
        subtitle=f"{part_name(part)}, {point.release.time_point}, beside each person's own first time point",
        columns=(*WORDS, *CHANGE),
        rows=rows,
        sentence=_change_words(rows),
        notes=(LINKED_NOTE, *withheld_notes([part] if part else [])),
        audience="preceptee",
    )


def change_by_region(point: Point) -> Table:
    """The share whose need closed, in the nation and each region, only among those who answered both times."""
    nation = national_part(point.release, "preceptee")
    held = {part.group.code: part for part in parts_of(point.release, "preceptee", "region")}
    places: list[tuple[Dimension, str, Part | None]] = [
        ("nation", "all", nation),
        *(("region", code, held.get(code)) for code in REGIONS),
    ]
    found = [(part, changes_in(part) if part else {}) for _, _, part in places]
    rows: tuple[tuple[str | Cell, ...], ...] = tuple(
        (item.text, item.code, *(_change(figures.get(item.code), part)[0] for part, figures in found))
        for item in point.instrument.items
    )
    shown = sum(
        any(isinstance(cell := row[at], Cell) and cell.shown for row in rows)
        for at in range(3, 3 + len(REGIONS))
    )
    return Table(
        id="need-change-by-region",
        title="Preceptees: needs that closed by region, only people who answered both times",
        subtitle=f"{point.release.time_point}: share whose need closed since their own first time point",
        columns=(
            *WORDS[:2],
            *(
                GONE.model_copy(
                    update={
                        "key": "nation" if dimension == "nation" else code,
                        "title": group_name(dimension, code),
                        "measure": GONE.key,
                        "group": (dimension, code),
                    }
                )
                for dimension, code, _ in places
            ),
        ),
        rows=rows,
        sentence=f"{shown} of {plural(len(REGIONS), 'region')} can be shown for at least one area.",
        notes=(LINKED_NOTE, *withheld_notes(held.values())),
        audience="preceptee",
    )


def _items(points: Sequence[Point]) -> list[NeedItem]:
    """Every area of the newest edition as asked, then those that only earlier editions have."""
    found: dict[str, NeedItem] = {}
    for point in reversed(points):
        for item in point.instrument.items:
            found.setdefault(item.code, item)
    return list(found.values())


def _row(item: NeedItem, points: Sequence[Point], breaks: tuple[int, ...]) -> tuple[str | Cell, ...]:
    since = ", ".join(moment_name(month).lower() for month in breaks)
    words = f"{BREAK} asked differently since {since}" if breaks else "Yes"
    asked = [point for point in points if point.instrument.item(item.code)]
    if len(asked) < len(points) and not breaks:
        words = "New" if asked[-1] is points[-1] else "Retired"
    return (item.text, item.code, *(_share(item, point) for point in points), words)


def _share(item: NeedItem, point: Point) -> Cell:
    if point.instrument.item(item.code) is None:
        return not_applicable
    part = national_part(point.release, "preceptee")
    figures = by_item(part).get(item.code)
    return figures.need_share if figures else missing_cell(part)


def _column(point: Point) -> Column:
    return Column(
        key=f"need_share_{point.months}",
        title=moment_name(point.months),
        unit="percent",
        meaning=f"{point.release.time_point}, release {point.release.number}. {NEED_MEANING}",
        measure="need_share",
        group=("nation", "all"),
    )


def _trend_words(
    points: Sequence[Point], rows: Sequence[tuple[str | Cell, ...]], breaks: Mapping[str, tuple[int, ...]]
) -> str:
    """How many comparable areas went which way between the first and the last moment, and the largest fall."""
    last = 1 + len(points)
    pairs = [
        (str(row[0]), first, final)
        for row in rows
        if not breaks.get(str(row[1]))
        and isinstance(first := row[2], Cell)
        and isinstance(final := row[last], Cell)
        and first.shown
        and final.shown
    ]
    if not pairs:
        return "No area can be compared between these time points yet."
    fell = [pair for pair in pairs if _number(pair[2]) < _number(pair[1])]
    rose = [pair for pair in pairs if _number(pair[2]) > _number(pair[1])]
    start, end = (f"{each.months} months" if each.months else "the start" for each in (points[0], points[-1]))
    words = (
        f"Among all who answered, between {start} and {end} the share with a need fell in "
        f"{plural(len(fell), 'area')}, rose in {len(rose)} and stayed in {len(pairs) - len(fell) - len(rose)}."
    )
    if fell:
        area, first, final = max(fell, key=lambda pair: _number(pair[1]) - _number(pair[2]))
        words += f" The largest fall is in {area}: from {first.text} to {final.text}."
    return words


def _change(figures: ChangeFigures | None, part: Part | None) -> tuple[Cell, ...]:
    if figures is None:
        return (missing_cell(part) if part and part.group.withheld else not_available,) * len(CHANGE)
    return figures.gone_share, figures.new_share, figures.n, figures.gone, figures.new


def _change_words(rows: Sequence[tuple[str | Cell, ...]]) -> str:
    shown = [row for row in rows if isinstance(row[3], Cell) and row[3].shown]
    if not shown:
        return "None of these figures can be shown yet."
    named = "; ".join(f"{row[0]} ({row[3].text})" for row in shown[:NAMED] if isinstance(row[3], Cell))
    return (
        f"Among people who answered both times, {plural(len(shown), 'area')} can be shown. Needs closed most often "
        f"in: {named}."
    )


def _number(entry: str | Cell) -> float:
    return entry.value if isinstance(entry, Cell) and entry.value is not None else -1.0
