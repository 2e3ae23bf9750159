"""An organisation's own protected figures beside its region and the nation."""

from mapping.cell import Cell
from mapping.figures import Dimension, ItemFigures, Part, Release
from reports.columns import FIGURES, NEED_MEANING, WORDS
from reports.groups import by_item, missing_cell, national_part, part_name
from reports.needs import highest_words, ranked
from reports.table import Column, Table
from reports.wording import AUDIENCES, SPOKEN, group_name, withheld_words
from surveys.instrument import Instrument

OWN_DETAIL = {
    "n": "Your people who rated both",
    "need_low": "Your lower limit",
    "need_high": "Your upper limit",
}
"""How sure the own share is: figures of the own part beside it, and their titles."""


def need_id(audience: str) -> str:
    """The id of an audience's table of own need beside others.

    >>> need_id("preceptee")
    'preceptee-need-compared'
    """
    return f"{audience}-need-compared"


def beside_others(
    release: Release, instrument: Instrument, *, organisation: str, name: str, region: str | None
) -> Table:
    """Share with a need by area: own, region, nation, with plain words where the own figure is hidden.

    The highest own share comes first; where there is none, the region's and then the nation's decide.
    `organisation` and `region` are the codes of groups in the release.
    """
    audience = instrument.audience
    own = release.part(audience, "organisation", organisation)
    around = release.part(audience, "region", region) if region else None
    nation = national_part(release, audience)
    found = [(part, by_item(part)) for part in (own, around, nation)]
    rows: list[tuple[str | Cell, ...]] = []
    for item in instrument.items:
        cells = [_cell(part, figures.get(item.code), "need_share") for part, figures in found]
        detail = [_cell(own, by_item(own).get(item.code), key) for key in OWN_DETAIL]
        rows.append((item.text, item.code, *cells, _instead(cells), *detail))
    table = Table(
        id=need_id(audience),
        title=f"{AUDIENCES[audience]}: need at {name}",
        subtitle=f"{release.time_point}: share whose confidence is below importance",
        columns=(
            *WORDS[:2],
            _share("own", name, ("organisation", organisation)),
            _share("region", group_name("region", region) if region else "Region", ("region", region or "")),
            _share("nation", part_name(nation), ("nation", "all")),
            Column(key="instead", title="What to use", meaning="Which figure can be used, in words."),
            *(_detail(key, title, ("organisation", organisation)) for key, title in OWN_DETAIL.items()),
        ),
        rows=ranked(ranked(ranked(rows, at=4), at=3), at=2),
        sentence="",
        notes=_why(own, around),
        audience=audience,
    )
    return table.model_copy(update={"sentence": _sentence(own, table, name)})


def _cell(part: Part | None, figures: ItemFigures | None, key: str) -> Cell:
    cell: Cell = missing_cell(part) if figures is None else getattr(figures, key)
    return cell


def _share(key: str, name: str, group: tuple[Dimension, str]) -> Column:
    return Column(
        key=key,
        title=name,
        unit="percent",
        meaning=f"{name}. {NEED_MEANING}",
        measure="need_share",
        group=group,
    )


def _detail(key: str, title: str, group: tuple[Dimension, str]) -> Column:
    column = next(column for column in FIGURES if column.key == key)
    return column.model_copy(update={"key": f"own_{key}", "title": title, "measure": key, "group": group})


def _instead(cells: list[Cell]) -> str:
    own, region, nation = cells
    if own.shown:
        return "Your own figure"
    reason = SPOKEN.get(own.text, own.text).capitalize()
    if region.shown:
        return f"{reason}. Use the region."
    return f"{reason}. Use the nation." if nation.shown else f"{reason}. No figure can be used yet."


def _sentence(own: Part | None, table: Table, name: str) -> str:
    if own is None:
        return f"This release has no figures for {name}."
    if own.group.withheld:
        return withheld_words(own.group.withheld, "organisation")
    return highest_words(table, "area", "own")


def _why(own: Part | None, around: Part | None) -> tuple[str, ...]:
    return tuple(
        withheld_words(part.group.withheld, part.group.dimension)
        for part in (own, around)
        if part and part.group.withheld
    )
