"""Rows that are named as ours are (`N01__imp`), read back as the need item and the scales they came from."""

import re
from collections.abc import Sequence
from typing import Any

from reports.interchange.draft import Draft
from reports.interchange.words import LANGUAGES
from reports.interchange.xlsform.expressions import read_asked_of
from reports.interchange.xlsform.rows import CONFIDENCE, IMPORTANCE, NOTE, SCALE_LIST, SUPPORT
from reports.interchange.xlsform.sheets import Row
from surveys.rating import NOT_IN_ROLE

ITEM_ROW = re.compile(rf"([A-Z][0-9]{{2}})({IMPORTANCE}|{CONFIDENCE}|{SUPPORT}|{NOTE})")
SCALE_OF = {
    IMPORTANCE: f"{SCALE_LIST}importance",
    CONFIDENCE: f"{SCALE_LIST}confidence",
    SUPPORT: f"{SCALE_LIST}support",
}
LEARNING = {"training", "supervised-practice", "peer-support"}
ONLY_ABOUT_YOU = "only the answers on pathway and transition choose who is asked; everybody is asked now"


def read_item(row: Row, name: str, draft: Draft) -> dict[str, Any] | None:
    """The fields of the item whose first row this is; None for its other rows."""
    code, part = name[:3], name[3:]
    if part != IMPORTANCE:
        return None
    fields: dict[str, Any] = {"code": code, "text": _asked(row.get("label")) or code}
    fields["hint"] = row.get("hint") or None
    if row.get("relevant"):
        limits = read_asked_of(row.get("relevant"))
        if limits is None:
            draft.lose(row.where("relevant"), "dropped", ONLY_ABOUT_YOU, row.get("relevant"))
        else:
            fields["pathways"], fields["transitions"] = limits
    return fields


def read_scale(scale: str, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The options of a scale. What a kind of support answers to is as it is known to be."""
    options: list[dict[str, Any]] = []
    for row in rows:
        label, _, hint = (row.get("label") or row.get("name")).partition("\n")
        if row.get("name") == NOT_IN_ROLE:
            continue
        option = {"code": row.get("name"), "label": label, "hint": hint or None}
        if scale == "support":
            option["kind"] = "learning" if row.get("name") in LEARNING else "organisation"
        options.append(option)
    return options


def _asked(label: str) -> str:
    """What an item asks about: the label without the question that is the same for every item."""
    for words in LANGUAGES.values():
        label = label.removesuffix(words.importance)
    return label.strip()
