"""What the three lenses show of a group, from the published cells of a release and nothing else."""

from collections.abc import Sequence
from typing import Literal

from frameworks.model import Frozen
from mapping.cell import Cell, hidden, not_applicable, not_available
from mapping.figures import Dimension, ItemFigures, Part, ProvisionFigures, Release
from mapping.lens import (
    Action,
    CapacityLevel,
    Case,
    Construct,
    Lenses,
    NeedLevel,
    ProvisionLevel,
    Source,
    Thresholds,
)
from mapping.protect import count_cell, interval_of, percent_cell, share_of


class Seen(Frozen):
    """A share with its 95% interval, from some published figures.

    `used` of `of` figures could be shown. `n` is how many people, or organisations, the interval stands on.
    """

    share: Cell
    low: Cell
    high: Cell
    n: Cell
    used: int = 0
    of: int = 0


class Evidence(Frozen):
    """One construct (`topic`) in one place: what each lens sees, its level, and the action to consider."""

    topic: str
    dimension: Dimension
    code: str
    need: Seen
    need_level: NeedLevel
    capacity: Seen
    capacity_level: CapacityLevel
    provision: Seen
    provision_level: ProvisionLevel
    action: Action
    because: str


def evidence_in(release: Release, lenses: Lenses, dimension: Dimension, code: str) -> tuple[Evidence, ...]:
    """Every construct in one place, in the order of the lenses."""
    preceptees = release.part("preceptee", dimension, code)
    preceptors = release.part("preceptor", dimension, code)
    provision = [one for one in release.provision if (one.dimension, one.code) == (dimension, code)]
    return tuple(
        _evidence(construct, lenses, (dimension, code), preceptees, preceptors, provision)
        for construct in lenses.constructs
    )


def _evidence(
    construct: Construct,
    lenses: Lenses,
    place: tuple[Dimension, str],
    preceptees: Part | None,
    preceptors: Part | None,
    provision: Sequence[ProvisionFigures],
) -> Evidence:
    need = see_items(construct.need, preceptees)
    capacity = see_capacity(construct.capacity, preceptors)
    provided = see_provision(construct.provision, provision)
    own = _own_need(construct.capacity)
    case = Case(
        limit=construct.limit,
        need=need_level(need, lenses.thresholds),
        capacity=capacity_level(capacity, lenses.thresholds, own_need=own),
        provision=provision_level(provided, lenses.thresholds),
    )
    rule = lenses.decide(case)
    return Evidence(
        topic=construct.code,
        dimension=place[0],
        code=place[1],
        need=need,
        need_level=case.need,
        capacity=capacity,
        capacity_level=case.capacity,
        provision=provided,
        provision_level=case.provision,
        action=rule.action,
        because=rule.because,
    )


def _own_need(source: Source | None) -> bool:
    """Whether a capacity figure is preceptors' own need, of which much is short, not what they have."""
    return source is not None and bool(source.items)


def see_items(items: Sequence[str], part: Part | None) -> Seen:
    """Need over several items: ratings with a need among all, of those items whose share is shown.

    The same people rate them all, so the interval is that of the fewest people who rated one of them. With
    fewer than half of the items shown nothing is.
    """
    absent = _absent(part)
    if absent is not None:
        return absent
    figures = {one.item: one for one in (part.items if part else ())}
    asked = [
        figures[item] for item in items if item in figures and figures[item].need_share != not_applicable
    ]
    if not asked:
        return _nothing(not_applicable)
    shown = [one for one in asked if one.need_share.shown and one.need.shown and one.n.shown]
    if not shown or len(shown) * 2 < len(asked):
        return _nothing(hidden, used=len(shown), of=len(asked))
    return _together(shown, of=len(asked))


def _together(shown: Sequence[ItemFigures], *, of: int) -> Seen:
    need = sum(one.need.value or 0 for one in shown)
    ratings = sum(one.n.value or 0 for one in shown)
    fewest = min((one.n for one in shown), key=lambda n: n.value or 0)
    low, high = interval_of(count_cell(need / ratings * (fewest.value or 0)), fewest)
    share = share_of(count_cell(need), count_cell(ratings))
    return Seen(share=share, low=low, high=high, n=fewest, used=len(shown), of=of)


