"""The instruments that ship: one YAML file an edition, read at the start and checked."""

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

from frameworks.definition import DefinitionError, Problem, check_folder, read_document
from surveys.changes import Changes, EditionChange, change_problems, editions
from surveys.instrument import Instrument
from surveys.instrument_rules import instrument_problems

INSTRUMENTS = Path(__file__).parent / "instruments"
CHANGES = Path(__file__).parent / "edition_changes"


def load_instruments(folder: Path = INSTRUMENTS) -> dict[str, Instrument]:
    """Every instrument by id. Raises DefinitionError with every problem, each naming file and line."""
    instruments, problems = check_folder(folder, Instrument, rule=instrument_problems)
    if problems:
        raise DefinitionError(tuple(problems))
    return instruments


def check_instruments(folder: Path = INSTRUMENTS) -> list[Problem]:
    """Everything wrong with the instruments in a folder; empty when all can be asked."""
    return check_folder(folder, Instrument, rule=instrument_problems)[1]


def load_changes(instruments: Mapping[str, Instrument], folder: Path = CHANGES) -> Changes:
    """How each edition differs from the one before it. Raises DefinitionError with every problem."""
    classed, problems = _read_changes(instruments, folder)
    if problems:
        raise DefinitionError(tuple(problems))
    return Changes(instruments, classed)


def check_changes(instruments: Path = INSTRUMENTS, folder: Path = CHANGES) -> list[Problem]:
    """Everything wrong with how changes between editions are classed; nothing where editions do not load."""
    found, problems = check_folder(instruments, Instrument, rule=instrument_problems)
    return [] if problems else _read_changes(found, folder)[1]


def _read_changes(
    instruments: Mapping[str, Instrument], folder: Path
) -> tuple[dict[tuple[str, str], EditionChange], list[Problem]]:
    files, problems = check_folder(folder, EditionChange)
    classed = {(each.earlier, each.later): each for each in files.values()}
    pairs = [
        pair
        for audience in dict.fromkeys(each.audience for each in instruments.values())
        for pair in pairwise(editions(instruments.values(), audience))
    ]
    for earlier, later in pairs:
        file = classed.get((earlier.id, later.id))
        wrong = list(change_problems(earlier, later, file))
        if file is not None:
            document = read_document(folder / f"{file.id}.yaml")
            problems += [document.problem(place, message) for place, message in wrong]
        else:
            missing = f"{later.id}-from-{earlier.id}.yaml"
            problems += [Problem(file=missing, line=None, place="", message=message) for _, message in wrong]
    known = {(earlier.id, later.id) for earlier, later in pairs}
    for each in files.values():
        if (each.earlier, each.later) not in known:
            message = f"{each.later} is not the edition that follows {each.earlier}; name two that follow each other"
            problems.append(Problem(file=f"{each.id}.yaml", line=None, place="later", message=message))
    return classed, problems
