"""The editions of each questionnaire at a time point, as the steering group's page shows them."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple, get_args

from reports.wording import plural
from surveys.changes import Changes
from surveys.edition_moves import Reworded, cannot_mix, mixing_problems, newer_instruments, pinned, reworded
from surveys.instrument import Audience, Instrument
from surveys.tables import EditionMove, TimePoint

TITLES: dict[Audience, str] = {
    "preceptee": "Preceptees",
    "preceptor": "Preceptors",
    "organisation": "Organisations",
}


class NewerRow(NamedTuple):
    """A newer edition: what differs from the one asked now, and why it cannot be moved to, if so."""

    id: str
    title: str
    edition: str
    summary: str
    items: list[Reworded]
    refusal: str


class AudienceRow(NamedTuple):
    """One audience's questionnaire at a time point. `undo` is the move that can still be undone."""

    audience: Audience
    name: str
    now: Instrument
    newer: list[NewerRow]
    undo: EditionMove | None


def audience_rows(
    point: TimePoint,
    changes: Changes,
    *,
    begun: Mapping[Audience, bool],
    undoing: Mapping[Audience, EditionMove | None],
) -> list[AudienceRow]:
    """A row for each audience."""
    rows = []
    for audience in get_args(Audience):
        now = changes.instruments[pinned(point, audience)]
        newer = [_newer(changes, now, each, begun[audience]) for each in newer_instruments(changes, now.id)]
        rows.append(AudienceRow(audience, TITLES[audience], now, newer, undoing[audience]))
    return rows


def _newer(changes: Changes, now: Instrument, later: Instrument, begun: bool) -> NewerRow:
    items = reworded(changes, now, later)
    problems = mixing_problems(changes, now, later)
    return NewerRow(
        id=later.id,
        title=later.title,
        edition=later.edition,
        summary=_summary(later, items),
        items=items,
        refusal=cannot_mix(problems) if problems and begun else "",
    )


def _summary(later: Instrument, items: list[Reworded]) -> str:
    """How many areas differ, by class."""
    counts = Counter(each.change for each in items)
    same = len(later.items) - sum(each.change != "retired" for each in items)
    parts = [f"{same} identical", *(f"{count} {change}" for change, count in sorted(counts.items()))]
    return f"{plural(len(later.items), 'area')}: {', '.join(parts)}."
