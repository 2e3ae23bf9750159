"""Participation in words: live counts only in tens, and never so high that few are left over."""

from collections.abc import Sequence
from typing import NamedTuple

from surveys.invitations import AUDIENCES, AtLeast, protected, protected_use
from surveys.store.invitations import BatchCount


class BatchRow(NamedTuple):
    """One batch as the page lists it."""

    name: str
    people: str
    made: int
    used: str


class ParticipationRow(NamedTuple):
    """One audience as the start page shows it."""

    people: str
    made: int
    used: str
    submitted: str


def in_words(count: AtLeast) -> str:
    """A protected count as text.

    >>> in_words(AtLeast(total=40, least=20)), in_words(AtLeast(total=40, least=0))
    ('at least 20', 'fewer than 10')
    >>> in_words(AtLeast(total=12, least=None))
    'not shown: too few codes'
    """
    if count.least is None:
        return "not shown: too few codes"
    return f"at least {count.least:,}" if count.least else "fewer than 10"


def batch_rows(batches: Sequence[BatchCount]) -> list[BatchRow]:
    """Each batch with its use in words."""
    return [
        BatchRow(each.batch, AUDIENCES[each.audience], each.made, in_words(protected_use(each)))
        for each in batches
    ]


def participation_rows(batches: Sequence[BatchCount], submitted: dict[str, int]) -> list[ParticipationRow]:
    """Each audience: codes made, and use and submissions in words."""
    rows = []
    for audience, people in AUDIENCES.items():
        theirs = [each for each in batches if each.audience == audience]
        made, used = sum(each.made for each in theirs), sum(each.used for each in theirs)
        sent = protected(submitted.get(audience, 0), of=made)
        rows.append(ParticipationRow(people, made, in_words(protected(used, of=made)), in_words(sent)))
    return rows
