"""Releases that were read and checked lately. A release never changes, so a kept one cannot go stale."""

from collections import OrderedDict
from datetime import date
from threading import Lock

from sqlmodel import Session

from app.releases import load_release
from mapping.figures import Release
from surveys.tables import ReleaseRow

KEPT = 4


class Shelf:
    """At most KEPT releases, the one read longest ago making room."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[int, date, str], Release] = OrderedDict()
        self._lock = Lock()

    def release(self, session: Session, row: ReleaseRow) -> Release:
        """The release of this row, read and checked against its hash the first time."""
        key = (row.number, row.made_on, row.content_hash)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        release = load_release(session, row.number)
        with self._lock:
            self._kept[key] = release
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return release
