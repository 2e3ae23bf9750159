"""What a framework's page says of a region's or a trust's own version, and of versions built on an edition."""

from collections.abc import Mapping
from typing import NamedTuple

from frameworks.model import Framework
from reports.overlays import ORIGINS, applies_words, change_lines, said_words


class LeftOut(NamedTuple):
    """An item that is left out, and the line that says by whom, when and why."""

    code: str
    title: str
    said: str


class Version(NamedTuple):
    """Whose version it is and what it changed. `base` is None for an edition; `built` are versions built on it.

    `compare` is what to compare it with first: its base, or the edition it replaces; None when there is neither.
    """

    base: Framework | None
    national: Framework | None
    applies: str
    left_out: tuple[LeftOut, ...]
    built: tuple[Framework, ...]
    origins: dict[str, str]
    changes: dict[str, list[str]]
    compare: Framework | None


def version_of(framework: Framework, frameworks: Mapping[str, Framework]) -> Version:
    """What to say of this framework as a version of another, and of those built on it."""
    base, before = (frameworks.get(id or "") for id in (framework.base, framework.replaces))
    return Version(
        base=base,
        national=frameworks.get(framework.national or ""),
        applies=applies_words(framework.applies_to) if framework.applies_to else "",
        left_out=tuple(
            LeftOut(each.item.code, each.item.title, said_words(each, frameworks))
            for each in framework.withdrawn
        ),
        built=tuple(each for each in frameworks.values() if each.base == framework.id),
        origins={item.code: ORIGINS[item.origin] for item in framework.items if item.origin},
        changes={item.code: change_lines(item, frameworks) for item in framework.items if item.changes},
        compare=base or before,
    )


class NationalItem(NamedTuple):
    """The same item in the national edition: the framework's id and title, and the item's code."""

    id: str
    title: str
    code: str


def national_item(
    framework: Framework, code: str, frameworks: Mapping[str, Framework]
) -> NationalItem | None:
    """Where to read an item of a version as the national edition has it, which everything else is linked to."""
    national = frameworks.get(framework.national or "")
    if national is None or national.item(code) is None:
        return None
    return NationalItem(national.id, national.short_title, code)


def missing_item(framework: Framework, code: str) -> str:
    """Why a framework has no item of this code."""
    left_out = framework.left_out(code)
    if left_out is None:
        return f"{framework.short_title} has no item {code}."
    return f"{framework.short_title} leaves out {code} {left_out.item.title}. {left_out.reason}"
