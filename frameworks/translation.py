"""The words of a definition in another language, as data beside it: one file a definition and language.

A translation never changes what is asked, stored or counted: it holds words by place and nothing else. Each
entry remembers which English it was made from, so that a change of the English shows which words are old
(`ANCHORS.md` (d) 14).
"""

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from pydantic import BaseModel, Field

from frameworks.model import Frozen, Language
from frameworks.translatable import phrases_of, with_words

ENGLISH: Language = "en"
LANGUAGES: dict[Language, str] = {"en": "English", "cy": "Cymraeg"}
"""Each language by its own name."""

M = TypeVar("M", bound=BaseModel)
Translations = Mapping[tuple[str, str], "Translation"]
"""Translations by the id of the definition and the language."""


class Entry(Frozen):
    """The words at one place. `source_hash` is that of the English they were made from.

    `checked_by` says who, reading the language well, has agreed to them; None means that nobody has.
    """

    place: str
    text: str
    source_hash: str = Field(pattern=r"^[0-9a-f]{12}$")
    checked_by: str | None = None
    checked_on: date | None = None


class Translation(Frozen):
    """One definition in one language; its id, and so its file's name, is `<definition>.<language>`."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9\-]*\.[a-z]{2}$")
    of: str
    language: Language
    title: str
    provenance: str
    """Who made the words and what has been done to check them."""
    entries: tuple[Entry, ...]

    @property
    def unchecked(self) -> int:
        """How many entries nobody has checked."""
        return sum(entry.checked_by is None for entry in self.entries)


def source_hash(text: str) -> str:
    """What tells one English text from another: the first 12 hexadecimal digits of its SHA-256.

    >>> source_hash("Essential")
    '9c7d888055fb'
    """
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def translated(definition: M, translation: Translation) -> M:
    """The definition in the translation's words, with the same codes in the same order.

    A place whose English has changed since keeps the English.
    """
    made_from = {said.place: source_hash(said.text) for said in phrases_of(definition)}
    words = {
        entry.place: entry.text
        for entry in translation.entries
        if entry.source_hash == made_from.get(entry.place)
    }
    return with_words(definition, words)


def in_language(definition: M, language: str, translations: Translations) -> M:
    """The definition in this language where there is a translation, else as it is written."""
    found = translations.get((str(dict(definition)["id"]), language))
    return definition if found is None else translated(definition, found)
