"""Counting, against a slow and obvious loop."""

from collections import Counter
from collections.abc import Sequence
from random import Random

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapping.figures import Dimension
from mapping.tally import MEASURES, count_cells, frame_of, item_counts
from surveys.counts import RatingCount
from tests.mapping.samples import ratings

DIMENSIONS: tuple[Dimension, ...] = ("nation", "region", "pathway", "stage", "organisation")
rating = st.none() | st.integers(1, 5)


@st.composite
def rating_counts(draw: st.DrawFn) -> RatingCount:
    outside = draw(st.booleans())
    return RatingCount(
        audience="preceptee",
        organisation=draw(st.sampled_from(["T1", "T2", "T3"])),
        region=draw(st.sampled_from(["Y56", "Y60", None])),
        pathway=draw(st.sampled_from(["diagnostic", "mri", None])),
        stage=draw(st.sampled_from(["start", "month-3", None])),
        item=draw(st.sampled_from(["A01", "A02"])),
        importance=None if outside else draw(rating),
        confidence=None if outside else draw(rating),
        not_in_role=outside,
        people=draw(st.integers(0, 40)),
    )


def tallied(rows: Sequence[RatingCount], dimension: Dimension) -> dict[tuple[str, str], dict[str, int]]:
    return item_counts(count_cells(frame_of(rows, RatingCount)), dimension).to_dict("index")  # type: ignore[return-value]


def counted_slowly(
    rows: Sequence[RatingCount], dimension: Dimension
) -> dict[tuple[str, str], dict[str, int]]:
    """One person at a time."""
    found: dict[tuple[str, str], Counter[str]] = {}
    for row in rows:
        group = "all" if dimension == "nation" else getattr(row, dimension)
        if group is None:
            continue
        counts = found.setdefault((group, row.item), Counter())
        for _ in range(row.people):
            if row.not_in_role:
                counts["not_in_role"] += 1
            elif row.importance is None or row.confidence is None:
                counts["missing"] += 1
            else:
                counts["n"] += 1
                counts["need"] += row.confidence < row.importance
                counts["over"] += row.confidence > row.importance
                counts["tied"] += row.confidence == row.importance
                counts["important"] += row.importance >= 4
                counts["confident"] += row.confidence >= 4
                counts[f"importance_{row.importance}"] += 1
                counts[f"confidence_{row.confidence}"] += 1
    return {key: {name: counts[name] for name in MEASURES} for key, counts in found.items()}


@given(st.lists(rating_counts(), max_size=30), st.sampled_from(DIMENSIONS))
def test_the_fast_count_is_the_slow_count(rows: list[RatingCount], dimension: Dimension) -> None:
    assert tallied(rows, dimension) == counted_slowly(rows, dimension)


@given(st.lists(rating_counts().filter(lambda row: row.region is not None), max_size=30))
def test_the_nation_is_the_sum_of_its_regions(rows: list[RatingCount]) -> None:
    regions: dict[str, Counter[str]] = {}
    for (_, item), counts in tallied(rows, "region").items():
        regions.setdefault(item, Counter()).update(counts)
    nation = {item: Counter(counts) for (_, item), counts in tallied(rows, "nation").items()}
    assert nation == regions


@given(st.lists(rating_counts(), max_size=20), st.randoms(), st.sampled_from(DIMENSIONS))
def test_order_does_not_matter(rows: list[RatingCount], random: Random, dimension: Dimension) -> None:
    shuffled = random.sample(rows, len(rows))
    assert tallied(shuffled, dimension) == tallied(rows, dimension)


def test_ratings_nobody_chose_are_zero_and_not_a_gap() -> None:
    counts = tallied([ratings("T1", 3, (5, 3)), ratings("T1", 2, (5, 5))], "nation")["all", "A01"]
    assert counts == {
        "n": 5,
        "missing": 0,
        "not_in_role": 0,
        "need": 3,
        "over": 0,
        "tied": 2,
        "important": 5,
        "confident": 2,
        "importance_1": 0,
        "importance_2": 0,
        "importance_3": 0,
        "importance_4": 0,
        "importance_5": 5,
        "confidence_1": 0,
        "confidence_2": 0,
        "confidence_3": 3,
        "confidence_4": 0,
        "confidence_5": 2,
    }


def test_a_blank_rating_is_missing_and_not_in_role_is_neither() -> None:
    rows = [ratings("T1", 2, (4, None)), ratings("T1", 3, (None, None), not_in_role=True)]
    counts = tallied(rows, "nation")["all", "A01"]
    assert (counts["n"], counts["missing"], counts["not_in_role"]) == (0, 2, 3)


def test_people_without_a_region_count_for_the_nation_only() -> None:
    rows = [ratings("T1", 2), ratings("RT4", 3, region=None)]
    assert tallied(rows, "nation")["all", "A01"]["n"] == 5
    assert {key: counts["n"] for key, counts in tallied(rows, "region").items()} == {("Y56", "A01"): 2}


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_nobody_gives_no_counts(dimension: Dimension) -> None:
    assert tallied([], dimension) == {}


def test_counts_are_whole_numbers() -> None:
    cells = count_cells(frame_of([ratings("T1", 2)], RatingCount))
    assert all(pd.api.types.is_integer_dtype(cells[name]) for name in MEASURES)
