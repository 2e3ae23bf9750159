"""Frameworks, instruments, crosswalks and published figures, read once when the service starts."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from app.bands import BANDS
from frameworks.definition import Problem
from frameworks.load import EDITIONS, check_frameworks, load_frameworks
from frameworks.model import Framework, Frozen, Language
from frameworks.overlay import Overlay
from frameworks.overlay_files import OVERLAYS, load_overlays
from frameworks.translation import LANGUAGES, Translation, in_language
from frameworks.translation_files import TRANSLATIONS, check_translations, load_translations
from frameworks.wording import check_definition_words
from mapping.benchmark import BENCHMARKS, Benchmark, check_benchmarks, load_benchmarks
from mapping.crosswalk import CROSSWALKS, Crosswalk, check_crosswalks, crosswalks_followed, load_crosswalks
from mapping.figures import Release
from mapping.lens import LENSES, Lenses, check_lenses, load_lenses
from mapping.sector import SECTORS, check_sectors
from surveys.changes import Changes
from surveys.instrument import Instrument
from surveys.load import (
    CHANGES,
    INSTRUMENTS,
    check_changes,
    check_instruments,
    load_changes,
    load_instruments,
)
from surveys.resource import RESOURCES, Resource, check_resources, load_resources


@dataclass(frozen=True)
class Definitions:
    """Everything that is data rather than answers, by id."""

    frameworks: dict[str, Framework]
    """Editions, and what each overlay leads to under the overlay's id."""
    instruments: dict[str, Instrument]
    crosswalks: dict[str, Crosswalk]
    benchmarks: dict[str, Benchmark] = field(default_factory=dict)
    changes: Changes = field(default_factory=Changes)
    resources: tuple[Resource, ...] = ()
    lenses: dict[str, Lenses] = field(default_factory=dict)
    translations: dict[tuple[str, str], Translation] = field(default_factory=dict)
    """By the id of what is translated and the language."""

    def instruments_in(self, language: Language) -> dict[str, Instrument]:
        """Every instrument by id, in this language where it is published in it, else as it is written."""
        return self._instruments[language]

    @cached_property
    def _instruments(self) -> dict[Language, dict[str, Instrument]]:
        return {language: self._instruments_said_in(language) for language in LANGUAGES}

    def _instruments_said_in(self, language: Language) -> dict[str, Instrument]:
        return {
            id: in_language(each, language, self.translations) if language in each.languages else each
            for id, each in self.instruments.items()
        }

    overlays: dict[str, Overlay] = field(default_factory=dict)


def followed_by(release: Release, definitions: Definitions) -> Definitions:
    """The definitions with just the crosswalks that a release follows."""
    followed = crosswalks_followed(release.crosswalks, definitions.crosswalks)
    return replace(definitions, crosswalks={each.id: each for each in followed})


@dataclass(frozen=True)
class Folders:
    """Where the files of each kind of definition are; those that ship, unless told otherwise."""

    editions: Path = EDITIONS
    overlays: Path = OVERLAYS
    instruments: Path = INSTRUMENTS
    crosswalks: Path = CROSSWALKS
    changes: Path = CHANGES
    benchmarks: Path = BENCHMARKS
    sectors: Path = SECTORS
    resources: Path = RESOURCES
    lenses: Path = LENSES
    translations: Path = TRANSLATIONS


SHIPPED = Folders()


def load_definitions(folders: Folders = SHIPPED) -> Definitions:
    """All definitions in these folders. Raises DefinitionError naming file and line."""
    frameworks, instruments = (
        load_frameworks(folders.editions, folders.overlays),
        load_instruments(folders.instruments),
    )
    return Definitions(
        frameworks=frameworks,
        instruments=instruments,
        crosswalks=load_crosswalks(folders.crosswalks),
        benchmarks=load_benchmarks(folders.benchmarks),
        changes=load_changes(instruments, folders.changes),
        resources=load_resources(folders.resources),
        lenses=load_lenses(instruments, BANDS, folders.lenses),
        translations=load_translations({**frameworks, **instruments}, folders.translations),
        overlays=load_overlays(folders.overlays),
    )


def check_definitions(folders: Folders = SHIPPED) -> list[Problem]:
    """Everything wrong in these folders, each problem once; empty when all is well."""
    found = [
        *check_frameworks(folders.editions, folders.overlays),
        *check_instruments(folders.instruments),
        *check_crosswalks(
            folders.editions, folders.instruments, folders.crosswalks, overlays=folders.overlays
        ),
        *check_changes(folders.instruments, folders.changes),
        *check_benchmarks(folders.instruments, folders.benchmarks),
        *check_sectors(folders.instruments, folders.sectors),
        *check_resources(folders.editions, folders.instruments, folders.resources),
        *check_lenses(folders.instruments, BANDS, folders.lenses),
    ]
    if not found:  # translations can be held against definitions only when all of these load
        found += check_translations(_translatable(folders), folders.translations)
    for folder in vars(folders).values():
        found += check_definition_words(folder)
    return list(dict.fromkeys(found))


def _translatable(folders: Folders) -> dict[str, Frozen]:
    """Everything that can have a translation, by id."""
    return {**load_frameworks(folders.editions, folders.overlays), **load_instruments(folders.instruments)}
