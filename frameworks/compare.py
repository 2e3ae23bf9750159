"""What differs between two frameworks: two editions, two overlays, or an overlay and its base.

Items are matched by code; where one edition replaces the other, also by the codes its items say they had
(`was`).
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Literal

from frameworks.loss import differences
from frameworks.model import Framework, Frozen, Item

Status = Literal["added", "removed", "moved", "changed", "moved and changed", "same"]
NOT_FIELDS = {"changes", "was"}
"""What an item says about its own history."""

NOT_FACTS = {"items", "withdrawn", "id", "base", "national", "overlay", "applies_to", "replaces"}
"""What a framework says about which one it is, and its items, which are compared one by one."""


class Mark(Frozen):
    """A run of words that stand in both texts, or in one."""

    what: Literal["same", "deleted", "inserted"]
    text: str


class FieldChange(Frozen):
    """One field before and after, as text; empty where it had no value."""

    field: str
    before: str
    after: str


class ItemChange(Frozen):
    """One item of either framework, or the same in both. `merged` are codes of others it took in.

    `reason` is why an overlay added, amended or withdrew it, with who and when.
    """

    status: Status
    earlier: Item | None
    later: Item | None
    fields: tuple[FieldChange, ...] = ()
    merged: tuple[str, ...] = ()
    reason: str = ""

    @property
    def code(self) -> str:
        """The code to call it by: the later one where there is one."""
        item = self.later or self.earlier
        assert item is not None
        return item.code


class Comparison(Frozen):
    """Two frameworks side by side: what differs about each as a whole, and every item in reading order."""

    earlier: str
    later: str
    facts: tuple[FieldChange, ...]
    items: tuple[ItemChange, ...]

    @property
    def differing(self) -> tuple[ItemChange, ...]:
        """The items that are not the same in both."""
        return tuple(each for each in self.items if each.status != "same")

    def count(self, *statuses: Status) -> int:
        """How many items have one of these statuses."""
        return sum(each.status in statuses for each in self.items)


def compare(earlier: Framework, later: Framework) -> Comparison:
    """Every item of both, those of the later in its order, each removed one after what it stood after."""
    links = _links(earlier, later)
    moved = _moved(earlier, later, links)
    found = [_kept(earlier, later, item, links, moved) for item in later.items]
    kept = {code for codes in links.values() for code in codes}
    gone = [item for item in earlier.items if item.code not in kept]
    return Comparison(
        earlier=earlier.id,
        later=later.id,
        facts=tuple(_facts(earlier, later)),
        items=tuple(_with_gone(earlier, later, found, gone)),
    )


def marks(before: str, after: str) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """The words of both texts, marked: deleted ones in the first, inserted ones in the second.

    >>> [mark.text for mark in marks("At least two weeks.", "At least four weeks.")[1]]
    ['At least ', 'four', ' weeks.']
    """
    old, new = re.findall(r"\s+|\w+|[^\w\s]", before), re.findall(r"\s+|\w+|[^\w\s]", after)
    left: list[Mark] = []
    right: list[Mark] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        same = tag == "equal"
        if i1 < i2:
            left.append(Mark(what="same" if same else "deleted", text="".join(old[i1:i2])))
        if j1 < j2:
            right.append(Mark(what="same" if same else "inserted", text="".join(new[j1:j2])))
    return tuple(left), tuple(right)


def _links(earlier: Framework, later: Framework) -> dict[str, tuple[str, ...]]:
    """For each code of the later framework the codes of the earlier that it carries on."""
    if earlier.replaces == later.id:
        turned: defaultdict[str, list[str]] = defaultdict(list)
        for new, olds in _links(later, earlier).items():
            for old in olds:
                turned[old].append(new)
        return {code: tuple(codes) for code, codes in turned.items()}
    known = {item.code for item in earlier.items}
    said = {item.code: item.was for item in later.items if item.was and later.replaces == earlier.id}
    taken = {code for codes in said.values() for code in codes}
    same = {
        item.code: (item.code,)
        for item in later.items
        if item.code in known and item.code not in said and item.code not in taken
    }
    return same | {code: tuple(each for each in was if each in known) for code, was in said.items()}


def _moved(earlier: Framework, later: Framework, links: Mapping[str, Sequence[str]]) -> set[str]:
    """Codes of the later framework that stand under another parent, or elsewhere among the same siblings."""
    before = {code: olds[0] for code, olds in links.items() if olds}
    parents = {item.code: item.parent for item in earlier.items}
    places = {item.code: place for place, item in enumerate(earlier.items)}
    moved = set()
    families: defaultdict[str | None, list[str]] = defaultdict(list)
    for item in later.items:
        if item.code not in before:
            continue
        old_parent = parents[before[item.code]]
        new_parent = before.get(item.parent, "") if item.parent else None
        if old_parent != new_parent:
            moved.add(item.code)
        else:
            families[item.parent].append(item.code)
    for codes in families.values():
        moved |= set(codes) - _in_order(codes, {code: places[before[code]] for code in codes})
    return moved


def _in_order(codes: Sequence[str], places: Mapping[str, int]) -> set[str]:
    """The most codes that keep their order: the rest were moved."""
    best: list[list[str]] = []
    for number, code in enumerate(codes):
        before = [best[at] for at in range(number) if places[codes[at]] <= places[code]]
        best.append([*_longest(before), code])
    return set(_longest(best))


def _longest(runs: Sequence[list[str]]) -> list[str]:
    return max(runs, key=len) if runs else []


def _kept(
    earlier: Framework,
    later: Framework,
    item: Item,
    links: Mapping[str, Sequence[str]],
    moved: set[str],
) -> ItemChange:
    olds = links.get(item.code, ())
    reason = _reason_of(later, item.code)
    if not olds:
        return ItemChange(status="added", earlier=None, later=item, reason=reason)
    old = earlier.item(olds[0])
    assert old is not None
    fields = tuple(
        each for each in _fields(old, item) if each.field != "parent" or not _same_parent(old, item, links)
    )
    others = {each.field for each in fields} - {"parent"} if item.code in moved else bool(fields)
    status: Status = "same"
    if item.code in moved:
        status = "moved and changed" if others else "moved"
    elif fields or len(olds) > 1:
        status = "changed"
    differs = status != "same"
    return ItemChange(
        status=status,
        earlier=old,
        later=item,
        fields=fields,
        merged=tuple(olds[1:]),
        reason=reason if differs else "",
    )


def _same_parent(old: Item, new: Item, links: Mapping[str, Sequence[str]]) -> bool:
    """True where the parents are the same item, whatever it is called now."""
    before = links.get(new.parent or "", ())
    return old.parent in before if new.parent else old.parent is None


def _fields(old: Item, new: Item) -> Iterator[FieldChange]:
    before, after = (each.model_dump(mode="json", exclude=NOT_FIELDS) for each in (old, new))
    for each in differences(before, after):
        yield FieldChange(field=each.place, before=each.before, after=each.after)


def _facts(earlier: Framework, later: Framework) -> Iterator[FieldChange]:
    before, after = (each.model_dump(mode="json", exclude=NOT_FACTS) for each in (earlier, later))
    for each in differences(before, after):
        yield FieldChange(field=each.place, before=each.before, after=each.after)


def _with_gone(
    earlier: Framework, later: Framework, found: Sequence[ItemChange], gone: Sequence[Item]
) -> Iterator[ItemChange]:
    """The removed items in between, each after the item it stood after."""
    follow: defaultdict[str | None, list[Item]] = defaultdict(list)
    anchor: str | None = None
    lost = {item.code for item in gone}
    for item in earlier.items:
        if item.code in lost:
            follow[anchor].append(item)
        else:
            anchor = item.code
    yield from (_removed(later, item) for item in follow.pop(None, ()))
    for change in found:
        yield change
        if change.earlier is not None:
            yield from (_removed(later, item) for item in follow.pop(change.earlier.code, ()))
    yield from (_removed(later, item) for items in follow.values() for item in items)


def _removed(later: Framework, item: Item) -> ItemChange:
    left_out = later.left_out(item.code)
    why = _said(left_out.reason, left_out.author, f"{left_out.date:%-d %B %Y}") if left_out else ""
    return ItemChange(status="removed", earlier=item, later=None, reason=why)


def _reason_of(later: Framework, code: str) -> str:
    item = later.item(code)
    last = item.changes[-1] if item and item.changes else None
    return _said(last.reason, last.author, f"{last.date:%-d %B %Y}") if last else ""


def _said(reason: str, author: str, day: str) -> str:
    return f"{reason.strip()} ({author}, {day})"
