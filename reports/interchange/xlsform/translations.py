"""The words of other languages, kept whole in the sheet `_translations` beside the columns that show them."""

import json
from collections.abc import Iterator, Mapping, Sequence

from pydantic import ValidationError

from frameworks.loss import Lost
from frameworks.translation import Entry, Translation
from reports.interchange.other_words import READS_AS, Words, entry_now, kept_entry, translation_of, words_of
from reports.interchange.unsaid import GONE
from reports.interchange.xlsform.rows import Row
from reports.interchange.xlsform.sheets import Row as Read
from reports.interchange.xlsform.sheets import Sheet, refusal
from reports.sheets.text import clean_text
from surveys.instrument import Instrument

SHEET = "_translations"
HEAD = "(translation)"
ABOUT_WORDS = tuple(name for name in Entry.model_fields if name not in {"place", "text"})
COLUMNS = ("language", "place", "text", *ABOUT_WORDS, READS_AS)
EXACT = "json:"
"""How a text begins that a cell would change."""
Shown = Mapping[str, Words]
"""The words that reading the form alone gives, by language and place, where they are not the English ones."""


def translation_rows(translations: Sequence[Translation], shown: Shown) -> Iterator[Row]:
    """A row for what each translation is, and one for each of its entries."""
    for each in translations:
        head = each.model_dump(mode="json", exclude={"entries"})
        yield {"language": each.language, "place": HEAD, "text": EXACT + json.dumps(head)}
        seen = shown.get(each.language, {})
        for entry in each.entries:
            yield {"language": each.language} | kept_entry(entry, seen) | {"text": _safe(entry.text)}


def read_translations(
    sheet: Sheet | None, instrument: Instrument, shown: Shown, file: str
) -> tuple[list[Translation], list[Lost]]:
    """The translations of the instrument that was read. Raises DefinitionError, naming the cell."""
    if sheet is None:
        return [translation_of(instrument, language, words) for language, words in shown.items()], []
    english = words_of(instrument)
    made, lost = [], []
    for language in dict.fromkeys(row.get("language") for row in sheet.rows):
        rows = [row for row in sheet.rows if row.get("language") == language]
        entries = [row for row in rows if row.get("place") != HEAD]
        seen = shown.get(language, {})
        lost += [
            Lost(place=row.where("text").place, what="dropped", value=row.get("text"), why=GONE)
            for row in entries
            if row.get("place") not in english
        ]
        kept = [_entry(row, seen, english) for row in entries if row.get("place") in english]
        head = next((row for row in rows if row.get("place") == HEAD), rows[0])
        made.append(_translation(_head(head, file), kept, instrument, head, file))
    return made, lost


def _translation(
    head: dict[str, object],
    entries: list[dict[str, str | None]],
    instrument: Instrument,
    row: Read,
    file: str,
) -> Translation:
    named = {
        "id": f"{instrument.id}.{row.get('language')}",
        "of": instrument.id,
        "language": row.get("language"),
    }
    try:
        return Translation.model_validate({**head, **named, "entries": entries})
    except ValidationError as error:
        fault = error.errors()[0]
        place = ".".join(str(step) for step in fault["loc"])
        raise refusal(file, f"{place}: {fault['msg']}; correct it", row.where("text")) from error


def _head(row: Read, file: str) -> dict[str, object]:
    try:
        head = json.loads(row.get("text").removeprefix(EXACT))
    except ValueError as error:
        message = "this does not say what the translation is; write the form again"
        raise refusal(file, message, row.where("text")) from error
    if not isinstance(head, dict):
        raise refusal(
            file, "this does not say what the translation is; write the form again", row.where("text")
        )
    return {str(key): value for key, value in head.items()}


def _entry(row: Read, shown: Words, english: Words) -> dict[str, str | None]:
    kept = {name: row.get(name) for name in (*Entry.model_fields, READS_AS)}
    return entry_now(kept | {"text": _exact(row.get("text"))}, shown, english)


def _safe(text: str) -> str:
    """The text where a cell keeps it as it is, else as JSON."""
    return (
        text if clean_text(text).strip() == text and not text.startswith(EXACT) else EXACT + json.dumps(text)
    )


def _exact(text: str) -> str:
    if not text.startswith(EXACT):
        return text
    try:
        return str(json.loads(text.removeprefix(EXACT)))
    except ValueError:
        return text
