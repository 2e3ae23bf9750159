"""One row of a survey as the fields of a plain question."""

import re
from collections.abc import Mapping
from typing import Any

from reports.interchange.draft import Draft
from reports.interchange.xlsform.expressions import NUMBER, Allowed, read_allowed
from reports.interchange.xlsform.names import is_yes
from reports.interchange.xlsform.sheets import Row

KINDS = {
    "select_one": "single",
    "select_multiple": "multiple",
    "integer": "number",
    "decimal": "number",
    "range": "number",
    "text": "text",
}
UNIT = re.compile(r"(.*\S)\s+\(([^()]{1,25})\)", re.DOTALL)
PARAMETER = re.compile(rf"(start|end|step)\s*=\s*({NUMBER})")
NO = {"", "no", "false", "false()", "0"}
UNREAD = {
    "calculation": "nothing is worked out for the person who answers",
    "choice_filter": "every answer of the list can be chosen",
    "default": "nothing is filled in before a person answers",
}


def fields_of(row: Row, kind: str, draft: Draft) -> tuple[dict[str, Any], list[str]]:
    """The question's fields, and the answers that stand alone. What cannot be kept is told the draft."""
    fields: dict[str, Any] = {
        "text": _text(row, draft),
        "hint": row.get("hint") or row.get("guidance_hint") or None,
        "kind": KINDS[kind],
        "required": _required(row, draft),
    }
    whole = kind == "integer" or (kind == "range" and _steps(row).get("step", 1.0).is_integer())
    said = read_allowed(row.get("constraint"), whole=whole) if row.get("constraint") else Allowed()
    if fields["kind"] == "number":
        fields |= _number(fields["text"], said, _steps(row) if kind == "range" else {}, whole=whole)
    _tell_what_is_lost(row, fields["kind"], said, draft)
    return fields, said.alone


def _text(row: Row, draft: Draft) -> str:
    label = row.get("label")
    if not label:
        why = "the question has no words in this language, so it is asked by its name"
        draft.lose(row.where("label"), "approximated", why, row.get("name"))
    if "${" in label:
        why = "the words cannot name other answers; they stand as they are"
        draft.lose(row.where("label"), "approximated", why, label)
    return label or row.get("name")


def _required(row: Row, draft: Draft) -> bool:
    typed = row.get("required")
    if not is_yes(typed) and typed.strip().casefold() not in NO:
        why = "whether an answer is required cannot depend on other answers; it is not"
        draft.lose(row.where("required"), "approximated", why, typed)
    return is_yes(typed)


def _number(text: str, said: Allowed, steps: Mapping[str, float], *, whole: bool) -> dict[str, Any]:
    """Bounds, and the unit from brackets at the end of the label."""
    found = UNIT.fullmatch(text)
    return {
        "text": found[1] if found else text,
        "unit": found[2] if found else None,
        "minimum": said.minimum if said.minimum is not None else steps.get("start"),
        "maximum": said.maximum if said.maximum is not None else steps.get("end"),
        "whole": whole,
        "no_more_than": said.no_more_than,
    }


def _steps(row: Row) -> dict[str, float]:
    """Start, end and step of a range; 1 to 10 where it does not say."""
    found = {name: float(number) for name, number in PARAMETER.findall(row.get("parameters"))}
    return {"start": 1.0, "end": 10.0, "step": 1.0} | found


def _tell_what_is_lost(row: Row, kind: str, said: Allowed, draft: Draft) -> None:
    strange = list(said.strange)
    if kind != "number":
        strange += ["bounds of a number"] if said.minimum is not None or said.maximum is not None else []
    for part in strange:
        draft.lose(row.where("constraint"), "dropped", "an instrument cannot hold this condition", part)
    for part in said.beyond if kind == "number" else ():
        why = "the number itself is allowed too: bounds belong to what may be typed"
        draft.lose(row.where("constraint"), "approximated", why, part)
    for column, why in UNREAD.items():
        if row.get(column):
            draft.lose(row.where(column), "dropped", why, row.get(column))
