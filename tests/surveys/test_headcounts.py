"""Known headcounts: the newest load replaces the one before it, and nobody overwrites unseen."""

from datetime import date

import pytest

from surveys.counts import HeadcountLine
from surveys.database import Database
from surveys.headcounts import HeadcountsChanged, replace_headcounts, revision_of
from surveys.store.headcounts import headcounts_of
from surveys.tables import TimePoint


def line(people: int, **place: str) -> HeadcountLine:
    return HeadcountLine(audience="preceptee", people=people, source="Register", **place)


@pytest.fixture
def point(database: Database) -> int:
    with database.writing() as session:
        row = TimePoint(
            title="Autumn",
            series="Autumn",
            opened_on=date(2026, 11, 1),
            preceptee_instrument="a",
            preceptor_instrument="b",
            organisation_instrument="c",
        )
        session.add(row)
        session.flush()
        return row.id or 0


def test_the_newest_load_replaces_the_one_before_it(database: Database, point: int) -> None:
    for lines in ([line(100), line(40, region="Y56")], [line(90), line(30, pathway="mri")]):
        with database.writing() as session:
            replace_headcounts(session, lines, time_point=point)
    with database.reading() as session:
        assert headcounts_of(session, time_point=point) == [line(90), line(30, pathway="mri")]
        assert headcounts_of(session, time_point=point + 1) == []


def test_a_load_over_another_one_that_was_not_seen_is_refused(database: Database, point: int) -> None:
    seen = revision_of([])
    with database.writing() as session:
        replace_headcounts(session, [line(100)], time_point=point, revision=seen)
    with pytest.raises(HeadcountsChanged), database.writing() as session:
        replace_headcounts(session, [line(90)], time_point=point, revision=seen)
    with database.writing() as session:
        replace_headcounts(session, [line(90)], time_point=point, revision=revision_of([line(100)]))
    with database.reading() as session:
        assert headcounts_of(session, time_point=point) == [line(90)]


def test_a_revision_stands_for_the_content_in_any_order() -> None:
    lines = [line(100), line(40, region="Y56")]
    assert revision_of(lines) == revision_of(lines[::-1])
    assert len({revision_of([]), revision_of(lines), revision_of([line(101), lines[1]])}) == 3
