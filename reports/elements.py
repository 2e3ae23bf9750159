"""Need by principle and by element, through the published links, from published figures only."""

from collections.abc import Sequence
from typing import Literal

from frameworks.model import Framework, Item
from mapping.cell import Cell
from mapping.crosswalk import Crosswalk
from mapping.figures import ItemFigures, Release
from reports.columns import COMBINED, COMBINED_NOTE
from reports.groups import by_item, combine, national_part, part_name, withheld_notes
from reports.needs import highest_words, ranked
from reports.table import Column, Table
from surveys.instrument import Instrument

MEANING = "The title in our own words, not the official text."
WORDS = (Column(key="code", title="Code", meaning="Its code in the framework."),)
Kind = Literal["principle", "element"]
NOT_LINKED = "No need area is linked to it"


def need_by_level(
    release: Release, instrument: Instrument, framework: Framework, crosswalk: Crosswalk, *, kind: Kind
) -> Table:
    """One row for each principle, or each element, from the need areas linked to it or to anything below it.

    The highest share comes first; those without a linked need area stay in the framework's order, last.
    """
    part = national_part(release, instrument.audience)
    found = by_item(part)
    rows = [
        _row(item, framework, crosswalk, instrument, found) for item in framework.items if item.kind == kind
    ]
    table = Table(
        id=f"need-by-{kind}",
        title=f"{framework.short_title}: need by {kind}",
        subtitle=f"{part_name(part)}, {release.time_point}: ratings with confidence below importance",
        columns=(Column(key="title", title=kind.capitalize(), meaning=MEANING), *WORDS, *COMBINED),
        rows=ranked(rows, at=-1),
        sentence="",
        notes=(COMBINED_NOTE, *_linked_words(rows, kind), *withheld_notes([part] if part else [])),
        audience=instrument.audience,
    )
    return table.model_copy(update={"sentence": highest_words(table, "title", "need_share")})


def with_codes(table: Table) -> Table:
    """The same table with each row named by its code as well, for a chart, which has no column of codes."""
    rows = tuple((f"{row[1]} {row[0]}", *row[1:]) for row in table.rows)
    return table.model_copy(update={"rows": rows})


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
    return (item.title, item.code, based_on, total.n, total.need, total.share)


def _linked_words(rows: Sequence[tuple[str | Cell, ...]], kind: str) -> tuple[str, ...]:
    linked = sum(1 for row in rows if row[2] != NOT_LINKED)
    if linked == len(rows):
        return ()
    return (
        f"[z] marks each {kind} that no need area is linked to. {linked} of {len(rows)} have a linked need area.",
    )
