"""Tables of need, by area and by section."""

from collections.abc import Iterable

from mapping.cell import Cell
from mapping.figures import ItemFigures, Part, Release
from mapping.support import support_in
from reports.columns import COMBINED, COMBINED_NOTE, FIGURES, WORDS
from reports.groups import by_item, combine, missing_cell, national_part, part_name, withheld_notes
from reports.support import LEAN, lean_words
from reports.table import Table, column_cells
from reports.wording import AUDIENCES, join_words
from surveys.instrument import Instrument, Section

NAMED = 3
"""How many areas a sentence names."""


def need_by_area(release: Release, instrument: Instrument, *, id: str = "need-by-area") -> Table:
    """Every need area with all its national figures: the highest share with a need first."""
    part = national_part(release, instrument.audience)
    found, support = by_item(part), support_in(part) if part else {}
    rows: list[tuple[str | Cell, ...]] = [
        (
            item.text,
            item.code,
            section.title,
            *_figures(found.get(item.code), part),
            lean_words(support.get(item.code), part),
        )
        for section in instrument.sections
        for item in section.items
    ]
    table = Table(
        id=id,
        title=f"{AUDIENCES[instrument.audience]}: need by area",
        subtitle=f"{part_name(part)}, {release.time_point}: share whose confidence is below importance",
        columns=(*WORDS, *FIGURES, LEAN),
        rows=ranked(rows, at=len(WORDS)),
        sentence="",
        notes=withheld_notes([part] if part else []),
        audience=instrument.audience,
    )
    return table.model_copy(update={"sentence": highest_words(table, "area", "need_share")})


def ranked(rows: Iterable[tuple[str | Cell, ...]], *, at: int) -> tuple[tuple[str | Cell, ...], ...]:
    """Rows by the figure at a position, the highest first; equal and hidden ones stay in the order asked."""
    return tuple(sorted(rows, key=lambda row: -_value(row[at])))


def need_by_section(release: Release, instrument: Instrument, *, id: str = "need-by-section") -> Table:
    """One row for each section, from the published figures of its areas: the highest share first."""
    part = national_part(release, instrument.audience)
    found = by_item(part)
    rows = tuple(_section_row(section, found) for section in instrument.sections if section.items)
    table = Table(
        id=id,
        title=f"{AUDIENCES[instrument.audience]}: need by section",
        subtitle=f"{part_name(part)}, {release.time_point}: ratings with confidence below importance",
        columns=(WORDS[2], *COMBINED),
        rows=ranked(rows, at=-1),
        sentence="",
        notes=(COMBINED_NOTE, *withheld_notes([part] if part else [])),
        audience=instrument.audience,
    )
    return table.model_copy(update={"sentence": highest_words(table, "section", "need_share")})


def highest_words(table: Table, name: str, share: str) -> str:
    """A sentence naming the three highest shown shares of a table, or saying that none can be shown."""
    names, cells = table.texts(name), column_cells(table, share)
    shown = [(words, cell) for words, cell in zip(names, cells, strict=True) if cell.shown]
    if not shown:
        return "None of these figures can be shown yet."
    among = "" if len(shown) == len(cells) else f"Among the {len(shown)} of {len(cells)} that can be shown, "
    top = sorted(shown, key=lambda each: -_value(each[1]))[:NAMED]
    noun = "share with a need is" if len(top) == 1 else "shares with a need are:"
    named = join_words((f"{words} ({cell.text})" for words, cell in top), between="; ")
    sentence = f"{among}the highest {noun} {named}."
    return f"{sentence[0].upper()}{sentence[1:]}"


def _value(entry: str | Cell) -> float:
    """A shown figure's number; below every share for what is not shown."""
    return entry.value if isinstance(entry, Cell) and entry.value is not None else -1.0


def _figures(figures: ItemFigures | None, part: Part | None) -> tuple[Cell, ...]:
    if figures is None:
        return (missing_cell(part),) * len(FIGURES)
    return tuple(getattr(figures, column.key) for column in FIGURES)


def _section_row(section: Section, found: dict[str, ItemFigures]) -> tuple[str | Cell, ...]:
    figures = [found[item.code] for item in section.items if item.code in found]
    total = combine(figures, of=len(section.items))
    return (section.title, total.based_on, total.n, total.need, total.share)
