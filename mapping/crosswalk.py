"""Edges between instrument items and framework elements, and between frameworks; and what they cover.

Edges live outside both ends (`DESIGN.md` 3). `remainder` says what of the target the origin leaves
uncovered; a published partial edge must have one.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from frameworks.definition import DefinitionError, Loc, Problem, check_folder
from frameworks.model import Framework, Frozen
from surveys.instrument import Instrument

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


def check_crosswalks(frameworks: Path, instruments: Path, crosswalks: Path = CROSSWALKS) -> list[Problem]:
    """Every problem in the crosswalk files, given the folders their two ends come from.

    Both ends exist; no link stands twice; an equal link covers all; a partial one says what it leaves; and
    nobody reviews their own link.
    """
    sets = _codes(frameworks, instruments)
    _, problems = check_folder(crosswalks, Crosswalk, rule=lambda found: crosswalk_rules(found, sets))
    return problems


def crosswalk_rules(crosswalk: Crosswalk, sets: dict[str, set[str]]) -> Iterator[tuple[Loc, str]]:
    """What is wrong with a well-shaped crosswalk. `sets` holds the codes of each framework and instrument."""
    for end in ("origin", "target"):
        if getattr(crosswalk, end) not in sets:
            yield (
                (end,),
                f"there is no framework or instrument {getattr(crosswalk, end)}; known: {', '.join(sets)}",
            )
    seen: set[tuple[str, str]] = set()
    for index, edge in enumerate(crosswalk.edges):
        for end in ("origin", "target"):
            known = sets.get(getattr(crosswalk, end))
            if known is not None and getattr(edge, end) not in known:
                yield ("edges", index, end), f"{getattr(crosswalk, end)} has no item {getattr(edge, end)}"
        if (edge.origin, edge.target) in seen:
            yield ("edges", index), f"{edge.origin} to {edge.target} stands here twice; keep one"
        seen.add((edge.origin, edge.target))
        if edge.coverage == "partial" and not edge.remainder:
            yield ("edges", index, "remainder"), "a partial link must say what it leaves uncovered"
        if edge.relation == "equal" and edge.coverage != "full":
            yield (
                ("edges", index, "coverage"),
                "an equal link covers all: write full, or choose another relation",
            )
        if edge.status != "draft" and edge.reviewer in {None, edge.author}:
            yield ("edges", index, "reviewer"), "a link past draft needs a reviewer other than its author"


def _codes(frameworks: Path, instruments: Path) -> dict[str, set[str]]:
    found, _ = check_folder(frameworks, Framework)
    asked, _ = check_folder(instruments, Instrument)
    sets = {framework.id: {item.code for item in framework.items} for framework in found.values()}
    for instrument in asked.values():
        questions = {question.code for question in instrument.questions}
        sets[instrument.id] = {item.code for item in instrument.items} | questions
    return sets
