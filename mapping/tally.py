"""Joint counts summed to what a release needs of each item in each group. The rows add up; so do these."""

from collections.abc import Iterable

import pandas as pd

from mapping.figures import Dimension
from surveys.counts import FactCount, InvitationCount, PersonCount, ProvisionAnswer, RatingCount

NATION = "all"
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

Row = RatingCount | PersonCount | FactCount | InvitationCount | ProvisionAnswer


def frame_of(rows: Iterable[Row], row_type: type[Row]) -> pd.DataFrame:
    """Rows as a frame with the row type's columns, also when there are none."""
    frame = pd.DataFrame(list(rows), columns=list(row_type._fields))
    return frame.astype({name: "int64" for name in ("people", "handed_out", "used") if name in frame})


def with_group(frame: pd.DataFrame, dimension: Dimension) -> pd.DataFrame:
    """The frame with a `group` column for one dimension; rows that have no place in it are left out."""
    if dimension == "nation":
        return frame.assign(group=NATION)
    return frame[frame[dimension].notna()].assign(group=lambda kept: kept[dimension])


def item_counts(ratings: pd.DataFrame, dimension: Dimension) -> pd.DataFrame:
    """MEASURES of every (group, item) with at least one row, as whole numbers, indexed by both.

    `ratings` has the columns of RatingCount.
    """
    grouped = with_group(ratings, dimension)
    importance, confidence = grouped["importance"].astype("Float64"), grouped["confidence"].astype("Float64")
    pair = (importance.notna() & confidence.notna() & ~grouped["not_in_role"].astype(bool)).astype(bool)
    outside = grouped["not_in_role"].astype(bool)
    conditions: dict[str, pd.Series] = {
        "n": pair,
        "missing": ~pair & ~outside,
        "not_in_role": outside,
        "need": pair & (confidence < importance).fillna(False),
        "over": pair & (confidence > importance).fillna(False),
        "tied": pair & (confidence == importance).fillna(False),
        "important": pair & (importance >= HIGH).fillna(False),
        "confident": pair & (confidence >= HIGH).fillna(False),
    }
    for rating in RATINGS:
        conditions[f"importance_{rating}"] = pair & (importance == rating).fillna(False)
        conditions[f"confidence_{rating}"] = pair & (confidence == rating).fillna(False)
    counted = pd.DataFrame(
        {name: grouped["people"].where(holds.astype(bool), 0) for name, holds in conditions.items()}
    )
    counted["group"], counted["item"] = grouped["group"], grouped["item"]
    return counted.groupby(["group", "item"], sort=True).sum().astype("int64")
