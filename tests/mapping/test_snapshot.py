"""Counts packed and unpacked again are the same, nothing included."""

import pandas as pd

from mapping.counted import Counts
from mapping.snapshot import ROWS, pack, unpack
from mapping.tally import frame_of
from surveys.counts import InvitationCount, ProvisionAnswer
from tests.mapping.samples import facts, people, ratings


def test_counts_come_back_as_they_were() -> None:
    counts = Counts(
        ratings=[
            ratings("T1", 12),
            ratings("T2", 3, (None, 4), region=None),
            ratings("T2", 1, (None, None), not_in_role=True),
        ],
        people=[people("T1", 12), people("T2", 4, region=None)],
        facts=[facts("T1", 5, "stay", "yes")],
        invitations=[InvitationCount("preceptee", "T1", "Y56", 20, 12)],
        provision=[ProvisionAnswer("T1", "Y56", "starters-12m", "4")],
        erased=[people("T1", 1)],
    )
    again = unpack(pack(counts))
    for name, row in ROWS.items():
        before, after = frame_of(getattr(counts, name), row), frame_of(getattr(again, name), row)
        assert list(before.columns) == list(after.columns)
        assert _plain(before) == _plain(after), name


def test_no_counts_come_back_as_none() -> None:
    again = unpack(pack(Counts(ratings=[], people=[])))
    assert all(len(getattr(again, name)) == 0 for name in ROWS)


def _plain(frame: pd.DataFrame) -> list[list[object]]:
    return frame.astype(object).where(frame.notna(), None).to_numpy().tolist()
