"""A framework and the crosswalks that touch it as a CASE package, with what 1.0 cannot say told as lost."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from frameworks.loss import LossReport, lost_between
from frameworks.model import Framework, Item
from mapping.crosswalk import Crosswalk
from reports.interchange.case.dates import changed_at
from reports.interchange.case.extension import as_json, carried
from reports.interchange.case.links import Others, associations_of, edge_identifier
from reports.interchange.case.lists import crosswalk_link, item_type, label, licence, lists_of, tier
from reports.interchange.case.names import Address, Known, item_identifier
from reports.interchange.case.plain import read_plain
from reports.interchange.case.read import read_package
from reports.interchange.case.rubric import rubrics_of
from reports.interchange.case.shapes import CFDocument, CFItem, CFPackage, Version

WHY = "CASE {version} has no place for this"
FORMAT = {"1.0": "case-1.0", "1.1": "case-1.1"}


@dataclass(frozen=True)
class Written:
    """A file, and what it could not say."""

    content: bytes
    loss: LossReport


def touching(framework: Framework, crosswalks: Iterable[Crosswalk]) -> tuple[Crosswalk, ...]:
    """The crosswalks with an end in this framework."""
    return tuple(each for each in crosswalks if framework.id in {each.origin, each.target})


def write_package(
    framework: Framework,
    *,
    crosswalks: Sequence[Crosswalk] = (),
    others: Others | None = None,
    version: Version,
    base: str | None = None,
    known: Known | None = None,
) -> Written:
    """The package as JSON, and everything that reading it again would not give back.

    `others` are the frameworks whose items have CASE identifiers; `base` is the address objects live below;
    `known` is what the reader of the file will know.
    """
    package = make_package(framework, crosswalks=crosswalks, others=others, version=version, base=base)
    content = to_json(package)
    again = read_package(content, f"{framework.id}.json", known=known or {})
    lost = lost_between(
        _whole(framework, crosswalks),
        _whole(again.framework, again.crosswalks),
        why=WHY.format(version=version),
    )
    report = LossReport(format=FORMAT[version], direction="export", subject=framework.id, lost=lost)
    return Written(content, report)


def make_package(
    framework: Framework,
    *,
    crosswalks: Sequence[Crosswalk] = (),
    others: Others | None = None,
    version: Version,
    base: str | None = None,
) -> CFPackage:
    """The package as the standard's objects; in 1.1 with extensions for what plain CASE cannot say."""
    address = Address(base, version)
    plain = CFPackage(
        CFDocument=_document(framework, address),
        CFItems=[_item(framework, item, address) for item in framework.items],
        CFAssociations=associations_of(framework, crosswalks, others or {}, address),
        CFDefinitions=lists_of(framework, crosswalks, address),
        CFRubrics=rubrics_of(framework, address),
    )
    if version == "1.0":
        return plain
    return _extended(plain, framework, crosswalks, address)


def to_json(package: CFPackage) -> bytes:
    """The package's file: UTF-8, indented, without empty fields."""
    return (json.dumps(as_plain(package), ensure_ascii=False, indent=1) + "\n").encode()


def as_plain(package: CFPackage) -> dict[str, object]:
    """The package as JSON has it."""
    fields: dict[str, object] = package.model_dump(mode="json", exclude_none=True)
    return fields


def _document(framework: Framework, address: Address) -> CFDocument:
    link = address.document(framework.id, framework.title)
    new = address.version == "1.1"
    draft = any(item.provenance == "working" for item in framework.items)
    return CFDocument(
        identifier=link.identifier,
        uri=link.uri,
        lastChangeDateTime=changed_at(framework),
        creator=framework.owner,
        title=framework.title,
        frameworkType="Professional standards" if new else None,
        caseVersion="1.1" if new else None,
        officialSourceURL=_web_address(framework.source.address),
        language="en",
        version=framework.edition,
        adoptionStatus="Draft" if draft else "Adopted",
        statusStartDate=framework.in_force_from.isoformat() if framework.in_force_from else None,
        statusEndDate=framework.in_force_to.isoformat() if framework.in_force_to else None,
        licenseURI=licence(framework, address),
        description=framework.source.note,
        notes=framework.note,
    )


def _item(framework: Framework, item: Item, address: Address) -> CFItem:
    link, about = address.item(framework.id, item.code), tier(framework, item.tier, address)
    return CFItem(
        identifier=link.identifier,
        uri=link.uri,
        lastChangeDateTime=changed_at(framework),
        fullStatement=item.gist,
        alternativeLabel=label(framework, item),
        humanCodingScheme=item.code,
        abbreviatedStatement=item.title,
        CFItemType=item.kind.capitalize(),
        CFItemTypeURI=item_type(framework, item.kind, address),
        conceptKeywords=[about.title] if about else None,
        conceptKeywordsURI=about,
        language="en",
    )


def _web_address(address: str | None) -> str | None:
    """The address, where it is one a browser can open."""
    if address is None or not address.isascii() or any(each.isspace() for each in address):
        return None
    try:
        parts = urlsplit(address)
        return address if parts.scheme in {"http", "https"} and parts.hostname else None
    except ValueError:
        return None


def _extended(
    package: CFPackage, framework: Framework, crosswalks: Sequence[Crosswalk], address: Address
) -> CFPackage:
    """The package with an extension on every object that reads as less than it is."""
    plain = read_plain(as_plain(package), framework.id)
    groupings = {crosswalk_link(each, address).identifier: each for each in crosswalks}
    edges = {edge_identifier(each, edge): edge for each in crosswalks for edge in each.edges}
    items = {item_identifier(framework.id, item.code): item for item in framework.items}
    lists = package.CFDefinitions
    return package.model_copy(
        update={
            "CFDocument": package.CFDocument.model_copy(
                update={"extensions": carried(framework, plain.framework)}
            ),
            "CFItems": [
                each.model_copy(
                    update={"extensions": carried(items[each.identifier], plain.items[each.identifier])}
                )
                for each in package.CFItems
            ],
            "CFAssociations": [
                each.model_copy(
                    update={
                        "extensions": carried(edges[each.identifier], plain.edges.get(each.identifier, {}))
                    }
                )
                if each.identifier in edges
                else each
                for each in package.CFAssociations
            ],
            "CFDefinitions": lists.model_copy(
                update={
                    "CFAssociationGroupings": [
                        each.model_copy(update={"extensions": carried(groupings[each.identifier], {})})
                        for each in lists.CFAssociationGroupings
                    ]
                }
            ),
        }
    )


def _whole(framework: Framework, crosswalks: Sequence[Crosswalk]) -> dict[str, object]:
    """Everything a package holds, as one value to compare."""
    return as_json(framework) | {"crosswalks": [as_json(each) for each in crosswalks]}
