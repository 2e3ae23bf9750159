"""Figures carried from an earlier release: a group's change only after 10 of its people did (`CHECKS.md` S2).

Otherwise whoever knows the one person who joined could read that person's answers off the difference.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pandas as pd

from mapping.agreement import is_agreement
from mapping.counted import Counts
from mapping.figures import Dimension, FactFigures, Part, Participation, ProvisionFigures, Release
from mapping.policy import MINIMUM_CHANGED
from mapping.provision import STAYERS
from mapping.tally import NATION, frame_of, with_group
from surveys.counts import FactCount, InvitationCount, PersonCount, ProvisionAnswer

Place = tuple[str, str, str]
"""Audience, dimension and code; for people who left, the question they were counted by in place of audience."""

CELL = ["audience", "organisation", "region", "pathway", "stage"]
DIMENSIONS: tuple[Dimension, ...] = ("nation", "region", "pathway", "stage", "organisation")
Line = TypeVar("Line", Participation, ProvisionFigures)


@dataclass(frozen=True)
class Carried:
    """What a new release takes over from an earlier one, unchanged.

    `pairs` are figures of pairs of ratings by place and question, for groups whose other figures are new.
    """

    parts: Mapping[Place, Part] = field(default_factory=dict)
    participation: Mapping[Place, Participation] = field(default_factory=dict)
    leavers: Mapping[tuple[str, str, str], ProvisionFigures] = field(default_factory=dict)
    pairs: Mapping[tuple[Place, str], tuple[FactFigures, ...]] = field(default_factory=dict)


NOTHING = Carried()


def what_to_carry(earlier: Release, now: Counts, made_from: Mapping[int, Counts]) -> Carried:
    """The groups of which fewer than MINIMUM_CHANGED people changed since their figures were made.

    `made_from` is the counts of each earlier release of the time point, by number.
    """
    changes = {number: Changes(now, then) for number, then in made_from.items()}

    def since(as_of: int) -> "Changes":
        return changes[as_of or earlier.number]

    parts = {
        (part.group.audience, part.group.dimension, part.group.code): part
        for part in earlier.parts
        if since(part.group.as_of).of_people(part.group.audience, part.group.dimension, part.group.code)
        < MINIMUM_CHANGED
    }
    lines = {
        (line.audience, line.dimension, line.code): line
        for line in earlier.participation
        if since(line.as_of).is_small_of_codes(line.audience, line.dimension, line.code)
    }
    stayers = {question: pair for pair in STAYERS for question in pair}
    leavers = {
        (line.question, line.dimension, line.code): line
        for line in earlier.provision
        if line.question in stayers
        and since(line.as_of).is_small_of_starters(stayers[line.question], line.dimension, line.code)
    }
    pairs = {
        (place, question): figures
        for part in earlier.parts
        if (place := (part.group.audience, part.group.dimension, part.group.code)) not in parts
        for question, figures in _pairs_of(part).items()
        if since(figures[0].as_of or part.group.as_of).of_pairs(question, *place[1:]) < MINIMUM_CHANGED
    }
    number = earlier.number
    return Carried(
        {place: _part(part, number) for place, part in parts.items()},
        {place: _line(line, number) for place, line in lines.items()},
        {place: _line(line, number) for place, line in leavers.items()},
        {key: _facts(figures, earlier, key[0]) for key, figures in pairs.items()},
    )


def keep_pairs(part: Part, carried: Carried) -> Part:
    """A new part with the figures of pairs that have to stay as they were in place of its own."""
    group = part.group
    place = (group.audience, group.dimension, group.code)
    kept = {
        (question, fact.value): fact
        for (where, question), figures in carried.pairs.items()
        if where == place
        for fact in figures
    }
    if not kept:
        return part
    return part.model_copy(
        update={"facts": tuple(kept.get((fact.question, fact.value), fact) for fact in part.facts)}
    )


def _pairs_of(part: Part) -> dict[str, list[FactFigures]]:
    found: dict[str, list[FactFigures]] = {}
    for fact in part.facts:
        if is_agreement(fact.question):
            found.setdefault(fact.question, []).append(fact)
    return found


def _facts(figures: list[FactFigures], earlier: Release, place: Place) -> tuple[FactFigures, ...]:
    part = next(
        each
        for each in earlier.parts
        if (each.group.audience, each.group.dimension, each.group.code) == place
    )
    as_of = part.group.as_of or earlier.number
    return tuple(each.model_copy(update={"as_of": each.as_of or as_of}) for each in figures)


def _part(part: Part, number: int) -> Part:
    return part.model_copy(
        update={"group": part.group.model_copy(update={"as_of": part.group.as_of or number})}
    )


def _line(line: Line, number: int) -> Line:
    return line.model_copy(update={"as_of": line.as_of or number})


def people_changed(now: Counts, then: Counts) -> int:
    """How many people of any audience joined or left between two sets of counts."""
    changes = Changes(now, then)
    audiences = {audience for audience, dimension, _ in changes.people if dimension == "nation"}
    return sum(changes.of_people(audience, "nation", NATION) for audience in audiences)


class Changes:
    """How many people of each group joined or left between two sets of counts."""

    def __init__(self, now: Counts, then: Counts) -> None:
        gone = _difference(_people(now.erased), _people(then.erased))
        added = _difference(_people(now.people), _people(then.people)).add(gone, fill_value=0)
        changed = added.abs().add(gone.abs(), fill_value=0).rename("people").reset_index()
        self.people = _by_group(changed, "people", "audience")
        codes = _difference(_codes(now), _codes(then)).abs().rename("people").reset_index()
        self.codes = _by_group(codes, "people", "audience")
        back = _difference(_submitted(now), _submitted(then)).abs().rename("people").reset_index()
        self.back = _by_group(back, "people", "audience")
        numbers = _difference(_numbers(now), _numbers(then)).abs().rename("people").reset_index()
        self.numbers = _by_group(numbers, "people", "question")
        self.pairs = _by_group(_pairs_changed(now, then), "people", "question")

    def of_people(self, audience: str, dimension: str, code: str) -> int:
        """How many people of a group changed."""
        return int(self.people.get((audience, dimension, code), 0))

    def of_pairs(self, question: str, dimension: str, code: str) -> int:
        """How many pairs of ratings of a group joined or left, at least."""
        return int(self.pairs.get((question, dimension, code), 0))

    def is_small_of_codes(self, audience: str, dimension: str, code: str) -> bool:
        """True unless the codes handed out, and the submissions, each changed by none or by enough."""
        return _small(
            self.codes.get((audience, dimension, code), 0), self.back.get((audience, dimension, code), 0)
        )

    def is_small_of_starters(self, pair: tuple[str, str], dimension: str, code: str) -> bool:
        """The same of starters and of those of them who left."""
        return _small(*(self.numbers.get((question, dimension, code), 0) for question in pair))


def _small(*changed: float) -> bool:
    return not any(changed) or any(0 < each < MINIMUM_CHANGED for each in changed)


def _by_group(frame: pd.DataFrame, name: str, first: str) -> dict[tuple[str, str, str], float]:
    found: dict[tuple[str, str, str], float] = {}
    for dimension in DIMENSIONS:
        if dimension != "nation" and dimension not in frame:
            continue
        named = frame if dimension == "nation" else frame[frame[dimension] != ""]
        sums = with_group(named, dimension).groupby([first, "group"])[name].sum()
        found |= {(str(key[0]), dimension, str(key[1])): float(value) for key, value in sums.items()}  # type: ignore[index]
    return found


def _difference(now: "pd.Series[Any]", then: "pd.Series[Any]") -> "pd.Series[Any]":
    return now.sub(then, fill_value=0)


def _filled(frame: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    return frame.assign(
        **{name: frame[name].astype(object).where(frame[name].notna(), "") for name in columns}
    )


def _people(rows: Any) -> "pd.Series[Any]":  # noqa: ANN401 - rows or a frame
    return _filled(frame_of(rows, PersonCount), CELL).groupby(CELL)["people"].sum()


def _codes(counts: Counts) -> "pd.Series[Any]":
    place = ["audience", "organisation", "region"]
    return _filled(frame_of(counts.invitations, InvitationCount), place).groupby(place)["handed_out"].sum()


def _submitted(counts: Counts) -> "pd.Series[Any]":
    place = ["audience", "organisation", "region"]
    return _filled(frame_of(counts.people, PersonCount), place).groupby(place)["people"].sum()


def _numbers(counts: Counts) -> "pd.Series[Any]":
    answers = frame_of(counts.provision, ProvisionAnswer)
    own = _filled(answers[answers["question"].isin([each for pair in STAYERS for each in pair])], ["region"])
    return (
        own.assign(people=own["value"].astype(float))
        .groupby(["question", "organisation", "region"])["people"]
        .sum()
    )


def _pairs_changed(now: Counts, then: Counts) -> pd.DataFrame:
    """Pairs that joined or left, by question and cell: the more of the two, since one can be a pair that moved."""
    changed = _difference(_pairs(now), _pairs(then)).rename("people").reset_index()
    sides = changed.assign(more=changed["people"].clip(lower=0), fewer=-changed["people"].clip(upper=0))
    sums = sides.groupby(["question", *CELL])[["more", "fewer"]].sum()
    return sums.max(axis=1).rename("people").reset_index()


def _pairs(counts: Counts) -> "pd.Series[Any]":
    facts = frame_of(counts.facts, FactCount)
    own = _filled(facts[facts["question"].map(is_agreement).astype(bool)], CELL)
    return own.groupby(["question", "value", *CELL])["people"].sum()
