"""A made-up language that shows what is not translated: every text stands in ⟦brackets⟧, and nothing else does."""

import re
from collections.abc import Iterator
from dataclasses import replace
from gettext import NullTranslations
from typing import Any

import html5lib

from app.catalogue_words import gather
from app.definitions import Definitions
from frameworks.language import Speech
from frameworks.translatable import phrases_of
from frameworks.translation import Entry, Translation, source_hash
from surveys.instrument import Instrument
from tests.people import Service

SPOKEN = ("aria-label", "alt", "title", "placeholder", "data-failed")
BRACKETS = {"⟦": 1, "⟧": -1}


class Bracketed(NullTranslations):
    """Every text in brackets. A text that the catalogues were not told of is an AssertionError."""

    def __init__(self) -> None:
        super().__init__()
        self.known = {message.id for message in gather()}

    def gettext(self, message: str) -> str:
        assert message in self.known, f"{message!r} is said where it cannot be gathered for the catalogues"
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        assert (msgid1, msgid2) in self.known, f"{msgid1!r} is said where it cannot be gathered"
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


class Fixed:
    """Definitions that do not change."""

    def __init__(self, definitions: Definitions) -> None:
        self.definitions = definitions

    def get(self) -> Definitions:
        return self.definitions


def speaks_in_brackets(service: Service) -> None:
    """From here on the service says ⟦words⟧ where it would say Welsh ones; call it before the first request."""
    for middleware in service.app.user_middleware:
        if "speeches" in middleware.kwargs:
            speeches: Any = middleware.kwargs["speeches"]
            speeches["cy"] = Speech("cy", Bracketed(), checked=True)
    definitions = service.app.state.current.get()
    translations = {(each.id, "cy"): _bracketed(each) for each in definitions.instruments.values()}
    service.app.state.current = Fixed(replace(definitions, translations=translations))


def words_in_english(page: str, *, besides: tuple[str, ...]) -> list[str]:
    """What a page says outside brackets and in no part that is marked as English, apart from data."""
    root = html5lib.parse(page, namespaceHTMLElements=False)
    said = "".join(_texts(root))
    for known in besides:
        said = said.replace(known, "")
    outside, depth = "", 0
    for character in said:
        depth += BRACKETS.get(character, 0)
        outside += character if depth == 0 else ""
    return re.findall(r"[A-Za-z][A-Za-z' ]+", outside)


def _texts(element: Any) -> Iterator[str]:
    if (
        isinstance(element.tag, str)
        and element.tag not in {"script", "style"}
        and element.get("lang") in {None, "cy"}
    ):
        yield from (f"{element.get(name)} | " for name in SPOKEN if element.get(name))
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""
    yield " | "


def _bracketed(instrument: Instrument) -> Translation:
    entries = [
        Entry(place=each.place, text=f"⟦{each.text}⟧", source_hash=source_hash(each.text))
        for each in phrases_of(instrument)
    ]
    return Translation(
        id=f"{instrument.id}.cy",
        of=instrument.id,
        language="cy",
        title="In brackets",
        provenance="Made for a test.",
        entries=tuple(entries),
    )