def see_capacity(source: Source | None, part: Part | None) -> Seen:
    """What preceptors have, or their own need where the lens reads need items."""
    if source is None:
        return _nothing(not_applicable)
    if source.items:
        return see_items(source.items, part)
    absent = _absent(part)
    if absent is not None:
        return absent
    given = {one.value: one for one in (part.facts if part else ()) if one.question == source.question}
    figures = [given[value] for value in source.values if value in given]
    if not figures:
        return _nothing(not_applicable)
    if len(figures) < len(source.values) or not all(one.count.shown and one.n.shown for one in figures):
        used = sum(one.count.shown for one in figures)
        return _nothing(hidden, used=used, of=len(source.values))
    n = figures[0].n
    count = count_cell(min(sum(one.count.value or 0 for one in figures), n.value or 0))
    low, high = interval_of(count, n)
    return Seen(share=share_of(count, n), low=low, high=high, n=n, used=len(figures), of=len(figures))


def see_provision(source: Source | None, lines: Sequence[ProvisionFigures]) -> Seen:
    """The share of organisations that answered; they are counted, not sampled, so there is no interval."""
    if source is None:
        return _nothing(not_applicable)
    given = {one.value: one for one in lines if one.question == source.question}
    if not given:
        return _nothing(not_available)
    figures = [given[value] for value in source.values if value in given]
    if len(figures) < len(source.values) or not all(one.count.shown for one in figures):
        return _nothing(hidden, of=len(source.values))
    organisations = figures[0].organisations
    if not organisations.value:
        return _nothing(hidden, of=len(source.values))
    count = sum(one.count.value or 0 for one in figures)
    share = percent_cell(int(100 * count / organisations.value + 0.5))
    return Seen(
        share=share,
        low=not_applicable,
        high=not_applicable,
        n=organisations,
        used=len(figures),
        of=len(figures),
    )


def need_level(seen: Seen, thresholds: Thresholds) -> NeedLevel:
    """High or low only where the whole interval lies on one side of the threshold."""
    side = _side(seen, thresholds.need.percent)
    if side is None:
        return _unknown(seen)
    levels: dict[int, NeedLevel] = {1: "high", -1: "low", 0: "unclear"}
    return levels[side]


def capacity_level(seen: Seen, thresholds: Thresholds, *, own_need: bool) -> CapacityLevel:
    """Enough or short only where the whole interval lies on one side; preceptors' own need is short when high."""
    side = _side(seen, thresholds.capacity.percent)
    if side is None:
        return _unknown(seen)
    levels: dict[int, CapacityLevel] = {1: "enough", -1: "short", 0: "unclear"}
    return levels[-side if own_need else side]


def provision_level(seen: Seen, thresholds: Thresholds) -> ProvisionLevel:
    """In place, partly or not, from the share of organisations."""
    if seen.share.value is None:
        return _unknown(seen)
    if seen.share.value >= thresholds.in_place.percent:
        return "in place"
    return "not in place" if seen.share.value <= thresholds.not_in_place.percent else "partly"


def _side(seen: Seen, threshold: float) -> int | None:
    """1 where the whole interval lies above a threshold, -1 where below, 0 across it; None where not shown."""
    if seen.low.value is None or seen.high.value is None:
        return None
    return (seen.low.value > threshold) - (seen.high.value < threshold)


def _unknown(seen: Seen) -> Literal["hidden", "not asked"]:
    return "not asked" if seen.share == not_applicable else "hidden"


def _absent(part: Part | None) -> Seen | None:
    """What a lens sees of a group that is not in the release, or of which nothing is shown."""
    if part is None:
        return _nothing(not_available)
    return _nothing(hidden) if part.group.withheld else None


def _nothing(cell: Cell, *, used: int = 0, of: int = 0) -> Seen:
    return Seen(share=cell, low=cell, high=cell, n=cell, used=used, of=of)
