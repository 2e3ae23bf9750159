"""The share with a need, side by side: a row for each area or section, a column for each group."""

from collections.abc import Sequence
from typing import TypeAlias, TypeGuard

from mapping.cell import Cell, not_applicable
from mapping.figures import Dimension, ItemFigures, Part, Release
from reports.columns import COMBINED_NOTE, NEED_MEANING, WORDS
from reports.groups import by_item, combine, missing_cell, national_part, part_name, parts_of, withheld_notes
from reports.needs import ranked
from reports.table import Column, Table
from reports.wording import AUDIENCES, DIMENSIONS, REGIONS, group_name, in_group, join_words
from surveys.instrument import Instrument, NeedItem

ALL_AREAS = "All areas together"
NATION = "nation"
"""The key of the column that stands for everyone."""
Found: TypeAlias = list[tuple[Part | None, dict[str, ItemFigures]]]


def need_by_group(
    release: Release, instrument: Instrument, dimension: Dimension, *, id: str | None = None
) -> Table:
    """Need areas, the highest in the nation first; the nation, then one column for each group."""
    audience = instrument.audience
    groups = _groups(release, audience, dimension)
    columns = _columns(release, audience, dimension, groups)
    found = [(part, by_item(part)) for part, _, _ in columns]
    rows = ranked((_row(item, found) for item in instrument.items), at=2)
    return Table(
        id=id or f"{audience}-need-by-{dimension}",
        title=f"{AUDIENCES[audience]}: need by {DIMENSIONS[dimension].lower()}",
        subtitle=f"{release.time_point}: share whose confidence is below importance",
        columns=(*WORDS[:2], *(_column(dimension, code, name) for _, code, name in columns)),
        rows=rows,
        sentence=_highest_in_each(rows, [name for _, _, name in columns], dimension),
        notes=withheld_notes(part for _, part in groups if part),
        audience=audience,
    )


def section_need_by_group(release: Release, instrument: Instrument, dimension: Dimension) -> Table:
    """Sections, the highest in the nation first, under a row for all areas: a few rows to read at once."""
    audience = instrument.audience
    groups = _groups(release, audience, dimension)
    columns = _columns(release, audience, dimension, groups)
    found = [(part, by_item(part)) for part, _, _ in columns]
    whole = _combined_row(ALL_AREAS, instrument.items, found)
    sections = [
        _combined_row(section.title, section.items, found) for section in instrument.sections if section.items
    ]
    return Table(
        id=f"{audience}-sections-by-{dimension}",
        title=f"{AUDIENCES[audience]}: need by {DIMENSIONS[dimension].lower()}, section by section",
        subtitle=f"{release.time_point}: ratings with confidence below importance",
        columns=(WORDS[2], *(_column(dimension, code, name) for _, code, name in columns)),
        rows=(whole, *ranked(sections, at=1)),
        sentence=_most_and_least(whole, [name for _, _, name in columns], dimension),
        notes=(COMBINED_NOTE, *withheld_notes(part for _, part in groups if part)),
        audience=audience,
    )


def _columns(
    release: Release, audience: str, dimension: Dimension, groups: list[tuple[str, Part | None]]
) -> list[tuple[Part | None, str, str]]:
    """Part, key and name of each column: the nation, then the groups."""
    national = national_part(release, audience)
    return [
        (national, NATION, part_name(national)),
        *((part, code, group_name(dimension, code)) for code, part in groups),
    ]


def _combined_row(name: str, items: Sequence[NeedItem], found: Found) -> tuple[str | Cell, ...]:
    return (name, *(_combined(items, part, figures) for part, figures in found))


def _combined(items: Sequence[NeedItem], part: Part | None, figures: dict[str, ItemFigures]) -> Cell:
    """Need over those of some areas that a group was asked about."""
    if part is None or part.group.withheld:
        return missing_cell(part)
    asked = [figures[item.code] for item in items if item.code in figures]
    counted = [one for one in asked if one.need_share != not_applicable]
    return combine(counted, of=len(counted)).share


def _groups(release: Release, audience: str, dimension: Dimension) -> list[tuple[str, Part | None]]:
    """Every region always has a column, in the release or not; other dimensions show what they hold."""
    held = {part.group.code: part for part in parts_of(release, audience, dimension)}
    extra = [code for code in REGIONS if code not in held] if dimension == "region" else []
    codes = [*REGIONS, *(code for code in held if code not in REGIONS)] if extra else list(held)
    return [(code, held.get(code)) for code in codes]


def _column(dimension: Dimension, code: str, name: str) -> Column:
    return Column(
        key=code,
        title=name,
        unit="percent",
        meaning=f"{name}. {NEED_MEANING}",
        measure="need_share",
        group=("nation", "all") if code == NATION else (dimension, code),
    )


def _row(item: NeedItem, found: Found) -> tuple[str | Cell, ...]:
    cells = (
        figures[item.code].need_share if item.code in figures else missing_cell(part)
        for part, figures in found
    )
    return (item.text, item.code, *cells)


def _highest_in_each(rows: Sequence[tuple[str | Cell, ...]], names: list[str], dimension: Dimension) -> str:
    """Which area is highest in which group, of the groups that have one to show."""
    found: dict[str, list[str]] = {}
    for place, name in enumerate(names[1:], start=3):
        shown = [(cell.value or 0, str(row[0]), cell.text) for row in rows if _is_shown(cell := row[place])]
        if shown:
            _, area, share = max(shown, key=lambda each: each[0])
            found.setdefault(area, []).append(f"{name} ({share})")
    if not found:
        return f"No {DIMENSIONS[dimension].lower()} can be shown yet."
    parts = (f"{area}, {in_group(dimension, join_words(places))}" for area, places in found.items())
    return f"The highest need in each {DIMENSIONS[dimension].lower()} shown: {'; '.join(parts)}."


def _most_and_least(row: tuple[str | Cell, ...], names: list[str], dimension: Dimension) -> str:
    """The nation's share over all areas, and the groups with the highest and the lowest."""
    nation, *groups = [
        (cell.value or 0, name, cell.text) if _is_shown(cell) else None
        for name, cell in zip(names, row[1:], strict=True)
    ]
    shown = [group for group in groups if group]
    start = f"Nationally, {nation[2]} of ratings show a need" if nation else ""
    if not shown:
        return f"{start}. No {DIMENSIONS[dimension].lower()} can be shown yet.".removeprefix(". ")
    most, least = max(shown, key=lambda group: group[0]), min(shown, key=lambda group: group[0])
    if most[0] == least[0]:
        spread = f"{most[2]} in each {DIMENSIONS[dimension].lower()} shown"
    else:
        most_words, least_words = (in_group(dimension, group[1]) for group in (most, least))
        spread = f"most {most_words} ({most[2]}), least {least_words} ({least[2]})"
    return f"{start}: {spread}." if start else f"Ratings that show a need: {spread}."


def _is_shown(cell: str | Cell) -> TypeGuard[Cell]:
    return isinstance(cell, Cell) and cell.shown
