"""An organisation's own protected figures beside its region and the nation."""

from mapping.cell import Cell
from mapping.figures import Part, Release
from reports.columns import NEED_MEANING, WORDS
from reports.groups import by_item, missing_cell, national_part, part_name
from reports.table import Column, Table
from reports.wording import AUDIENCES, SPOKEN, group_name, plural, withheld_words
from surveys.instrument import Instrument


def beside_others(
    release: Release, instrument: Instrument, *, organisation: str, name: str, region: str | None
) -> Table:
    """Share with a need by area: own, region, nation, with plain words where the own figure is hidden.

    `organisation` and `region` are the codes of groups in the release.
    """
    audience = instrument.audience
    own = release.part(audience, "organisation", organisation)
    around = release.part(audience, "region", region) if region else None
    nation = national_part(release, audience)
    found = [(part, by_item(part)) for part in (own, around, nation)]
    rows: list[tuple[str | Cell, ...]] = []
    for item in instrument.items:
        cells = [
            figures[item.code].need_share if item.code in figures else missing_cell(part)
            for part, figures in found
        ]
        rows.append((item.text, item.code, *cells, _instead(cells)))
    return Table(
        id=f"{audience}-own-beside-others",
        title=f"{AUDIENCES[audience]}: need at {name}",
        subtitle=f"{release.time_point}: share whose confidence is below importance",
        columns=(
            *WORDS[:2],
            _share("own", name),
            _share("region", group_name("region", region) if region else "Region"),
            _share("nation", part_name(nation)),
            Column(key="instead", title="What to use", meaning="Which figure can be used, in words."),
        ),
        rows=tuple(rows),
        sentence=_sentence(own, [row[2] for row in rows], name),
        notes=_why(own, around),
    )


def _share(key: str, name: str) -> Column:
    return Column(key=key, title=name, unit="percent", meaning=f"{name}. {NEED_MEANING}")


def _instead(cells: list[Cell]) -> str:
    own, region, nation = cells
    if own.shown:
        return "Your own figure"
    reason = SPOKEN.get(own.text, own.text).capitalize()
    if region.shown:
        return f"{reason}. Use the region."
    return f"{reason}. Use the nation." if nation.shown else f"{reason}. No figure can be used yet."


def _sentence(own: Part | None, cells: list[str | Cell], name: str) -> str:
    if own is None:
        return f"This release has no figures for {name}."
    if own.group.withheld:
        return withheld_words(own.group.withheld, "organisation")
    shown = sum(1 for cell in cells if isinstance(cell, Cell) and cell.shown)
    return f"{shown} of {plural(len(cells), 'need area')} can be shown for {name}."


def _why(own: Part | None, around: Part | None) -> tuple[str, ...]:
    return tuple(
        withheld_words(part.group.withheld, part.group.dimension)
        for part in (own, around)
        if part and part.group.withheld
    )
