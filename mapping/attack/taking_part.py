"""Blocks of taking part, and of starters who left: counts of people in organisations and what holds them."""

from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from mapping.attack.block import Block, Fact
from mapping.attack.reading import mostly_one_organisation, read_count
from mapping.attack.seen import Seen, split_by_release
from mapping.cell import Cell
from mapping.figures import Dimension
from mapping.hides import LEFT, ORGANISATION, SUBMITTED, TAKING_PART, Hide
from mapping.provision import STAYERS
from mapping.tally import frame_of
from surveys.counts import InvitationCount, PersonCount, ProvisionAnswer

Line = tuple[Dimension, str, Cell, int]
"""A published count: dimension, group, cell, and the release it was first published in (0: its own)."""


def taking_part_block(seen: Sequence[Seen], audience: str) -> Block | None:
    """How many of those who were handed a code submitted."""
    frames = [_codes(each, audience) for each in seen]
    lines = [
        [
            (line.dimension, line.code, line.submitted, line.as_of)
            for line in each.release.participation
            if line.audience == audience and line.handed_out.shown
        ]
        for each in seen
    ]
    return _block(seen, audience, TAKING_PART, frames, SUBMITTED, lines)


def leaver_blocks(seen: Sequence[Seen]) -> Iterator[Block]:
    """How many of an organisation's starters left, by 12 and 24 months."""
    for starters, leavers in STAYERS:
        frames = [_left(each, starters, leavers) for each in seen]
        lines = [
            [
                (line.dimension, line.code, line.count, line.as_of)
                for line in each.release.provision
                if line.question == leavers
            ]
            for each in seen
        ]
        block = _block(seen, ORGANISATION, leavers, frames, LEFT, lines)
        if block:
            yield block


def _codes(seen: Seen, audience: str) -> pd.DataFrame:
    codes, people = (
        frame_of(seen.counts.invitations, InvitationCount),
        frame_of(seen.counts.people, PersonCount),
    )
    place = ["organisation", "region"]
    out = codes[codes["audience"] == audience].groupby(place, dropna=False)["handed_out"].sum()
    back = people[people["audience"] == audience].groupby(place, dropna=False)["people"].sum()
    both = pd.concat([out, back], axis=1).fillna(0).astype("int64").reset_index()
    submitted = both["people"]
    others = (both["handed_out"] - submitted).clip(lower=0)
    return both.assign(submitted=submitted, others=others, pathway="", stage="")


def _left(seen: Seen, starters: str, leavers: str) -> pd.DataFrame:
    answers = frame_of(seen.counts.provision, ProvisionAnswer)
    numbers = answers[answers["question"].isin([starters, leavers])].assign(
        region=lambda kept: kept["region"].fillna("")
    )
    wide = numbers.pivot_table(
        index=["organisation", "region"], columns="question", values="value", aggfunc="first"
    ).reindex(columns=[starters, leavers])
    both = wide.dropna().astype(float).astype("int64").reset_index()
    others = both[starters] - both[leavers]
    return both.assign(submitted=both[leavers], others=others, pathway="", stage="")


def _block(
    seen: Sequence[Seen],
    audience: str,
    item: str,
    frames: Sequence[pd.DataFrame],
    secret: str,
    lines: Iterable[Sequence[Line]],
) -> Block | None:
    cells = split_by_release(frames, ("submitted", "others"))
    if not len(cells.truth):
        return None
    facts: list[Fact] = []
    for at, (each, published) in enumerate(zip(seen, lines, strict=True)):
        for dimension, code, cell, as_of in published:
            where = cells.group(dimension, code, at=at)
            if as_of not in (0, each.release.number) or not where.any():
                continue
            if dimension != "organisation" and mostly_one_organisation(cells.places, cells.people, where):
                continue
            facts += read_count(
                cell,
                where=where,
                weights=(1, 0),
                people=int(cells.people[where].sum()),
                source=(str(each.release.number), audience, dimension, code, item, secret),
                ours=Hide(audience, dimension, code, item, secret) in each.hides,
            )
    name = f"{item} {secret}"
    secrets: dict[str, tuple[int, ...]] = {secret: (0,)}
    return Block(audience, name, cells.places, cells.people, cells.truth, secrets, tuple(facts))
