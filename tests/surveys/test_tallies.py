"""The database's counts, checked against a slow and obvious count in Python."""

from collections import Counter

import pandas as pd
from sqlmodel import Session, col, select

from surveys.counts import FactCount, RatingCount
from surveys.instrument import SupportKind
from surveys.store.tallies import (
    fact_counts,
    invitation_counts,
    made_codes,
    person_counts,
    provision_answers,
    rating_counts,
    submitted_counts,
    submitted_people,
)
from surveys.tables import (
    FactAnswer,
    Invitation,
    OrganisationReturn,
    ProvisionFact,
    RatingAnswer,
    Response,
)
from tests.answers import PLACES, has_answers, has_places
from tests.people import Service

SUPPORT: dict[str, SupportKind] = {
    "training": "learning",
    "supervised-practice": "learning",
    "peer-support": "learning",
    "time": "organisation",
    "equipment": "organisation",
    "policy": "organisation",
}


def given_answers(service: Service) -> int:
    has_places(service)
    earlier, point = service.has_open_time_point("Spring 2026"), service.has_open_time_point()
    has_answers(service, earlier, people=12, seed=2)
    has_answers(service, point, people=40)
    has_answers(service, point, people=15, audience="preceptor")
    has_answers(service, point, people=8, seed=3, state="draft")
    return point


def submitted(session: Session, point: int) -> dict[str, Response]:
    every = session.exec(select(Response)).all()
    return {each.id: each for each in every if each.time_point == point and each.state == "submitted"}


def cell(response: Response) -> tuple[str | None, ...]:
    return (
        response.audience,
        response.organisation,
        response.region,
        response.pathway,
        response.stage,
    )


def rows_of(counts: pd.DataFrame) -> dict[tuple[object, ...], int]:
    """People by everything else, a missing value as None."""
    rows = counts.astype(object).where(counts.notna(), None).itertuples(index=False, name=None)
    return {row[:-1]: row[-1] for row in rows}


def test_counts_of_ratings_facts_and_people_equal_a_slow_count(service: Service) -> None:
    point = given_answers(service)
    with service.database.reading() as session:
        people = submitted(session, point)
        ratings: Counter[tuple[object, ...]] = Counter()
        support: Counter[tuple[object, ...]] = Counter()
        for row in session.exec(select(RatingAnswer)):
            if row.response in people:
                values = row.item, row.importance, row.confidence, row.not_in_role
                ratings[(*cell(people[row.response]), *values)] += 1
                if row.importance and row.confidence and row.confidence < row.importance and row.support:
                    question = f"support:{row.item}", SUPPORT[row.support]
                    support[(*cell(people[row.response]), *question)] += 1
        facts: Counter[tuple[object, ...]] = Counter()
        for fact in session.exec(select(FactAnswer)):
            if fact.response in people and fact.question in {"stage", "protected-hours"}:
                facts[(*cell(people[fact.response]), fact.question, fact.value)] += 1
        questions = ["protected-hours", "stage"]
        rated = rating_counts(session, time_point=point, support=SUPPORT)
        assert rows_of(rated.ratings) == ratings
        assert len({key[5] for key in support}) > 20
        assert rows_of(rated.support) == support
        found = fact_counts(session, time_point=point, questions=questions)
        assert {tuple(row[:-1]): row.people for row in found} == facts
        counted = {tuple(row[:-1]): row.people for row in person_counts(session, time_point=point)}
        assert counted == Counter(cell(each) for each in people.values())


def test_nobody_gives_no_counts_but_every_column(service: Service) -> None:
    has_places(service)
    point = service.has_open_time_point()
    with service.database.reading() as session:
        found = rating_counts(session, time_point=point, support=SUPPORT)
    assert found.ratings.empty
    assert found.support.empty
    assert tuple(found.support.columns) == FactCount._fields
    assert tuple(found.ratings.columns) == RatingCount._fields


def test_a_count_of_each_kind_has_its_own_row(service: Service) -> None:
    has_places(service)
    point = service.has_open_time_point()
    has_answers(service, point, people=1)
    with service.database.writing() as session:
        rated = list(session.exec(select(RatingAnswer).order_by(col(RatingAnswer.item))))
        answers = [(5, 3, False), (5, None, False), (None, 1, False), (None, None, False)]
        for row, answer in zip(rated, answers, strict=False):
            row.importance, row.confidence, row.not_in_role = answer
        for row in rated[len(answers) :]:
            row.importance, row.confidence, row.not_in_role = None, None, True
        items = [row.item for row in rated]
    with service.database.reading() as session:
        found = rows_of(rating_counts(session, time_point=point, support=SUPPORT).ratings)
    kinds = {key[5]: key[6:] for key in found}
    assert [kinds[item] for item in items[:4]] == answers
    assert {kinds[item] for item in items[4:]} == {(None, None, True)}
    assert set(found.values()) == {1}


def test_drafts_and_other_time_points_are_not_counted(service: Service) -> None:
    point = given_answers(service)
    with service.database.reading() as session:
        assert submitted_people(session, time_point=point) == 55
        assert submitted_counts(session, time_point=point) == {"preceptee": 40, "preceptor": 15}


def test_a_withdrawn_code_was_made_but_is_not_handed_out(service: Service) -> None:
    has_places(service)
    point = service.has_open_time_point()
    with service.database.writing() as session:
        for code, state in (("a", "handed out"), ("b", "used"), ("c", "withdrawn")):
            session.add(
                Invitation(
                    code_hash=code,
                    time_point=point,
                    organisation="T01",
                    audience="preceptee",
                    batch="AAAA",
                    state=state,
                )
            )
    with service.database.reading() as session:
        (row,) = invitation_counts(session, time_point=point)
        assert tuple(row) == ("preceptee", "T01", "Y56", 2, 1)
        assert made_codes(session, time_point=point) == {"preceptee": 3}


def test_only_finished_returns_are_read(service: Service) -> None:
    has_places(service)
    point = service.has_open_time_point()
    with service.database.writing() as session:
        for code, state in (("T01", "submitted"), ("T02", "draft")):
            row = OrganisationReturn(organisation=code, time_point=point, state=state)
            session.add(row)
            session.flush()
            session.add(ProvisionFact(organisation_return=row.id or 0, question="offered", value="all"))
    with service.database.reading() as session:
        found = provision_answers(session, time_point=point)
    assert [tuple(row) for row in found] == [("T01", PLACES["T01"], "offered", "all")]


def test_support_is_counted_of_those_with_a_need_only(service: Service) -> None:
    has_places(service)
    point = service.has_open_time_point()
    has_answers(service, point, people=1)
    chosen = [(5, 3, "time"), (3, 3, "time"), (2, 4, "training"), (5, 1, "peer-support"), (5, None, "time")]
    with service.database.writing() as session:
        rated = list(session.exec(select(RatingAnswer).order_by(col(RatingAnswer.item))))
        for row in rated:
            row.importance, row.confidence, row.not_in_role, row.support = 5, 1, False, None
        for row, (importance, confidence, support) in zip(rated, chosen, strict=False):
            row.importance, row.confidence, row.support = importance, confidence, support
        items = [row.item for row in rated]
    with service.database.reading() as session:
        found = rating_counts(session, time_point=point, support=SUPPORT).support
    assert {tuple(row[5:]) for row in found.itertuples(index=False, name=None)} == {
        (f"support:{items[0]}", "organisation", 1),
        (f"support:{items[3]}", "learning", 1),
    }
