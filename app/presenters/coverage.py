"""Coverage as pages show it: which elements are reached by which items, and which by nothing."""

from typing import Any

from app.definitions import Definitions
from app.presenters.links import links_to, set_title
from frameworks.model import Framework, Item
from reports.wording import plural

STATES = {"full": "Covered", "partial": "Partly covered", "none": "Nothing reaches it"}


def mapped_frameworks(definitions: Definitions) -> list[Framework]:
    """The frameworks that at least one crosswalk leads to."""
    targets = {crosswalk.target for crosswalk in definitions.crosswalks.values()}
    return [framework for framework in definitions.frameworks.values() if framework.id in targets]


def coverage_context(definitions: Definitions, framework: Framework) -> dict[str, Any]:
    """A framework's lowest items by the sets that reach them."""
    leaves = [item for item in framework.items if not framework.children(item.code)]
    rows = [_row(definitions, framework, item) for item in leaves]
    origins = [
        crosswalk.origin for crosswalk in definitions.crosswalks.values() if crosswalk.target == framework.id
    ]
    missed = [row for row in rows if row["state"] == "none"]
    reached = len(rows) - len(missed)
    return {
        "framework": framework,
        "columns": [{"id": origin, "title": set_title(definitions, origin)} for origin in origins],
        "rows": rows,
        "missed": missed,
        "sentence": (
            f"Questions or items reach {reached} of {plural(len(rows), 'item')} of {framework.short_title}; "
            f"nothing reaches {len(missed)}."
        ),
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
    return {"item": item, "links": by_set, "state": state, "words": STATES[state]}
