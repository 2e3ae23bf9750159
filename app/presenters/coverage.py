"""Coverage as pages show it: which elements are reached by which items, and which by nothing."""

from collections.abc import Sequence
from typing import Any

from app.definitions import Definitions
from app.presenters.inferred import inferred_from, inferred_paths, inferred_to
from app.presenters.links import Link, links_from, links_to, set_title
from frameworks.model import Framework, Item
from mapping.crosswalk import Crosswalk, current_crosswalks
from mapping.hub import HUB, Paths
from mapping.joint_coverage import State, joint_coverage, reaching
from reports.wording import plural

STATES: dict[State, str] = {
    "full": "Covered",
    "jointly full": "Covered jointly",
    "partial": "Partly covered",
    "none": "Nothing reaches it",
}


def mapped_frameworks(definitions: Definitions) -> list[Framework]:
    """The frameworks that at least one crosswalk leads to."""
    targets = {crosswalk.target for crosswalk in _current(definitions)}
    return [framework for framework in definitions.frameworks.values() if framework.id in targets]


def unmapped_frameworks(definitions: Definitions) -> list[Framework]:
    """The frameworks no crosswalk leads to yet."""
    mapped = mapped_frameworks(definitions)
    return [framework for framework in definitions.frameworks.values() if framework not in mapped]


def coverage_context(
    definitions: Definitions, framework: Framework, *, with_inferred: bool = False
) -> dict[str, Any]:
    """A framework's lowest items by the sets that reach them.

    Links worked out through constructs stand in a column of their own when asked for, and are never counted.
    """
    paths = inferred_paths(definitions) if with_inferred else None
    leaves = [item for item in framework.items if not framework.children(item.code)]
    rows = [_row(definitions, framework, item, paths) for item in leaves]
    origins = [crosswalk.origin for crosswalk in _current(definitions) if crosswalk.target == framework.id]
    columns = [{"id": origin, "title": set_title(definitions, origin)} for origin in origins]
    return {
        "framework": framework,
        "is_hub": framework.id == HUB,
        "columns": columns,
        "rows": rows,
        "missed": [row for row in rows if row["state"] == "none"],
        "unasked": [row for row in rows if row["state"] != "none" and not row["asked"]],
        "sentence": _sentence(rows),
        "keys": [{**column, "links": _key(rows, column["id"])} for column in columns],
        "with_inferred": with_inferred,
        "inferred_sentence": _inferred_sentence(rows) if with_inferred else "",
    }


def reach_context(definitions: Definitions, framework_id: str, code: str) -> dict[str, Any]:
    """What speaks to one item and what it speaks to: links people made, what they cover, and links worked out."""
    covered = joint_coverage(reaching(_current(definitions), target=framework_id, code=code))
    paths = inferred_paths(definitions)
    return {
        "reached_by": links_to(definitions, target=framework_id, code=code),
        "reaches": links_from(definitions, origin=framework_id, code=code),
        "covered": covered,
        "covered_words": STATES[covered.state],
        "inferred_to": inferred_to(definitions, paths, target=framework_id, code=code),
        "inferred_from": inferred_from(definitions, paths, origin=framework_id, code=code),
        "hub": HUB,
    }


def unreaching_items(definitions: Definitions) -> list[dict[str, str]]:
    """Need items of instruments that speak to no element of any framework; our own constructs do not count."""
    reaching = {
        (crosswalk.origin, edge.origin)
        for crosswalk in _current(definitions)
        if crosswalk.target != HUB
        for edge in crosswalk.edges
    }
    return [
        {"set": instrument.title, "code": item.code, "text": item.text}
        for instrument in definitions.instruments.values()
        for item in instrument.items
        if (instrument.id, item.code) not in reaching
    ]


def state_counts(definitions: Definitions, framework: Framework) -> dict[State, int]:
    """How many of the lowest items are in each state."""
    counts: dict[State, int] = dict.fromkeys(STATES, 0)
    for state in item_states(definitions, framework).values():
        counts[state] += 1
    return counts


def item_states(definitions: Definitions, framework: Framework) -> dict[str, State]:
    """The state of each of the lowest items, by its code."""
    leaves = [item.code for item in framework.items if not framework.children(item.code)]
    current = _current(definitions)
    return {code: joint_coverage(reaching(current, target=framework.id, code=code)).state for code in leaves}


def _row(definitions: Definitions, framework: Framework, item: Item, paths: Paths | None) -> dict[str, Any]:
    links = links_to(definitions, target=framework.id, code=item.code)
    covered = joint_coverage(reaching(_current(definitions), target=framework.id, code=item.code))
    by_set: dict[str, list[Any]] = {}
    for link in links:
        by_set.setdefault(link.set_id, []).append(link)
    return {
        "item": item,
        "links": by_set,
        "state": covered.state,
        "left": covered.left,
        "asked": any(link.set_id in definitions.instruments for link in links),
        "words": STATES[covered.state],
        "inferred": inferred_to(definitions, paths, target=framework.id, code=item.code) if paths else [],
    }


def _current(definitions: Definitions) -> Sequence[Crosswalk]:
    return tuple(current_crosswalks(definitions.crosswalks).values())


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


def _inferred_sentence(rows: list[dict[str, Any]]) -> str:
    """What links through constructs would add; it stands apart from the counts."""
    reached = sum(bool(row["inferred"]) for row in rows)
    new = sum(bool(row["inferred"]) and row["state"] == "none" for row in rows)
    return (
        f"Links worked out through constructs lead to {plural(reached, 'item')}, of which nothing else "
        f"reaches {new}. They are not counted in the sentence above."
    )


def _key(rows: list[dict[str, Any]], set_id: str) -> list[Link]:
    """What each code in one column means, once each, in the order of the codes."""
    links = {link.code: link for row in rows for link in row["links"].get(set_id, ())}
    return [links[code] for code in sorted(links)]
