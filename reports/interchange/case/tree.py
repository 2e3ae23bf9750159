"""The tree of a package: in CASE it is only in the associations, which may be several, circular or point outside."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from reports.interchange.case.nodes import Association, End
from reports.interchange.case.package_file import PackageFile
from reports.interchange.case.statements import Statement

LAST = 10**9
SECOND = "an item stands under one other; the first in the file is kept"
OUTSIDE = "it stands under something outside this package"
NOT_HERE = "the item is not in this package"


def arrange(
    package: PackageFile, statements: dict[str, Statement], associations: Sequence[Association]
) -> dict[str, Statement]:
    """The items in reading order, each with its parent's code. Circles are a problem that names the items."""
    edges = _edges(package, statements, associations)
    parents = {child: parent for child, (parent, _) in edges.items() if parent is not None}
    circle = next(_circles(parents), None)
    if circle is not None:
        codes = ", then ".join(statements[each].code for each in circle)
        loc = edges[circle[0]][1].loc
        package.findings.wrong(
            loc, f"these items stand under each other in a circle: {codes}; delete one link"
        )
        return statements
    for child, parent in parents.items():
        statements[child].fields["parent"] = statements[parent].code
    sequences = {child: each.sequence for child, (_, each) in edges.items()}
    order = _order(list(statements), parents, sequences)
    return {named: statements[named] for named in order}


def resolve(end: End, statements: Mapping[str, Statement]) -> str | None:
    """The identifier of the item this end is, or None."""
    return end.identifier if end.identifier in statements else None


def is_document(package: PackageFile, end: End) -> bool:
    """Whether this end is the package's own document."""
    data = package.document.data
    named = str(data.get("identifier", "")).lower()
    return bool(named) and end.identifier == named


def _edges(
    package: PackageFile, statements: dict[str, Statement], associations: Sequence[Association]
) -> dict[str, tuple[str | None, Association]]:
    """For each item that has one: its parent (None: the document) and the association that says so."""
    found: dict[str, tuple[str | None, Association]] = {}
    for each in associations:
        if each.kind != "isChildOf":
            continue
        child, parent = resolve(each.origin, statements), resolve(each.destination, statements)
        why = None
        if child is None:
            why = NOT_HERE
        elif parent is None and not is_document(package, each.destination):
            why = OUTSIDE
        elif child in found:
            why = SECOND
        if child is None or why:
            package.findings.lose(
                each.loc, "dropped", why or NOT_HERE, f"{each.origin} isChildOf {each.destination}"
            )
        else:
            found[child] = parent, each
    return found


def _circles(parents: Mapping[str, str]) -> Iterator[list[str]]:
    """Each circle as its identifiers, once."""
    done: set[str] = set()
    for start in parents:
        walked: dict[str, None] = {}
        at: str | None = start
        while at is not None and at not in done and at not in walked:
            walked[at] = None
            at = parents.get(at)
        if at is not None and at in walked:
            way = list(walked)
            yield way[way.index(at) :]
        done.update(walked)


def _order(named: list[str], parents: Mapping[str, str], sequences: Mapping[str, int | None]) -> list[str]:
    """The order of the file where parents come first in it and sequence numbers agree; else down the tree."""
    children: dict[str | None, list[str]] = defaultdict(list)
    for each in named:
        children[parents.get(each)].append(each)
    place = {each: number for number, each in enumerate(named)}
    sorted_children = {
        parent: sorted(below, key=lambda each: (_sequence(sequences.get(each)), place[each]))
        for parent, below in children.items()
    }
    in_turn = all(children[parent] == below for parent, below in sorted_children.items())
    if in_turn and all(place[parent] < place[child] for child, parent in parents.items()):
        return named
    return _down(sorted_children)


def _down(children: Mapping[str | None, list[str]]) -> list[str]:
    """Each item followed by all that stands under it."""
    order: list[str] = []
    waiting = list(reversed(children.get(None, [])))
    while waiting:
        at = waiting.pop()
        order.append(at)
        waiting.extend(reversed(children.get(at, [])))
    return order


def _sequence(number: int | None) -> int:
    return LAST if number is None else number
