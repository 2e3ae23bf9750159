"""The counts a release was made from, packed to be kept beside it and to make it again."""

import io
import json
from dataclasses import fields
from typing import Any

import numpy as np
import pandas as pd

from mapping.counted import Counts
from mapping.tally import frame_of
from surveys.counts import (
    AssessmentScore,
    FactCount,
    InvitationCount,
    PersonCount,
    ProvisionAnswer,
    RatingCount,
)

ROWS: dict[str, Any] = {
    "ratings": RatingCount,
    "people": PersonCount,
    "facts": FactCount,
    "invitations": InvitationCount,
    "provision": ProvisionAnswer,
    "erased": PersonCount,
    "assessments": AssessmentScore,
}
NUMBERS = {"people", "handed_out", "used", "score"}


def pack(counts: Counts) -> bytes:
    """Each column as numbers, compressed; the values of the others once each, as JSON."""
    arrays: dict[str, np.ndarray[Any, Any]] = {}
    values: dict[str, list[Any]] = {}
    for field in fields(counts):
        frame = frame_of(getattr(counts, field.name), ROWS[field.name])
        for column in ROWS[field.name]._fields:
            name = f"{field.name}.{column}"
            if column in NUMBERS:
                arrays[name] = frame[column].to_numpy(dtype=np.int64)
                continue
            codes, found = pd.factorize(frame[column].astype(object), sort=False)
            arrays[name] = codes.astype(np.int32)
            values[name] = [each.item() if isinstance(each, np.generic) else each for each in found]
    out = io.BytesIO()
    words = np.frombuffer(json.dumps(values).encode(), dtype=np.uint8)
    np.savez_compressed(out, values=words, **arrays)  # type: ignore[arg-type]
    return out.getvalue()


def unpack(packed: bytes) -> Counts:
    """The counts that were packed, as frames; empty ones for what an earlier version did not know."""
    with np.load(io.BytesIO(packed), allow_pickle=False) as stored:
        values = json.loads(stored["values"].tobytes())
        frames = {
            table: pd.DataFrame(
                {
                    column: _column(stored[f"{table}.{column}"], values.get(f"{table}.{column}"))
                    for column in rows._fields
                }
            )
            if f"{table}.{rows._fields[0]}" in stored
            else frame_of([], rows)
            for table, rows in ROWS.items()
        }
    return Counts(**frames)


def _column(numbers: "np.ndarray[Any, Any]", values: list[Any] | None) -> Any:  # noqa: ANN401 - an array
    if values is None:
        return numbers
    looked_up = np.empty(len(values) + 1, dtype=object)
    looked_up[:-1], looked_up[-1] = values, None
    return looked_up[numbers]
