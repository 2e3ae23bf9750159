"""What a format has no words for, kept beside what it says, so that our own file reads back whole.

A writer reads its own file as anybody would, compares that with what it was given, and puts what differs in a
place of the file that others skip. Whatever field is added to a model tomorrow comes along by itself.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from frameworks.loss import Lost

Json = Any
LOSSES = "(losses)"
"""The place of what reading alone would report as lost, though it is kept here."""
GONE = "what this belonged to is not in the file any more"
CHANGED = "the file says something else here by now, and that is kept"


@dataclass(frozen=True)
class Unsaid:
    """One place where reading alone gives something else: `reads_as` is a digest of that, `value` what it is.

    `place` is a path such as `sections[about-you].questions[pathway].later`.
    """

    place: str
    reads_as: str
    value: Json


def unsaid(whole: Mapping[str, Json], read: Mapping[str, Json]) -> tuple[Unsaid, ...]:
    """What a reader of the file alone would not find, as the smallest places that differ."""
    return tuple(_differing("", whole, read))


def known_losses(lost: Sequence[Lost]) -> Unsaid:
    """What a reading of our own file says it loses, to be kept with the rest."""
    return Unsaid(LOSSES, "", sorted({_mark(each) for each in lost}))


def not_known(lost: Sequence[Lost], kept: Sequence[Unsaid]) -> tuple[Lost, ...]:
    """The losses of a reading that were not there when the file was written."""
    known = {
        str(mark)
        for each in kept
        if each.place == LOSSES and isinstance(each.value, list)
        for mark in each.value
    }
    return tuple(each for each in lost if _mark(each) not in known)


def restored(
    read: Mapping[str, Json], kept: Sequence[Unsaid], *, place: str
) -> tuple[dict[str, Json], tuple[Lost, ...]]:
    """The reading with what was kept put back, where the file was not changed there; and what was not put back.

    `place` says where in the file it was kept.
    """
    whole: dict[str, Json] = json.loads(json.dumps(read))
    lost = []
    for each in kept:
        if each.place == LOSSES:
            continue
        if message := _put(whole, each):
            value = json.dumps(each.value, ensure_ascii=False)
            lost.append(Lost(place=f"{place} {each.place}", what="dropped", value=value, why=message))
    return whole, tuple(lost)


def digest(value: Json) -> str:
    """A short mark of a JSON value, the same for equal values."""
    text = json.dumps(value, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _mark(lost: Lost) -> str:
    """What a loss says, wherever it stands: rows of a sheet move."""
    return digest([lost.what, lost.why, lost.value])


def _differing(place: str, whole: Json, read: Json) -> Iterator[Unsaid]:
    if isinstance(whole, Mapping) and isinstance(read, Mapping) and whole.keys() == read.keys():
        for key, value in whole.items():
            yield from _differing(f"{place}.{key}".removeprefix("."), value, read[key])
    elif _codes(whole) and _codes(whole) == _codes(read):
        for code, one, other in zip(_codes(whole), whole, read, strict=True):
            yield from _differing(f"{place}[{code}]", one, other)
    elif whole != read:
        yield Unsaid(place, digest(read), whole)


def _codes(value: Json) -> list[str]:
    """The codes of a list's entries, where all have their own; else nothing."""
    if not isinstance(value, list) or not all(isinstance(each, dict) and "code" in each for each in value):
        return []
    codes = [str(each["code"]) for each in value]
    return (
        codes if len(set(codes)) == len(codes) and not any(set("[].") & set(code) for code in codes) else []
    )


def _put(whole: dict[str, Json], kept: Unsaid) -> str:
    """Put one value in its place; or say why not."""
    *way, last = _steps(kept.place)
    parent: Json = whole
    for step in way:
        parent = _inside(parent, step)
    if not isinstance(parent, dict) or last not in parent:
        return GONE
    if digest(parent[last]) != kept.reads_as and parent[last] != kept.value:
        return CHANGED
    parent[last] = kept.value
    return ""


def _steps(place: str) -> list[str]:
    """The keys and codes of a path.

    >>> _steps("sections[about-you].title")
    ['sections', 'about-you', 'title']
    """
    return place.replace("]", "").replace("[", ".").split(".")


def _inside(value: Json, step: str) -> Json:
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list):
        return next((each for each in value if isinstance(each, dict) and each.get("code") == step), None)
    return None
