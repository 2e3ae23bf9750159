"""Reading a release: its national part, its groups in a fixed order, and figures by item."""

from collections.abc import Iterable
from typing import NamedTuple

from mapping.cell import Cell, hidden, not_applicable, not_available
from mapping.figures import Dimension, ItemFigures, Part, Release
from reports.values import number_cell
from reports.wording import PATHWAYS, REGIONS, STAGES, group_name, withheld_words

FIXED_ORDER: dict[Dimension, tuple[str, ...]] = {
    "region": tuple(REGIONS),
    "pathway": tuple(PATHWAYS),
    "stage": tuple(STAGES),
}


class Combined(NamedTuple):
    """A need share over several items: ratings counted, ratings with a need, and how many items gave them."""

    n: Cell
    need: Cell
    share: Cell
    used: int
    of: int

    @property
    def based_on(self) -> str:
        """Such as `3 of 4`."""
        return f"{self.used} of {self.of}"


def national_part(release: Release, audience: str) -> Part | None:
    """The part for everyone of one audience; None when the release has none."""
    return next(iter(parts_of(release, audience, "nation")), None)


def parts_of(release: Release, audience: str, dimension: Dimension) -> tuple[Part, ...]:
    """Every part of one dimension: in the known order of codes where there is one, else by code."""
    parts = [
        part
        for part in release.parts
        if part.group.audience == audience and part.group.dimension == dimension
    ]
    return tuple(sorted(parts, key=lambda part: order(dimension, part.group.code)))


def order(dimension: Dimension, code: str) -> tuple[int, str]:
    """Where a code comes among its dimension's codes; codes not known here come last, by code."""
    known = FIXED_ORDER.get(dimension, ())
    return (known.index(code) if code in known else len(known), code)


def by_item(part: Part | None) -> dict[str, ItemFigures]:
    """A part's figures by item code; empty without a part."""
    return {figures.item: figures for figures in part.items} if part else {}


def missing_cell(part: Part | None) -> Cell:
    """What stands where a part has no figure: hidden, not asked, or not in the release at all."""
    if part is None:
        return not_available
    return hidden if part.group.withheld else not_applicable


def withheld_notes(parts: Iterable[Part]) -> tuple[str, ...]:
    """One sentence for each group about which nothing is shown."""
    return tuple(
        f"{group_name(part.group.dimension, part.group.code)}: "
        f"{withheld_words(part.group.withheld, part.group.dimension)}"
        for part in parts
        if part.group.withheld
    )


def combine(figures: Iterable[ItemFigures], *, of: int) -> Combined:
    """Need over several items, from published figures only.

    Items with a hidden share are left out; with fewer than half of the items shown the result is hidden,
    and with no items at all it does not apply.
    """
    shown = [one for one in figures if one.need_share.shown and one.need.shown and one.n.shown]
    if not of:
        return Combined(not_applicable, not_applicable, not_applicable, 0, 0)
    if not shown or len(shown) * 2 < of:
        return Combined(hidden, hidden, hidden, len(shown), of)
    n = sum(one.n.value or 0 for one in shown)
    need = sum(one.need.value or 0 for one in shown)
    share = number_cell(min(100.0, 100 * need / n), "percent")
    return Combined(number_cell(n, "count"), number_cell(need, "count"), share, len(shown), of)


def part_name(part: Part | None) -> str:
    """The name of the group a part is about."""
    return group_name(part.group.dimension, part.group.code) if part else "Nation"
