"""Counts as the database hands them over: joint counts per publication cell, which add up.

A publication cell is organisation x region x pathway x stage. `region`, `pathway` and `stage` are
codes; None where a person did not say or an organisation has no region.
"""

from typing import NamedTuple

from frameworks.model import Frozen


class RatingCount(NamedTuple):
    """How many people in one cell gave one item this pair of ratings.

    A rating of None was left blank. With `not_in_role` both ratings are None. An item that was never
    asked has no row.
    """

    audience: str
    organisation: str
    region: str | None
    pathway: str | None
    stage: str | None
    item: str
    importance: int | None
    confidence: int | None
    not_in_role: bool
    people: int


class PersonCount(NamedTuple):
    """How many people of one audience in one cell have submitted."""

    audience: str
    organisation: str
    region: str | None
    pathway: str | None
    stage: str | None
    people: int


class FactCount(NamedTuple):
    """How many people in one cell chose one option of a plain question."""

    audience: str
    organisation: str
    region: str | None
    pathway: str | None
    stage: str | None
    question: str
    value: str
    people: int


class InvitationCount(NamedTuple):
    """How many codes an organisation handed out to one audience, and how many were used."""

    audience: str
    organisation: str
    region: str | None
    handed_out: int
    used: int


class ProvisionAnswer(NamedTuple):
    """One organisation's answer to one provision question (a row per chosen option)."""

    organisation: str
    region: str | None
    question: str
    value: str


class AssessmentScore(NamedTuple):
    """One organisation's score for one criterion of a framework, in the version that it scored."""

    organisation: str
    region: str | None
    version: str
    item: str
    score: int


class HeadcountLine(Frozen):
    """How many people of one audience there are to answer, as far as the steering group knows, and from where.

    An empty region, pathway or sector means every one.
    """

    audience: str
    region: str = ""
    pathway: str = ""
    sector: str = ""
    people: int
    source: str


PAIR_BANDS = ("low", "mid", "high")
"""Ratings 1 and 2, 3, and 4 and 5: what a pair of ratings is counted by."""


def agreement_of(item: str) -> str:
    """The question a pair of ratings of one need item is counted under; its values are two of PAIR_BANDS."""
    return f"agreement:{item}"
