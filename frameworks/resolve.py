"""The framework that a base and an overlay lead to: the same inputs always give the same value."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from frameworks.document import Loc
from frameworks.model import Changed, Framework, Item, Origin, Source, Withdrawn
from frameworks.overlay import Overlay, OverlayChange
from frameworks.overlay_rules import overlay_rules


class CannotResolve(Exception):
    """The overlay does not fit its base; `wrong` is every (place in the overlay, message)."""

    def __init__(self, overlay: Overlay, wrong: Sequence[tuple[Loc, str]]) -> None:
        super().__init__("\n".join(f"{overlay.id}: {message}" for _, message in wrong))
        self.wrong = tuple(wrong)


def resolve(base: Framework, overlay: Overlay, *, was: Framework | None = None) -> Framework:
    """The base with the overlay's changes, under the overlay's id and with the national codes kept.

    `was` is the base the overlay was written against, to say what changed since. Raises CannotResolve.
    """
    wrong = list(overlay_rules(base, overlay, was=was))
    if wrong:
        raise CannotResolve(overlay, wrong)
    changes = {change.item: change for change in overlay.changes}
    return Framework(
        id=overlay.id,
        title=overlay.title,
        short_title=overlay.short_title,
        owner=overlay.owner,
        edition=overlay.edition,
        nation=_where(base, overlay),
        published=overlay.published,
        in_force_from=overlay.in_force_from,
        in_force_to=overlay.in_force_to,
        source=overlay.source,
        sources=_sorted(dict(base.sources) | overlay.sources),
        licence=overlay.licence,
        note=" ".join(note.strip() for note in (overlay.note, base.note) if note) or None,
        tiers=base.tiers,
        scoring=base.scoring,
        base=base.id,
        national=base.national or base.id,
        overlay=overlay.id,
        applies_to=overlay.applies_to,
        items=tuple(_items(base, overlay, changes)),
        withdrawn=(*base.withdrawn, *_withdrawn(base, overlay, changes)),
    )


def _where(base: Framework, overlay: Overlay) -> str:
    return ", ".join(filter(None, (overlay.region, overlay.nation or base.nation)))


def _sorted(sources: Mapping[str, Source]) -> dict[str, Source]:
    return {key: sources[key] for key in sorted(sources)}


def _withdrawn(base: Framework, overlay: Overlay, changes: Mapping[str, OverlayChange]) -> list[Withdrawn]:
    """What this overlay withdraws, in the order of the base."""
    return [
        Withdrawn(item=item, overlay=overlay.id, author=change.author, date=change.date, reason=change.reason)
        for item in base.items
        if (change := changes.get(item.code)) and change.what == "withdraw"
    ]


def _items(base: Framework, overlay: Overlay, changes: Mapping[str, OverlayChange]) -> list[Item]:
    """Every item under its parent: the base's in their order, then those moved there, the added in their place."""
    families: defaultdict[str | None, list[Item]] = defaultdict(list)
    moved: list[Item] = []
    for item in base.items:
        change = changes.get(item.code)
        if change is None:
            families[item.parent].append(item)
        elif change.what == "amend":
            now = _amended(item, change, overlay)
            (families[item.parent] if now.parent == item.parent else moved).append(now)
    for item in moved:
        families[item.parent].append(item)
    for change in overlay.changes:
        if change.what == "add":
            added = _added(change, overlay)
            siblings = families[added.parent]
            siblings.insert(_place(siblings, change, changes), added)
    return _below(families, None)


def _place(siblings: Sequence[Item], change: OverlayChange, changes: Mapping[str, OverlayChange]) -> int:
    """After the item it names and others added after that one; without one, last."""
    if change.after is None:
        return len(siblings)
    place = [item.code for item in siblings].index(change.after) + 1
    while place < len(siblings):
        other = changes.get(siblings[place].code)
        if other is None or other.after != change.after:
            break
        place += 1
    return place


def _below(families: Mapping[str | None, Sequence[Item]], parent: str | None) -> list[Item]:
    """Each item followed by those below it."""
    found = []
    for item in families.get(parent, ()):
        found += [item, *_below(families, item.code)]
    return found


def _amended(item: Item, change: OverlayChange, overlay: Overlay) -> Item:
    fields: dict[str, object] = {
        name: Item.model_fields[name].get_default(call_default_factory=True) for name in change.clear
    }
    fields |= change.fields.model_dump(exclude_none=True) if change.fields else {}
    fields["changes"] = (*item.changes, _changed(change, overlay, "amended"))
    return Item.model_validate(dict(item) | fields)


def _added(change: OverlayChange, overlay: Overlay) -> Item:
    fields = change.fields.model_dump(exclude_none=True) if change.fields else {}
    return Item.model_validate(
        {"code": change.item, "changes": (_changed(change, overlay, "added"),)} | fields
    )


def _changed(change: OverlayChange, overlay: Overlay, what: Origin) -> Changed:
    return Changed(
        what=what, overlay=overlay.id, author=change.author, date=change.date, reason=change.reason
    )
