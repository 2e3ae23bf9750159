"""Workbooks to fill in, as pages show them: what they can ask about, and what one that came back would change."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from app.definitions import Definitions
from app.packs import PackChange, Returned, is_asked_for
from app.place import Place
from frameworks.model import Framework
from reports.pack.form import PROVISION
from reports.wording import plural
from surveys.errors import Invalid

PARTS_APART = "_"
"""Between the ids of parts in an address; no id holds it."""

SEEN = "seen"
YOUR_PROVISION = "Your provision"


class PartRows(NamedTuple):
    """The changes of one part; `clashes` when it was saved since the workbook was made."""

    title: str
    clashes: bool
    rows: tuple[PackChange, ...]


def choose_context(place: Place, frameworks: Sequence[Framework]) -> dict[str, Any]:
    """The page's two forms: checkboxes for the parts, and the file."""
    parts = [{"value": PROVISION, "text": YOUR_PROVISION, "checked": True}]
    parts += [_part(framework) for framework in frameworks]
    return {"place": place, "parts": parts}


def preview_context(place: Place, definitions: Definitions, returned: Returned) -> dict[str, Any]:
    """Every change by part, in words, and the revisions they were compared with."""
    titles = {PROVISION: YOUR_PROVISION}
    titles |= {each.id: each.title for each in definitions.frameworks.values()}
    parts = [
        PartRows(titles[id], id in returned.clashing, rows)
        for id in returned.reads
        if (rows := tuple(change for change in returned.changes if change.part == id))
    ]
    return {
        "place": place,
        "parts": parts,
        "clashes": bool(returned.clashing),
        "count": plural(len(returned.changes), "answer"),
        "seen": " ".join(f"{id}={revision}" for id, revision in returned.seen.items()),
    }


def seen_revisions(typed: str) -> dict[str, int]:
    """The revisions a page was made from, as its form says them. Raises Invalid.

    >>> seen_revisions("provision=3 nhse-ahp-2023=0")
    {'provision': 3, 'nhse-ahp-2023': 0}
    """
    found = {}
    for pair in typed.split():
        id, _, revision = pair.partition("=")
        if not (revision.isascii() and revision.isdigit() and len(revision) <= 9):
            raise Invalid({SEEN: "This form is not complete. Choose the workbook again."})
        found[id] = int(revision)
    return found


def _part(framework: Framework) -> dict[str, Any]:
    part: dict[str, Any] = {"value": framework.id, "text": framework.title}
    if is_asked_for(framework):
        part["checked"] = True
    else:
        part["hint"] = {"text": "Optional: nobody asks for it."}
    return part
