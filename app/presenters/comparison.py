"""Two frameworks side by side, for a page: each item's words with what was deleted and inserted marked."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from frameworks.compare import Comparison, FieldChange, ItemChange, Mark, marks
from frameworks.model import Framework, Item
from reports.compared_editions import NONE, STATUSES, field_words, summary_words
from reports.wording import join_words

SHOWN = ("title", "gist")
"""Fields that are shown of every item, whether they differ or not."""


class Line(NamedTuple):
    """One field of one side. `label` is empty for an item's title and words."""

    label: str
    marks: Sequence[Mark]


class Row(NamedTuple):
    """One item, or the whole, side by side. A side without lines has nothing there."""

    heading: str
    status: str
    earlier: Sequence[Line]
    later: Sequence[Line]
    reason: str


def comparison_context(
    comparison: Comparison, earlier: Framework, later: Framework, *, everything: bool
) -> dict[str, Any]:
    """What the page says of two chosen frameworks."""
    items = comparison.items if everything else comparison.differing
    whole = [_whole(comparison.facts)] if comparison.facts else []
    return {
        "earlier": earlier,
        "later": later,
        "sentence": summary_words(comparison),
        "everything": everything,
        "rows": [_row(change) for change in items] + whole,
    }


def framework_options(frameworks: Iterable[Framework], chosen: str) -> list[dict[str, Any]]:
    """Every framework, for a select; nothing is chosen beforehand unless asked for."""
    options = [
        {"value": each.id, "text": f"{each.title} ({each.edition})", "selected": each.id == chosen}
        for each in frameworks
    ]
    return [{"value": "", "text": "Choose a framework", "selected": not chosen}, *options]


def beside(framework: Framework, frameworks: Mapping[str, Framework]) -> str:
    """What to compare a framework with first: its base, or the edition it replaces; else nothing."""
    first = framework.base or framework.replaces or ""
    return first if first in frameworks else ""


def _row(change: ItemChange) -> Row:
    item = change.later or change.earlier
    assert item is not None
    merged = f", takes in {join_words(change.merged)}" if change.merged else ""
    earlier, later = _sides(change)
    return Row(f"{change.code} {item.title}", STATUSES[change.status] + merged, earlier, later, change.reason)


def _sides(change: ItemChange) -> tuple[list[Line], list[Line]]:
    if change.earlier is None or change.later is None:
        return _alone(change.earlier, "deleted"), _alone(change.later, "inserted")
    changed = {each.field: each for each in change.fields}
    earlier, later = [], []
    for name in SHOWN:
        left, right = marks(str(getattr(change.earlier, name)), str(getattr(change.later, name)))
        earlier.append(Line("", left))
        later.append(Line("", right))
    for field in (each for name, each in changed.items() if name not in SHOWN):
        before, after = _field_marks(field)
        earlier.append(Line(field_words(field.field), before))
        later.append(Line(field_words(field.field), after))
    return earlier, later


def _alone(item: Item | None, what: Any) -> list[Line]:  # noqa: ANN401 - deleted or inserted
    if item is None:
        return []
    return [Line("", (Mark(what=what, text=text),)) for text in (item.title, item.gist)]


def _whole(facts: Iterable[FieldChange]) -> Row:
    pairs = [(field_words(fact.field), *_field_marks(fact)) for fact in facts]
    return Row(
        "The whole",
        STATUSES["changed"],
        [Line(label, left) for label, left, _ in pairs],
        [Line(label, right) for label, _, right in pairs],
        "",
    )


def _field_marks(field: FieldChange) -> tuple[Sequence[Mark], Sequence[Mark]]:
    """Marked words where there are some on both sides, else all of it; none where there is nothing."""
    if field.before and field.after:
        return marks(field.before, field.after)
    nothing = (Mark(what="same", text=NONE),)
    before = (Mark(what="deleted", text=field.before),) if field.before else nothing
    after = (Mark(what="inserted", text=field.after),) if field.after else nothing
    return before, after
