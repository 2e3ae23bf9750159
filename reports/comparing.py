"""The share with a need, side by side: a row for each need area, a column for each group."""

from mapping.cell import Cell
from mapping.figures import Dimension, ItemFigures, Part, Release
from reports.columns import NEED_MEANING, WORDS
from reports.groups import by_item, missing_cell, national_part, part_name, parts_of, withheld_notes
from reports.table import Column, Table
from reports.wording import AUDIENCES, DIMENSIONS, REGIONS, group_name, join_words, plural
from surveys.instrument import Instrument, NeedItem


def need_by_group(
    release: Release, instrument: Instrument, dimension: Dimension, *, id: str | None = None
) -> Table:
    """Need areas in the order asked; the nation first, then one column for each group of the dimension."""
    audience = instrument.audience
    national = national_part(release, audience)
    groups = _groups(release, audience, dimension)
    columns = [(national, "nation", part_name(national))]
    columns += [(part, code, group_name(dimension, code)) for code, part in groups]
    found = [(part, by_item(part)) for part, _, _ in columns]
    return Table(
        id=id or f"{audience}-need-by-{dimension}",
        title=f"{AUDIENCES[audience]}: need by {DIMENSIONS[dimension].lower()}",
        subtitle=f"{release.time_point}: share whose confidence is below importance",
        columns=(*WORDS[:2], *(_column(code, name) for _, code, name in columns)),
        rows=tuple(_row(item, found) for item in instrument.items),
        sentence=_sentence(dimension, groups),
        notes=withheld_notes(part for _, part in groups if part),
    )


def _groups(release: Release, audience: str, dimension: Dimension) -> list[tuple[str, Part | None]]:
    """Every region always has a column, in the release or not; other dimensions show what they hold."""
    held = {part.group.code: part for part in parts_of(release, audience, dimension)}
    extra = [code for code in REGIONS if code not in held] if dimension == "region" else []
    codes = [*REGIONS, *(code for code in held if code not in REGIONS)] if extra else list(held)
    return [(code, held.get(code)) for code in codes]


def _column(code: str, name: str) -> Column:
    return Column(key=code, title=name, unit="percent", meaning=f"{name}. {NEED_MEANING}")


def _row(item: NeedItem, found: list[tuple[Part | None, dict[str, ItemFigures]]]) -> tuple[str | Cell, ...]:
    cells = (
        figures[item.code].need_share if item.code in figures else missing_cell(part)
        for part, figures in found
    )
    return (item.text, item.code, *cells)


def _sentence(dimension: Dimension, groups: list[tuple[str, Part | None]]) -> str:
    shown = [code for code, part in groups if part and not part.group.withheld]
    if not shown:
        return f"No {DIMENSIONS[dimension].lower()} can be shown yet."
    names = join_words(group_name(dimension, code) for code in shown)
    return f"{plural(len(shown), 'group')} of {len(groups)} can be shown beside the nation: {names}."
