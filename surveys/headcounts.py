"""Loading known headcounts: the newest load replaces the one before it."""

import hashlib
from collections.abc import Sequence

from sqlmodel import Session

from surveys.counts import HeadcountLine
from surveys.errors import Conflict
from surveys.store.headcounts import headcounts_of, hold_time_point, write_headcounts

LARGEST_REVISION = 10**9


class HeadcountsChanged(Conflict):
    """Somebody else loaded headcounts since this page was opened."""


def revision_of(lines: Sequence[HeadcountLine]) -> int:
    """A number that stands for these headcounts, whatever their order."""
    content = "\n".join(sorted(line.model_dump_json() for line in lines))
    return int.from_bytes(hashlib.sha256(content.encode()).digest()[:8]) % LARGEST_REVISION


def replace_headcounts(
    session: Session, lines: Sequence[HeadcountLine], *, time_point: int, revision: int | None = None
) -> None:
    """Keep these and no others. Raises HeadcountsChanged when those stored are not the ones of `revision`."""
    hold_time_point(session, time_point=time_point)
    stored = headcounts_of(session, time_point=time_point)
    if revision is not None and revision_of(stored) != revision:
        raise HeadcountsChanged("Somebody loaded headcounts after you opened this page.")
    write_headcounts(session, lines, time_point=time_point)
