"""Counting answers of which the database has gathered each person's into one text.

A million people's answers are a million texts instead of fifty million rows, and numbers do the counting:
nothing is sorted, and no more is kept than the counts themselves.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias, get_args

import numpy as np
import pandas as pd

from surveys.counts import FactCount, PersonCount, RatingCount
from surveys.instrument import SupportKind

CELL = PersonCount._fields[:-1]
KINDS: tuple[SupportKind, ...] = get_args(SupportKind)
"""A rating's third figure is the place of one of these, from 1, or 0."""

BETWEEN, WITHIN = "\x1f", "\x1e"
"""Stand between a person's answers, and between an answer's two halves; no code holds either."""

Gathered: TypeAlias = Sequence[Any]
Numbers: TypeAlias = "np.ndarray[Any, np.dtype[np.int64]]"


class Places(dict[Any, int]):
    """The place of each value, in the order in which they were first asked for."""

    def __missing__(self, value: Any) -> int:  # noqa: ANN401 - whatever can be a key
        self[value] = len(self)
        return self[value]


class Counted:
    """How many people of each cell gave each answer, batch by batch.

    A row is the five codes of CELL and the person's answers as one text, or None.
    """

    def __init__(self, batches: Iterable[Sequence[Gathered]]) -> None:
        self.cells, self.answers = Places(), Places()
        self.people: Numbers = np.zeros((0, 0), dtype=np.int64)
        for batch in batches:
            self._add([row for row in batch if row[-1]])

    def _add(self, rows: Sequence[Gathered]) -> None:
        if not rows:
            return
        texts = [row[-1] for row in rows]
        places = np.fromiter((self.cells[tuple(row[:-1])] for row in rows), dtype=np.int64, count=len(rows))
        cells = np.repeat(places, [text.count(BETWEEN) + 1 for text in texts])
        given = BETWEEN.join(texts).split(BETWEEN)
        answers = np.fromiter(map(self.answers.__getitem__, given), dtype=np.int64, count=len(given))
        before, shape = self.people, (len(self.cells), len(self.answers))
        added = np.bincount(cells * shape[1] + answers, minlength=shape[0] * shape[1])
        self.people = added.reshape(shape)
        self.people[: before.shape[0], : before.shape[1]] += before

    def rows(self) -> tuple[Numbers, Numbers, Numbers]:
        """The place of the cell, the place of the answer and the people of every count above 0."""
        cell, answer = np.nonzero(self.people)
        return cell, answer, self.people[cell, answer]


class Rated(NamedTuple):
    """What ratings come to: joint counts with the columns of RatingCount, and the support that those with a need chose.

    `support` has the columns of FactCount: it answers the question `support_of` an item with one of KINDS.
    """

    ratings: pd.DataFrame
    support: pd.DataFrame


def support_of(item: str) -> str:
    """The question, asked of nobody in these words, what kind of support those with a need in an item chose."""
    return f"support:{item}"


def count_rated(batches: Iterable[Sequence[Gathered]]) -> Rated:
    """Joint counts, codes as categories and a blank rating as missing; and counts of support.

    An answer is an item, WITHIN, and 1000 x kind of support + 100 x importance + 10 x confidence + not in
    role, with 0 for a blank: 2530 is importance 5, confidence 3, and support the organisation has to give.
    """
    counted = Counted(batches)
    halves = [text.split(WITHIN) for text in counted.answers]
    numbers = [(item, *divmod(int(number), 1000)) for item, number in halves]
    pairs, people = _summed(counted.people, [(item, pair) for item, _, pair in numbers])
    kinds, chosen = _summed(counted.people, [(item, kind) for item, kind, _ in numbers])
    cells = list(counted.cells)
    return Rated(_rating_frame(cells, list(pairs), people), _support_frame(cells, list(kinds), chosen))


def _summed(people: Numbers, keys: Sequence[tuple[str, int]]) -> tuple[Places, Numbers]:
    """The columns that have the same key added up, and the place of each key."""
    places = Places()
    columns = [places[key] for key in keys]
    sums = np.zeros((len(people), len(places)), dtype=np.int64)
    for at, column in enumerate(columns):
        sums[:, column] += people[:, at]
    return places, sums


def _rating_frame(
    cells: Sequence[Gathered], answers: Sequence[tuple[str, int]], counts: Numbers
) -> pd.DataFrame:
    cell, answer = np.nonzero(counts)
    pair = np.array([number for _, number in answers], dtype=np.int64)[answer]
    columns: dict[str, Any] = {
        name: _categories([codes[position] for codes in cells], cell) for position, name in enumerate(CELL)
    }
    columns["item"] = _categories([item for item, _ in answers], answer)
    columns["importance"], columns["confidence"] = _ratings(pair // 100), _ratings(pair // 10 % 10)
    columns["not_in_role"], columns["people"] = pair % 10 == 1, counts[cell, answer]
    return pd.DataFrame(columns, columns=list(RatingCount._fields))


def _support_frame(
    cells: Sequence[Gathered], answers: Sequence[tuple[str, int]], counts: Numbers
) -> pd.DataFrame:
    said = np.array([kind > 0 for _, kind in answers], dtype=bool)
    cell, answer = np.nonzero(counts * said)
    columns: dict[str, Any] = {
        name: _objects([codes[position] for codes in cells])[cell] for position, name in enumerate(CELL)
    }
    columns["question"] = _objects([support_of(item) for item, _ in answers])[answer]
    columns["value"] = _objects([KINDS[kind - 1] if kind else None for _, kind in answers])[answer]
    columns["people"] = counts[cell, answer]
    return pd.DataFrame(columns, columns=list(FactCount._fields))


def _objects(values: Sequence[str | None]) -> "np.ndarray[Any, np.dtype[np.object_]]":
    return np.array(values, dtype=object)


def fact_rows(batches: Iterable[Sequence[Gathered]]) -> Iterator[FactCount]:
    """Counts of plain answers, each a question, WITHIN, and its value."""
    counted = Counted(batches)
    cells = list(counted.cells)
    answers = [text.split(WITHIN) for text in counted.answers]
    for cell, answer, people in zip(*(column.tolist() for column in counted.rows()), strict=True):
        yield FactCount._make((*cells[cell], *answers[answer], people))


def _categories(values: Sequence[str | None], places: Numbers) -> pd.Categorical:
    codes, categories = pd.factorize(np.array(values, dtype=object))
    return pd.Categorical.from_codes(codes[places], pd.Index(categories, dtype=object))


def _ratings(numbers: Numbers) -> pd.arrays.IntegerArray:
    return pd.arrays.IntegerArray(numbers.astype(np.int8), mask=numbers == 0)
