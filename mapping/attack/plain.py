"""Blocks of plain questions: how many chose each option."""

from collections.abc import Iterator, Sequence

import pandas as pd

from mapping.attack.block import Between, Block, Fact, Mask
from mapping.attack.reading import mostly_one_organisation, read_count, weights_of
from mapping.attack.seen import PLACE, Cells, Seen, published_parts, split_by_release
from mapping.figures import FactFigures, Group
from mapping.hides import Hide
from mapping.policy import HIDE_UP_TO
from mapping.tally import frame_of
from surveys.counts import FactCount, PersonCount

OTHERS = "\x00others"
TOGETHER = 3
"""A question of more options is attacked option by option, each against all the others."""

PLACES = {"pathway", "stage"}
"""Questions whose answers place a person in a cell: the attacker knows how many of each there are."""


def question_blocks(seen: Sequence[Seen], audience: str) -> Iterator[Block]:
    """A block for each plain question besides PLACES, or for each option of one with many, or of several choices."""
    asked = _asked(seen, audience)
    tables = [_chosen(each, audience) for each in seen]
    for question, (values, several) in asked.items():
        if question in PLACES or not any(_answered(chosen, question) for chosen, _ in tables):
            continue
        apart = several or len(values) > TOGETHER
        for options in [(value,) for value in values] if apart else [tuple(values)]:
            frames = [
                _frame(
                    chosen, _base(chosen, people, question, several=several), question, options, apart=apart
                )
                for chosen, people in tables
            ]
            yield _block(seen, audience, question, options, frames, apart=apart)


def _asked(seen: Sequence[Seen], audience: str) -> dict[str, tuple[list[str], bool]]:
    """Each question's values, and whether a person may choose several of them."""
    found: dict[str, tuple[list[str], bool]] = {}
    for each in seen:
        for part in each.release.parts:
            if part.group.audience == audience:
                for fact in part.facts:
                    values, _ = found.setdefault(fact.question, ([], fact.several))
                    if fact.value not in values:
                        values.append(fact.value)
    return found


def _chosen(seen: Seen, audience: str) -> tuple[pd.DataFrame, "pd.Series[int]"]:
    """People by question, place and value; and people by place."""
    facts = _filled(frame_of(seen.counts.facts, FactCount), audience)
    people = _filled(frame_of(seen.counts.people, PersonCount), audience)
    return (
        facts.groupby(["question", *PLACE, "value"])["people"].sum().unstack("value", fill_value=0),
        people.groupby(PLACE)["people"].sum(),
    )


def _filled(frame: pd.DataFrame, audience: str) -> pd.DataFrame:
    own = frame[frame["audience"] == audience]
    return own.assign(**{name: own[name].astype(object).where(own[name].notna(), "") for name in PLACE})


def _answered(chosen: pd.DataFrame, question: str) -> bool:
    return bool((chosen.index.get_level_values("question") == question).any())


def _base(
    chosen: pd.DataFrame, people: "pd.Series[int]", question: str, *, several: bool
) -> "pd.Series[int]":
    """Everybody asked, by place, where several may be chosen; else everybody who answered."""
    if several:
        return people
    own = chosen[chosen.index.get_level_values("question") == question].droplevel("question")
    return own.sum(axis=1)


def _frame(
    chosen: pd.DataFrame,
    people: "pd.Series[int]",
    question: str,
    options: Sequence[str],
    *,
    apart: bool,
) -> pd.DataFrame:
    own = chosen[chosen.index.get_level_values("question") == question].droplevel("question")
    if own.empty:  # nobody answered yet, as with pairs of ratings before the first is shared
        columns = [*options, OTHERS] if apart else list(options)
        nothing = dict.fromkeys(map(_column, columns), pd.Series(dtype="int64"))
        return pd.DataFrame(dict.fromkeys(PLACE, pd.Series(dtype=object)) | nothing)
    own = own.reindex(columns=list(options), fill_value=0)
    if apart:
        own = own.reindex(people.index, fill_value=0)
        own[OTHERS] = people - own[options[0]]
    return own.rename(columns=_column).reset_index()


def _column(value: str) -> str:
    """The column of an answer, which can be called what a place is: `organisation` is a kind of support."""
    return f"\x00{value}"


def _block(
    seen: Sequence[Seen],
    audience: str,
    question: str,
    options: Sequence[str],
    frames: Sequence[pd.DataFrame],
    *,
    apart: bool,
) -> Block:
    answers = [*options, OTHERS] if apart else list(options)
    cells = split_by_release(frames, [_column(value) for value in answers])
    facts: list[Fact] = []
    for at, part, where in published_parts(seen, audience, cells):
        across = part.group.dimension != "organisation"
        if across and mostly_one_organisation(cells.places, cells.people, where):
            continue
        figures = [
            one
            for one in part.facts
            if one.question == question and one.value in options and one.as_of in (0, seen[at].release.number)
        ]
        facts += _read(seen[at], part.group, figures, answers, cells, where)
    secrets = {f"{question} {value}": (position,) for position, value in enumerate(options)}
    name = f"{question} {options[0]}" if apart else question
    return Block(audience, name, cells.places, cells.people, cells.truth, secrets, tuple(facts))


def _read(
    seen: Seen,
    group: Group,
    figures: Sequence[FactFigures],
    answers: Sequence[str],
    cells: Cells,
    where: Mask,
) -> list[Fact]:
    counts = dict(zip(answers, cells.truth[where].sum(axis=0).tolist(), strict=True))
    people, width = sum(counts.values()), len(answers)
    place = (group.audience, group.dimension, group.code)
    facts: list[Fact] = []
    for one in figures:
        source = (str(seen.release.number), *place, one.question, one.value)
        weights = weights_of((answers.index(one.value),), width)
        few = min(counts[one.value], people - counts[one.value]) <= HIDE_UP_TO
        ours = Hide(*place, one.question, one.value) in seen.hides or not few
        facts += read_count(one.count, where=where, weights=weights, people=people, source=source, ours=ours)
        if not one.count.shown and not few:
            facts += _next_smallest(one, figures, answers, where, source)
    return facts


def _next_smallest(
    one: FactFigures,
    figures: Sequence[FactFigures],
    answers: Sequence[str],
    where: Mask,
    source: tuple[str, ...],
) -> list[Fact]:
    """An option hidden because just one other was is no larger than any that is shown."""
    facts: list[Fact] = []
    for other in figures:
        if other.count.shown:
            weights = [0] * len(answers)
            weights[answers.index(one.value)], weights[answers.index(other.value)] = 1, -1
            facts.append(Between(where, tuple(weights), -float("inf"), 0, source))
    return facts
