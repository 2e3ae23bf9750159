"""What several links together cover of one element (`ANCHORS.md` (d) 4).

A link that covers all is enough by itself. Partial links add up only where they say which parts of the element
they cover: together they cover it fully when every part is named by one of them. Without parts, any number of
partial links is partial, for nobody has said that they differ.
"""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from frameworks.model import Frozen
from mapping.crosswalk import Crosswalk, Edge

State = Literal["full", "jointly full", "partial", "none"]
Parts = Mapping[str, str]


class Reaching(NamedTuple):
    """A link to the element, with the parts that its crosswalk declares for it: words by code."""

    edge: Edge
    parts: Parts


class Covered(Frozen):
    """How far an element is covered, and what remains in words: parts nobody covers, or what links leave."""

    state: State
    left: tuple[str, ...] = ()


def reaching(crosswalks: Iterable[Crosswalk], *, target: str, code: str) -> tuple[Reaching, ...]:
    """Every link of these crosswalks to one item of the set `target`."""
    return tuple(
        Reaching(edge, crosswalk.parts.get(code, {}))
        for crosswalk in crosswalks
        if crosswalk.target == target
        for edge in crosswalk.edges
        if edge.target == code
    )


def joint_coverage(links: Iterable[Reaching]) -> Covered:
    """What the links together cover. Links of different crosswalks add up where both declare the same parts."""
    found = tuple(links)
    if not found:
        return Covered(state="none")
    if any(each.edge.coverage == "full" for each in found):
        return Covered(state="full")
    declared = _by_declaration(found)
    missing = [_missing(parts, covers) for parts, covers in declared]
    if any(not left for left in missing):
        return Covered(state="jointly full")
    named = [words for left in missing for words in left]
    remainders = [each.edge.remainder or "" for each in found]
    return Covered(state="partial", left=_each_once(named or remainders))


def _by_declaration(links: Iterable[Reaching]) -> list[tuple[Parts, set[str]]]:
    """Each way the element was divided into parts, with the parts that links using it name."""
    found: dict[frozenset[tuple[str, str]], tuple[Parts, set[str]]] = {}
    for edge, parts in links:
        if parts:
            _, covers = found.setdefault(frozenset(parts.items()), (parts, set()))
            covers |= set(edge.covers)
    return list(found.values())


def _missing(parts: Parts, covers: set[str]) -> list[str]:
    return [words for code, words in parts.items() if code not in covers]


def _each_once(words: Iterable[str]) -> tuple[str, ...]:
    """Words in order, each once whatever its capitals; blanks left out."""
    kept: dict[str, str] = {}
    for text in filter(None, map(str.strip, words)):
        kept.setdefault(text.casefold(), text)
    return tuple(kept.values())
