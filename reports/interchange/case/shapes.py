"""The objects of 1EdTech's CASE standard, by its own names, as they leave here.

Versions 1.0 (2017) and 1.1 (2025) share these shapes; a field that 1.0 does not have is left empty there, and
empty fields are not written. Links are `{title, identifier, uri}`; times are ISO 8601 with an offset.
"""

from typing import Any, Literal

from pydantic import Field

from frameworks.model import Frozen

Version = Literal["1.0", "1.1"]
AssociationType = Literal["isChildOf", "isPartOf", "exactMatchOf", "isRelatedTo", "replacedBy"]
"""The kinds of link that are written; the standard has five more."""

Extensions = dict[str, Any]


class Link(Frozen):
    """A link to another object (LinkURI), or to either end of an association (LinkGenURI)."""

    title: str
    identifier: str
    uri: str
    targetType: str | None = None


class Named(Frozen):
    """What every object has: an identifier (UUID), where it lives, and when it last changed."""

    identifier: str
    uri: str
    lastChangeDateTime: str
    extensions: Extensions | None = None


class CFDocument(Named):
    """The head of a framework. `CFPackageURI` is there when it stands outside its package."""

    creator: str
    title: str
    frameworkType: str | None = None
    caseVersion: Literal["1.1"] | None = None
    officialSourceURL: str | None = None
    publisher: str | None = None
    description: str | None = None
    language: str | None = None
    version: str | None = None
    adoptionStatus: Literal["Private Draft", "Draft", "Adopted", "Deprecated"] | None = None
    statusStartDate: str | None = None
    statusEndDate: str | None = None
    licenseURI: Link | None = None
    notes: str | None = None
    CFPackageURI: Link | None = None


class CFItem(Named):
    """One statement. `CFDocumentURI` is there when it stands outside its package."""

    fullStatement: str
    alternativeLabel: str | None = None
    humanCodingScheme: str | None = None
    abbreviatedStatement: str | None = None
    CFItemType: str | None = None
    CFItemTypeURI: Link | None = None
    conceptKeywords: list[str] | None = None
    conceptKeywordsURI: Link | None = None
    language: str | None = None
    licenseURI: Link | None = None
    CFDocumentURI: Link | None = None


class CFAssociation(Named):
    """A link between two nodes; the tree is made of `isChildOf` links, ordered by `sequenceNumber`."""

    associationType: AssociationType
    originNodeURI: Link
    destinationNodeURI: Link
    sequenceNumber: int | None = None
    CFAssociationGroupingURI: Link | None = None
    notes: str | None = None
    CFDocumentURI: Link | None = None


class CFAssociationGrouping(Named):
    """A named set of associations: here, a crosswalk."""

    title: str
    description: str | None = None


class CFItemType(Named):
    """What kind of statement an item is."""

    title: str
    description: str
    hierarchyCode: str
    typeCode: str | None = None


class CFConcept(Named):
    """Something items are about: here, a tier such as core or gold."""

    title: str
    hierarchyCode: str
    keywords: str | None = None
    description: str | None = None


class CFSubject(Named):
    """A subject. None is written: nothing here is taught as a subject."""

    title: str
    hierarchyCode: str
    description: str | None = None


class CFLicense(Named):
    """Under what terms the text may be used."""

    title: str
    licenseText: str
    description: str | None = None


class CFRubricCriterionLevel(Frozen):
    """One score of a scale, for one item."""

    identifier: str
    uri: str
    lastChangeDateTime: str
    quality: str | None = None
    description: str | None = None
    score: float | None = None
    position: int | None = None
    rubricCriterionId: str | None = None


class CFRubricCriterion(Named):
    """An item that is scored, and what it can score."""

    category: str | None = None
    description: str | None = None
    CFItemURI: Link | None = None
    position: int | None = None
    rubricId: str | None = None
    CFRubricCriterionLevels: list[CFRubricCriterionLevel]


class CFRubric(Named):
    """A scale, with the items that are scored on it."""

    title: str | None = None
    description: str | None = None
    CFRubricCriteria: list[CFRubricCriterion]


class CFDefinition(Frozen):
    """The lists that items and associations point into."""

    CFConcepts: list[CFConcept] = Field(default_factory=list)
    CFSubjects: list[CFSubject] = Field(default_factory=list)
    CFLicenses: list[CFLicense] = Field(default_factory=list)
    CFItemTypes: list[CFItemType] = Field(default_factory=list)
    CFAssociationGroupings: list[CFAssociationGrouping] = Field(default_factory=list)


class CFPackage(Frozen):
    """A whole framework with everything that belongs to it."""

    CFDocument: CFDocument
    CFItems: list[CFItem]
    CFAssociations: list[CFAssociation]
    CFDefinitions: CFDefinition
    CFRubrics: list[CFRubric] = Field(default_factory=list)
    extensions: Extensions | None = None
