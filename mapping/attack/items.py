"""Blocks of the need items: what is published about an item's ratings, as facts about everybody asked."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from mapping.attack.block import Between, Block, Fact, Mask, Mean, OneOf, Source
from mapping.attack.reading import (
    REACH,
    SHOWN_FROM,
    few_or_nearly_all,
    read_count,
    weights_of,
)
from mapping.attack.seen import Cells, Seen, published_parts, split_by_release
from mapping.cell import Cell
from mapping.contributors import withheld_reason
from mapping.figures import Group, ItemFigures
from mapping.hides import Hide
from mapping.policy import HIDE_UP_TO, MINIMUM_GROUP, PERCENTAGE_BASE, ROUND_TO
from mapping.tally import RATINGS, count_cells, frame_of
from surveys.counts import RatingCount

NEED, TIED, OVER = range(3)
SCALES = {"importance": "important", "confidence": "confident"}
ASIDE = ("missing", "not_in_role")
HIGH_RATINGS = (3, 4)


@dataclass(frozen=True, eq=False)
class View:
    """One item's figures in one group of one release, and whose they are."""

    seen: Seen
    group: Group
    figures: ItemFigures
    cells: Cells
    where: Mask

    @property
    def people(self) -> int:
        """How many of the block's people are in the group."""
        return int(self.cells.people[self.where].sum())

    def source(self, measure: str) -> Source:
        """Where a fact was read."""
        group = self.group
        place = (group.audience, group.dimension, group.code, self.figures.item)
        return (str(self.seen.release.number), *place, measure)

    def ours(self, family: str) -> bool:
        """Whether we hid this figure to protect others."""
        group = self.group
        hide = Hide(group.audience, group.dimension, group.code, self.figures.item, family)
        return hide in self.seen.hides

    def count(self, cell: Cell, answers: Sequence[int], family: str) -> list[Fact]:
        """What a count of these answers says."""
        return read_count(
            cell,
            where=self.where,
            weights=weights_of(answers, self.cells.truth.shape[1]),
            people=self.people,
            source=self.source(family),
            ours=self.ours(family),
        )


Reader = Callable[[View], list[Fact]]


def item_blocks(seen: Sequence[Seen], audience: str) -> Iterator[Block]:
    """Five blocks an item: both ratings beside each other, each rating's scale, left blank, not in role."""
    frames = []
    for each in seen:
        ratings = frame_of(each.counts.ratings, RatingCount)
        frames.append(count_cells(ratings[ratings["audience"] == audience]))
    for item in sorted(set().union(*(frame["item"].unique() for frame in frames))):
        own = [_with_rest(frame[frame["item"] == item]) for frame in frames]
        ranks = ("need", "tied", "over")
        yield _block(seen, audience, item, own, ranks, {"need": (NEED,), "over": (OVER,)}, read_ranks)
        for scale, high in SCALES.items():
            answers = tuple(f"{scale}_{rating}" for rating in RATINGS)
            yield _block(seen, audience, item, own, answers, {high: HIGH_RATINGS}, _scale_reader(scale, high))
        for name in ASIDE:
            yield _block(seen, audience, item, own, (name, f"not_{name}"), {name: (0,)}, _aside_reader(name))


def _with_rest(frame: pd.DataFrame) -> pd.DataFrame:
    asked = frame["n"] + frame["missing"] + frame["not_in_role"]
    return frame.assign(**{f"not_{name}": asked - frame[name] for name in ASIDE})


def _block(
    seen: Sequence[Seen],
    audience: str,
    item: str,
    frames: Sequence[pd.DataFrame],
    answers: Sequence[str],
    secrets: dict[str, tuple[int, ...]],
    read: Reader,
) -> Block:
    cells = split_by_release(frames, answers)
    facts: list[Fact] = []
    for at, part, where in published_parts(seen, audience, cells):
        figures = next((one for one in part.items if one.item == item), None)
        if figures is None:
            continue
        if part.group.dimension != "organisation" and _is_one_sided(frames[at], part.group):
            continue
        facts += read(View(seen[at], part.group, figures, cells, where))
    name = f"{item} {' or '.join(secrets)}"
    return Block(audience, name, cells.places, cells.people, cells.truth, secrets, tuple(facts))


def _is_one_sided(frame: pd.DataFrame, group: Group) -> bool:
    """Whether nothing is published of an item here, as those who rated it, or those asked, lean on one organisation.

    Either is enough, whichever of them a block is about: the rule is that of `mapping.parts`.
    """
    own = frame if group.dimension == "nation" else frame[frame[group.dimension] == group.code]
    asked = own["n"] + own["missing"] + own["not_in_role"]
    return any(
        withheld_reason(_by_organisation(own, sizes), across=True)
        in {"too-few-organisations", "one-organisation-dominates"}
        for sizes in (own["n"], asked)
    )


def _by_organisation(frame: pd.DataFrame, sizes: "pd.Series[int]") -> dict[str, int]:
    sums = sizes.groupby(frame["organisation"].astype(str)).sum()
    return {str(name): int(people) for name, people in sums.items()}


def read_ranks(view: View) -> list[Fact]:
    """Need, and what the ranked discrepancy score says of those who are more confident than it matters."""
    figures = view.figures
    facts = view.count(figures.need, (NEED,), "need")
    if not (figures.need.shown and figures.n.shown) or (figures.n.value or 0) < PERCENTAGE_BASE:
        return facts
    if figures.rds.value is not None:
        return facts + _behind_the_score(view)
    if view.ours("rds"):
        return facts
    tied_or_over = [weights_of((answer,), 3) for answer in (TIED, OVER)]
    return facts + few_or_nearly_all(view.where, tied_or_over, view.people, view.source("rds"))


def _behind_the_score(view: View) -> list[Fact]:
    figures, people = view.figures, view.people
    need, n, score = figures.need.value or 0, figures.n.value or 0, figures.rds.value or 0
    middle, half = need + score * n / 100, n / 200
    low = -(-(middle - half - 1e-9) // ROUND_TO) * ROUND_TO
    high = (middle + half + 1e-9) // ROUND_TO * ROUND_TO
    shown = (SHOWN_FROM, people - SHOWN_FROM)
    source = view.source("rds")
    return [
        Between(
            view.where,
            weights_of((OVER,), 3),
            max(low - REACH, shown[0]),
            min(high + REACH, shown[1]),
            source,
        ),
        Between(view.where, weights_of((TIED,), 3), *shown, source),
    ]


def _scale_reader(scale: str, high: str) -> Reader:
    def read(view: View) -> list[Fact]:
        """The count of high ratings, and the mean or what its absence says."""
        facts = view.count(getattr(view.figures, high), HIGH_RATINGS, high)
        family = f"mean_{scale}"
        mean: Cell = getattr(view.figures, family)
        if mean.value is not None:
            return [*facts, Mean(view.where, mean.value, view.people, view.source(family))]
        base = view.figures.n.value or 0
        if base < PERCENTAGE_BASE or view.ours(family) or view.people < 5 * (HIDE_UP_TO + 1):
            return facts
        source = view.source(family)
        few = (
            Between(view.where, weights_of((answer,), len(RATINGS)), 0, HIDE_UP_TO, source)
            for answer in range(len(RATINGS))
        )
        return [*facts, OneOf(tuple(few), source)]

    return read


def _aside_reader(name: str) -> Reader:
    def read(view: View) -> list[Fact]:
        """How many left the item blank, or have it not in their role, of everybody asked."""
        return view.count(getattr(view.figures, name), (0,), name) if view.people >= MINIMUM_GROUP else []

    return read
