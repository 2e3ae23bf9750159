"""Which edition takes the place of which, and what the items of one are called in another (`CHECKS.md` REL-20)."""

from collections.abc import Collection, Iterable, Mapping
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


def newer_editions(framework: Framework, known: Iterable[Framework]) -> tuple[Framework, ...]:
    """What takes the place of this one, directly or by steps, the nearest national edition first.

    A region's or a trust's version of it does; so does what takes the place of the edition it is a version of.
    """
    every = sorted(known, key=lambda each: each.id)
    after = _after({framework.id}, every)
    beside = _after({id for id in (framework.base, framework.national) if id}, every)
    later = [each for each in beside if _national(each) != _national(framework)]
    found = {each.id: each for each in (*after, *later) if each.id != framework.id}
    return tuple(sorted(found.values(), key=lambda each: _generation(each, {one.id: one for one in every})))


def newest_edition(
    framework: Framework, known: Iterable[Framework], offered: Collection[str]
) -> Framework | None:
    """The last of those, among the ids that are offered; or None."""
    return next((each for each in reversed(newer_editions(framework, known)) if each.id in offered), None)


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


def _after(ids: set[str], every: Iterable[Framework]) -> list[Framework]:
    """Everything that comes after these, by steps."""
    found: dict[str, Framework] = {}
    last = ids
    while last:
        nearest = [each for each in every if last & {*_before(each)} and each.id not in {*found, *ids}]
        found |= {each.id: each for each in nearest}
        last = {each.id for each in nearest}
    return list(found.values())


def _before(framework: Framework) -> tuple[str, ...]:
    """The ids of what came before: what it is a region's or a trust's version of, and the edition it replaces."""
    return tuple(id for id in (framework.base, framework.replaces) if id)


def _national(framework: Framework) -> str:
    return framework.national or framework.id


def _generation(framework: Framework, known: Mapping[str, Framework]) -> int:
    """How many national editions came before, so that the next edition comes after a version of this one."""
    seen: list[str] = []
    edition = known.get(_national(framework))
    while edition is not None and edition.id not in seen:
        seen.append(edition.id)
        edition = known.get(edition.replaces or "")
    return len(seen)


def _chain(earlier: Framework, later: Framework, known: Mapping[str, Framework]) -> list[Framework]:
    """From the later edition back to the earlier one by the fewest steps; empty when there is no such way."""
    ways, seen = [[later]], {later.id}
    while ways:
        for way in ways:
            if way[-1].id == earlier.id:
                return way
            if way[-1].id == earlier.base and _national(later) != _national(earlier):
                return [*way, earlier]
        older = [
            (way, known[id]) for way in ways for id in _before(way[-1]) if id in known and id not in seen
        ]
        seen |= {each.id for _, each in older}
        ways = [[*way, each] for way, each in older]
    return []


def _one_back(codes: tuple[str, ...], newer: Framework, older: Framework) -> tuple[str, ...]:
    """The codes in the older one; between an edition and a version of it they are the same."""
    before: list[str] = []
    for code in codes:
        item = newer.item(code)
        was = item.was if item and older.id != newer.base and newer.id != older.base else ()
        before += [each for each in was or (code,) if older.item(each)]
    return tuple(dict.fromkeys(before))


def _fate(item: Item, codes: tuple[str, ...], old: Mapping[str, Item]) -> Fate:
    if not codes:
        return "new"
    if len(codes) > 1 or wording(item) != wording(old[codes[0]]):
        return "look"
    return "kept" if codes[0] == item.code else "carried"
