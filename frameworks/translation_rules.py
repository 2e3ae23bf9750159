"""What a translation must hold beyond its shape, and when a language that a definition promises is there in full."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from pydantic import BaseModel

from frameworks.document import Loc, Problem
from frameworks.translatable import Phrase, phrases_of
from frameworks.translation import ENGLISH, Translation, Translations, source_hash

Wrong = Iterator[tuple[Loc, str]]


@dataclass(frozen=True)
class Standing:
    """How far one definition has come in one language: places by how they stand, and how many are checked."""

    complete: tuple[Phrase, ...]
    missing: tuple[Phrase, ...]
    stale: tuple[Phrase, ...]
    unchecked: int


def standing_of(definition: BaseModel, translation: Translation | None) -> Standing:
    """Each text of the definition as translated, missing, or made from an English that has changed since."""
    entries = {entry.place: entry for entry in translation.entries} if translation else {}
    complete, missing, stale, unchecked = [], [], [], 0
    for said in phrases_of(definition):
        entry = entries.get(said.place)
        if entry is None:
            missing.append(said)
        elif entry.source_hash != source_hash(said.text):
            stale.append(said)
        else:
            complete.append(said)
            unchecked += entry.checked_by is None
    return Standing(tuple(complete), tuple(missing), tuple(stale), unchecked)


def translation_problems(translation: Translation, definitions: Mapping[str, BaseModel]) -> Wrong:
    """(place, message) for each rule the translation breaks by itself or beside what it translates."""
    if translation.id != f"{translation.of}.{translation.language}":
        yield ("id",), f"must be '{translation.of}.{translation.language}', the definition and the language"
    if translation.language == ENGLISH:
        yield ("language",), "definitions are written in English; give another language"
    definition = definitions.get(translation.of)
    if definition is None:
        close = get_close_matches(translation.of, definitions, n=1)
        hint = f"; did you mean '{close[0]}'?" if close else ""
        yield ("of",), f"there is no definition '{translation.of}'{hint}"
        return
    yield from _entries(translation, definition)


def promise_problems(definitions: Mapping[str, BaseModel], translations: Translations) -> list[Problem]:
    """Each text that is missing or old in a language its definition names under `languages`.

    A definition that promises a language and does not keep it is not published (`ANCHORS.md` (d) 14).
    """
    return [
        problem
        for name, definition in definitions.items()
        for language in promised(definition)
        for problem in _broken(name, definition, language, translations.get((name, language)))
    ]


def promised(definition: BaseModel) -> tuple[str, ...]:
    """The languages beside English a definition says it is published in."""
    return tuple(each for each in dict(definition).get("languages", ()) if each != ENGLISH)


def _entries(translation: Translation, definition: BaseModel) -> Wrong:
    texts = {said.place: said.text for said in phrases_of(definition)}
    seen: set[str] = set()
    for number, entry in enumerate(translation.entries):
        at: Loc = ("entries", number)
        if entry.place in seen:
            yield (*at, "place"), f"'{entry.place}' is given twice; keep one"
        seen.add(entry.place)
        if entry.place not in texts:
            yield (*at, "place"), _unknown(entry.place, texts)
        if not entry.text.strip():
            yield (*at, "text"), f"the words for '{entry.place}' are empty; write them, or take the entry out"
        if (entry.checked_by is None) != (entry.checked_on is None):
            yield at, "'checked_by' and 'checked_on' go together; give both, or neither"


def _unknown(place: str, texts: Mapping[str, str]) -> str:
    close = get_close_matches(place, texts, n=1, cutoff=0.7)
    hint = f"did you mean '{close[0]}'?" if close else "take the entry out"
    return f"there are no words at '{place}' in the definition; {hint}"


def _broken(
    name: str, definition: BaseModel, language: str, translation: Translation | None
) -> Iterator[Problem]:
    if translation is None:
        missing = f"'{language}' is named, but there is no translation {name}.{language}"
        message = f"{missing}; add it, or take '{language}' out"
        yield Problem(file=f"{name}.yaml", line=None, place="languages", message=message)
        return
    found = standing_of(definition, translation)
    for said in found.missing:
        yield _problem(translation, said, f"no words in '{language}' for “{said.text}”; translate it")
    for said in found.stale:
        message = f"older than its English, which is now “{said.text}”; translate it again"
        yield _problem(translation, said, message)


def _problem(translation: Translation, said: Phrase, message: str) -> Problem:
    return Problem(file=f"{translation.id}.yaml", line=None, place=said.place, message=message)
