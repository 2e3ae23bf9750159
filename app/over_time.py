"""The report of a series over time: the chosen release beside the latest approved ones of its other moments."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from sqlmodel import Session

from app.definitions import Definitions
from app.national import Figure, Report
from mapping.figures import Release
from reports.over_time import Point, change_by_area, change_by_region, need_over_time, over_time_chart
from surveys.changes import Changes
from surveys.store.releases import approved_releases
from surveys.store.time_points import get_time_point, moments_of
from surveys.tables import ReleaseRow

Read = Callable[[Session, ReleaseRow], Release]
ID, TITLE = "over-time", "Need over time"


def over_time_report(
    session: Session, chosen: ReleaseRow, definitions: Definitions, *, read: Read
) -> Report | None:
    """The report, or None for the first release of a series: there is nothing beside it.

    It is made from approved releases up to the chosen one only, so that it stays as it was published.
    """
    points = _points(session, chosen, definitions, read)
    if len(points) < 2:
        return None
    breaks = breaks_between(points, definitions.changes)
    trend = need_over_time(points, breaks)
    figures = [Figure(trend, (over_time_chart(trend, points, breaks),))]
    here = next(point for point in points if point.release.number == chosen.number)
    if here.months:
        figures += [Figure(change_by_area(here)), Figure(change_by_region(here))]
    return Report(ID, TITLE, tuple(figures))


def breaks_between(points: Sequence[Point], changes: Changes) -> dict[str, tuple[int, ...]]:
    """The months at which each item asked something else than at the moment it was asked before."""
    codes = {item.code for point in points for item in point.instrument.items}
    found = {}
    for code in codes:
        asked = [point for point in points if point.instrument.item(code)]
        found[code] = tuple(
            later.months
            for earlier, later in pairwise(asked)
            if not changes.is_comparable(code, earlier=earlier.instrument.id, later=later.instrument.id)
        )
    return found


def _points(session: Session, chosen: ReleaseRow, definitions: Definitions, read: Read) -> list[Point]:
    series = get_time_point(session, chosen.time_point).series
    rows = [row for row in approved_releases(session) if row.number <= chosen.number]
    points = []
    for moment in moments_of(session, series):
        row = next((row for row in rows if row.time_point == moment.id), None)
        if row is not None:
            release = read(session, row)
            instrument = definitions.instruments[release.instruments["preceptee"]]
            points.append(Point(moment.moment, release, instrument))
    return points
