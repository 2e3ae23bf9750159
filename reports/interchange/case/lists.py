"""What items and associations point into: item types, licence, tiers as concepts, crosswalks as groupings."""

from collections.abc import Iterable
from typing import get_args

from frameworks.load import is_quoted
from frameworks.model import Framework, Item, Kind, Provenance
from mapping.crosswalk import Crosswalk
from reports.interchange.case.dates import MIDNIGHT, changed_at, first_day
from reports.interchange.case.names import Address, identifier
from reports.interchange.case.shapes import (
    CFAssociationGrouping,
    CFConcept,
    CFDefinition,
    CFItemType,
    CFLicense,
    Link,
)

MEANINGS: dict[str, str] = {
    "principle": "A principle that the rest follows from.",
    "standard": "A standard to be met.",
    "element": "A part of a principle or a standard.",
    "criterion": "Something that is in place, or is not.",
    "heading": "A heading that others stand under.",
    "pillar": "A field of practice.",
    "outcome": "What a person has reached.",
    "number": "A figure that is asked for or suggested.",
    "construct": "An idea that several frameworks share.",
}
KINDS: tuple[Kind, ...] = get_args(Kind)
LABELS: dict[Provenance, str] = {
    "working": "Working draft",
    "paraphrase": "Paraphrase",
    "published": "Published, in other words",
}
"""The alternative label of an item whose words are not its owner's, so that none looks official in any version."""


def lists_of(framework: Framework, crosswalks: Iterable[Crosswalk], address: Address) -> CFDefinition:
    """The lists of one package. No subjects: nothing here is taught as one."""
    at = changed_at(framework)
    return CFDefinition(
        CFConcepts=_concepts(framework, address, at),
        CFLicenses=[_licence(framework, address, at)],
        CFItemTypes=_item_types(framework, address, at),
        CFAssociationGroupings=[grouping(each, address, otherwise=at) for each in crosswalks],
    )


def item_type(framework: Framework, kind: Kind, address: Address) -> Link:
    """The link to a kind of item."""
    named = identifier("CFItemTypes", framework.id, kind)
    return address.link("CFItemTypes", named, kind.capitalize())


def label(framework: Framework, item: Item) -> str | None:
    """Whose words an item is in, where they are not its owner's."""
    return None if is_quoted(framework, item) else LABELS[item.provenance]


def licence(framework: Framework, address: Address) -> Link:
    """The link to the terms of use."""
    named = identifier("CFLicenses", framework.id)
    return address.link("CFLicenses", named, f"Terms of {framework.owner}")


def tier(framework: Framework, code: str | None, address: Address) -> Link | None:
    """The link to a tier, or None."""
    found = next((each for each in framework.tiers if each.code == code), None)
    if found is None:
        return None
    return address.link("CFConcepts", identifier("CFConcepts", framework.id, found.code), found.title)


def crosswalk_link(crosswalk: Crosswalk, address: Address) -> Link:
    """The link to a crosswalk's grouping."""
    named = identifier("CFAssociationGroupings", crosswalk.id)
    return address.link("CFAssociationGroupings", named, crosswalk.title)


def grouping(crosswalk: Crosswalk, address: Address, *, otherwise: str) -> CFAssociationGrouping:
    """A crosswalk's name and ends, dated by its edition's year, else as `otherwise` says."""
    link = crosswalk_link(crosswalk, address)
    year = first_day(crosswalk.edition[:4])
    return CFAssociationGrouping(
        identifier=link.identifier,
        uri=link.uri,
        lastChangeDateTime=f"{year.isoformat()}{MIDNIGHT}" if year else otherwise,
        title=crosswalk.title,
        description=f"{crosswalk.origin} to {crosswalk.target}, edition {crosswalk.edition}",
    )


def _item_types(framework: Framework, address: Address, at: str) -> list[CFItemType]:
    used = {item.kind for item in framework.items}
    links = {kind: item_type(framework, kind, address) for kind in KINDS if kind in used}
    return [
        CFItemType(
            identifier=link.identifier,
            uri=link.uri,
            lastChangeDateTime=at,
            title=link.title,
            description=MEANINGS.get(kind, f"An item called a {kind}."),
            hierarchyCode=str(number),
            typeCode=kind,
        )
        for number, (kind, link) in enumerate(links.items(), start=1)
    ]


def _concepts(framework: Framework, address: Address, at: str) -> list[CFConcept]:
    links = [(each, tier(framework, each.code, address)) for each in framework.tiers]
    return [
        CFConcept(
            identifier=link.identifier,
            uri=link.uri,
            lastChangeDateTime=at,
            title=each.title,
            hierarchyCode=str(number),
            keywords=each.code,
            description=each.gist,
        )
        for number, (each, link) in enumerate(links, start=1)
        if link is not None
    ]


def _licence(framework: Framework, address: Address, at: str) -> CFLicense:
    link = licence(framework, address)
    return CFLicense(
        identifier=link.identifier,
        uri=link.uri,
        lastChangeDateTime=at,
        title=link.title,
        licenseText=framework.licence,
    )
