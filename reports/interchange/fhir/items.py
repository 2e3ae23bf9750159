"""Groups that are as ours are, read back as the need item and the scales they came from."""

import re
from collections.abc import Sequence
from typing import Any

from frameworks.document import place
from reports.interchange.draft import Draft, Where
from reports.interchange.fhir.choices import coded
from reports.interchange.fhir.names import HINT, LIMITS
from reports.interchange.findings import Entry
from surveys.rating import NOT_IN_ROLE

CODE = re.compile(rf"([A-Z][0-9]{{2}})(?:{re.escape(LIMITS)})?")
LEARNING = {"training", "supervised-practice", "peer-support"}
SCALES = ("importance", "confidence", "support")
ONLY_ABOUT_YOU = "only the answers on pathway and transition choose who is asked; everybody is asked now"
FIELDS = {"pathway": "pathways", "transition": "transitions"}


def item_code(entry: Entry, link: str, kind: str) -> str | None:
    """The code of the need item that this group is, or None when it is none of ours."""
    found = CODE.fullmatch(link) if kind == "group" else None
    if found is None:
        return None
    inner = _inner(entry, found[1])
    links = {each.text("linkId") for each in inner.entries("item")}
    return found[1] if f"{found[1]}-importance" in links else None


def read_item(entry: Entry, code: str, draft: Draft) -> tuple[dict[str, Any], list[Entry]]:
    """The item's fields, and the items it is made of."""
    inner = _inner(entry, code)
    parts = inner.entries("item")
    hint = next((part.text("text") for part in parts if part.text("linkId") == code + HINT), None)
    fields: dict[str, Any] = {"code": code, "text": inner.text("text") or code, "hint": hint}
    for group in (entry, inner) if inner is not entry else (entry,):
        fields |= _limits(group, draft)
    below = [each for part in parts for each in part.entries("item")]
    return fields, [*([inner] if inner is not entry else []), *parts, *below]


def read_scales(parts: Sequence[Entry], code: str) -> dict[str, list[dict[str, Any]]]:
    """The three scales. What a kind of support answers to is as it is known to be."""
    by_link = {part.text("linkId"): part for part in parts}
    return {scale: _scale(scale, by_link.get(f"{code}-{scale}")) for scale in SCALES}


def _inner(entry: Entry, code: str) -> Entry:
    """The group of the item itself, where another stands around it."""
    return next((each for each in entry.entries("item") if each.text("linkId") == code), entry)


def _scale(scale: str, question: Entry | None) -> list[dict[str, Any]]:
    options: list[dict[str, Any]] = []
    for each in question.entries("answerOption") if question else ():
        coding = each.entry("valueCoding")
        choice = coded(coding) if coding else None
        if choice is None or choice.name == NOT_IN_ROLE:
            continue
        option: dict[str, Any] = {"code": choice.name, "label": choice.label}
        if scale == "support":
            option["kind"] = "learning" if choice.name in LEARNING else "organisation"
        options.append(option)
    return options


def _limits(group: Entry, draft: Draft) -> dict[str, Any]:
    """The pathways or the transitions that a group is limited to."""
    when = group.entries("enableWhen")
    if not when:
        return {}
    questions = {each.text("question") for each in when}
    codes = [coding.text("code") for each in when if (coding := each.entry("answerCoding"))]
    plain = all(each.text("operator") == "=" for each in when) and len(codes) == len(when)
    any_of = group.text("enableBehavior") == "any" or len(when) == 1
    field = FIELDS.get(next(iter(questions))) if len(questions) == 1 else None
    if field is None or not plain or not any_of:
        where = Where(place((*group.loc, "enableWhen")))
        draft.lose(where, "dropped", ONLY_ABOUT_YOU, ", ".join(sorted(questions)))
        return {}
    return {field: tuple(codes)}
