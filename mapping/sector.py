"""Sectors: settings put together, so that who answered can be held against known numbers of people."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from frameworks.definition import DefinitionError, Loc, Problem, check_folder
from frameworks.model import Frozen
from mapping.derived import Derived
from surveys.counts import FactCount
from surveys.instrument import Instrument, Option
from surveys.load import load_instruments

SECTORS = Path(__file__).parent / "sectors"
SETTING, SECTOR = "setting", "sector"


class Sector(Frozen):
    """One sector, and the answers to the question about setting that belong to it."""

    code: str
    label: str
    settings: tuple[str, ...]


class Sectors(Frozen):
    """Every sector, in the order people read them."""

    id: str
    title: str
    source: str
    sectors: tuple[Sector, ...]

    @property
    def labels(self) -> dict[str, str]:
        """What each sector is called, by code."""
        return {sector.code: sector.label for sector in self.sectors}

    def of_setting(self, setting: str) -> str | None:
        """The sector a setting belongs to; None for one nobody placed."""
        return next((each.code for each in self.sectors if setting in each.settings), None)


@cache
def load_sectors(folder: Path = SECTORS) -> Sectors:
    """The newest sectors that ship. Raises DefinitionError with every problem placed."""
    found, problems = check_folder(folder, Sectors, rule=_once_each)
    if problems:
        raise DefinitionError(tuple(problems))
    return list(found.values())[-1]


def check_sectors(instruments: Path, sectors: Path = SECTORS) -> list[Problem]:
    """Every problem in the files of sectors, given the folder of the questions about settings."""
    try:
        asked = load_instruments(instruments).values()
    except DefinitionError:
        return check_folder(sectors, Sectors, rule=_once_each)[1]
    settings = {option.code for each in asked for option in _settings(each)}

    def rules(found: Sectors) -> Iterator[tuple[Loc, str]]:
        yield from _once_each(found)
        placed = {setting for sector in found.sectors for setting in sector.settings}
        for index, sector in enumerate(found.sectors):
            for setting in sector.settings:
                if setting not in settings:
                    yield ("sectors", index, "settings"), f"'{setting}' is not a setting people can choose"
        if left := sorted(settings - placed):
            yield ("sectors",), f"the setting '{left[0]}' is in no sector; put it in one"

    return check_folder(sectors, Sectors, rule=rules)[1]


def sector_questions(instrument: Instrument) -> tuple[Derived, ...]:
    """The derived question about sectors, of an instrument that asks about settings."""
    if not _settings(instrument):
        return ()
    values = tuple(sector.code for sector in load_sectors().sectors)
    return (Derived(audience=instrument.audience, question=SECTOR, values=values, dimensions=("nation",)),)


def sector_counts(facts: Iterable[FactCount]) -> list[FactCount]:
    """How many people of each cell work in each sector, from how many work in each setting."""
    sectors, sums = load_sectors(), dict[tuple[object, ...], int]()
    for fact in facts:
        sector = sectors.of_setting(fact.value) if fact.question == SETTING else None
        if sector is not None:
            cell = (*fact[:5], SECTOR, sector)
            sums[cell] = sums.get(cell, 0) + fact.people
    return [FactCount(*cell, people) for cell, people in sums.items()]  # type: ignore[arg-type, call-arg]


def _settings(instrument: Instrument) -> tuple[Option, ...]:
    question = instrument.question(SETTING)
    return question.options if question else ()


def _once_each(sectors: Sectors) -> Iterator[tuple[Loc, str]]:
    seen: set[str] = set()
    codes: set[str] = set()
    for index, sector in enumerate(sectors.sectors):
        if sector.code in codes:
            yield ("sectors", index, "code"), f"the sector '{sector.code}' is there twice; keep one"
        codes.add(sector.code)
        for setting in sector.settings:
            if setting in seen:
                yield ("sectors", index, "settings"), f"'{setting}' is in another sector already; keep one"
            seen.add(setting)
