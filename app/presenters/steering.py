"""How many people answered so far, for the steering group: in tens, so that no single arrival shows."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from app.presenters.participation import in_words
from surveys.invitations import AUDIENCES, protected
from surveys.tables import TimePoint
from surveys.time_points import moments_left


class SoFar(NamedTuple):
    """One audience: its name, codes made, and people who submitted in words."""

    people: str
    made: str
    submitted: str


def participation_so_far(*, codes: Mapping[str, int], submitted: Mapping[str, int]) -> list[SoFar]:
    """One line for each audience.

    >>> participation_so_far(codes={"preceptee": 1500}, submitted={"preceptee": 1204})[0]
    SoFar(people='Preceptees', made='1,500', submitted='at least 1,200')
    """
    lines = []
    for audience, people in AUDIENCES.items():
        made, sent = codes.get(audience, 0), submitted.get(audience, 0)
        lines.append(SoFar(people, f"{made:,}", in_words(protected(sent, of=max(made, sent)))))
    return lines


def moment_choices(points: Sequence[TimePoint]) -> list[dict[str, str]]:
    """What a new time point can be: the start of a series, or a later moment of one there is."""
    later = [
        {"value": f"{moment} {series}", "text": f"{moment} months after the start of {series}"}
        for series, moment in moments_left(points)
    ]
    return [{"value": "", "text": "A start: people join with new codes"}, *later]
