"""What became of a person's need between their first time point and a later one, among people who answered both."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from frameworks.model import Frozen
from mapping.cell import Cell
from mapping.derived import Derived
from mapping.figures import FactFigures, Part
from surveys.instrument import Instrument
from surveys.rating import Rating

KIND = "change:"
Became = Literal["gone", "new", "same"]
VALUES: tuple[Became, ...] = ("gone", "new", "same")
"""Had a need and has none now; had none and has one now; as before, with a need or without."""


class ChangeFigures(Frozen):
    """What is published of one item: how many answered both times, and what became of their needs."""

    n: Cell
    gone: Cell
    gone_share: Cell
    new: Cell
    new_share: Cell


def change_of(before: Rating | None, after: Rating | None) -> Became | None:
    """What became of a need; None unless both times have both ratings.

    >>> had, has_not = (Rating(item="N01", importance=5, confidence=c) for c in (2, 5))
    >>> change_of(had, has_not), change_of(has_not, had), change_of(had, had), change_of(had, None)
    ('gone', 'new', 'same', None)
    """
    was, now = has_need(before), has_need(after)
    if was is None or now is None:
        return None
    if was == now:
        return "same"
    return "gone" if was else "new"


def has_need(rating: Rating | None) -> bool | None:
    """True when confidence is below importance; None when one of the two is missing."""
    if rating is None or rating.importance is None or rating.confidence is None:
        return None
    return rating.confidence < rating.importance


def change_facts(
    items: Iterable[str], before: Mapping[str, Rating], after: Mapping[str, Rating]
) -> dict[str, str]:
    """What became of a person's need in each of these items, as the facts that are stored of it."""
    found = {item: change_of(before.get(item), after.get(item)) for item in items}
    return {KIND + item: became for item, became in found.items() if became is not None}


def change_questions(instrument: Instrument) -> Iterator[Derived]:
    """What became of the need in each item, for the nation and its regions."""
    for item in instrument.items:
        yield Derived(
            audience=instrument.audience,
            question=KIND + item.code,
            values=VALUES,
            dimensions=("nation", "region"),
        )


def changes_in(part: Part) -> dict[str, ChangeFigures]:
    """What a group's part says of change, by item; empty in a release that counted none."""
    found: dict[str, dict[str, FactFigures]] = {}
    for fact in part.facts:
        if fact.question.startswith(KIND):
            found.setdefault(fact.question.removeprefix(KIND), {})[fact.value] = fact
    return {
        item: ChangeFigures(
            n=values["gone"].n,
            gone=values["gone"].count,
            gone_share=values["gone"].share,
            new=values["new"].count,
            new_share=values["new"].share,
        )
        for item, values in found.items()
    }
