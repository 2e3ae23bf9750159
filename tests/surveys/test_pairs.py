"""Counting pairs in the database: only what was given, is still shared, and was submitted."""

from collections.abc import Iterator, Mapping
from datetime import date

import pytest
from sqlmodel import Session, col, select

from surveys.counts import FactCount
from surveys.database import Database
from surveys.rating import Rating
from surveys.store.pairs import pair_counts
from surveys.store.responses import write_ratings
from surveys.store.shares import write_view
from surveys.tables import MirroredView, Organisation, Respondent, Response, Share, TimePoint


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """Two open time points and one organisation."""
    with database.writing() as session:
        session.add(Organisation(code="T01", name="Trust One", region="Y56", snapshot=date(2026, 11, 1)))
        for number in (1, 2):
            session.add(
                TimePoint(
                    id=number,
                    title=f"Point {number}",
                    series="S",
                    moment=number,
                    state="open",
                    preceptee_instrument="preceptee",
                    preceptor_instrument="preceptor",
                    organisation_instrument="organisation",
                )
            )
        session.flush()
        yield session


def person(session: Session, name: str, audience: str) -> None:
    session.add(Respondent(id=name, audience=audience, return_hash=name))
    session.flush()


def pair(
    session: Session,
    name: str,
    own: Mapping[str, int | None],
    view: Mapping[str, int],
    *,
    given: bool = True,
    state: str = "submitted",
    point: int = 1,
    share: str = "",
    opens_ratings: bool = True,
) -> None:
    """A preceptee with these confidence ratings, and a preceptor's view of them."""
    if session.get(Respondent, name) is None:
        person(session, name, "preceptee")
        session.add(
            Response(
                id=name,
                respondent=name,
                reference=name,
                time_point=point,
                audience="preceptee",
                instrument="preceptee",
                organisation="T01",
                region="Y56",
                pathway="diagnostic",
                state=state,
            )
        )
        session.flush()
        write_ratings(session, name, [Rating(item=item, confidence=rating) for item, rating in own.items()])
    share = share or f"share of {name}"
    person(session, f"for {share}", "preceptor")
    session.add(
        Share(
            id=share,
            preceptee=name,
            preceptor=f"for {share}",
            name="J",
            opens_ratings=opens_ratings,
            state="accepted",
        )
    )
    session.flush()
    session.add(MirroredView(share=share, response=name, given=given))
    write_view(session, share, name, view)
    session.flush()


def counted(session: Session) -> list[tuple[str, str, int]]:
    return [(each.question, each.value, each.people) for each in pair_counts(session, time_point=1)]


def test_pairs_are_counted_by_the_bands_of_both_under_the_preceptees_cell(session: Session) -> None:
    for number, (own, view) in enumerate(((1, 2), (2, 1), (2, 3), (3, 3), (4, 3), (5, 4), (5, 2))):
        pair(session, f"p{number}", {"N01": own}, {"N01": view})
    assert counted(session) == [
        ("agreement:N01", "low-low", 2),
        ("agreement:N01", "low-mid", 1),
        ("agreement:N01", "mid-mid", 1),
        ("agreement:N01", "high-low", 1),
        ("agreement:N01", "high-mid", 1),
        ("agreement:N01", "high-high", 1),
    ]
    first = pair_counts(session, time_point=1)[0]
    cell = ("preceptee", "T01", "Y56", "diagnostic", None)
    assert first == FactCount(*cell, "agreement:N01", "low-low", 2)


def test_only_given_views_of_submitted_and_shared_ratings_count(session: Session) -> None:
    ratings = ({"N01": 3}, {"N01": 3})
    pair(session, "counts", *ratings)
    pair(session, "not given", *ratings, given=False)
    pair(session, "a draft", *ratings, state="draft")
    pair(session, "closed", *ratings, opens_ratings=False)
    pair(session, "another time point", *ratings, point=2)
    pair(session, "left blank", {"N01": None, "N02": 3}, {"N01": 3})
    assert counted(session) == [("agreement:N01", "mid-mid", 1)]


def test_a_preceptee_with_two_preceptors_counts_once(session: Session) -> None:
    pair(session, "p", {"N01": 5}, {"N01": 1}, share="b")
    pair(session, "p", {"N01": 5}, {"N01": 5}, share="a")
    assert counted(session) == [("agreement:N01", "high-high", 1)]
    assert len(session.exec(select(Share).where(col(Share.preceptee) == "p")).all()) == 2
