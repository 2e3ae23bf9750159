"""Edges between instrument items and framework elements, and between frameworks; and what they cover.

Edges live outside both ends (`DESIGN.md` 3). `remainder` says what of the target the origin leaves
uncovered; a published partial edge must have one.
"""

from pathlib import Path
from typing import Literal

from frameworks.definition import DefinitionError, check_folder
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


CROSSWALKS = Path(__file__).parent / "crosswalks"


def load_crosswalks(folder: Path = CROSSWALKS) -> dict[str, Crosswalk]:
    """Every crosswalk by id. Raises DefinitionError with every problem placed."""
    found, problems = check_folder(folder, Crosswalk)
    if problems:
        raise DefinitionError(tuple(problems))
    return found
