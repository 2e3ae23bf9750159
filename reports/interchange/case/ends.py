"""Links between this framework and others: edges of crosswalks, and what its items replaced."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mapping.relation import TURNED
from reports.interchange.case.extension import Fields, completed, extension_of
from reports.interchange.case.names import Known, Node
from reports.interchange.case.nodes import Association, End
from reports.interchange.case.package_file import PackageFile
from reports.interchange.case.statements import Statement
from reports.interchange.case.tree import is_document, resolve
from reports.interchange.findings import Entry
from reports.interchange.plain_text import plain_text

RELATIONS = {"exactMatchOf": "equal", "isPartOf": "subset", "isRelatedTo": "overlaps"}
COVERAGE = {"equal": "full", "subset": "partial", "superset": "full", "overlaps": "partial"}
NOT_SAID = "Not said in the CASE file."
INSIDE = "a link inside one framework is kept only where it makes the tree"
NOWHERE = "neither end is in this package"
UNKNOWN_END = "the other end is in no framework that is known here"
NO_SUCH_LINK = "there is no such link here"
NO_EARLIER = "the edition it replaced is not known here"


@dataclass
class ReadEdge:
    """One edge: its association, our extension of it, and its fields as the file alone gives them."""

    association: Association
    extension: Fields | None
    fields: Fields


@dataclass
class Links:
    """Edges by the identifier of their grouping (None: in no group), and codes that items had before."""

    edges: dict[str | None, list[ReadEdge]] = field(default_factory=lambda: defaultdict(list))
    was: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    replaces: str | None = None


def read_links(
    package: PackageFile,
    statements: Mapping[str, Statement],
    associations: Sequence[Association],
    known: Known,
) -> Links:
    """Everything that is not the tree. What cannot be kept is told as lost."""
    links = Links()
    for each in associations:
        if each.kind == "isChildOf":
            continue
        why = _place(package, statements, each, known, links)
        if why:
            package.findings.lose(each.loc, "dropped", why, f"{each.origin} {each.kind} {each.destination}")
    return links


def crosswalks_of(
    package: PackageFile, framework: Fields, links: Links, statements: Mapping[str, Statement], known: Known
) -> list[tuple[Entry | None, Fields]]:
    """The crosswalks the edges make, each with its grouping: as our extension says, else as far as the other
    ends are known."""
    groupings = {
        entry.text("identifier").lower(): entry for entry in package.listed("CFAssociationGroupings")
    }
    made: list[tuple[Entry | None, Fields]] = []
    for named, edges in links.edges.items():
        grouping = groupings.get(named or "")
        extension = extension_of(grouping) if grouping else None
        if grouping and extension and {"id", "origin", "target"} <= extension.keys():
            title = {"title": grouping.text("title")}
            made.append((grouping, title | extension | {"edges": [_complete(each) for each in edges]}))
        else:
            made += _found(package, framework, grouping, edges, statements, known)
    return made


def _place(
    package: PackageFile, statements: Mapping[str, Statement], each: Association, known: Known, links: Links
) -> str | None:
    """Put an association where it belongs; or say why it has no place."""
    here = [resolve(end, statements) for end in (each.origin, each.destination)]
    if each.kind == "replacedBy":
        return _replaced(package, statements, each, known, links)
    if each.kind not in RELATIONS:
        return NO_SUCH_LINK
    extension = extension_of(each.entry)
    if extension is None and all(here):
        return INSIDE
    if extension is None and not any(here):
        return NOWHERE
    said = _edge(package, each, statements) if any(here) and not all(here) else {}
    links.edges[each.group].append(ReadEdge(each, extension, said))
    return None


def _replaced(
    package: PackageFile, statements: Mapping[str, Statement], each: Association, known: Known, links: Links
) -> str | None:
    before = known.get(each.origin.identifier)
    if is_document(package, each.destination):
        if before is None:
            return None if package.extension is not None else NO_EARLIER
        links.replaces = before.framework
        return None
    now = resolve(each.destination, statements)
    if now is None:
        return NO_SUCH_LINK
    if before is None or before.code is None:
        return None if package.extension is not None else NO_EARLIER
    if before.code != statements[now].code:
        links.was[now].append(before.code)
    return None


def _edge(package: PackageFile, each: Association, statements: Mapping[str, Statement]) -> Fields:
    """The edge as the file alone gives it, from origin to destination."""
    relation = RELATIONS[each.kind]
    partial = COVERAGE[relation] == "partial"
    return {
        "origin": _code(each.origin, statements),
        "target": _code(each.destination, statements),
        "relation": relation,
        "coverage": COVERAGE[relation],
        "aspect": NOT_SAID,
        **({"remainder": NOT_SAID} if partial else {}),
        "rationale": plain_text(each.notes) or NOT_SAID,
        "source": package.document.text("title"),
        "author": package.document.text("creator") or NOT_SAID,
    }


def _code(end: End, statements: Mapping[str, Statement]) -> str:
    named = resolve(end, statements)
    return statements[named].code if named else end.title


def _complete(edge: ReadEdge) -> Fields:
    loc, findings = edge.association.loc, edge.association.entry.findings
    return completed(edge.fields, edge.extension, loc=loc, findings=findings)


def _found(
    package: PackageFile,
    framework: Fields,
    grouping: Entry | None,
    edges: Sequence[ReadEdge],
    statements: Mapping[str, Statement],
    known: Known,
) -> list[tuple[Entry | None, Fields]]:
    """One crosswalk for each other framework that these edges reach; edges to anything else are told as lost."""
    reached: dict[str, list[tuple[ReadEdge, Node, bool]]] = defaultdict(list)
    for edge in edges:
        outward = resolve(edge.association.origin, statements) is not None
        far = edge.association.destination if outward else edge.association.origin
        node = known.get(far.identifier)
        if node is None or node.code is None:
            each = edge.association
            value = f"{each.origin} {each.kind} {each.destination}"
            package.findings.lose(each.loc, "dropped", UNKNOWN_END, value)
        else:
            reached[node.framework].append((edge, node, outward))
    return [
        (grouping, _crosswalk(package, framework, grouping, other, found)) for other, found in reached.items()
    ]


def _crosswalk(
    package: PackageFile,
    framework: Fields,
    grouping: Entry | None,
    other: str,
    found: Sequence[tuple[ReadEdge, Node, bool]],
) -> Fields:
    """The edges as one crosswalk, in the direction most of them have."""
    outward = _most_go_out(found)
    origin, target = (framework["id"], other) if outward else (other, framework["id"])
    title = grouping.text("title") if grouping else ""
    for edge, _, _ in found:
        loc = edge.association.loc
        package.findings.lose(loc, "added", "CASE does not say what a link covers, nor who made it", NOT_SAID)
    return {
        "id": f"{origin}-to-{target}",
        "title": title or f"{origin} to {target}",
        "edition": framework["edition"],
        "origin": origin,
        "target": target,
        "edges": [_turned(edge, node, goes_out, outward) for edge, node, goes_out in found],
    }


def _most_go_out(found: Sequence[tuple[ReadEdge, Node, bool]]) -> bool:
    """Whether more edges start in this framework; part-of links, which are turned round, count only alone."""
    plain = [out for edge, _, out in found if edge.association.kind != "isPartOf"]
    votes = plain or [out for _, _, out in found]
    return 2 * sum(votes) >= len(votes)


def _turned(edge: ReadEdge, node: Node, goes_out: bool, outward: bool) -> Fields:
    """The edge with the other end's code, in the direction of its crosswalk."""
    fields: dict[str, Any] = dict(edge.fields)
    fields["target" if goes_out else "origin"] = node.code
    if goes_out == outward:
        return fields
    relation = TURNED[fields["relation"]]
    fields |= {"origin": fields["target"], "target": fields["origin"], "relation": relation}
    fields["coverage"] = COVERAGE[relation]
    fields.pop("remainder", None)
    return fields | ({"remainder": NOT_SAID} if fields["coverage"] == "partial" else {})
