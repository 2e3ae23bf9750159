"""Edges between instrument items and framework elements, and between frameworks; and what they cover.

Edges live outside both ends (`DESIGN.md` 3). `remainder` says what of the target the origin leaves
uncovered. Published crosswalks are never changed: the next edition names the one it `replaces`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from frameworks.definition import DefinitionError, Loc, Problem, check_folder
from frameworks.load import find_frameworks
from frameworks.model import Frozen
from mapping.mapper_agreement import MapperAgreement
from mapping.relation import Relation
from surveys.instrument import Instrument

Coverage = Literal["full", "partial"]
Status = Literal["draft", "reviewed", "published"]
PartCode = Annotated[str, Field(pattern=r"^[a-z][a-z0-9\-]*$")]
Wrong = tuple[Loc, str]


class Edge(Frozen):
    """One link. `origin` and `target` are item codes inside the crosswalk's two sets.

    `covers` names the parts of the target that a partial link covers, where the crosswalk declares parts.
    """

    origin: str
    target: str
    relation: Relation
    coverage: Coverage
    covers: tuple[str, ...] = ()
    aspect: str
    remainder: str | None = None
    rationale: str
    source: str
    author: str
    reviewer: str | None = None
    status: Status = "draft"


class Crosswalk(Frozen):
    """All edges from one set (an instrument or framework id) to another.

    `parts` are the aspects that an element of the target falls into, by its code. `unlinked` are origin items
    that were looked at and speak to nothing. `agreement` is that of the two who mapped it blind.
    """

    id: str
    title: str
    edition: str
    replaces: str | None = None
    origin: str
    target: str
    agreement: MapperAgreement | None = None
    parts: dict[str, dict[PartCode, str]] = Field(default_factory=dict)
    unlinked: tuple[str, ...] = ()
    edges: tuple[Edge, ...]

    @property
    def status(self) -> Status:
        """How far the whole has come: as far as the edge that has come least far."""
        held = {edge.status for edge in self.edges}
        return "draft" if "draft" in held or not held else "reviewed" if "reviewed" in held else "published"


CROSSWALKS = Path(__file__).parent / "crosswalks"


def load_crosswalks(folder: Path = CROSSWALKS) -> dict[str, Crosswalk]:
    """Every crosswalk by id. Raises DefinitionError with every problem placed."""
    found, problems = check_folder(folder, Crosswalk)
    if problems:
        raise DefinitionError(tuple(problems))
    return found


def current_crosswalks(crosswalks: Mapping[str, Crosswalk]) -> dict[str, Crosswalk]:
    """The newest edition of each: those that no other one replaces."""
    gone = {each.replaces for each in crosswalks.values()}
    return {id: each for id, each in crosswalks.items() if id not in gone}


def crosswalks_followed(
    named: Mapping[str, str], crosswalks: Mapping[str, Crosswalk]
) -> tuple[Crosswalk, ...]:
    """The crosswalks that a release names; the current ones where it names none."""
    if not named:
        return tuple(current_crosswalks(crosswalks).values())
    return tuple(each for id, each in crosswalks.items() if id in named)


def check_crosswalks(
    frameworks: Path, instruments: Path, crosswalks: Path = CROSSWALKS, *, overlays: Path | None = None
) -> list[Problem]:
    """Every problem in the crosswalk files, given the folders their two ends come from.

    Without `overlays` they are those in the folder of that name beside the frameworks.

    Both ends exist; no link stands twice; an equal link covers all; a partial one says what it leaves, and so
    does any overlap past draft; nobody reviews their own link; parts are declared before they are covered; and
    two sets are linked by one current crosswalk, the others being replaced by it one after the other.
    """
    sets = _codes(frameworks, instruments, overlays)
    found, _ = check_folder(crosswalks, Crosswalk)
    _, problems = check_folder(
        crosswalks, Crosswalk, rule=lambda each: [*crosswalk_rules(each, sets), *edition_rules(each, found)]
    )
    return problems


def crosswalk_rules(crosswalk: Crosswalk, sets: dict[str, set[str]]) -> Iterator[Wrong]:
    """What is wrong with a well-shaped crosswalk. `sets` holds the codes of each framework and instrument."""
    for end in ("origin", "target"):
        known = sets.get(getattr(crosswalk, end))
        if known is None:
            message = (
                f"there is no framework or instrument {getattr(crosswalk, end)}; known: {', '.join(sets)}"
            )
            yield (end,), message
            continue
        for index, edge in enumerate(crosswalk.edges):
            if getattr(edge, end) not in known:
                yield ("edges", index, end), f"{getattr(crosswalk, end)} has no item {getattr(edge, end)}"
    yield from _repeated(crosswalk)
    for index, edge in enumerate(crosswalk.edges):
        for loc, message in _edge_rules(edge, crosswalk.parts.get(edge.target, {})):
            yield ("edges", index, *loc), message
    yield from _part_rules(crosswalk, sets.get(crosswalk.target))
    yield from _unlinked_rules(crosswalk, sets.get(crosswalk.origin))
    if crosswalk.agreement is not None:
        for loc, message in crosswalk.agreement.problems():
            yield ("agreement", *loc), message


def edition_rules(crosswalk: Crosswalk, all: Mapping[str, Crosswalk]) -> Iterator[Wrong]:
    """What is wrong with a crosswalk beside the others: one current edition for each origin and target."""
    ends = (crosswalk.origin, crosswalk.target)
    if crosswalk.replaces is not None:
        before = all.get(crosswalk.replaces)
        if before is None:
            yield ("replaces",), f"there is no crosswalk {crosswalk.replaces}; known: {', '.join(all)}"
        elif (before.origin, before.target) != ends:
            yield (
                ("replaces",),
                f"{before.id} goes from {before.origin} to {before.target}, not {' to '.join(ends)}",
            )
        twins = [each.id for each in all.values() if each.replaces == crosswalk.replaces]
        if len(twins) > 1:
            yield ("replaces",), f"{crosswalk.replaces} is replaced by {' and '.join(twins)}; keep one"
    current = [each.id for each in current_crosswalks(all).values() if (each.origin, each.target) == ends]
    if crosswalk.id in current and len(current) > 1:
        yield (
            ("replaces",),
            f"{' and '.join(current)} link the same two sets; say in the newer which it replaces",
        )
    if crosswalk.id in _replaced_by(crosswalk, all):
        yield ("replaces",), "it is replaced by one that it replaces itself; leave one of the two out"


def _replaced_by(crosswalk: Crosswalk, all: Mapping[str, Crosswalk]) -> list[str]:
    """The editions before this one, the newest first; ends where one comes again."""
    found: list[str] = []
    before = crosswalk.replaces
    while before is not None and before not in found:
        found.append(before)
        before = all[before].replaces if before in all else None
    return found


def _repeated(crosswalk: Crosswalk) -> Iterator[Wrong]:
    seen: set[tuple[str, str]] = set()
    for index, edge in enumerate(crosswalk.edges):
        if (edge.origin, edge.target) in seen:
            yield ("edges", index), f"{edge.origin} to {edge.target} stands here twice; keep one"
        seen.add((edge.origin, edge.target))


def _edge_rules(edge: Edge, parts: Mapping[str, str]) -> Iterator[Wrong]:
    if edge.coverage == "partial" and not edge.remainder:
        yield ("remainder",), "a partial link must say what it leaves uncovered"
    elif edge.relation == "overlaps" and edge.status != "draft" and not edge.remainder:
        yield ("remainder",), "an overlap past draft must say what of the target lies outside it"
    if edge.relation == "equal" and edge.coverage != "full":
        yield ("coverage",), "an equal link covers all: write full, or choose another relation"
    if edge.status != "draft" and edge.reviewer in {None, edge.author}:
        yield ("reviewer",), "a link past draft needs a reviewer other than its author"
    if edge.covers and edge.coverage == "full":
        yield ("covers",), "a full link covers every part: leave covers out"
    strange = [code for code in edge.covers if code not in parts]
    for code in strange:
        known = ", ".join(parts) or "none is declared"
        yield ("covers",), f"{code} is not a part of {edge.target} (parts: {known})"
    if any(times > 1 for times in Counter(edge.covers).values()):
        yield ("covers",), "a part is named twice; keep one"
    if edge.covers and not strange and set(edge.covers) == set(parts):
        yield ("covers",), f"it names every part of {edge.target}: write coverage: full and leave covers out"


def _part_rules(crosswalk: Crosswalk, codes: set[str] | None) -> Iterator[Wrong]:
    for target, parts in crosswalk.parts.items():
        if codes is not None and target not in codes:
            yield ("parts", target), f"{crosswalk.target} has no item {target}"
        if len(parts) < 2:
            yield ("parts", target), f"{target} needs two parts or more; an element of one part has none"
        for code, words in parts.items():
            if not words.strip():
                yield ("parts", target, code), "say in a few words what this part is"


def _unlinked_rules(crosswalk: Crosswalk, codes: set[str] | None) -> Iterator[Wrong]:
    linked = {edge.origin for edge in crosswalk.edges}
    for place, code in enumerate(crosswalk.unlinked):
        if codes is not None and code not in codes:
            yield ("unlinked", place), f"{crosswalk.origin} has no item {code}"
        if code in linked:
            yield ("unlinked", place), f"{code} has a link above; take it out here, or take the link away"
    if any(times > 1 for times in Counter(crosswalk.unlinked).values()):
        yield ("unlinked",), "an item is named twice; keep one"


def _codes(frameworks: Path, instruments: Path, overlays: Path | None) -> dict[str, set[str]]:
    found, _ = find_frameworks(frameworks, overlays)
    asked, _ = check_folder(instruments, Instrument)
    sets = {framework.id: {item.code for item in framework.items} for framework in found.values()}
    for instrument in asked.values():
        questions = {question.code for question in instrument.questions}
        sets[instrument.id] = {item.code for item in instrument.items} | questions
    return sets
