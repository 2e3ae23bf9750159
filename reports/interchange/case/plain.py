"""A package read as anybody would: framework, items and edges from plain CASE alone, extensions kept apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reports.interchange.case.ends import Links, read_links
from reports.interchange.case.extension import Fields
from reports.interchange.case.head import read_head
from reports.interchange.case.names import Known
from reports.interchange.case.nodes import Association, association, link
from reports.interchange.case.package_file import PackageFile, package_of
from reports.interchange.case.statements import Statement, is_quoted, name_kinds, read_statements
from reports.interchange.case.tree import arrange
from reports.interchange.findings import Entry

WITHOUT_A_SCALE = {"0", "1", "2"}
"""The scores of a framework that says none of its own: a CASE rubric has no rule, so its scale is not kept."""


@dataclass(frozen=True)
class PlainReading:
    """Fields of the framework; of each item by its identifier; and of each edge by that of its association."""

    framework: Fields
    items: dict[str, Fields]
    edges: dict[str, Fields]


@dataclass
class Walked:
    """A package with everything in it read but nothing put together yet."""

    package: PackageFile
    framework: Fields
    statements: dict[str, Statement]
    associations: Sequence[Association]
    links: Links


def read_plain(data: Mapping[str, Any], file: str) -> PlainReading:
    """What a package without extensions says. Raises DefinitionError."""
    walked = walk(package_of(data, file), {})
    return PlainReading(
        framework=walked.framework,
        items={named: each.fields for named, each in walked.statements.items()},
        edges={
            edge.association.identifier: edge.fields
            for edges in walked.links.edges.values()
            for edge in edges
        },
    )


def walk(package: PackageFile, known: Known) -> Walked:
    """Read every object of the package. Raises DefinitionError with every problem placed."""
    framework = read_head(package, known)
    statements = read_statements(package)
    found = [association(entry) for entry in package.associations]
    associations = [each for each in found if each is not None]
    statements = arrange(package, statements, associations)
    codes = {statement.code: named for named, statement in statements.items()}
    parents = {codes[each.fields["parent"]] for each in statements.values() if "parent" in each.fields}
    name_kinds(statements, parents)
    for rubric in package.rubrics:
        _read_rubric(rubric, statements)
    if is_quoted(statements.values()):
        framework["quoted"] = True
    links = read_links(package, statements, associations, known)
    _add_earlier(framework, statements, links)
    package.findings.stop_if_wrong()
    return Walked(package, framework, statements, associations, links)


def _read_rubric(rubric: Entry, statements: Mapping[str, Statement]) -> None:
    """An item with a criterion of its own is one that is scored; its levels say what each score means."""
    for criterion in rubric.entries("CFRubricCriteria"):
        about = link(criterion, "CFItemURI")
        statement = statements.get(about.identifier) if about else None
        levels = criterion.entries("CFRubricCriterionLevels")
        if statement is None:
            continue
        statement.fields["assessable"] = True
        said = {str(level.whole("score")): level.text("description") for level in levels}
        if set(said) == WITHOUT_A_SCALE and all(said.values()):
            statement.fields["levels"] = said


def _add_earlier(framework: Fields, statements: Mapping[str, Statement], links: Links) -> None:
    if links.replaces is None:
        return
    framework["replaces"] = links.replaces
    for named, codes in links.was.items():
        statements[named].fields["was"] = codes
