"""Every framework's package by identifier, and every object in them: what a CASE server is asked for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from frameworks.model import Framework, Frozen
from mapping.crosswalk import Crosswalk
from reports.interchange.case.names import Address
from reports.interchange.case.shapes import (
    CFAssociation,
    CFAssociationGrouping,
    CFConcept,
    CFDocument,
    CFItem,
    CFItemType,
    CFLicense,
    CFPackage,
    CFRubric,
    CFSubject,
    Version,
)
from reports.interchange.case.write import make_package, touching


class CFDocumentSet(Frozen):
    """The documents that were asked for."""

    CFDocuments: list[CFDocument]


class CFAssociationSet(Frozen):
    """An item, and every association it is an end of."""

    CFItem: CFItem
    CFAssociations: list[CFAssociation]


class CFConceptSet(Frozen):
    """A concept; none has others below it."""

    CFConcepts: list[CFConcept]


class CFSubjectSet(Frozen):
    """A subject, with those below it."""

    CFSubjects: list[CFSubject]


class CFItemTypeSet(Frozen):
    """An item type; none has others below it."""

    CFItemTypes: list[CFItemType]


@dataclass
class Library:
    """Objects by identifier, as they stand alone: with links to their package or document."""

    documents: dict[str, CFDocument] = field(default_factory=dict)
    packages: dict[str, CFPackage] = field(default_factory=dict)
    items: dict[str, CFItem] = field(default_factory=dict)
    associations: dict[str, CFAssociation] = field(default_factory=dict)
    of_item: dict[str, list[CFAssociation]] = field(default_factory=dict)
    concepts: dict[str, CFConcept] = field(default_factory=dict)
    licences: dict[str, CFLicense] = field(default_factory=dict)
    item_types: dict[str, CFItemType] = field(default_factory=dict)
    groupings: dict[str, CFAssociationGrouping] = field(default_factory=dict)
    rubrics: dict[str, CFRubric] = field(default_factory=dict)


def make_library(
    frameworks: Mapping[str, Framework], crosswalks: Iterable[Crosswalk], *, version: Version, base: str
) -> Library:
    """The library of all frameworks, in their order; `base` is the address people reach the server at."""
    library, all_crosswalks = Library(), tuple(crosswalks)
    for framework in frameworks.values():
        package = make_package(
            framework,
            crosswalks=touching(framework, all_crosswalks),
            others=frameworks,
            version=version,
            base=base,
        )
        _add(library, framework, package, Address(base, version))
    return library


def _add(library: Library, framework: Framework, package: CFPackage, address: Address) -> None:
    head, lists = package.CFDocument, package.CFDefinitions
    about = {"CFDocumentURI": address.document(framework.id, framework.title)}
    alone = head.model_copy(update={"CFPackageURI": address.package(framework)})
    library.documents[head.identifier] = alone
    library.packages[head.identifier] = package
    for item in package.CFItems:
        library.items[item.identifier] = item.model_copy(update=about)
        library.of_item[item.identifier] = []
    for each in package.CFAssociations:
        library.associations.setdefault(each.identifier, each.model_copy(update=about))
        for end in {each.originNodeURI.identifier, each.destinationNodeURI.identifier}:
            if end in library.items and library.items[end].CFDocumentURI == about["CFDocumentURI"]:
                library.of_item[end].append(each)
    library.concepts |= {each.identifier: each for each in lists.CFConcepts}
    library.licences |= {each.identifier: each for each in lists.CFLicenses}
    library.item_types |= {each.identifier: each for each in lists.CFItemTypes}
    for group in lists.CFAssociationGroupings:
        library.groupings.setdefault(group.identifier, group)
    library.rubrics |= {each.identifier: each for each in package.CFRubrics}
