"""What a conversion to or from another format loses, as data (`ANCHORS.md` (d) 16)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from frameworks.model import Frozen

What = Literal["dropped", "approximated", "added"]
NAMED_BY = ("code", "id", "item", "origin")
"""Keys that name an entry of a list better than its number."""


class Lost(Frozen):
    """One thing that did not come through. `place` is a path such as `items[W1.1].tier`."""

    place: str
    what: What
    value: str | None = None
    why: str


class LossReport(Frozen):
    """Everything one conversion lost; `subject` is the id of what was converted."""

    format: str
    direction: Literal["export", "import"]
    subject: str
    lost: tuple[Lost, ...] = ()


class Difference(NamedTuple):
    """A place where two values differ; an absent side is an empty text."""

    place: str
    before: str
    after: str


def differences(before: object, after: object) -> tuple[Difference, ...]:
    """Every place where two JSON-like values differ, in the order of the first.

    >>> differences({"items": [{"code": "A", "tier": "core"}]}, {"items": [{"code": "A"}]})
    (Difference(place='items[A].tier', before='core', after=''),)
    """
    return tuple(_walk("", before, after))


def lost_between(before: object, after: object, *, why: str) -> tuple[Lost, ...]:
    """The same as losses: dropped where nothing is left, added where nothing was, else approximated."""
    return tuple(
        Lost(place=each.place, what=_what(each), value=each.before or each.after, why=why)
        for each in differences(before, after)
    )


def _what(difference: Difference) -> What:
    if not difference.after:
        return "dropped"
    return "approximated" if difference.before else "added"


def _walk(place: str, before: object, after: object) -> Iterator[Difference]:
    if before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in dict.fromkeys([*before, *after]):
            yield from _walk(f"{place}.{key}".removeprefix("."), before.get(key), after.get(key))
    elif _is_list(before) and _is_list(after):
        earlier, later = _named(before), _named(after)
        for name in dict.fromkeys([*earlier, *later]):
            yield from _walk(f"{place}[{name}]", earlier.get(name), later.get(name))
        kept = [name for name in earlier if name in later], [name for name in later if name in earlier]
        if kept[0] != kept[1]:
            yield Difference(f"{place} (order)", ", ".join(kept[0]), ", ".join(kept[1]))
    elif _text(before) != _text(after):
        yield Difference(place, _text(before), _text(after))


def _is_list(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _named(entries: object) -> dict[str, object]:
    """The entries of a list by what names them, where all are named apart; else by number."""
    values = list(entries) if isinstance(entries, Sequence) else []
    for key in NAMED_BY:
        names = [str(each[key]) for each in values if isinstance(each, Mapping) and key in each]
        if len(names) == len(values) == len(set(names)):
            return dict(zip(names, values, strict=True))
    return {str(number): each for number, each in enumerate(values)}


def _text(value: object) -> str:
    if value is None or value in ("", [], {}, ()):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
