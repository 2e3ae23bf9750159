"""The words of other languages: beside each text as FHIR has it, and kept whole in an extension of ours."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from frameworks.document import place
from frameworks.loss import Lost
from frameworks.translation import Translation
from reports.interchange.fhir.names import TRANSLATED, TRANSLATION, Json, extension
from reports.interchange.findings import Entry
from reports.interchange.other_words import Words, entry_now, kept_entry, translation_of, words_of
from reports.interchange.unsaid import GONE
from surveys.instrument import Instrument

TEXTS = ("title", "text", "display")
"""Fields of FHIR that hold words."""
BROKEN = "this is not as it was written; write the file again, or delete it"


def add_words(made: Json, said: Json, language: str) -> None:
    """Put the words of another language beside those of the resource, where they are others.

    `said` is the same resource written in that language; both have the same shape.
    """
    for key in TEXTS:
        text, other = made.get(key), said.get(key)
        if isinstance(text, str) and isinstance(other, str) and text != other:
            parts = [extension("lang", valueCode=language), extension("content", valueString=other)]
            beside = made.setdefault(f"_{key}", {"extension": []})
            beside["extension"].append({"url": TRANSLATED, "extension": parts})
    for key, value in made.items():
        for one, another in zip(_inner(value), _inner(said.get(key)), strict=False):
            add_words(one, another, language)


def languages_in(data: object) -> set[str]:
    """The codes of the languages that some text of the resource has words in."""
    return {
        language for one in _objects(data) for key in TEXTS for language in _translations(one.get(f"_{key}"))
    }


def said_in(data: object, language: str) -> object:
    """The resource with the words of a language where it has them."""
    if isinstance(data, list):
        return [said_in(each, language) for each in data]
    if not isinstance(data, Mapping):
        return data
    made = {key: said_in(value, language) for key, value in data.items()}
    for key in TEXTS:
        if other := _translations(data.get(f"_{key}")).get(language):
            made[key] = other
    return made


def translation_extensions(translations: Sequence[Translation], shown: Mapping[str, Words]) -> list[Json]:
    """An extension for every translation: what it is, and its entries with a digest of what the resource shows."""
    made = []
    for each in translations:
        head = each.model_dump(mode="json", exclude={"entries"})
        kept = [kept_entry(entry, shown.get(each.language, {})) for entry in each.entries]
        made.append(
            extension(TRANSLATION, valueString=json.dumps({**head, "entries": kept}, ensure_ascii=False))
        )
    return made


def read_translations(
    extensions: Sequence[Entry], instrument: Instrument, shown: Mapping[str, Words]
) -> tuple[list[Translation], list[Lost]]:
    """The translations kept with the resource, or what its texts say where none is kept.

    Tells the findings what is broken.
    """
    kept = [each for each in extensions if each.text("url") == TRANSLATION]
    if not kept:
        return [translation_of(instrument, language, words) for language, words in shown.items() if words], []
    made: list[Translation] = []
    lost: list[Lost] = []
    for each in kept:
        found, gone = _read(each, instrument, shown)
        made += [found] if found else []
        lost += gone
    return made, lost


def _read(
    entry: Entry, instrument: Instrument, shown: Mapping[str, Words]
) -> tuple[Translation | None, list[Lost]]:
    english = words_of(instrument)
    try:
        said = json.loads(entry.text("valueString"))
        language = str(said["language"])
        rows = [{str(key): str(value) for key, value in row.items()} for row in said["entries"]]
        there = [row for row in rows if row["place"] in english]
        entries = [entry_now(row, shown.get(language, {}), english) for row in there]
        named = {"id": f"{instrument.id}.{language}", "of": instrument.id, "entries": entries}
        translation = Translation.model_validate({**said, **named})
    except (ValidationError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        entry.findings.wrong(entry.loc, BROKEN)
        return None, []
    where = place(entry.loc)
    gone = [
        Lost(place=f"{where} {row['place']}", what="dropped", value=row.get("text"), why=GONE)
        for row in rows
        if row["place"] not in english
    ]
    return translation, gone


def _inner(value: object) -> list[Json]:
    """The objects directly inside a value."""
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, dict)]


def _objects(data: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(data, Mapping):
        yield data
        for value in data.values():
            yield from _objects(value)
    elif isinstance(data, list):
        for each in data:
            yield from _objects(each)


def _translations(beside: object) -> dict[str, str]:
    """The words beside a text, by the code of their language."""
    found: dict[str, str] = {}
    for each in _extensions(beside):
        if each.get("url") == TRANSLATED:
            parts = {str(part.get("url")): part for part in _extensions(each)}
            language, words = (
                parts.get("lang", {}).get("valueCode"),
                parts.get("content", {}).get("valueString"),
            )
            if isinstance(language, str) and isinstance(words, str):
                found[language.split("-")[0]] = words
    return found


def _extensions(value: object) -> list[Json]:
    found = value.get("extension") if isinstance(value, Mapping) else None
    return _inner(found) if isinstance(found, list) else []
