"""The sheet `_framework_map`: what each question speaks to, for people who read the form. It is not read back."""

from collections.abc import Iterator, Sequence

from mapping.crosswalk import Crosswalk
from reports.interchange.xlsform.rows import CONFIDENCE, IMPORTANCE, Row
from surveys.instrument import Instrument

SHEET = "_framework_map"
COLUMNS = (
    "names",
    "item",
    "framework",
    "code",
    "relation",
    "coverage",
    "aspect",
    "remainder",
    "status",
    "crosswalk",
)


def link_rows(instrument: Instrument, crosswalks: Sequence[Crosswalk]) -> Iterator[Row]:
    """A row for every link from an item of the instrument; `names` are the questions it is asked by."""
    items = {item.code for item in instrument.items}
    for crosswalk in crosswalks:
        for edge in crosswalk.edges if crosswalk.origin == instrument.id else ():
            names = [edge.origin + part for part in (IMPORTANCE, CONFIDENCE)]
            yield {
                "names": " ".join(names) if edge.origin in items else edge.origin,
                "item": edge.origin,
                "framework": crosswalk.target,
                "code": edge.target,
                "relation": edge.relation,
                "coverage": edge.coverage,
                "aspect": edge.aspect,
                "remainder": edge.remainder or "",
                "status": edge.status,
                "crosswalk": crosswalk.id,
            }
