"""Training or organisation: what the support that people with a need chose says they need.

Training, supervised practice and peer support answer to learning; time, equipment and policy are for the
organisation to give (COM-B and Hennessy-Hicks, `DOMAIN.md` 4.3). Only published cells are read here.
"""

from collections.abc import Mapping
from typing import Literal

from frameworks.model import Frozen
from mapping.cell import Cell
from mapping.figures import FactFigures, Part
from mapping.protect import interval_of
from surveys.gathered import KINDS, support_of

Lean = Literal["learning", "organisation", "mixed"]
HALF = 50


class SupportFigures(Frozen):
    """What kind of support those with a need in one item of one group chose. `low` and `high` bound learning."""

    n: Cell
    learning: Cell
    learning_share: Cell
    low: Cell
    high: Cell
    organisation: Cell
    organisation_share: Cell

    @property
    def lean(self) -> Lean | None:
        """Which kind more than half chose; mixed where the interval holds half; None where it is not shown."""
        if self.low.value is None or self.high.value is None:
            return None
        if self.low.value > HALF:
            return "learning"
        return "organisation" if self.high.value < HALF else "mixed"


def support_in(part: Part) -> dict[str, SupportFigures]:
    """By item, what a group's part says of support; empty in a release that did not count it."""
    asked: dict[str, dict[str, FactFigures]] = {}
    for fact in part.facts:
        asked.setdefault(fact.question, {})[fact.value] = fact
    found = {figures.item: asked.get(support_of(figures.item)) for figures in part.items}
    return {item: _figures(kinds) for item, kinds in found.items() if kinds}


def _figures(kinds: Mapping[str, FactFigures]) -> SupportFigures:
    learning, organisation = (kinds[kind] for kind in KINDS)
    low, high = interval_of(learning.count, learning.n)
    return SupportFigures(
        n=learning.n,
        learning=learning.count,
        learning_share=learning.share,
        low=low,
        high=high,
        organisation=organisation.count,
        organisation_share=organisation.share,
    )
