"""Two frameworks compared, in words, as a table and as a workbook."""

import re
from collections.abc import Iterator
from datetime import date

from frameworks.compare import Comparison, FieldChange, ItemChange
from frameworks.model import Framework
from reports.table import Column, Table
from reports.wording import join_words, plural
from reports.workbook import Book, build_workbook

FIELDS = {
    "code": "Code",
    "title": "Title",
    "gist": "What it says",
    "kind": "Kind",
    "provenance": "Provenance",
    "parent": "Part of",
    "actor": "Main actor",
    "tier": "Tier",
    "mandatory": "Mandatory",
    "assessable": "Can be scored",
    "source_key": "Read in",
    "short_title": "Short title",
    "in_force_from": "In force from",
    "in_force_to": "In force to",
    "mandatory_at_least": "Least score of a mandatory item",
    "aliases": "Also called",
    "source": "Where it was read",
}
STATUSES = {
    "added": "Added",
    "removed": "Left out",
    "moved": "Moved",
    "changed": "Changed",
    "moved and changed": "Moved and changed",
    "same": "The same",
}
WHOLE = "The whole"
NONE = "None"


def field_words(place: str) -> str:
    """A field as people call it.

    >>> field_words("gist"), field_words("values.protected_hours"), field_words("scoring.threshold")
    ('What it says', 'Values: protected hours', 'Scoring: threshold')
    >>> field_words("aliases[0]"), field_words("source.address")
    ('Also called', 'Where it was read: address')
    """
    first, _, rest = re.sub(r"\[\d+\]", "", place).partition(".")
    name = FIELDS.get(first, first.replace("_", " ").capitalize())
    return f"{name}: {rest.replace('_', ' ')}" if rest else name


def summary_words(comparison: Comparison) -> str:
    """What differs, in a sentence or two."""
    counts = (
        (comparison.count("changed", "moved and changed"), "changed"),
        (comparison.count("added"), "added"),
        (comparison.count("removed"), "left out"),
        (comparison.count("moved"), "only moved"),
    )
    if not comparison.differing:
        return f"All {plural(len(comparison.items), 'item')} are the same."
    said = join_words(f"{number} {what}" for number, what in counts if number)
    return (
        f"Of {plural(len(comparison.items), 'item')} in either, {comparison.count('same')} the same, {said}."
    )


def comparison_table(
    comparison: Comparison, earlier: Framework, later: Framework, *, everything: bool = False
) -> Table:
    """A row for each field that differs, and one for each item added or left out; with `everything` also one for
    each item that is the same."""
    rows: list[tuple[str, ...]] = []
    for change in comparison.items if everything else comparison.differing:
        rows += _item_rows(change)
    rows += [_fact_row(fact) for fact in comparison.facts]
    return Table(
        id="compared",
        title=f"{earlier.short_title} and {later.short_title}",
        subtitle=f"{earlier.title} ({earlier.edition}), then {later.title} ({later.edition})",
        columns=(
            Column(
                key="code", title="Item", meaning="The item's code; the later one where it has a new one."
            ),
            Column(key="status", title="What became of it", meaning="How the item differs."),
            Column(key="field", title="Where", meaning="What of the item differs."),
            Column(key="earlier", title="Earlier", meaning=f"As in {earlier.title} ({earlier.edition})."),
            Column(key="later", title="Later", meaning=f"As in {later.title} ({later.edition})."),
            Column(key="reason", title="Why", meaning="Why an overlay changed it, with who and when."),
        ),
        rows=tuple(rows),
        sentence=summary_words(comparison),
        notes=("Wording is ours unless an item's provenance says otherwise.",),
    )


def comparison_workbook(
    comparison: Comparison, earlier: Framework, later: Framework, *, made_on: date
) -> bytes:
    """The table as a workbook."""
    return build_workbook(
        Book(
            title=f"{earlier.short_title} compared with {later.short_title}",
            subject="What differs between two frameworks",
            about=(
                ("Earlier", f"{earlier.title} ({earlier.edition}), {earlier.owner}"),
                ("Later", f"{later.title} ({later.edition}), {later.owner}"),
                ("In short", summary_words(comparison)),
                ("Made on", made_on.strftime("%-d %B %Y")),
            ),
            notes=(
                ("Matched", "Items are matched by code, or by the codes the newer edition says they had."),
                ("Moved", "Under another heading, or elsewhere among the same items."),
            ),
            tables=(comparison_table(comparison, earlier, later, everything=True),),
            made_on=made_on,
        )
    )


def comparison_lines(comparison: Comparison) -> Iterator[str]:
    """The comparison for a terminal: a line each, the words before and after below their field."""
    yield summary_words(comparison)
    for change in comparison.differing:
        item = change.later or change.earlier
        assert item is not None
        yield f"{change.code} {item.title}: {_status(change)}"
        for field in change.fields:
            yield f"  {field_words(field.field)}"
            yield from _before_after(field)
        if change.reason:
            yield f"  Why: {change.reason}"
    for fact in comparison.facts:
        yield f"{WHOLE}: {field_words(fact.field)}"
        yield from _before_after(fact)


def _before_after(change: FieldChange) -> Iterator[str]:
    yield f"    - {change.before or NONE}"
    yield f"    + {change.after or NONE}"


def _fact_row(fact: FieldChange) -> tuple[str, ...]:
    return (WHOLE, STATUSES["changed"], field_words(fact.field), fact.before or NONE, fact.after or NONE, "")


def _item_rows(change: ItemChange) -> Iterator[tuple[str, ...]]:
    both = [f"{item.title}. {item.gist}" if item else NONE for item in (change.earlier, change.later)]
    if not change.fields:
        yield (change.code, _status(change), "", *both, change.reason)
    for field in change.fields:
        yield (
            change.code,
            _status(change),
            field_words(field.field),
            field.before or NONE,
            field.after or NONE,
            change.reason,
        )


def _status(change: ItemChange) -> str:
    merged = f", takes in {join_words(change.merged)}" if change.merged else ""
    return STATUSES[change.status] + merged
