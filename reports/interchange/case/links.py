"""The associations of a package: its tree, what it replaces, and the edges of the crosswalks that touch it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from frameworks.model import Framework
from mapping.crosswalk import Crosswalk, Edge
from mapping.relation import Relation
from reports.interchange.case.dates import changed_at
from reports.interchange.case.lists import crosswalk_link, grouping
from reports.interchange.case.names import Address, identifier
from reports.interchange.case.shapes import AssociationType, CFAssociation, Link

TYPES: dict[Relation, AssociationType] = {
    "equal": "exactMatchOf",
    "subset": "isPartOf",
    "superset": "isPartOf",
    "overlaps": "isRelatedTo",
    "supports": "isRelatedTo",
}
"""A superset is written as its other end being part of it."""

Others = Mapping[str, Framework]
"""The other frameworks there are, by id: those whose items have CASE identifiers."""


def associations_of(
    framework: Framework, crosswalks: Sequence[Crosswalk], others: Others, address: Address
) -> list[CFAssociation]:
    """The tree first, then what this edition replaces, then crosswalk by crosswalk."""
    return [
        *_tree(framework, address),
        *_replaced(framework, others, address),
        *(edge for crosswalk in crosswalks for edge in _edges(crosswalk, framework, others, address)),
    ]


def edge_identifier(crosswalk: Crosswalk, edge: Edge) -> str:
    """The identifier of the association that stands for this edge."""
    return identifier("CFAssociations", crosswalk.id, edge.origin, edge.target)


def _tree(framework: Framework, address: Address) -> Iterator[CFAssociation]:
    places: Counter[str | None] = Counter()
    for item in framework.items:
        places[item.parent] += 1
        above = (
            address.document(framework.id, framework.title)
            if item.parent is None
            else address.item(framework.id, item.parent)
        )
        yield _association(
            address,
            identifier("CFAssociations", framework.id, "isChildOf", item.code),
            "isChildOf",
            address.item(framework.id, item.code),
            above,
            at=changed_at(framework),
            sequence=places[item.parent],
        )


def _replaced(framework: Framework, others: Others, address: Address) -> Iterator[CFAssociation]:
    """From the replaced edition and its items to this one and its items."""
    if framework.replaces is None:
        return
    earlier, at = others.get(framework.replaces), changed_at(framework)
    yield _association(
        address,
        identifier("CFAssociations", framework.id, "replacedBy"),
        "replacedBy",
        address.document(framework.replaces, earlier.title if earlier else framework.replaces),
        address.document(framework.id, framework.title),
        at=at,
    )
    for item in framework.items:
        same = item.code if earlier and earlier.item(item.code) and not item.was else None
        for code in [*item.was, *([same] if same else [])]:
            yield _association(
                address,
                identifier("CFAssociations", framework.id, "replacedBy", item.code, code),
                "replacedBy",
                address.item(framework.replaces, code),
                address.item(framework.id, item.code),
                at=at,
            )


def _edges(
    crosswalk: Crosswalk, framework: Framework, others: Others, address: Address
) -> Iterator[CFAssociation]:
    named = grouping(crosswalk, address, otherwise=changed_at(framework))
    for edge in crosswalk.edges:
        ends = [
            address.item(end, code) if end == framework.id or end in others else address.question(end, code)
            for end, code in ((crosswalk.origin, edge.origin), (crosswalk.target, edge.target))
        ]
        if edge.relation == "superset":
            ends.reverse()
        yield _association(
            address,
            edge_identifier(crosswalk, edge),
            TYPES[edge.relation],
            *ends,
            at=named.lastChangeDateTime,
            group=crosswalk_link(crosswalk, address),
            notes=edge.rationale if address.version == "1.1" else None,
        )


def _association(
    address: Address,
    named: str,
    kind: AssociationType,
    origin: Link,
    destination: Link,
    *,
    at: str,
    sequence: int | None = None,
    group: Link | None = None,
    notes: str | None = None,
) -> CFAssociation:
    return CFAssociation(
        identifier=named,
        uri=address.uri("CFAssociations", named),
        lastChangeDateTime=at,
        associationType=kind,
        originNodeURI=origin,
        destinationNodeURI=destination,
        sequenceNumber=sequence,
        CFAssociationGroupingURI=group,
        notes=notes,
    )
