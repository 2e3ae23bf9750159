"""One item of a Questionnaire as the fields of a plain question."""

import re
from dataclasses import dataclass
from typing import Any

from frameworks.document import place
from reports.interchange.draft import Draft, Where
from reports.interchange.fhir.names import (
    ALONE,
    CONSTRAINT,
    CONTROL,
    HIDDEN,
    MAXIMUM,
    MINIMUM,
    ORDINAL,
    UNIT,
    UNIT_OPTION,
)
from reports.interchange.findings import Entry

KINDS = {
    "boolean": "yes-no",
    "choice": "single",
    "open-choice": "single",
    "coding": "single",
    "integer": "number",
    "decimal": "number",
    "quantity": "number",
    "string": "text",
    "text": "text",
    "url": "text",
    "question": "text",
}
"""What each type becomes; `coding` and `question` are how other versions of FHIR have it."""
OPEN = {"open-choice"}
UNDERSTOOD = {MINIMUM, MAXIMUM, UNIT, UNIT_OPTION, ALONE, ORDINAL, HIDDEN, CONTROL, CONSTRAINT}
LIMIT = re.compile(r".* <= %resource\.descendants\(\)\.where\(linkId='([^']+)'\)\.answer\.value")
YES_NO = [{"code": "yes", "label": "Yes"}, {"code": "no", "label": "No"}]
ONCE = "it is answered once"


@dataclass(frozen=True)
class Extension:
    """An extension, and whether an instrument can hold what it says."""

    entry: Entry
    known: bool


def extensions_of(entry: Entry) -> dict[str, Extension]:
    """An item's extensions by their address; the last where one stands twice."""
    found = [(each.text("url"), each) for each in entry.entries("extension")]
    return {url: Extension(each, url in UNDERSTOOD) for url, each in found}


def fields_of(entry: Entry, link: str, kind: str, draft: Draft) -> dict[str, Any]:
    """The question's fields besides its answers and its hint. What cannot be kept is told the draft."""
    fields: dict[str, Any] = {"text": _text(entry, link, draft), "kind": KINDS[kind]}
    repeats = entry.flag("repeats")
    if fields["kind"] == "single" and repeats:
        fields["kind"] = "multiple"
    elif repeats:
        draft.lose(_at(entry, "repeats"), "approximated", ONCE, str(fields["text"]))
    if fields["kind"] == "yes-no":
        fields["options"] = YES_NO
    if fields["kind"] == "number":
        fields |= _number(entry, kind, draft)
    entry.skip("maxLength")
    return fields


def _text(entry: Entry, link: str, draft: Draft) -> str:
    """What is asked, after its number where it has one."""
    text = " ".join(part for part in (entry.text("prefix"), entry.text("text")) if part)
    if not text:
        why = "the question has no words, so it is asked by its link id"
        draft.lose(_at(entry, "text"), "approximated", why, link)
    return text or link


def _number(entry: Entry, kind: str, draft: Draft) -> dict[str, Any]:
    found = extensions_of(entry)
    least, most = (_bound(found.get(url), draft) for url in (MINIMUM, MAXIMUM))
    constraint = found.get(CONSTRAINT)
    return {
        "whole": kind == "integer",
        "minimum": least,
        "maximum": most,
        "unit": _unit(found),
        "no_more_than": _limit(constraint.entry, draft) if constraint else None,
    }


def _bound(found: Extension | None, draft: Draft) -> float | None:
    if found is None:
        return None
    values = [value for key, value in found.entry.left() if key.startswith("value")]
    number = values[0] if values else None
    if isinstance(number, int | float) and not isinstance(number, bool):
        return float(number)
    draft.lose(_at(found.entry), "dropped", "a bound is a number", str(number))
    return None


def _unit(found: dict[str, Extension]) -> str | None:
    for url in (UNIT, UNIT_OPTION):
        coding = found[url].entry.entry("valueCoding") if url in found else None
        if coding is not None:
            return coding.text("display") or coding.text("code") or None
    return None


def _limit(constraint: Entry, draft: Draft) -> str | None:
    """The link id of the number that this number may not exceed."""
    parts = {part.text("url"): part.text("valueString") for part in constraint.entries("extension")}
    expression = parts.get("expression", "")
    found = LIMIT.fullmatch(expression)
    if found is None:
        draft.lose(_at(constraint), "dropped", "an instrument cannot hold this condition", expression)
    return found[1] if found else None


def _at(entry: Entry, *steps: str) -> Where:
    return Where(place((*entry.loc, *steps)))
