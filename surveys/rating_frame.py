"""Joint counts of ratings as columns: a nation's are millions, which as tuples would fill the memory.

The columns are those of `surveys.counts.RatingCount`, codes as categories and a blank rating as missing.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from surveys.counts import PersonCount

CELL = PersonCount._fields[:-1]
Numbers = "np.ndarray[tuple[int], np.dtype[Any]]"


def rating_frame(batches: Iterable[Sequence[Sequence[Any]]]) -> pd.DataFrame:
    """The counts, from batches of rows of two kinds in any order.

    A cell is `(its number, *CELL, "", 0, 0)`; a count is `(its cell's number, "" for each of CELL, item,
    pair, people)`, where a pair is 100 x importance + 10 x confidence + not in role, with 0 for a
    blank: 530 is importance 5 and confidence 3.
    """
    cells: dict[int, Sequence[Any]] = {}
    items: dict[str, int] = {}
    packed: list[Any] = [np.empty((4, 0), dtype=np.int32)]
    for batch in batches:
        cells |= {row[0]: row[1 : 1 + len(CELL)] for row in batch if not row[-1]}
        counts = [row for row in batch if row[-1]]
        if counts:
            number, *_, item, pair, people = zip(*counts, strict=True)
            known = [items.setdefault(code, len(items)) for code in item]
            packed.append(np.array((number, known, pair, people), dtype=np.int32))
    number, known, pair, people = np.concatenate(packed, axis=1)
    return pd.DataFrame(
        _cell_columns(cells, number)
        | {
            "item": pd.Categorical.from_codes(known, pd.Index(list(items), dtype=object)),
            "importance": _ratings(pair // 100),
            "confidence": _ratings(pair // 10 % 10),
            "not_in_role": pair % 10 == 1,
            "people": people.astype(np.int64),
        }
    )


def _cell_columns(cells: dict[int, Sequence[Any]], number: Any) -> dict[str, pd.Categorical]:  # noqa: ANN401
    place = np.zeros(max(cells, default=0) + 1, dtype=np.int32)
    place[list(cells)] = np.arange(len(cells))
    columns = zip(*cells.values(), strict=True) if cells else [()] * len(CELL)
    found = {}
    for name, values in zip(CELL, columns, strict=True):
        codes, categories = pd.factorize(np.array(values, dtype=object))
        found[name] = pd.Categorical.from_codes(codes[place[number]], pd.Index(categories))
    return found


def _ratings(numbers: Any) -> Any:  # noqa: ANN401 - arrays
    return pd.arrays.IntegerArray(numbers.astype(np.int8), mask=numbers == 0)
