"""A preceptor's month: who needs what from them, and whether they have room, two clicks from signing in."""

import re
from datetime import date

import pytest
from sqlmodel import Session, select

from surveys.tables import FactAnswer, PlanAction, PlanMeeting, Respondent, Response, Share, TimePoint
from tests.app.pairs import Two, give, shared, two_people
from tests.app.respondents import another_code, started_with
from tests.people import Browser, Service

HOURS = {"protected-hours": "16", "fixed-hours": "2", "hours-per-preceptee": "5.5", "preceptees-now": "1"}


@pytest.fixture
def two(service: Service) -> Two:
    return two_people(service)


def preceptee_of(session: Session) -> str:
    return session.exec(select(Respondent.id).where(Respondent.audience == "preceptee")).one()


def words(page: str) -> str:
    """What the main part of a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.partition("<main")[2].partition("</main>")[0]).split())


def has_submitted(service: Service, preceptor: Browser, **facts: str) -> None:
    """The preceptor's answers are submitted with these."""
    with service.database.writing() as session:
        response = session.exec(select(Response).where(Response.audience == "preceptor")).one()
        response.state = "submitted"
        session.add(response)
        for question, value in facts.items():
            session.add(FactAnswer(response=response.id, question=question, value=value))
    assert preceptor.get("/my/tasks").headers["location"] == "/my/submitted"


def test_the_month_says_who_needs_what_and_whether_there_is_room(service: Service, two: Two) -> None:
    has_submitted(service, two.preceptor, **HOURS)
    shared(two, "profile")
    assert "/my/month" in two.preceptor.get("/my/submitted").text
    month = words(two.preceptor.get("/my/month").text)
    assert "My month: November 2026" in month
    assert "1 preceptee shares with you. You have room for 1 more." in month
    assert "Time and ratio are the limit together" in month
    assert re.search(r"Jo Need: .+ Would like: protected time", month)


def test_a_preceptor_without_room_is_told_how_many_hours_are_short(service: Service, two: Two) -> None:
    has_submitted(service, two.preceptor, **HOURS | {"protected-hours": "8"})
    month = words(two.preceptor.get("/my/month").text)
    assert "You have no room for one more now." in month
    assert "Time is the limit. Your hours allow 1 preceptee" in month
    assert "One more would take 5 more protected hours a year." in month
    assert "This counts the 1 preceptee you said you support; 0 share with you here." in month


def test_hours_are_not_named_where_something_else_comes_first(service: Service, two: Two) -> None:
    has_submitted(service, two.preceptor, **HOURS | {"protected-hours": "2", "training": "none"})
    month = words(two.preceptor.get("/my/month").text)
    assert "Training is what limits you now" in month
    assert "more protected hour" not in month


def test_before_the_own_answers_there_is_a_way_to_give_them(two: Two) -> None:
    month = two.preceptor.get("/my/month").text
    assert "Answer and submit your own questions" in month
    assert 'href="/my/tasks"' in month


def test_only_what_is_open_shows_and_the_view_comes_before_the_needs(two: Two) -> None:
    address = shared(two, "profile", "ratings")
    month = words(two.preceptor.get("/my/month").text)
    assert "Give your view of their confidence, then you see theirs." in month
    assert "Need:" not in month
    give(two.preceptor, address, N01="5")
    month = words(two.preceptor.get("/my/month").text)
    assert "Need:" in month
    assert "Talk about 1 area you see 2 or more steps apart." in month


def test_actions_due_and_the_next_meeting_come_from_an_open_plan_only(service: Service, two: Two) -> None:
    with service.database.writing() as session:
        preceptee = preceptee_of(session)
        for number, (aim, due, state) in enumerate(
            (
                ("Shadow a night shift", date(2026, 11, 30), "planned"),
                ("Read the protocol", date(2026, 11, 2), "planned"),
                ("Next year's course", date(2026, 12, 1), "planned"),
                ("Already done", date(2026, 11, 20), "done"),
            )
        ):
            session.add(
                PlanAction(
                    id=str(number), respondent=preceptee, position=number, aim=aim, due=due, state=state
                )
            )
        session.add(PlanMeeting(id="m", respondent=preceptee, kind="interim", held_on=date(2026, 12, 3)))
    shared(two, "plan")
    month = words(two.preceptor.get("/my/month").text)
    assert "Due 30 November 2026: Shadow a night shift" in month
    assert "Was due 2 November 2026: Read the protocol" in month
    assert "Next meeting 3 December 2026: meeting along the way" in month
    for absent in ("course", "Already done", "Need:"):
        assert absent not in month

    with service.database.writing() as session:
        share = session.exec(select(Share)).one()
        share.opens_plan, share.opens_profile = False, True
        session.add(share)
    assert "Shadow a night shift" not in two.preceptor.get("/my/month").text


def test_a_share_follows_its_preceptee_to_the_next_time_point(service: Service, two: Two) -> None:
    address = shared(two, "ratings")
    give(two.preceptor, address, N01="3")
    with service.database.writing() as session:
        first = session.exec(select(TimePoint)).one()
        later = TimePoint(
            **first.model_dump(exclude={"id", "title", "moment"}), title="At 3 months", moment=3
        )
        session.add(later)
        session.flush()
        before = session.exec(select(Response).where(Response.audience == "preceptee")).one()
        again = before.model_dump(exclude={"id", "reference", "time_point"})
        session.add(Response(**again, id="later", reference="LATER1", time_point=later.id))

    page = two.preceptor.get(address).text
    assert "At 3 months" in page
    assert f'href="{address}/at/0"' in page
    assert "The same" not in page
    earlier = two.preceptor.get(f"{address}/at/0").text
    assert "Preceptor sees 1 step more" in earlier
    assert "First, give your own view" not in earlier
    assert two.preceptor.get(f"{address}/at/6").status_code == 404
    share = address.rpartition("/")[2]
    assert "Preceptor sees 1 step more" in two.preceptee.get(f"/my/sharing/{share}/views/0").text


def test_a_preceptor_who_has_only_started_can_look_and_save_their_own(service: Service, two: Two) -> None:
    other, _ = started_with(service, another_code(service, two.time_point, "preceptor"))
    assert other.get("/my/month").status_code == 200
    assert other.get("/my/preceptees").status_code == 200
