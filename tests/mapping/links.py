"""Crosswalks and edges made with few words, for tests."""

from typing import Any

from mapping.crosswalk import Crosswalk, Edge


def edge(origin: str, target: str, **changes: Any) -> Edge:
    """A draft link that supports its target in part and leaves the rest, changed as told."""
    said: dict[str, Any] = {
        "origin": origin,
        "target": target,
        "relation": "supports",
        "coverage": "partial",
        "aspect": "one aspect",
        "remainder": "the rest",
        "rationale": "because",
        "source": "own judgement",
        "author": "Ann",
    }
    return Edge.model_validate(said | changes)


def crosswalk(id: str, *edges: Edge, **changes: Any) -> Crosswalk:
    """A crosswalk from preceptee-2026 to hcpc-principles-2023, changed as told."""
    said: dict[str, Any] = {
        "id": id,
        "title": id.capitalize(),
        "edition": "1",
        "origin": "preceptee-2026",
        "target": "hcpc-principles-2023",
        "edges": edges,
    }
    return Crosswalk.model_validate(said | changes)
