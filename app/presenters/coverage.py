"""Coverage as pages show it: which elements are reached by which items, and which by nothing."""

from typing import Any

from app.definitions import Definitions
from app.presenters.links import Link, links_to, set_title
from frameworks.model import Framework, Item
from reports.wording import plural

STATES = {"full": "Covered", "partial": "Partly covered", "none": "Nothing reaches it"}


def mapped_frameworks(definitions: Definitions) -> list[Framework]:
    """The frameworks that at least one crosswalk leads to."""
    targets = {crosswalk.target for crosswalk in definitions.crosswalks.values()}
    return [framework for framework in definitions.frameworks.values() if framework.id in targets]


def unmapped_frameworks(definitions: Definitions) -> list[Framework]:
    """The frameworks no crosswalk leads to yet."""
    mapped = mapped_frameworks(definitions)
    return [framework for framework in definitions.frameworks.values() if framework not in mapped]


def coverage_context(definitions: Definitions, framework: Framework) -> dict[str, Any]:
    """A framework's lowest items by the sets that reach them."""
    leaves = [item for item in framework.items if not framework.children(item.code)]
    rows = [_row(definitions, framework, item) for item in leaves]
    origins = [
        crosswalk.origin for crosswalk in definitions.crosswalks.values() if crosswalk.target == framework.id
    ]
    columns = [{"id": origin, "title": set_title(definitions, origin)} for origin in origins]
    return {
        "framework": framework,
        "columns": columns,
        "rows": rows,
        "missed": [row for row in rows if row["state"] == "none"],
        "unasked": [row for row in rows if row["state"] != "none" and not row["asked"]],
        "sentence": _sentence(rows),
        "keys": [{**column, "links": _key(rows, column["id"])} for column in columns],
    }


def unreaching_items(definitions: Definitions) -> list[dict[str, str]]:
    """Need items of instruments that speak to no element of any framework."""
    reaching = {
        (crosswalk.origin, edge.origin)
        for crosswalk in definitions.crosswalks.values()
        for edge in crosswalk.edges
    }
    return [
        {"set": instrument.title, "code": item.code, "text": item.text}
        for instrument in definitions.instruments.values()
        for item in instrument.items
        if (instrument.id, item.code) not in reaching
    ]


def _row(definitions: Definitions, framework: Framework, item: Item) -> dict[str, Any]:
    links = links_to(definitions, target=framework.id, code=item.code)
    state = "none" if not links else "full" if any(link.coverage == "full" for link in links) else "partial"
    by_set: dict[str, list[Any]] = {}
    for link in links:
        by_set.setdefault(link.set_id, []).append(link)
    asked = any(link.set_id in definitions.instruments for link in links)
    return {"item": item, "links": by_set, "state": state, "asked": asked, "words": STATES[state]}


def _sentence(rows: list[dict[str, Any]]) -> str:
    """How far the questions reach, apart from what only another framework says."""
    asked = sum(row["asked"] for row in rows)
    missed = sum(row["state"] == "none" for row in rows)
    others = len(rows) - asked - missed
    parts = [f"Our questions reach {asked} of {plural(len(rows), 'item')}."]
    if others:
        parts.append(f"Only items of another framework reach {others} more.")
    parts.append(f"Nothing reaches {missed}." if missed else "Nothing is left out.")
    return " ".join(parts)


def _key(rows: list[dict[str, Any]], set_id: str) -> list[Link]:
    """What each code in one column means, once each, in the order of the codes."""
    links = {link.code: link for row in rows for link in row["links"].get(set_id, ())}
    return [links[code] for code in sorted(links)]
