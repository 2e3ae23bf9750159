"""The rows of a form as a draft: need items where rows are named as ours are, plain questions otherwise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reports.interchange.draft import Choice, Draft
from reports.interchange.xlsform.form import Form
from reports.interchange.xlsform.items import ITEM_ROW, SCALE_OF, read_item, read_scale
from reports.interchange.xlsform.names import Kind, is_yes, kind_of
from reports.interchange.xlsform.questions import fields_of
from reports.interchange.xlsform.rows import INTRO, SCALE_LIST, SCALES, SECTION
from reports.interchange.xlsform.sheets import Row, refusal

QUESTIONS = {"select_one", "select_multiple", "integer", "decimal", "range", "text"}
DEEPEST = 30
"""Groups inside groups."""
NOT_ASKED = "an instrument has no such kind of question"
EVERYBODY = "everybody is asked: who sees a question cannot depend on answers. So it is not required any more"
DEPENDS = "everybody is asked: who sees a question cannot depend on answers"


@dataclass
class Reading:
    """A form being read row by row into a draft."""

    form: Form
    draft: Draft
    lists: Mapping[str, Sequence[Row]]
    scales: dict[str, list[dict[str, Any]]]
    _groups: list[bool]
    """For every open group, whether only some people see it."""
    _dropping: int = 0
    """How many groups deep we are in something that is left out."""


def read_rows(form: Form, *, title: str) -> Reading:
    """Every row of the survey in a draft. Raises DefinitionError where groups do not add up."""
    reading = Reading(form, Draft(file=form.file, title=title), form.lists(), {}, [])
    for place in form.lost:
        reading.draft.lost.append(place)
    for row in form.survey:
        if not is_yes(row.get("disabled")) and not row.get("type").startswith("#"):
            _row(reading, row, kind_of(row.get("type")))
    if reading._groups or reading._dropping:
        last = form.survey[-1].where("type")
        raise refusal(form.file, "a group that begins in this form does not end; add its end_group", last)
    reading.draft.finish()
    return reading


def _row(reading: Reading, row: Row, kind: Kind) -> None:
    if not row.get("type"):
        if row.get("name") or row.get("label"):
            raise refusal(reading.form.file, "the row has no type; say what it is", row.where("type"))
        return
    if kind.kind.startswith("begin_"):
        _begin(reading, row, kind)
    elif kind.kind == "end":
        _end(reading, row)
    elif reading._dropping:
        why = "what is asked several times over, or in a grid of its own, is not read"
        reading.draft.lose(row.where("type"), "dropped", why, row.get("name"))
    else:
        _asked(reading, row, kind)


def _begin(reading: Reading, row: Row, kind: Kind) -> None:
    if len(reading._groups) + reading._dropping >= DEEPEST:
        raise refusal(
            reading.form.file, f"groups stand over {DEEPEST} deep; take some away", row.where("type")
        )
    if reading._dropping or kind.kind != "begin_group":
        if not reading._dropping:
            reading.draft.lose(
                row.where("type"), "dropped", f"{row.get('type')} is not read", row.get("name")
            )
        reading._dropping += 1
        return
    name = row.get("name").removeprefix(SECTION)
    reading.draft.open_group(name or "section", row.get("label"), row.where("name"))
    limited = bool(row.get("relevant")) and not row.get("name").startswith(SECTION)
    if limited:
        reading.draft.lose(row.where("relevant"), "dropped", DEPENDS, row.get("relevant"))
    reading._groups.append(limited)


def _end(reading: Reading, row: Row) -> None:
    if reading._dropping:
        reading._dropping -= 1
    elif reading._groups:
        reading._groups.pop()
        reading.draft.close_group()
    else:
        raise refusal(reading.form.file, "no group is open here; delete this row", row.where("type"))


def _asked(reading: Reading, row: Row, kind: Kind) -> None:
    draft, name = reading.draft, row.get("name")
    if kind.kind == "note":
        words = "\n\n".join(part for part in (row.get("label"), row.get("hint")) if part)
        draft.note(words, row.where("label"))
        if row.get("relevant") and not name.endswith(INTRO):
            draft.lose(row.where("relevant"), "dropped", DEPENDS, row.get("relevant"))
    elif kind.kind not in QUESTIONS:
        draft.lose(row.where("type"), "dropped", NOT_ASKED, f"{row.get('type')} {name}".strip())
    elif not name:
        raise refusal(reading.form.file, "the question has no name; give it one", row.where("name"))
    elif ITEM_ROW.fullmatch(name) and kind.list_name in {"", *SCALE_OF.values()}:
        _item(reading, row, name)
    else:
        _question(reading, row, kind)


def _item(reading: Reading, row: Row, name: str) -> None:
    """The first row of an item makes it; the others say nothing more."""
    fields = read_item(row, name, reading.draft)
    if fields is not None:
        reading.draft.item(row.where("name"), fields)
        for scale in SCALES if not reading.scales else ():
            reading.scales[scale] = read_scale(scale, reading.lists.get(SCALE_LIST + scale, ()))


def _question(reading: Reading, row: Row, kind: Kind) -> None:
    draft = reading.draft
    rows = reading.lists.get(kind.list_name, ()) if kind.list_name else ()
    if kind.list_name and not rows:
        why = "its answers are not in the sheet 'choices'"
        draft.lose(row.where("type"), "dropped", why, f"{row.get('type')} {row.get('name')}")
        return
    fields, alone = fields_of(row, kind.kind, draft)
    conditional = bool(row.get("relevant")) or any(reading._groups)
    if row.get("relevant"):
        why = EVERYBODY if fields["required"] else DEPENDS
        draft.lose(row.where("relevant"), "dropped", why, row.get("relevant"))
    fields["required"] = fields["required"] and not conditional
    choices = [_choice(each, alone) for each in _unlike(reading, rows)]
    if kind.or_other:
        choices.append(Choice("other", "Other"))
    draft.question(row.where("name"), row.get("name"), fields, choices=choices)
    if kind.or_other:
        why = "people who choose 'Other' say more in a question of its own"
        draft.lose(row.where("type"), "approximated", why, row.get("type"))
        said = {"text": f"{fields['text']}: if other, what?", "kind": "text"}
        draft.question(row.where("type"), f"{row.get('name')}_other", said)


def _unlike(reading: Reading, rows: Sequence[Row]) -> list[Row]:
    """The answers of a list, each once."""
    kept: dict[str, Row] = {}
    for row in rows:
        if not row.get("name"):
            raise refusal(reading.form.file, "this answer has no name; give it one", row.where("name"))
        kept.setdefault(row.get("name"), row)
    return list(kept.values())


def _choice(row: Row, alone: Sequence[str]) -> Choice:
    label, _, hint = (row.get("label") or row.get("name")).partition("\n")
    return Choice(row.get("name"), label, hint or None, exclusive=row.get("name") in alone)
