"""Need by element of a framework, through the published links, from published figures only."""

from frameworks.model import Framework, Item
from mapping.cell import Cell
from mapping.crosswalk import Crosswalk
from mapping.figures import ItemFigures, Release
from reports.columns import COMBINED, COMBINED_NOTE
from reports.groups import by_item, combine, national_part, part_name, withheld_notes
from reports.needs import highest_words, ranked
from reports.table import Column, Table
from surveys.instrument import Instrument

WORDS = (
    Column(key="title", title="Element", meaning="The element in our own words, not the official text."),
    Column(key="code", title="Code", meaning="The code of the element in the framework."),
    Column(key="kind", title="Level", meaning="Whether the row is a principle or one of its elements."),
)
NOT_LINKED = "No need area is linked to it"


def need_by_element(
    release: Release,
    instrument: Instrument,
    framework: Framework,
    crosswalk: Crosswalk,
    *,
    id: str = "need-by-element",
) -> Table:
    """One row for each principle and element, from the need areas linked to it or to anything below it."""
    part = national_part(release, instrument.audience)
    found = by_item(part)
    rows = tuple(_row(item, framework, crosswalk, instrument, found) for item in framework.items)
    table = Table(
        id=id,
        title=f"Need by {framework.short_title} element",
        subtitle=f"{part_name(part)}, {release.time_point}: ratings with confidence below importance",
        columns=(*WORDS, *COMBINED),
        rows=rows,
        sentence="",
        notes=(
            COMBINED_NOTE,
            f"[z] marks elements that no need area is linked to. {_linked_words(rows)}",
            *withheld_notes([part] if part else []),
        ),
    )
    return table.model_copy(update={"sentence": _sentence(table)})


def level_of(table: Table, kind: str, *, title: str) -> Table:
    """The rows of one level, such as the principles, each named with its code; the highest share first."""
    at = table.position("kind")
    rows = ((f"{row[1]} {row[0]}", *row[1:]) for row in table.rows if row[at] == kind)
    part = table.model_copy(
        update={"id": f"{table.id}-{kind.lower()}", "title": title, "rows": ranked(rows, at=-1)}
    )
    return part.model_copy(update={"sentence": highest_words(part, "title", "need_share")})


def _sentence(table: Table) -> str:
    """The highest of the upper level, then of its elements."""
    kinds = dict.fromkeys(table.texts("kind"))
    parts = (level_of(table, kind, title=kind) for kind in kinds)
    return " ".join(f"{part.title}s: {part.sentence[0].lower()}{part.sentence[1:]}" for part in parts)


def linked_items(code: str, framework: Framework, crosswalk: Crosswalk, instrument: Instrument) -> list[str]:
    """Codes of the need items linked to an element or to anything below it, in the order asked, each once."""
    below = _codes_below(code, framework)
    origins = {edge.origin for edge in crosswalk.edges if edge.target in below}
    return [item.code for item in instrument.items if item.code in origins]


def _codes_below(code: str, framework: Framework) -> set[str]:
    found = {code}
    for child in framework.children(code):
        found |= _codes_below(child.code, framework)
    return found


def _row(
    item: Item,
    framework: Framework,
    crosswalk: Crosswalk,
    instrument: Instrument,
    found: dict[str, ItemFigures],
) -> tuple[str | Cell, ...]:
    codes = linked_items(item.code, framework, crosswalk, instrument)
    total = combine([found[code] for code in codes if code in found], of=len(codes))
    based_on = total.based_on if codes else NOT_LINKED
    return (item.title, item.code, item.kind.capitalize(), based_on, total.n, total.need, total.share)


def _linked_words(rows: tuple[tuple[str | Cell, ...], ...]) -> str:
    linked = sum(1 for row in rows if row[3] != NOT_LINKED)
    return f"{linked} of {len(rows)} rows have a linked need area."
