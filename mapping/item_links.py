"""What speaks to a framework's criteria from another framework: links read in either direction, and former codes."""

from collections.abc import Iterable, Mapping
from typing import Literal

from frameworks.model import Framework, Frozen
from mapping.crosswalk import Coverage, Crosswalk, Edge
from mapping.editions import codes_in, wording
from mapping.relation import TURNED, Relation

LinkRelation = Relation | Literal["supported"]
COVERS_ALL = {"equal", "superset"}
BACKWARDS = "Read backwards, a link does not say what it leaves uncovered."


class ItemLink(Frozen):
    """`source` speaks to `target`: how, how much of the target it covers, and what it leaves.

    `via` is the id of the crosswalk, or empty where an edition says that the two are one point.
    """

    source: str
    target: str
    relation: LinkRelation
    coverage: Coverage
    remainder: str | None = None
    aspect: str = ""
    status: str = "published"
    via: str = ""
    covers: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    """The named parts that the target is divided into; `covers` are those that the source covers."""

    @property
    def is_safe(self) -> bool:
        """True where what holds for the source holds for all of the target."""
        return self.coverage == "full" and self.relation in COVERS_ALL


def item_links(
    source: Framework, target: Framework, *, crosswalks: Iterable[Crosswalk], known: Mapping[str, Framework]
) -> tuple[ItemLink, ...]:
    """Every link from a criterion of `source` to one of `target`, in an order of its own."""
    can_give = {item.code for item in source.assessable}
    can_take = {item.code for item in target.assessable}
    found = [*_former(source, target, known)]
    for crosswalk in crosswalks:
        if (crosswalk.origin, crosswalk.target) == (source.id, target.id):
            found += [_forwards(crosswalk, edge) for edge in crosswalk.edges]
        if (crosswalk.origin, crosswalk.target) == (target.id, source.id):
            found += [_backwards(crosswalk, edge) for edge in crosswalk.edges]
    kept = {link for link in found if link.source in can_give and link.target in can_take}
    return tuple(sorted(kept, key=lambda link: tuple(map(str, link.model_dump().values()))))


def _forwards(crosswalk: Crosswalk, edge: Edge) -> ItemLink:
    return ItemLink(
        source=edge.origin,
        target=edge.target,
        relation=edge.relation,
        coverage=edge.coverage,
        remainder=edge.remainder,
        aspect=edge.aspect,
        status=edge.status,
        via=crosswalk.id,
        covers=edge.covers,
        parts=tuple(crosswalk.parts.get(edge.target, ())),
    )


def _backwards(crosswalk: Crosswalk, edge: Edge) -> ItemLink:
    """A part of the target speaks to all of the origin only where the origin is the part."""
    relation: LinkRelation = TURNED.get(edge.relation, "supported")
    full = relation in COVERS_ALL
    return ItemLink(
        source=edge.target,
        target=edge.origin,
        relation=relation,
        coverage="full" if full else "partial",
        remainder=None if full else BACKWARDS,
        aspect=edge.aspect,
        status=edge.status,
        via=crosswalk.id,
    )


def _former(source: Framework, target: Framework, known: Mapping[str, Framework]) -> list[ItemLink]:
    """Links between two editions of one framework. Only the same words are the same point for sure."""
    later_first = codes_in(source, target, known)
    pairs = [(old, new) for new, codes in later_first.items() for old in codes]
    pairs += [(new, old) for new, codes in codes_in(target, source, known).items() for old in codes]
    found = []
    for old, new in pairs if source.id != target.id else ():
        before, after = source.item(old), target.item(new)
        same = before is not None and after is not None and wording(before) == wording(after)
        found.append(
            ItemLink(
                source=old,
                target=new,
                relation="equal" if same else "overlaps",
                coverage="full" if same else "partial",
                remainder=None if same else "The words changed from one edition to the other.",
            )
        )
    return found
