"""Releases of one time point as an attacker has them side by side, with who was there at each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mapping.attack.block import Mask, Whole
from mapping.counted import Counts
from mapping.figures import Dimension, Part, Release
from mapping.hides import Hides

PLACE = ["organisation", "region", "pathway", "stage"]
NEVER = 1_000_000


@dataclass(frozen=True, eq=False)
class Seen:
    """A release, the counts it was made from, and which of its cells were hidden to protect others."""

    release: Release
    counts: Counts
    hides: Hides = frozenset()


@dataclass(frozen=True, eq=False)
class Cells:
    """Cells x answers of one question, split by who joined at which release and who had left by which."""

    places: dict[str, NDArray[Any]]
    truth: Whole

    @property
    def people(self) -> Whole:
        """How many people each cell holds."""
        people: Whole = self.truth.sum(axis=1)
        return people

    def group(self, dimension: Dimension, code: str, *, at: int) -> Mask:
        """The cells of a group's people at the release in position `at`."""
        there: Mask = (self.places["joined"] <= at) & (self.places["left"] > at)
        return there if dimension == "nation" else there & (self.places[dimension] == code)


def published_parts(seen: Sequence[Seen], audience: str, cells: Cells) -> Iterator[tuple[int, Part, Mask]]:
    """What each release says anew of an audience's groups: its position, the part, and the group's cells."""
    for at, each in enumerate(seen):
        for part in each.release.parts:
            group = part.group
            if group.audience != audience or group.withheld or group.as_of not in (0, each.release.number):
                continue
            where = cells.group(group.dimension, group.code, at=at)
            if where.any():
                yield at, part, where


def split_by_release(frames: Sequence[pd.DataFrame], answers: Sequence[str]) -> Cells:
    """Cells of a question from each release's counts in turn: frames with PLACE and a column an answer.

    People only come and go: more of an answer than before joined, fewer left, the longest there first.
    """
    tall = [_by_place(frame, answers) for frame in frames]
    index = tall[0].index
    for each in tall[1:]:
        index = index.union(each.index, sort=False)
    parts: list[list[Any]] = []
    before = np.zeros((len(index), len(answers)), dtype=np.int64)
    for at, each in enumerate(tall):
        now = each.reindex(index, fill_value=0).to_numpy(dtype=np.int64)
        gone = np.maximum(before - now, 0)
        for part in [part for part in parts if part[1] == NEVER]:
            taken = np.minimum(part[2], gone)
            if taken.any():
                part[2], gone = part[2] - taken, gone - taken
                parts.append([part[0], at, taken])
        parts.append([at, NEVER, np.maximum(now - before, 0)])
        before = now
    return _stack(index, parts)


def _by_place(frame: pd.DataFrame, answers: Sequence[str]) -> pd.DataFrame:
    filled = frame[PLACE].astype(object).where(frame[PLACE].notna(), "")
    return pd.concat([filled, frame[list(answers)]], axis=1).groupby(PLACE, sort=True)[list(answers)].sum()


def _stack(index: pd.Index, parts: Sequence[Sequence[Any]]) -> Cells:
    truth = np.concatenate([part[2] for part in parts])
    kept = truth.sum(axis=1) > 0
    columns = {
        name: np.tile(index.get_level_values(name).to_numpy(dtype=object), len(parts))[kept] for name in PLACE
    }
    for position, name in enumerate(("joined", "left")):
        columns[name] = np.repeat([part[position] for part in parts], len(index))[kept]
    return Cells(columns, truth[kept])
