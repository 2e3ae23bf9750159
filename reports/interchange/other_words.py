"""The words of other languages beside a form in another format: which the form shows, and which are kept with it.

Words somebody changed in the form win over those kept, and nobody has checked them yet.
"""

from collections.abc import Mapping

from frameworks.translatable import phrases_of
from frameworks.translation import Entry, Translation, source_hash
from reports.interchange.unsaid import digest
from surveys.instrument import Instrument

PROVENANCE = "Read from a form in another format. Nobody has checked these words."
READS_AS = "reads_as"
Words = Mapping[str, str]
"""Texts by place."""


def words_of(instrument: Instrument) -> dict[str, str]:
    """What people read, by place."""
    return {said.place: said.text for said in phrases_of(instrument)}


def words_besides(instrument: Instrument, own: Instrument) -> dict[str, str]:
    """The words of a form read in another language, where they are others than its own."""
    known = words_of(own)
    return {place: text for place, text in words_of(instrument).items() if text != known.get(place)}


def kept_entry(entry: Entry, shown: Words) -> dict[str, str]:
    """An entry's fields as texts, with a digest of what the form shows in its place."""
    fields = {key: str(value) for key, value in entry.model_dump(mode="json").items() if value is not None}
    return fields | {READS_AS: digest(shown[entry.place]) if entry.place in shown else ""}


def entry_now(kept: Words, shown: Words, english: Words) -> dict[str, str | None]:
    """The entry as kept; or, where the form's own words are others by now, those words."""
    place = kept["place"]
    if kept.get(READS_AS) and place in shown and digest(shown[place]) != kept[READS_AS]:
        return {"place": place, "text": shown[place], "source_hash": source_hash(english[place])}
    return {name: kept.get(name) or None for name in Entry.model_fields}


def translation_of(instrument: Instrument, language: str, shown: Words) -> Translation:
    """What a form nobody here wrote says in another language, as a translation."""
    english = words_of(instrument)
    entries = [
        {"place": place, "text": text, "source_hash": source_hash(english[place])}
        for place, text in shown.items()
        if place in english
    ]
    return Translation.model_validate(
        {
            "id": f"{instrument.id}.{language}",
            "of": instrument.id,
            "language": language,
            "title": instrument.title,
            "provenance": PROVENANCE,
            "entries": entries,
        }
    )
