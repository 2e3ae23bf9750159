"""The objects a CASE server gives one at a time: under which path, of what shape, and how they are found."""

from collections.abc import Callable
from dataclasses import dataclass

from frameworks.model import Frozen
from reports.interchange.case.library import (
    CFAssociationSet,
    CFConceptSet,
    CFItemTypeSet,
    CFSubjectSet,
    Library,
)
from reports.interchange.case.names import document_identifier, identifier, item_identifier
from reports.interchange.case.shapes import (
    CFAssociation,
    CFAssociationGrouping,
    CFDocument,
    CFItem,
    CFLicense,
    CFPackage,
    CFRubric,
)


@dataclass(frozen=True)
class Served:
    """One path of the standard. `example` is the identifier of an object that ships; empty where there is none."""

    path: str
    about: str
    model: type[Frozen]
    find: Callable[[Library, str], Frozen | None]
    example: str


def _associations(library: Library, named: str) -> CFAssociationSet | None:
    item = library.items.get(named)
    if item is None:
        return None
    return CFAssociationSet(CFItem=item, CFAssociations=library.of_item[named])


def _concept(library: Library, named: str) -> CFConceptSet | None:
    found = library.concepts.get(named)
    return CFConceptSet(CFConcepts=[found]) if found else None


def _item_type(library: Library, named: str) -> CFItemTypeSet | None:
    found = library.item_types.get(named)
    return CFItemTypeSet(CFItemTypes=[found]) if found else None


HCPC = "hcpc-principles-2023"
SERVED = (
    Served(
        "CFPackages",
        "A whole framework with the crosswalks that touch it.",
        CFPackage,
        lambda library, named: library.packages.get(named),
        document_identifier(HCPC),
    ),
    Served(
        "CFDocuments",
        "One framework's document.",
        CFDocument,
        lambda library, named: library.documents.get(named),
        document_identifier(HCPC),
    ),
    Served(
        "CFItems",
        "One item.",
        CFItem,
        lambda library, named: library.items.get(named),
        item_identifier(HCPC, "P3d"),
    ),
    Served(
        "CFItemAssociations",
        "One item, and every association it is an end of.",
        CFAssociationSet,
        _associations,
        item_identifier(HCPC, "P3d"),
    ),
    Served(
        "CFAssociations",
        "One association.",
        CFAssociation,
        lambda library, named: library.associations.get(named),
        identifier("CFAssociations", HCPC, "isChildOf", "P3d"),
    ),
    Served(
        "CFAssociationGroupings",
        "One crosswalk's name and ends; its links are in the packages of its ends.",
        CFAssociationGrouping,
        lambda library, named: library.groupings.get(named),
        identifier("CFAssociationGroupings", "nhse-ahp-to-hcpc"),
    ),
    Served(
        "CFConcepts",
        "One concept: a tier such as core or gold.",
        CFConceptSet,
        _concept,
        identifier("CFConcepts", "nhse-nursing-2022", "core"),
    ),
    Served(
        "CFSubjects",
        "Subjects: there are none here.",
        CFSubjectSet,
        lambda library, named: None,
        "",
    ),
    Served(
        "CFItemTypes",
        "One kind of item.",
        CFItemTypeSet,
        _item_type,
        identifier("CFItemTypes", HCPC, "principle"),
    ),
    Served(
        "CFLicenses",
        "The terms of use of one framework.",
        CFLicense,
        lambda library, named: library.licences.get(named),
        identifier("CFLicenses", HCPC),
    ),
    Served(
        "CFRubrics",
        "The scale of one framework, and what each item can score.",
        CFRubric,
        lambda library, named: library.rubrics.get(named),
        identifier("CFRubrics", "nhse-ahp-2023"),
    ),
)
"""Packages come first, so that an example address leads to all the others."""
