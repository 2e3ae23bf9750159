"""Joint counts summed to what a release needs of each item in each group. The rows add up; so do these.

Answers are looked at once, to count MEASURES in every publication cell; each dimension then adds cells up.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from mapping.figures import Dimension
from surveys.counts import (
    AssessmentScore,
    FactCount,
    InvitationCount,
    PersonCount,
    ProvisionAnswer,
    RatingCount,
)

NATION = "all"
CELL = ["organisation", "region", "pathway", "stage"]
RATINGS = range(1, 6)
HIGH = 4
"""Ratings from here up count as important, or as confident."""

MEASURES = (
    "n",
    "missing",
    "not_in_role",
    "need",
    "over",
    "tied",
    "important",
    "confident",
    *(f"importance_{rating}" for rating in RATINGS),
    *(f"confidence_{rating}" for rating in RATINGS),
)

Row = RatingCount | PersonCount | FactCount | InvitationCount | ProvisionAnswer | AssessmentScore


def frame_of(rows: Iterable[Row] | pd.DataFrame, row_type: type[Row]) -> pd.DataFrame:
    """Rows as a frame with the row type's columns, also when there are none; a frame stays as it is."""
    if isinstance(rows, pd.DataFrame):
        return rows
    frame = pd.DataFrame(list(rows), columns=list(row_type._fields))
    return frame.astype(
        {name: "int64" for name in ("people", "handed_out", "used", "score") if name in frame}
    )


def with_group(frame: pd.DataFrame, dimension: Dimension) -> pd.DataFrame:
    """The frame with a `group` column for one dimension; rows that have no place in it are left out."""
    if dimension == "nation":
        return frame.assign(group=NATION)
    return frame[frame[dimension].notna()].assign(group=lambda kept: kept[dimension])


def count_cells(ratings: pd.DataFrame) -> pd.DataFrame:
    """One row for each publication cell and item: CELL, `item`, and MEASURES as whole numbers.

    `ratings` has the columns of RatingCount, for one audience.
    """
    keys = [*CELL, "item"]
    cell = ratings.groupby(keys, sort=False, dropna=False, observed=True).ngroup().to_numpy()
    cells = (
        ratings[~pd.Series(cell, index=ratings.index).duplicated()][keys]
        .reset_index(drop=True)
        .astype(object)
    )
    people = ratings["people"].to_numpy(dtype=np.float64)
    for name, holds in _conditions(ratings).items():
        sums = np.bincount(cell, weights=np.where(holds, people, 0), minlength=len(cells))
        cells[name] = sums.astype("int64")
    return cells


def item_counts(cells: pd.DataFrame, dimension: Dimension) -> pd.DataFrame:
    """MEASURES of every (group, item) that was asked, from `count_cells`, indexed by both."""
    grouped = with_group(cells, dimension)
    return grouped.groupby(["group", "item"], observed=True)[list(MEASURES)].sum().astype("int64")


def _conditions(ratings: pd.DataFrame) -> dict[str, "np.ndarray[tuple[int], np.dtype[np.bool_]]"]:
    """Which rows each of MEASURES counts. A rating of None is not a number and equals nothing."""
    importance = ratings["importance"].to_numpy(dtype=np.float64, na_value=np.nan)
    confidence = ratings["confidence"].to_numpy(dtype=np.float64, na_value=np.nan)
    outside = ratings["not_in_role"].to_numpy(dtype=np.bool_)
    pair = ~np.isnan(importance) & ~np.isnan(confidence) & ~outside
    return {
        "n": pair,
        "missing": ~pair & ~outside,
        "not_in_role": outside,
        "need": pair & (confidence < importance),
        "over": pair & (confidence > importance),
        "tied": pair & (confidence == importance),
        "important": pair & (importance >= HIGH),
        "confident": pair & (confidence >= HIGH),
        **{f"importance_{rating}": pair & (importance == rating) for rating in RATINGS},
        **{f"confidence_{rating}": pair & (confidence == rating) for rating in RATINGS},
    }
