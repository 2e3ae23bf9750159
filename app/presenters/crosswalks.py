"""Every crosswalk as its page shows it: its edition, who mapped it, how far they agree, and its links."""

from collections.abc import Mapping
from typing import Any

from app.definitions import Definitions
from app.presenters.agreement import agreement_lines
from app.presenters.links import is_working, item_text, set_title
from mapping.crosswalk import Crosswalk, Edge
from mapping.relation import RELATIONS
from surveys.errors import Invalid

FILTERS = ("origin", "target", "status", "coverage")
ALL = {"": "All"}
STATUSES = {
    "draft": "Draft: one person's judgement",
    "reviewed": "Reviewed by a second person",
    "published": "Published: mapped by two",
    "replaced": "Replaced by a newer edition",
}
COVERAGES = {"full": "Full", "partial": "Partial"}


def crosswalks_context(definitions: Definitions, chosen: Mapping[str, str]) -> dict[str, Any]:
    """The page's crosswalks and filters. Raises Invalid for a choice that is not one of those shown.

    Editions that a newer one replaces are shown only when asked for.
    """
    choices = _choices(definitions)
    wrong = {name: "Choose one of those shown." for name in FILTERS if chosen[name] not in choices[name]}
    if wrong:
        raise Invalid(wrong)
    newer = {each.replaces: each for each in definitions.crosswalks.values() if each.replaces}
    shown = [
        found
        for each in definitions.crosswalks.values()
        if (found := _crosswalk(definitions, each, newer.get(each.id), chosen))
    ]
    return {
        "crosswalks": shown,
        "filters": {
            name: [
                {"value": value, "text": text, "selected": value == chosen[name]}
                for value, text in of.items()
            ]
            for name, of in choices.items()
        },
        "filtered": any(chosen.values()),
        "links": sum(len(each["edges"]) for each in shown),
    }


def _choices(definitions: Definitions) -> dict[str, dict[str, str]]:
    return {
        "origin": ALL | _sets(definitions, "origin"),
        "target": ALL | _sets(definitions, "target"),
        "status": ALL | STATUSES,
        "coverage": ALL | COVERAGES,
    }


def _sets(definitions: Definitions, end: str) -> dict[str, str]:
    """The title of every set that stands at this end of a crosswalk, by its id."""
    ids = sorted({str(getattr(each, end)) for each in definitions.crosswalks.values()})
    return {id: set_title(definitions, id) for id in ids}


def _crosswalk(
    definitions: Definitions, crosswalk: Crosswalk, newer: Crosswalk | None, chosen: Mapping[str, str]
) -> dict[str, Any] | None:
    """One crosswalk with the links that were chosen; None when it is not among those chosen."""
    if (newer is not None) != (chosen["status"] == "replaced"):
        return None
    if any(chosen[end] and getattr(crosswalk, end) != chosen[end] for end in ("origin", "target")):
        return None
    edges = [edge for edge in crosswalk.edges if _is_chosen(edge, chosen)]
    if any(chosen.values()) and not edges:
        return None
    return {
        "crosswalk": crosswalk,
        "origin": set_title(definitions, crosswalk.origin),
        "target": set_title(definitions, crosswalk.target),
        "status": STATUSES["replaced" if newer else crosswalk.status],
        "newer": newer,
        "agreement": agreement_lines(crosswalk.agreement) if crosswalk.agreement else [],
        "people": _people(crosswalk),
        "edges": [_edge(definitions, crosswalk, edge) for edge in edges],
        "unlinked": [(code, item_text(definitions, crosswalk.origin, code)) for code in crosswalk.unlinked],
    }


def _is_chosen(edge: Edge, chosen: Mapping[str, str]) -> bool:
    status = chosen["status"] not in {"", "replaced", edge.status}
    return not status and chosen["coverage"] in {"", edge.coverage}


def _people(crosswalk: Crosswalk) -> str:
    """Who linked, and who checked it, each pair of people once."""
    found = dict.fromkeys((edge.author, edge.reviewer) for edge in crosswalk.edges)
    return "; ".join(
        f"by {author}, checked by {reviewer}" if reviewer else f"by {author}" for author, reviewer in found
    )


def _edge(definitions: Definitions, crosswalk: Crosswalk, edge: Edge) -> dict[str, Any]:
    return {
        "edge": edge,
        "origin": item_text(definitions, crosswalk.origin, edge.origin),
        "target": item_text(definitions, crosswalk.target, edge.target),
        "origin_working": is_working(definitions, crosswalk.origin, edge.origin),
        "target_working": is_working(definitions, crosswalk.target, edge.target),
        "relation": RELATIONS[edge.relation].forward.rstrip(","),
        "parts": [crosswalk.parts[edge.target][code] for code in edge.covers],
    }
