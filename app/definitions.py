"""Frameworks, instruments, crosswalks and published figures, read once when the service starts."""

from dataclasses import dataclass, field

from app.bands import BANDS
from frameworks.load import load_frameworks
from frameworks.model import Framework
from mapping.benchmark import Benchmark, load_benchmarks
from mapping.crosswalk import Crosswalk, load_crosswalks
from mapping.lens import Lenses, load_lenses
from surveys.changes import Changes
from surveys.instrument import Instrument
from surveys.load import load_changes, load_instruments
from surveys.resource import Resource, load_resources


@dataclass(frozen=True)
class Definitions:
    """Everything that is data rather than answers, by id."""

    frameworks: dict[str, Framework]
    instruments: dict[str, Instrument]
    crosswalks: dict[str, Crosswalk]
    benchmarks: dict[str, Benchmark] = field(default_factory=dict)
    changes: Changes = field(default_factory=Changes)
    resources: tuple[Resource, ...] = ()
    lenses: dict[str, Lenses] = field(default_factory=dict)


def load_definitions() -> Definitions:
    """All shipped definitions. Raises DefinitionError naming file and line."""
    instruments = load_instruments()
    return Definitions(
        frameworks=load_frameworks(),
        instruments=instruments,
        crosswalks=load_crosswalks(),
        benchmarks=load_benchmarks(),
        changes=load_changes(instruments),
        resources=load_resources(),
        lenses=load_lenses(instruments, BANDS),
    )
