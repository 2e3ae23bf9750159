"""How our things are called in CASE: identifiers that are always the same, and addresses below one base."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from frameworks.model import Framework
from reports.interchange.case.shapes import Link, Version

EXTENSION = "urn:preceptmap:definition"
"""The key under which extensions hold what plain CASE cannot say."""

READS_AS = "reads_as"
"""Inside an extension: digests of what the file itself says, where that is less than the extension does."""

OURS = uuid5(NAMESPACE_URL, "urn:preceptmap")
PATHS: dict[Version, str] = {"1.0": "/ims/case/v1p0", "1.1": "/ims/case/v1p1"}


class Node(NamedTuple):
    """A framework (`code` None) or one of its items."""

    framework: str
    code: str | None = None


Known = Mapping[str, Node]
"""Frameworks and items by their CASE identifiers."""


def identifier(*parts: str) -> str:
    """The UUID of what these parts name: version 5, so the same parts always give the same.

    >>> identifier("CFDocuments", "hcpc-principles-2023")
    'f77636e9-76dd-5441-b15f-245dfab6a27e'
    """
    return str(uuid5(OURS, "\n".join(parts)))


def document_identifier(framework: str) -> str:
    """The identifier of a framework."""
    return identifier("CFDocuments", framework)


def item_identifier(framework: str, code: str) -> str:
    """The identifier of an item of a framework."""
    return identifier("CFItems", framework, code)


def known(frameworks: Iterable[Framework]) -> dict[str, Node]:
    """These frameworks and their items by identifier: what a link to the outside may mean."""
    found: dict[str, Node] = {}
    for framework in frameworks:
        found[document_identifier(framework.id)] = Node(framework.id)
        for item in framework.items:
            found[item_identifier(framework.id, item.code)] = Node(framework.id, item.code)
    return found


class Address(NamedTuple):
    """Where objects live: below `base`, such as https://map.example.org, by the paths of one version.

    Without a base a file names its objects by identifier alone (`urn:uuid:`).
    """

    base: str | None
    version: Version

    def uri(self, collection: str, identifier: str) -> str:
        """The address of an object, such as …/CFItems/{identifier}."""
        if self.base is None:
            return f"urn:uuid:{identifier}"
        return f"{self.base.rstrip('/')}{PATHS[self.version]}/{collection}/{identifier}"

    def link(self, collection: str, identifier: str, title: str) -> Link:
        """A link to an object of ours."""
        return Link(title=title, identifier=identifier, uri=self.uri(collection, identifier))

    def package(self, framework: Framework) -> Link:
        """A link to a framework's package."""
        return self.link("CFPackages", document_identifier(framework.id), framework.title)

    def document(self, framework: str, title: str) -> Link:
        """A link to a framework."""
        return self.link("CFDocuments", document_identifier(framework), title)

    def item(self, framework: str, code: str) -> Link:
        """A link to an item; its title is its code."""
        return self.link("CFItems", item_identifier(framework, code), code)

    def question(self, instrument: str, code: str) -> Link:
        """A link to a question, which is no item of any CASE document."""
        named = identifier("questions", instrument, code)
        uri = f"urn:uuid:{named}"
        if self.base is not None:
            uri = f"{self.base.rstrip('/')}/api/v1/instruments#{instrument}.{code}"
        kind = "ext:preceptmap.question" if self.version == "1.1" else None
        return Link(title=code, identifier=named, uri=uri, targetType=kind)
