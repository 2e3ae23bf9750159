"""The words of our own pages in other languages: a .po file each, which translators know how to work with.

An entry that no speaker of the language has checked carries the comment `not checked`.
"""

import io
from gettext import GNUTranslations
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from frameworks.language import IN_ENGLISH, Speech
from frameworks.model import Language
from frameworks.translation import ENGLISH, LANGUAGES

WORDS = Path(__file__).parent / "words"
NOT_CHECKED = "not checked"


def read_catalogue(language: Language, folder: Path = WORDS) -> Catalog:
    """The catalogue of a language as it is written, comments included."""
    with (folder / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def speech_in(catalogue: Catalog, language: Language) -> Speech:
    """The catalogue ready to say words; entries without words, or marked as fuzzy, are said in English."""
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    words = GNUTranslations(io.BytesIO(compiled.getvalue()))
    return Speech(language, words, checked=not unchecked(catalogue))


def load_speeches(folder: Path = WORDS) -> dict[Language, Speech]:
    """Every language that pages can be read in."""
    others = (each for each in LANGUAGES if each != ENGLISH)
    return {ENGLISH: IN_ENGLISH} | {each: speech_in(read_catalogue(each, folder), each) for each in others}


def unchecked(catalogue: Catalog) -> int:
    """How many entries no speaker of the language has checked."""
    return sum(NOT_CHECKED in message.user_comments for message in catalogue if message.id)
