"""Overlays as files: each resolved on its base, which may be another overlay, with every problem placed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path

from frameworks.definition import DefinitionError, Loc, Problem, check_folder, load_definition
from frameworks.document import Document, read_document
from frameworks.model import Framework
from frameworks.overlay import Overlay
from frameworks.resolve import CannotResolve, resolve

OVERLAYS = Path(__file__).parent / "overlays"
BASES = "bases"
"""The folder, beside the overlays, with each one's base as it was when it was written, named after the overlay."""

Rules = Callable[[Framework], Iterable[tuple[Loc, str]]]


def load_overlays(folder: Path = OVERLAYS) -> dict[str, Overlay]:
    """Every overlay as it was written, by id, in file-name order. Raises DefinitionError."""
    found, problems = check_folder(folder, Overlay)
    if problems:
        raise DefinitionError(tuple(problems))
    return found


def resolve_overlays(
    folder: Path, frameworks: Mapping[str, Framework], *, rules: Rules
) -> tuple[dict[str, Framework], list[Problem]]:
    """What each overlay in the folder leads to, by id, in file-name order, and every problem found.

    `frameworks` are the editions; `rules` are those that every framework keeps, and so a resolved one.
    """
    waiting, problems = check_folder(folder, Overlay)
    known, resolved = dict(frameworks), dict[str, Framework]()
    for overlay in sorted(waiting.values(), key=lambda each: _steps(each, waiting)):
        document = read_document(folder / f"{overlay.id}.yaml")
        found, wrong = _resolved(document, overlay, known, waiting, folder, rules)
        problems += wrong
        if found is not None:
            known[overlay.id] = resolved[overlay.id] = found
    problems += _twice(folder, list(resolved.values()), known)
    return {id: resolved[id] for id in waiting if id in resolved}, problems


def _steps(overlay: Overlay, every: Mapping[str, Overlay]) -> int:
    """How many other overlays stand below this one; as many as there are where they go round in a circle."""
    steps, below = 0, every.get(overlay.base)
    while below is not None and steps < len(every):
        steps, below = steps + 1, every.get(below.base)
    return steps


def _resolved(
    document: Document,
    overlay: Overlay,
    known: Mapping[str, Framework],
    overlays: Mapping[str, Overlay],
    folder: Path,
    rules: Rules,
) -> tuple[Framework | None, list[Problem]]:
    base = known.get(overlay.base)
    if overlay.id in known:
        return None, [document.problem(("id",), f"there is an edition {overlay.id}; choose another id")]
    if base is None:
        return None, [document.problem(("base",), _no_base(overlay, known, overlays))]
    try:
        framework = resolve(base, overlay, was=_kept_base(folder, overlay))
    except CannotResolve as error:
        return None, [document.problem(loc, message) for loc, message in error.wrong]
    except DefinitionError as error:
        return None, list(error.problems)
    wrong = [document.problem(_at(overlay, framework, loc), message) for loc, message in rules(framework)]
    return (None if wrong else framework), wrong


def _no_base(overlay: Overlay, known: Mapping[str, Framework], overlays: Mapping[str, Overlay]) -> str:
    if overlay.base in overlays:
        return f"its base {overlay.base} cannot be used; put that right first, and build nothing on itself"
    return f"there is no framework {overlay.base}; known: {', '.join(known)}"


def _kept_base(folder: Path, overlay: Overlay) -> Framework | None:
    path = folder / BASES / f"{overlay.id}.yaml"
    return load_definition(path, Framework) if path.exists() else None


def _at(overlay: Overlay, framework: Framework, loc: Loc) -> Loc:
    """Where in the overlay to put right what is wrong at this place of what it leads to."""
    if len(loc) > 1 and loc[0] == "items" and isinstance(loc[1], int):
        code = framework.items[loc[1]].code
        numbers = [number for number, change in enumerate(overlay.changes) if change.item == code]
        return ("changes", numbers[0], "fields", *loc[2:]) if numbers else ("changes",)
    return loc if loc and str(loc[0]) in Overlay.model_fields else ("changes",)


def _twice(folder: Path, resolved: list[Framework], known: Mapping[str, Framework]) -> Iterator[Problem]:
    """Two overlays of one edition for one place, neither built on the other, leave open which one applies."""
    for one, other in combinations(sorted(resolved, key=lambda each: each.id), 2):
        places = _places(one) & _places(other)
        related = one.id in _lineage(other, known) or other.id in _lineage(one, known)
        if one.national == other.national and places and not related:
            message = (
                f"{one.id} applies to {', '.join(sorted(places))} too; build one on the other, or take the "
                "place out of one"
            )
            yield read_document(folder / f"{other.id}.yaml").problem(("applies_to",), message)


def _places(framework: Framework) -> set[str]:
    where = framework.applies_to
    return {*where.regions, *where.organisations} if where else set()


def _lineage(framework: Framework, known: Mapping[str, Framework]) -> set[str]:
    """The ids of everything below this framework."""
    found: set[str] = set()
    below = framework.base
    while below is not None and below not in found:
        found.add(below)
        below = known[below].base if below in known else None
    return found
