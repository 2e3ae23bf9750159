"""What one mapper says of the items of a set: links to elements, or that an item speaks to nothing.

A link may be half filled in while it is worked on; `Link.missing` says what it still needs before it is saved.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from frameworks.model import Frozen
from mapping.crosswalk import Coverage, Edge
from mapping.relation import Relation

Kind = Literal["added", "changed", "removed"]


class Link(Frozen):
    """A link to one element, as far as it is filled in. `covers` are codes of the element's parts."""

    target: str
    relation: Relation | None = None
    coverage: Coverage | None = None
    covers: tuple[str, ...] = ()
    aspect: str = ""
    remainder: str = ""
    rationale: str = ""
    source: str = ""

    def missing(self, parts: Mapping[str, str]) -> dict[str, str]:
        """What is still to be put right, by field, in the order of the form; `parts` are those of the element."""
        found = {
            "relation": "" if self.relation else "Choose how the two relate.",
            "coverage": self._coverage_problem(),
            "covers": self._parts_problem(parts),
            "aspect": "" if self.aspect else "Say what of the element it covers.",
            "remainder": self._remainder_problem(),
            "rationale": "" if self.rationale else "Say why you link the two.",
            "source": "" if self.source else "Say what the link rests on, such as your own judgement.",
        }
        return {field: message for field, message in found.items() if message}

    def _coverage_problem(self) -> str:
        if self.coverage is None:
            return "Choose whether all of the element is covered."
        if self.relation == "equal" and self.coverage == "partial":
            return "Two that say the same cover all: choose full, or another relation."
        return ""

    def _parts_problem(self, parts: Mapping[str, str]) -> str:
        if self.covers and self.coverage == "full":
            return "A full link covers every part: leave the parts blank, or choose partial."
        if self.covers and set(self.covers) == set(parts):
            return "You chose every part: choose full coverage and leave the parts blank."
        return ""

    def _remainder_problem(self) -> str:
        if self.remainder or (self.coverage != "partial" and self.relation != "overlaps"):
            return ""
        return "Say what of the element it leaves uncovered."


class Judgement(Frozen):
    """What a mapper says of one item, its links in the order of the target; none when it speaks to nothing."""

    links: tuple[Link, ...] = ()

    def link(self, target: str) -> Link | None:
        """The link to this element, or None."""
        return next((link for link in self.links if link.target == target), None)


Sheet = Mapping[str, Judgement]
"""A mapper's judgements by item; an item that is not there was not judged."""


class Change(NamedTuple):
    """One link, or the judgement that an item speaks to nothing (`target` is None), before and after."""

    kind: Kind
    origin: str
    target: str | None
    before: Link | None
    after: Link | None


class Tally(NamedTuple):
    """How many changes of each kind there are."""

    added: int
    changed: int
    removed: int


def changes_between(saved: Sheet, now: Sheet) -> tuple[Change, ...]:
    """Every link and every "no link" that differs, by item in the order of `now`, then those that went."""
    found: list[Change] = []
    for origin in dict.fromkeys([*now, *saved]):
        before, after = saved.get(origin), now.get(origin)
        if before != after:
            found += _changes_of(origin, before, after)
    return tuple(found)


def tally_of(changes: tuple[Change, ...]) -> Tally:
    """The running tally of pending changes."""
    kinds = [change.kind for change in changes]
    return Tally(kinds.count("added"), kinds.count("changed"), kinds.count("removed"))


def judgement_of(edges: tuple[Edge, ...], origin: str) -> Judgement:
    """What a crosswalk's edges say of one item."""
    return Judgement(links=tuple(link_of(edge) for edge in edges if edge.origin == origin))


def link_of(edge: Edge) -> Link:
    """An edge as a link of its item."""
    return Link(
        target=edge.target,
        relation=edge.relation,
        coverage=edge.coverage,
        covers=edge.covers,
        aspect=edge.aspect,
        remainder=edge.remainder or "",
        rationale=edge.rationale,
        source=edge.source,
    )


def _changes_of(origin: str, before: Judgement | None, after: Judgement | None) -> list[Change]:
    found = []
    if (before is not None and not before.links) != (after is not None and not after.links):
        gone = before is not None and not before.links
        found.append(Change("removed" if gone else "added", origin, None, None, None))
    old = {link.target: link for link in before.links} if before else {}
    new = {link.target: link for link in after.links} if after else {}
    for target in dict.fromkeys([*new, *old]):
        was, now = old.get(target), new.get(target)
        if was != now:
            kind: Kind = "added" if was is None else "removed" if now is None else "changed"
            found.append(Change(kind, origin, target, was, now))
    return found
