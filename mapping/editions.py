"""Which edition takes the place of which, and what the items of one are called in another (`CHECKS.md` REL-20)."""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Literal

from frameworks.model import Framework, Frozen, Item

Fate = Literal["kept", "carried", "look", "new", "gone"]
"""What becomes of an answer: the same point under the same code, the same words under another code, a point
whose words changed, a point that was not there before, and one that has no place any more."""


class Moved(Frozen):
    """One criterion of a newer edition (`item`) with its codes in the earlier one; `item` is None when it is gone."""

    item: str | None
    was: tuple[str, ...]
    fate: Fate


def newer_editions(framework: Framework, offered: Iterable[Framework]) -> tuple[Framework, ...]:
    """The editions that take the place of this one, directly or by steps, the nearest first.

    Where two take the place of the same one, both come, by their ids.
    """
    every = sorted(offered, key=lambda each: each.id)
    found: dict[str, Framework] = {}
    last = {framework.id}
    while last:
        nearest = [each for each in every if each.replaces in last and each.id not in {*found, framework.id}]
        found |= {each.id: each for each in nearest}
        last = {each.id for each in nearest}
    return tuple(found.values())


def newest_edition(framework: Framework, offered: Iterable[Framework]) -> Framework | None:
    """The last edition that takes the place of this one, or None."""
    return next(reversed(newer_editions(framework, offered)), None)


def codes_in(
    earlier: Framework, later: Framework, known: Mapping[str, Framework]
) -> dict[str, tuple[str, ...]]:
    """For each item of the later edition its codes in the earlier one, over every edition in between.

    An item without `was` has the code it had before, where there is such an item. Empty for editions of which
    neither takes the place of the other.
    """
    chain = _chain(earlier, later, known)
    if not chain:
        return {}
    found: dict[str, tuple[str, ...]] = {item.code: (item.code,) for item in later.items}
    for newer, older in pairwise(chain):
        found = {code: _one_back(codes, newer, older) for code, codes in found.items()}
    return found


def moved_items(earlier: Framework, later: Framework, known: Mapping[str, Framework]) -> tuple[Moved, ...]:
    """What becomes of each criterion: those of the later edition in its order, then those without a place."""
    old = {item.code: item for item in earlier.assessable}
    was = {
        code: tuple(each for each in codes if each in old)
        for code, codes in codes_in(earlier, later, known).items()
    }
    claimed = {code for item in later.assessable for code in was.get(item.code, ())}
    unclaimed = {wording(item): item.code for item in old.values() if item.code not in claimed}
    rows = []
    for item in later.assessable:
        codes = was.get(item.code, ())
        if not codes and wording(item) in unclaimed:
            codes = (unclaimed[wording(item)],)
        rows.append(Moved(item=item.code, was=codes, fate=_fate(item, codes, old)))
    placed = {code for row in rows for code in row.was}
    gone = [Moved(item=None, was=(code,), fate="gone") for code in old if code not in placed]
    return (*rows, *gone)


def wording(item: Item) -> tuple[str, str]:
    """What a person reads of an item, whatever the line breaks."""
    return " ".join(item.title.split()), " ".join(item.gist.split())


def _chain(earlier: Framework, later: Framework, known: Mapping[str, Framework]) -> list[Framework]:
    """From the later edition back to the earlier one; empty when they are not editions of one thing."""
    chain = [later]
    while chain[-1].id != earlier.id:
        older = known.get(chain[-1].replaces or "")
        if older is None or older in chain:
            return []
        chain.append(older)
    return chain


def _one_back(codes: tuple[str, ...], newer: Framework, older: Framework) -> tuple[str, ...]:
    before = []
    for code in codes:
        item = newer.item(code)
        named = (item.was or (code,)) if item else ()
        before += [each for each in named if older.item(each)]
    return tuple(dict.fromkeys(before))


def _fate(item: Item, codes: tuple[str, ...], old: Mapping[str, Item]) -> Fate:
    if not codes:
        return "new"
    if len(codes) > 1 or wording(item) != wording(old[codes[0]]):
        return "look"
    return "kept" if codes[0] == item.code else "carried"
