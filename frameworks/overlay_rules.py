"""What is wrong with an overlay, given its base: each problem with its place in the overlay and the way out."""

import re
from collections.abc import Iterator, Mapping

from frameworks.compare import Comparison, FieldChange, compare
from frameworks.document import Loc
from frameworks.model import Framework
from frameworks.overlay import REQUIRED, ItemFields, Overlay, OverlayChange
from frameworks.yaml_text import content_hash

Wrong = Iterator[tuple[Loc, str]]
LISTED = 20
HASH = re.compile("[0-9a-f]{64}")


def overlay_rules(base: Framework, overlay: Overlay, *, was: Framework | None = None) -> Wrong:
    """(place, message) for everything that keeps this overlay from being resolved on this base.

    `was` is the base it was written against: with it, a stale base is refused with what changed since.
    """
    yield from _base(base, overlay, was)
    yield from _sources(base, overlay)
    yield from _applies(overlay)
    seen: set[str] = set()
    changes = {change.item: change for change in overlay.changes}
    for number, change in enumerate(overlay.changes):
        place = ("changes", number)
        if change.item in seen:
            yield (*place, "item"), f"{change.item} is changed twice in this overlay; make it one change"
            continue
        seen.add(change.item)
        problems = list(_RULES[change.what](base, overlay, change))
        problems += _parent(base, changes, change)
        yield from (((*place, *loc), message) for loc, message in problems)


def hash_of_base(base: Framework) -> str:
    """The base's content hash, whichever languages it is published in: a translation changes nothing it says."""
    return content_hash(base.model_copy(update={"languages": ("en",)}))


def _base(base: Framework, overlay: Overlay, was: Framework | None) -> Wrong:
    now = hash_of_base(base)
    if not HASH.fullmatch(overlay.base_hash):
        yield ("base_hash",), f"write the hash of {base.id} as it is now; base_hash: {now}"
    elif was is not None and hash_of_base(was) != overlay.base_hash:
        yield (
            ("base_hash",),
            "the copy kept of the base is not the one this overlay was written against; keep that one",
        )
    elif overlay.base_hash != now:
        since = changed_since(was, base) if was else " (no copy of it as it was is kept here)."
        yield (
            ("base_hash",),
            f"{base.id} has changed since this overlay was written{since} See that every change here still "
            f"holds, then write base_hash: {now}",
        )


def changed_since(was: Framework, now: Framework) -> str:
    """What changed from one state of an edition to the next: at most LISTED lines, and how many more there are."""
    lines = list(_lines(compare(was, now)))
    more = [f"and {len(lines) - LISTED} more"] if len(lines) > LISTED else []
    return ":" + "".join(f"\n  {line}" for line in [*lines[:LISTED], *more]) + "\n "


def _lines(comparison: Comparison) -> Iterator[str]:
    for fact in comparison.facts:
        yield f"{fact.field}: {_was_now(fact)}"
    for change in comparison.differing:
        item = change.later or change.earlier
        assert item is not None
        if change.status in ("added", "removed"):
            yield f"{change.code} {item.title}: {change.status}"
        if change.status.startswith("moved"):
            yield f"{change.code} {item.title}: moved"
        for each in change.fields:
            yield f"{change.code} {each.field}: {_was_now(each)}"


def _was_now(change: FieldChange) -> str:
    return f"was “{change.before}”, is “{change.after}”"


def _sources(base: Framework, overlay: Overlay) -> Wrong:
    for key, source in overlay.sources.items():
        if key in base.sources and base.sources[key] != source:
            yield ("sources", key), f"{base.id} has another source of this key; choose another key"


def _applies(overlay: Overlay) -> Wrong:
    if not (overlay.applies_to.regions or overlay.applies_to.organisations):
        yield ("applies_to",), "name at least one region or organisation it applies to"
    for field in ("regions", "organisations"):
        for number, code in enumerate(getattr(overlay.applies_to, field)):
            if not code.strip():
                yield ("applies_to", field, number), "is empty; write a code such as Y56, or delete it"


def _add(base: Framework, overlay: Overlay, change: OverlayChange) -> Wrong:
    if base.item(change.item) or base.left_out(change.item):
        yield ("item",), f"{base.id} has an item {change.item} already; a withdrawn item keeps its code too"
    yield from _prefix(base, overlay, change)
    if change.clear:
        yield ("clear",), "only an amended item has fields to clear"
    given = change.fields or ItemFields()
    for field in REQUIRED:
        if not getattr(given, field):
            yield ("fields",), f"an added item needs '{field}'"
    if change.after is not None:
        yield from _after(base, overlay, change, given)


