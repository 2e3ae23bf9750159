"""The instruments that ship: one YAML file an edition, read at the start and checked."""

from pathlib import Path

from frameworks.definition import DefinitionError, Problem, check_folder
from surveys.instrument import Instrument
from surveys.instrument_rules import instrument_problems

INSTRUMENTS = Path(__file__).parent / "instruments"


def load_instruments(folder: Path = INSTRUMENTS) -> dict[str, Instrument]:
    """Every instrument by id. Raises DefinitionError with every problem, each naming file and line."""
    instruments, problems = check_folder(folder, Instrument, rule=instrument_problems)
    if problems:
        raise DefinitionError(tuple(problems))
    return instruments


def check_instruments(folder: Path = INSTRUMENTS) -> list[Problem]:
    """Everything wrong with the instruments in a folder; empty when all can be asked."""
    return check_folder(folder, Instrument, rule=instrument_problems)[1]
