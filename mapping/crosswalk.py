"""Edges between instrument items and framework elements, and between frameworks; and what they cover.

Edges live outside both ends (`DESIGN.md` 3). `remainder` says what of the target the origin leaves
uncovered; a published partial edge must have one.
"""

from typing import Literal

from frameworks.model import Frozen

Relation = Literal["equal", "subset", "superset", "overlaps", "supports"]
Coverage = Literal["full", "partial"]
Status = Literal["draft", "reviewed", "published"]


class Edge(Frozen):
    """One link. `origin` and `target` are item codes inside the crosswalk's two sets."""

    origin: str
    target: str
    relation: Relation
    coverage: Coverage
    aspect: str
    remainder: str | None = None
    rationale: str
    source: str
    author: str
    reviewer: str | None = None
    status: Status = "draft"


class Crosswalk(Frozen):
    """All edges from one set (an instrument or framework id) to another."""

    id: str
    title: str
    edition: str
    origin: str
    target: str
    edges: tuple[Edge, ...]
