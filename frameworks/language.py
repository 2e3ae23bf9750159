"""The language that words are said in while one request or one command is carried out.

Words for people are written in English where they are used, inside `say`; a catalogue holds them in Welsh. Which
of the two is spoken is known once, at the edge, and holds for whatever is called from there, as the request's
own. Nothing but words depends on it: codes, figures and what is stored never do.
"""

from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from gettext import NullTranslations

from babel.dates import format_date
from babel.numbers import format_decimal

from frameworks.model import Language
from frameworks.translation import ENGLISH

LOCALES: dict[Language, str] = {"en": "en_GB", "cy": "cy_GB"}
TAGS: dict[Language, str] = {"en": "en-GB", "cy": "cy"}
"""What an HTML `lang` attribute says."""


@dataclass(frozen=True)
class Speech:
    """A language and the catalogue that has its words; `checked` once a speaker has agreed to all of them."""

    language: Language = ENGLISH
    words: NullTranslations = field(default_factory=NullTranslations)
    checked: bool = True


IN_ENGLISH = Speech()
_speech: ContextVar[Speech] = ContextVar("speech", default=IN_ENGLISH)


def speak(speech: Speech) -> None:
    """Say words in this language from here on, within this request or command."""
    _speech.set(speech)


def speech_now() -> Speech:
    """How words are said now."""
    return _speech.get()


def spoken_language() -> Language:
    """The language words are said in now."""
    return _speech.get().language


def say(text: str, **values: object) -> str:
    """The text in the language spoken, with `{name}` filled in; in English where there is no translation.

    >>> say("You left {areas} blank.", areas="2 areas")
    'You left 2 areas blank.'
    """
    return _filled(words_for(text), values)


def say_count(one: str, many: str, count: int, **values: object) -> str:
    """The text for this many, with `{count}` filled in; Welsh has more forms than two.

    >>> say_count("{count} area", "{count} areas", 1), say_count("{count} area", "{count} areas", 1200)
    ('1 area', '1,200 areas')
    """
    return _filled(words_for_count(one, many, count), {"count": say_number(count)} | values)


def mark(text: str) -> str:
    """The text as it is, noted for the catalogue: for tables of words, which are said where they are used."""
    return text


def say_number(number: float) -> str:
    """A number as the language writes it.

    >>> say_number(1200)
    '1,200'
    """
    return format_decimal(number, locale=LOCALES[spoken_language()])


def say_date(day: date) -> str:
    """A date in words.

    >>> say_date(date(2026, 11, 25))
    '25 November 2026'
    """
    return format_date(day, "d MMMM y", locale=LOCALES[spoken_language()])


def words_for(text: str) -> str:
    """The text as the catalogue has it, with nothing filled in: for templates, which fill in by themselves."""
    return _speech.get().words.gettext(text)


def words_for_count(one: str, many: str, count: int) -> str:
    """The form for this many as the catalogue has it, with nothing filled in."""
    return _speech.get().words.ngettext(one, many, count)


def _filled(text: str, values: dict[str, object]) -> str:
    return text.format(**values) if values else text