def _prefix(base: Framework, overlay: Overlay, change: OverlayChange) -> Wrong:
    if overlay.prefix is None:
        yield ("item",), "an overlay that adds items needs a 'prefix' for their codes"
        return
    if not change.item.startswith(overlay.prefix) or change.item == overlay.prefix:
        yield ("item",), f"the code of an added item begins with this overlay's prefix '{overlay.prefix}'"
    codes = [item.code for item in base.items] + [each.item.code for each in base.withdrawn]
    taken = next((code for code in codes if code.startswith(overlay.prefix)), None)
    if taken:
        message = f"the code {taken} of {base.id} begins with the prefix '{overlay.prefix}'; choose another"
        yield ("item",), message


def _after(base: Framework, overlay: Overlay, change: OverlayChange, given: ItemFields) -> Wrong:
    """It stands after one with the same parent, that is there when the changes are made in order."""
    item = base.item(change.after or "")
    parents = {item.code: item.parent} if item else {}
    for each in overlay.changes:
        if each.item == change.item:
            break
        if each.what == "add":
            parents[each.item] = each.fields.parent if each.fields else None
    for each in overlay.changes:
        if each.what == "withdraw":
            parents.pop(each.item, None)
        if each.what == "amend" and each.item in parents:
            parents[each.item] = _parent_after(each, parents[each.item])
    if change.after not in parents:
        yield ("after",), f"there is no item {change.after} to stand after"
    elif parents[change.after] != given.parent:
        yield ("after",), f"{change.after} has another parent; name an item with the same parent"


def _amend(base: Framework, overlay: Overlay, change: OverlayChange) -> Wrong:
    yield from _known(base, change)
    fields = change.fields.model_dump(exclude_none=True) if change.fields else {}
    if not fields and not change.clear:
        yield ("fields",), "an amendment says what it changes; give the fields"
    for name in sorted(set(fields) & set(change.clear)):
        yield ("clear",), f"'{name}' is both cleared and given; keep one"
    if change.after is not None:
        yield ("after",), "only an added item says what it stands after"
    item = base.item(change.item)
    same = [name for name, value in fields.items() if item is not None and getattr(item, name) == value]
    for name in same:
        yield ("fields", name), f"{base.id} says the same of {change.item}; leave it out"


def _withdraw(base: Framework, overlay: Overlay, change: OverlayChange) -> Wrong:
    yield from _known(base, change)
    for field in ("fields", "clear", "after"):
        if getattr(change, field):
            yield (field,), "a withdrawn item says nothing else; delete this"
    gone = {each.item for each in overlay.changes if each.what == "withdraw"}
    moved = {each.item for each in overlay.changes if each.what == "amend" and _parent_after(each, "") != ""}
    stay = [item.code for item in base.children(change.item) if item.code not in gone | moved]
    if stay:
        message = f"{change.item} has items below it that stay ({', '.join(stay)}); withdraw or move them too"
        yield ("item",), message


def _known(base: Framework, change: OverlayChange) -> Wrong:
    if base.item(change.item):
        return
    left_out = base.left_out(change.item)
    if left_out:
        yield ("item",), f"{change.item} is withdrawn already, by {left_out.overlay}"
    else:
        yield ("item",), f"{base.id} has no item {change.item}; see `preceptmap frameworks show {base.id}`"


def _parent(base: Framework, changes: Mapping[str, OverlayChange], change: OverlayChange) -> Wrong:
    """A new parent is an item that stays, and neither the item itself nor one below it."""
    parent = change.fields.parent if change.fields else None
    if parent is None:
        return
    there = changes.get(parent)
    if there is not None and there.what == "withdraw":
        yield ("fields", "parent"), f"the parent '{parent}' is withdrawn by this overlay"
    elif base.item(parent) is None and (there is None or there.what != "add"):
        yield ("fields", "parent"), f"there is no item '{parent}' to be its parent"
    elif change.item in _above(base, changes, parent):
        yield ("fields", "parent"), f"'{parent}' stands below {change.item} itself; choose another parent"
    elif there is not None and there.what == "add" and change.what == "add":
        order = list(changes)
        if order.index(parent) > order.index(change.item):
            yield ("fields", "parent"), f"the parent '{parent}' must be added before it"


def _above(base: Framework, changes: Mapping[str, OverlayChange], code: str | None) -> set[str]:
    """The code and those above it, as they are after the changes."""
    found: set[str] = set()
    while code is not None and code not in found:
        found.add(code)
        item = base.item(code)
        change = changes.get(code)
        code = item.parent if item else None
        if change is not None:
            code = _parent_after(change, code)
    return found


def _parent_after(change: OverlayChange, parent: str | None) -> str | None:
    if change.fields and change.fields.parent is not None:
        return change.fields.parent
    return None if "parent" in change.clear else parent


_RULES = {"add": _add, "amend": _amend, "withdraw": _withdraw}
