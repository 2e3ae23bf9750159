"""Tables of need, by area and by section."""

from mapping.cell import Cell
from mapping.figures import ItemFigures, Part, Release
from reports.columns import COMBINED, COMBINED_NOTE, FIGURES, WORDS
from reports.groups import by_item, combine, missing_cell, national_part, part_name, withheld_notes
from reports.table import Table
from reports.wording import AUDIENCES, join_words
from surveys.instrument import Instrument, Section


def need_by_area(release: Release, instrument: Instrument, *, id: str = "need-by-area") -> Table:
    """Every need area in the order asked, with all its national figures."""
    part = national_part(release, instrument.audience)
    found = by_item(part)
    rows = tuple(
        (item.text, item.code, section.title, *_figures(found.get(item.code), part))
        for section in instrument.sections
        for item in section.items
    )
    table = Table(
        id=id,
        title=f"{AUDIENCES[instrument.audience]}: need by area",
        subtitle=f"{part_name(part)}, {release.time_point}: share whose confidence is below importance",
        columns=(*WORDS, *FIGURES),
        rows=rows,
        sentence="",
        notes=withheld_notes([part] if part else []),
    )
    return table.model_copy(update={"sentence": highest_words(table, "area", "need_share")})


def need_by_section(release: Release, instrument: Instrument, *, id: str = "need-by-section") -> Table:
    """One row for each section, from the published figures of its areas."""
    part = national_part(release, instrument.audience)
    found = by_item(part)
    rows = tuple(_section_row(section, found) for section in instrument.sections if section.items)
    table = Table(
        id=id,
        title=f"{AUDIENCES[instrument.audience]}: need by section",
        subtitle=f"{part_name(part)}, {release.time_point}: ratings with confidence below importance",
        columns=(WORDS[2], *COMBINED),
        rows=rows,
        sentence="",
        notes=(COMBINED_NOTE, *withheld_notes([part] if part else [])),
    )
    return table.model_copy(update={"sentence": highest_words(table, "section", "need_share")})


def highest_words(table: Table, name: str, share: str) -> str:
    """A sentence naming the highest shown share of a table, or saying that none can be shown."""
    index = table.position(share)
    names = table.texts(name)
    cells = [(names[at], row[index]) for at, row in enumerate(table.rows)]
    shown = [(words, cell) for words, cell in cells if isinstance(cell, Cell) and cell.shown]
    if not shown:
        return "None of these figures can be shown yet."
    highest = max(cell.value or 0 for _, cell in shown)
    top = [(words, cell) for words, cell in shown if cell.value == highest]
    among = "" if len(shown) == len(cells) else f"Among the {len(shown)} of {len(cells)} that can be shown, "
    start = f"{among}the highest share with a need is {top[0][1].text}"
    named = f"{start}, in {len(top)} areas" if len(top) > 3 else f"{start}: {join_words(w for w, _ in top)}"
    return f"{named[0].upper()}{named[1:]}."


def _figures(figures: ItemFigures | None, part: Part | None) -> tuple[Cell, ...]:
    if figures is None:
        return (missing_cell(part),) * len(FIGURES)
    return tuple(getattr(figures, column.key) for column in FIGURES)


def _section_row(section: Section, found: dict[str, ItemFigures]) -> tuple[str | Cell, ...]:
    figures = [found[item.code] for item in section.items if item.code in found]
    total = combine(figures, of=len(section.items))
    return (section.title, total.based_on, total.n, total.need, total.share)
