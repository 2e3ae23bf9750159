"""What a package holds that has no place here: told field by field, and the machinery of links in one line each."""

from collections import Counter
from collections.abc import Iterator

from frameworks.document import place
from reports.interchange.case.package_file import PackageFile, is_ours
from reports.interchange.case.plain import Walked
from reports.interchange.findings import Entry

MACHINERY = {
    "identifier",
    "uri",
    "lastChangeDateTime",
    "CFDocumentURI",
    "CFPackageURI",
    "CFItemTypeURI",
    "CFItemAssociationURI",
    "sequenceNumber",
}
"""What holds a package together; here codes do that, so these are counted and not listed."""

WRITTEN = MACHINERY | {
    "language",
    "adoptionStatus",
    "frameworkType",
    "caseVersion",
    "conceptKeywords",
    "conceptKeywordsURI",
    "publisher",
}
"""What our own files say a second time for others; our extensions hold it."""

OWN_NAMES = (
    "objects are known by their codes here, and get identifiers and addresses of ours when written again"
)
NO_FIELD = "there is no such field here"
NO_OBJECT = "there is no such object here"
KINDS_ONLY = "item types are kept only as far as there are kinds for them here"
SCALES = "the items it scores are marked as such, with levels of 0, 1 and 2; a scale needs a rule, which CASE has not"


def tell_leftovers(walked: Walked) -> None:
    """Tell everything nobody asked for."""
    package = walked.package
    ours = is_ours(package)
    counted: Counter[str] = Counter()
    package.root.skip("CFDocument", "CFItems", "CFAssociations", "CFDefinitions", "CFRubrics")
    for entry in _entries(walked):
        entry.skip("extensions")
        for key, value in entry.left():
            if ours and key in WRITTEN:
                continue
            if key in MACHINERY:
                counted[_any(entry, key)] += 1
            else:
                package.findings.lose((*entry.loc, key), "dropped", NO_FIELD, value)
    if ours:
        return
    for where, times in {**_identifiers(walked), **counted}.items():
        package.findings.lose(where, "dropped", OWN_NAMES, f"{times} of them")
    _tell_lists(package)


def _entries(walked: Walked) -> Iterator[Entry]:
    yield walked.package.root
    yield walked.package.document
    yield from (each.entry for each in walked.statements.values())
    yield from (each.entry for each in walked.associations)


def _identifiers(walked: Walked) -> dict[str, int]:
    """Identifiers were asked for, to follow links, but are not kept."""
    return {
        "CFItems[*].identifier": len(walked.statements),
        "CFAssociations[*].identifier": len(walked.associations),
    }


def _any(entry: Entry, key: str) -> str:
    """The place of a field in any entry of a list: CFItems[*].uri."""
    steps = tuple("*" if isinstance(step, int) else step for step in (*entry.loc, key))
    return place(steps).replace(".*", "[*]")


def _tell_lists(package: PackageFile) -> None:
    for name, why in (("CFConcepts", NO_OBJECT), ("CFSubjects", NO_OBJECT), ("CFItemTypes", KINDS_ONLY)):
        for entry in package.listed(name):
            package.findings.lose(entry.loc, "dropped", why, entry.text("title"))
    for rubric in package.rubrics:
        package.findings.lose(rubric.loc, "dropped", SCALES, rubric.text("title"))
