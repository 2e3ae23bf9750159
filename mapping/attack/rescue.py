"""Which figures to hide so that one small group's count can no longer be worked out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from mapping.attack.block import Block, Fact, Source, Whole, wheres
from mapping.attack.search import Search
from mapping.hides import FAMILIES

TRIES = 6
"""How many figures are tried as the only one to hide, before several are hidden together."""

Gone = Callable[[Fact], bool]


@dataclass(frozen=True, eq=False)
class Rescue:
    """One group that an attacker finds too narrow, and what its count would be without this release at all.

    Where the earlier releases alone leave it too narrow, the aim is that this one says no more than they do.
    """

    search: Search
    row: int
    position: int
    alone: Search
    near: bool

    def works(self, sources: Sequence[Source]) -> bool:
        """Whether hiding these figures is enough, as far as can be seen."""
        return self.search.without(made_from(sources)).reaches(
            self.row, self.position, self.alone, near=self.near
        )


def to_hide(block: Block, search: Search, row: int, position: int, *, release: int) -> list[Source]:
    """The figures of a release to hide; none where that would not help.

    One that is enough by itself, of the fewest people, or else as few as will do together. Figures of the very
    answer come first.
    """
    alone = search.without(of_release(release))
    near = alone.is_safe_near(row, position)
    safe = near or alone.is_safe_anywhere(row, position)
    if not safe and search.reaches(row, position, alone, near=False):
        return []
    rescue = Rescue(search, row, position, alone, near)
    likely = _likeliest_first(block, search, row, position, release)
    for source in likely[:TRIES] if near else ():
        if rescue.works([source]):
            return [source]
    return _as_few_as_will_do(rescue, likely)


def of_release(number: int) -> Gone:
    """Whether a fact was read from this release."""
    return lambda fact: fact.source[0] == str(number)


def made_from(sources: Sequence[Source]) -> Gone:
    """Whether a fact comes from one of these figures, or from one that is made from it."""
    gone = {(*place, each) for *place, measure in sources for each in (measure, *FAMILIES.get(measure, ()))}
    return lambda fact: fact.source in gone


def sources_of(block: Block, members: Whole) -> set[Source]:
    """The published figures that speak of some of these cells."""
    return {fact.source for fact in block.facts if any(where[members].any() for where in wheres(fact))}


def _likeliest_first(block: Block, search: Search, row: int, position: int, release: int) -> list[Source]:
    secret = list(search.secrets)[row]
    about = sources_of(block, search.targets.members(position))
    own = {fact.source for fact in block.facts if fact.source[0] == str(release)}
    return sorted(
        own,
        key=lambda source: (
            source not in about,
            not secret.endswith(source[-1]),
            _people(block, source),
            source,
        ),
    )


def _as_few_as_will_do(rescue: Rescue, likely: Sequence[Source]) -> list[Source]:
    """The shortest beginning of the list that is enough, without those of it that turn out not to matter."""
    least, most = 1, len(likely)
    while least < most:
        middle = (least + most) // 2
        if rescue.works(likely[:middle]):
            most = middle
        else:
            least = middle + 1
    chosen = list(likely[:least])
    for source in chosen[:-1][:TRIES] if rescue.near else ():
        fewer = [each for each in chosen if each != source]
        if rescue.works(fewer):
            chosen = fewer
    return chosen


def _people(block: Block, source: Source) -> int:
    masks = [where for fact in block.facts if fact.source == source for where in wheres(fact)]
    return int(block.people[np.any(masks, axis=0)].sum())
