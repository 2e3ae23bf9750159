"""The CASE libraries that were made lately. Definitions never change in place, so a kept one cannot go stale."""

from threading import Lock

from app.definitions import Definitions
from reports.interchange.case.library import Library, make_library
from reports.interchange.case.shapes import Version

Key = tuple[Version, str]


class CaseShelf:
    """One library for each version and address, for as long as the definitions are the same."""

    def __init__(self) -> None:
        self._kept: dict[Key, tuple[Definitions, Library]] = {}
        self._lock = Lock()

    def library(self, definitions: Definitions, *, version: Version, base: str) -> Library:
        """The library of these definitions, made the first time it is asked for."""
        with self._lock:
            held = self._kept.get((version, base))
        if held is not None and held[0] is definitions:
            return held[1]
        made = make_library(
            definitions.frameworks, definitions.crosswalks.values(), version=version, base=base
        )
        with self._lock:
            self._kept[version, base] = (definitions, made)
        return made
