"""A CASE package as a framework and crosswalks: our own file as it was, anybody's as far as it goes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from frameworks.document import Loc
from frameworks.loss import LossReport
from frameworks.model import Framework
from mapping.crosswalk import Crosswalk
from reports.interchange.case.ends import crosswalks_of
from reports.interchange.case.extension import Fields, completed
from reports.interchange.case.leftovers import tell_leftovers
from reports.interchange.case.names import Known
from reports.interchange.case.package_file import is_ours, open_package
from reports.interchange.case.plain import Walked, walk
from reports.interchange.findings import Findings

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class ReadPackage:
    """What a package holds, and what of it could not be kept."""

    framework: Framework
    crosswalks: tuple[Crosswalk, ...]
    loss: LossReport


def read_package(content: bytes, file: str, *, known: Known | None = None) -> ReadPackage:
    """The framework in this file, and a crosswalk for each `known` framework that it links to.

    Versions 1.0 and 1.1, and older tools' ways of writing them. Raises DefinitionError whose problems name the
    place, such as CFItems[3].fullStatement.
    """
    package = open_package(content, file)
    elsewhere = {} if is_ours(package) else known or {}
    walked = walk(package, elsewhere)
    framework = _framework(walked)
    crosswalks = tuple(_crosswalks(walked, framework, elsewhere))
    tell_leftovers(walked)
    package.findings.stop_if_wrong()
    version = "1.1" if package.document.text("caseVersion") == "1.1" else "1.0"
    report = LossReport(
        format=f"case-{version}",
        direction="import",
        subject=framework.id,
        lost=tuple(package.findings.lost),
    )
    return ReadPackage(framework, crosswalks, report)


def _framework(walked: Walked) -> Framework:
    package, findings = walked.package, walked.package.findings
    whole = completed(walked.framework, package.extension, loc=("CFDocument",), findings=findings)
    whole["items"] = [
        completed(each.fields, each.extension, loc=each.entry.loc, findings=findings)
        for each in walked.statements.values()
    ]
    places = [each.entry.loc for each in walked.statements.values()]
    return _checked(Framework, whole, findings, head=("CFDocument",), entries=("items", places))


def _crosswalks(walked: Walked, framework: Framework, known: Known) -> Iterator[Crosswalk]:
    package = walked.package
    head: Fields = {"id": framework.id, "edition": framework.edition}
    for grouping, fields in crosswalks_of(package, head, walked.links, walked.statements, known):
        loc: Loc = grouping.loc if grouping else ("CFAssociations",)
        yield _checked(Crosswalk, fields, package.findings, head=loc, entries=("edges", []))


def _checked(
    model: type[M], fields: Fields, findings: Findings, *, head: Loc, entries: tuple[str, list[Loc]]
) -> M:
    """The value, or DefinitionError naming the object of the file that is wrong."""
    name, places = entries
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        for each in error.errors():
            loc = each["loc"]
            inside = len(loc) > 1 and loc[0] == name and isinstance(loc[1], int) and loc[1] < len(places)
            place = (*places[int(loc[1])], *loc[2:]) if inside else (*head, *loc)
            findings.wrong(place, f"{each['msg']}; the file gives {str(each['input'])[:60]!r}")
        findings.stop_if_wrong()
        raise
