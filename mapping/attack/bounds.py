"""Between which numbers each small group's count must lie, given every fact and what an attacker knows.

A world that agrees with the facts widens what is possible for every group at once. The truth is the first, a
walk from there settles most groups, and only what stays too narrow is asked of the integer programme, which
gives its exact interval. A world that leaves alone what one attacker knows serves all who know less.
"""

from collections.abc import Iterator, Sequence
from itertools import product

from mapping.attack.block import Block, Whole
from mapping.attack.classes import make_classes
from mapping.attack.search import Bounds, Knowledge, Search, Tell
from mapping.attack.solver import SECONDS


def bound(block: Block, attackers: Sequence[Knowledge], *, exact: bool = False) -> list[list[Bounds]]:
    """The bounds of every secret of a block, to each attacker.

    With `exact`, every group gets its exact interval, otherwise those that are unsafe.
    """
    searches = make_searches(block, attackers)
    for search, tell in in_order(searches):
        search.walk(tell=tell)
        for row, position in product(*map(range, search.low.shape)):
            if exact:
                search.ask(row, position)
            elif search.is_narrow(row, position) and not search.is_safe(row, position):
                search.ask(row, position, SECONDS)
    return [search.found() for search in searches]


def make_searches(block: Block, attackers: Sequence[Knowledge]) -> list[Search]:
    """A search for each attacker."""
    classes = make_classes(block, knowledge=[each.known for each in attackers])
    return [Search(block, classes, each) for each in attackers]


def in_order(searches: Sequence[Search]) -> Iterator[tuple[Search, Tell]]:
    """The searches, who knows most first, each with whom to tell of a world it finds: all who know less."""
    for search in sorted(searches, key=lambda each: -int(each.known.sum())):
        served = [each for each in searches if not (each.known & ~search.known).any()]

        def tell(world: Whole, served: Sequence[Search] = served) -> None:
            for each in served:
                each.see(world)

        yield search, tell
