"""From two blind mappings to one crosswalk: what differs, how each difference was settled, and the edges that follow.

Where both made a link of the same relation, coverage and parts they agree, and the first mapper's words stand.
An item that only one of them judged was not mapped by two: nothing of it is published, and where the task
carries an earlier edition over, that edition's links of the item stay as they were.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

from frameworks.model import Frozen
from mapping.crosswalk import Crosswalk, Edge
from mapping.judgement import Link, Sheet
from mapping.mapper_agreement import MapperAgreement, Pair, agreement_between
from mapping.relation import Relation

Sort = Literal["first only", "second only", "differs", "words"]
Way = Literal["first", "second", "other", "none"]


class Difference(Frozen):
    """A pair that the two did not treat alike. `words` means that only their words differ: it may be left."""

    origin: str
    target: str
    sort: Sort
    first: Link | None
    second: Link | None

    @property
    def must_be_settled(self) -> bool:
        """Whether nothing can be published before it is."""
        return self.sort != "words"


class Settled(Frozen):
    """How one difference was settled, by whom, when and why: as one of the two had it, otherwise, or not linked."""

    origin: str
    target: str
    way: Way
    link: Link | None = None
    reason: str
    by: str
    on: date


def judged_by_both(first: Sheet, second: Sheet) -> tuple[str, ...]:
    """The items that both judged, in the order of the first's sheet."""
    return tuple(origin for origin in first if origin in second)


def agreement_of(first: Sheet, second: Sheet, *, targets: Sequence[str]) -> MapperAgreement:
    """How far the two agree over every item both judged and every element."""
    items = judged_by_both(first, second)
    return agreement_between(_relations(first), _relations(second), items=items, targets=targets)


def differences_between(first: Sheet, second: Sheet, *, targets: Sequence[str]) -> tuple[Difference, ...]:
    """Every pair of an item both judged that they did not treat alike, in the order of items and elements."""
    found = []
    for origin in judged_by_both(first, second):
        for target in targets:
            one, other = first[origin].link(target), second[origin].link(target)
            if one != other:
                found.append(
                    Difference(origin=origin, target=target, sort=_sort(one, other), first=one, second=other)
                )
    return tuple(found)


def unsettled(differences: Iterable[Difference], settled: Mapping[Pair, Settled]) -> tuple[Difference, ...]:
    """The differences that stand in the way of publishing."""
    return tuple(
        each for each in differences if each.must_be_settled and (each.origin, each.target) not in settled
    )


def settled_edges(
    first: Sheet,
    second: Sheet,
    settled: Mapping[Pair, Settled],
    *,
    targets: Sequence[str],
    author: str,
    reviewer: str,
) -> tuple[Edge, ...]:
    """The published edges of every item both judged. Raises ValueError while a difference is not settled."""
    left = unsettled(differences_between(first, second, targets=targets), settled)
    if left:
        raise ValueError(f"{left[0].origin} to {left[0].target} is not settled")
    edges = []
    for origin in judged_by_both(first, second):
        for target in targets:
            link = _outcome(
                first[origin].link(target), second[origin].link(target), settled.get((origin, target))
            )
            if link is not None:
                edges.append(_edge(origin, link, author=author, reviewer=reviewer))
    return tuple(edges)


def carried_edges(basis: Crosswalk | None, first: Sheet, second: Sheet) -> tuple[Edge, ...]:
    """The edges of an earlier edition that stay: those of items the two did not both judge."""
    both = set(judged_by_both(first, second))
    return tuple(edge for edge in basis.edges if edge.origin not in both) if basis else ()


def _relations(sheet: Sheet) -> dict[Pair, Relation]:
    return {
        (origin, link.target): link.relation
        for origin, judgement in sheet.items()
        for link in judgement.links
        if link.relation is not None
    }


def _sort(first: Link | None, second: Link | None) -> Sort:
    if second is None:
        return "first only"
    if first is None:
        return "second only"
    return "words" if _substance(first) == _substance(second) else "differs"


def _substance(link: Link) -> tuple[object, ...]:
    return link.relation, link.coverage, frozenset(link.covers)


def _outcome(first: Link | None, second: Link | None, settled: Settled | None) -> Link | None:
    if settled is None:
        return first
    return {"first": first, "second": second, "other": settled.link, "none": None}[settled.way]


def _edge(origin: str, link: Link, *, author: str, reviewer: str) -> Edge:
    said = link.model_dump() | {"remainder": link.remainder or None}
    return Edge.model_validate(
        said | {"origin": origin, "author": author, "reviewer": reviewer, "status": "published"}
    )
