"""A respondent's year: coming back with the same return code, with what was answered before for reference."""

import re

from sqlmodel import select

from app.tables import AuditEntry
from surveys.tables import FactAnswer, RatingAnswer, Response, TimePoint
from tests.app.respondents import (
    ABOUT_YOU,
    another_code,
    first_need_section,
    once,
    save,
    started,
    started_with,
    submitted,
)
from tests.people import Browser, Service

STILL_HERE = {"pathway": "diagnostic", "stage": "3-to-5", "setting": "acute"}


def has_moment(service: Service, months: int, *, state: str = "open", follows: str = "Autumn 2026") -> int:
    """A later time point of the series; its id."""
    with service.database.writing() as session:
        start = session.exec(select(TimePoint).where(TimePoint.title == follows)).one()
        fields = start.model_dump(exclude={"id", "title", "moment", "state"})
        point = TimePoint(title=f"{follows}: {months} months", moment=months, state=state, **fields)
        session.add(point)
        session.flush()
        assert point.id is not None
        return point.id


def come_back(service: Service, code: str) -> tuple[Browser, str]:
    """A new browser in which somebody has come back, and where that led."""
    browser = service.browser()
    answer = browser.send("/return", code=code)
    assert answer.status_code == 303, answer.text
    return browser, str(answer.headers["location"])


def press(browser: Browser, action: str, time_point: int) -> str:
    """Press a button of one's year; where that led."""
    key = once(browser.get("/my/year").text)
    answer = browser.send_fields(f"/my/year/{action}", {"once": key, "time-point": time_point})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def came_back_at(service: Service, months: int) -> tuple[Browser, int]:
    """A browser of somebody who submitted at the start and began a later time point; its id."""
    browser, code = submitted(service)
    point = has_moment(service, months)
    browser, onward = come_back(service, code)
    assert onward == "/my/year"
    press(browser, "begin", point)
    return browser, point


def test_the_return_code_opens_the_next_time_point_of_the_series(service: Service) -> None:
    browser, code = submitted(service)
    assert come_back(service, code)[1] == "/my/tasks"
    point = has_moment(service, 3)
    has_moment(service, 6, state="planned")
    browser, onward = come_back(service, code)
    assert onward == "/my/year"
    page = browser.get("/my/year").text
    assert re.findall(r"<strong class=\"nhsuk-tag[^>]*>\s*([^<]+?)\s*</strong>", page) == [
        "Answered",
        "Open now",
        "Later",
        "Later",
    ]
    assert press(browser, "begin", point) == "/my/tasks"
    assert "Autumn 2026: 3 months" in browser.get("/my/tasks").text
    with service.database.reading() as session:
        responses = session.exec(select(Response)).all()
        assert len({response.respondent for response in responses}) == 1
        assert sorted(response.time_point for response in responses) == [1, point]
        assert len({response.reference for response in responses}) == 2
        assert session.exec(select(AuditEntry).where(AuditEntry.actor != "test")).all() == []


def test_whoever_has_begun_comes_back_to_their_sections_though_another_time_point_is_open(
    service: Service,
) -> None:
    browser, code = started(service)
    save(browser, "about-you", **ABOUT_YOU)
    has_moment(service, 3)
    assert come_back(service, code)[1] == "/my/tasks"


def test_nothing_that_cannot_have_changed_is_asked_twice_and_the_rest_is_filled_in(service: Service) -> None:
    browser, _ = came_back_at(service, 3)
    page = browser.get("/my/section/about-you").text
    assert "We have filled in what you answered last time" in page
    assert "What brings you to preceptorship?" not in page
    assert re.search(r'name="pathway"[^>]*value="diagnostic"[^>]*checked', page)
    assert not re.search(r'name="stage"[^>]*checked', page)
    assert "What brings you" not in browser.get("/my/check").text
    refused = browser.send("/my/submit", once=once(browser.get("/my/check").text))
    assert refused.status_code == 422
    assert "How long have you been in this post?" in refused.text
    save(browser, "about-you", pathway="therapeutic", stage="3-to-5", setting="acute")
    with service.database.reading() as session:
        later = session.exec(select(Response).where(Response.state == "draft")).one()
        assert (later.pathway, later.stage, later.transition) == (
            "therapeutic",
            "3-to-5",
            "newly-registered",
        )
        first = session.exec(select(Response).where(Response.state == "submitted")).one()
        assert (first.pathway, first.stage) == ("diagnostic", "under-3")


def test_earlier_ratings_stand_beside_each_area_and_are_never_filled_in(service: Service) -> None:
    browser, _ = came_back_at(service, 3)
    save(browser, "about-you", **STILL_HERE)
    page = browser.get(f"/my/section/{first_need_section(browser)}").text
    assert "Last time (start): importance 5, confidence 2." in page
    assert page.count("Last time") == 1
    assert not re.search(r'name="N01-(importance|confidence)"[^>]*checked', page)
    assert "Looking back" not in page


def test_at_12_months_people_look_back_at_their_start(service: Service) -> None:
    browser, _ = came_back_at(service, 12)
    save(browser, "about-you", **STILL_HERE)
    section = first_need_section(browser)
    assert (
        "Looking back, how confident were you when you started?" in browser.get(f"/my/section/{section}").text
    )
    save(
        browser,
        section,
        **{"N01-importance": "5", "N01-confidence": "4", "N01-looking-back": "1", "N02-looking-back": ""},
    )
    assert "Looking back at the start: Not yet confident" in browser.get("/my/check").text
    page = browser.get(f"/my/section/{section}").text
    assert re.search(r'name="N01-looking-back"[^>]*value="1"[^>]*checked', page)
    with service.database.reading() as session:
        rows = session.exec(select(RatingAnswer).where(RatingAnswer.item == "N01")).all()
        assert sorted((row.confidence, row.looking_back) for row in rows if row.looking_back) == [(4, 1)]


def test_sec_08_looking_back_is_refused_where_it_is_not_asked(service: Service) -> None:
    browser, _ = started(service)
    save(
        browser,
        "about-you",
        pathway="diagnostic",
        transition="newly-registered",
        stage="under-3",
        setting="acute",
    )
    section = first_need_section(browser)
    page = browser.get(f"/my/section/{section}").text
    revision = re.search(r'name="revision" value="(\d+)"', page)
    assert revision is not None
    fields = {"once": once(page), "revision": revision[1], "N01-looking-back": "1"}
    assert browser.send_fields(f"/my/section/{section}", fields).status_code == 422


def test_people_go_back_and_forth_between_their_own_time_points(service: Service) -> None:
    browser, point = came_back_at(service, 3)
    assert press(browser, "open", 1) == "/my/profile"
    assert "Autumn 2026. Only you" in browser.get("/my/profile").text
    assert press(browser, "open", point) == "/my/tasks"
    assert "Autumn 2026: 3 months" in browser.get("/my/tasks").text


def test_rel_05_a_time_point_begun_twice_is_one(service: Service) -> None:
    browser, code = submitted(service)
    point = has_moment(service, 3)
    browser, _ = come_back(service, code)
    key = once(browser.get("/my/year").text)
    for _ in range(2):
        answer = browser.send_fields("/my/year/begin", {"once": key, "time-point": point})
        assert answer.headers["location"] == "/my/tasks"
    other, _ = come_back(service, code)
    assert press(other, "open", point) == "/my/tasks"
    assert press(other, "begin", point) == "/my/tasks"
    with service.database.reading() as session:
        assert len(session.exec(select(Response)).all()) == 2


def test_sec_03_a_different_code_opens_and_links_nothing_of_another(service: Service) -> None:
    _, code = submitted(service)
    point = has_moment(service, 3)
    mine, _ = come_back(service, code)
    press(mine, "begin", point)
    stranger, _ = started_with(service, another_code(service, 1))
    assert press(stranger, "begin", point) == "/my/tasks"
    page = stranger.get("/my/section/about-you").text
    assert "checked" not in page
    assert "filled in" not in page
    with service.database.reading() as session:
        responses = session.exec(select(Response).order_by(Response.time_point)).all()
        by_person = [
            [one.time_point for one in responses if one.respondent == who]
            for who in {r.respondent for r in responses}
        ]
        assert by_person == [[1, point], [1, point]]
    key = once(stranger.get("/my/year").text)
    elsewhere = service.has_open_time_point("Another series")
    for action in ("begin", "open"):
        answer = stranger.send_fields(f"/my/year/{action}", {"once": key, "time-point": elsewhere})
        assert answer.status_code == 404
    wrong = service.browser()
    refused = wrong.send("/return", code=code[:-1] + ("2" if code[-1] != "2" else "3"), once=key)
    assert refused.status_code == 422


def test_a_closed_time_point_cannot_be_begun_and_an_earlier_one_not_after_a_later(service: Service) -> None:
    browser, code = submitted(service)
    closed, early, late = (
        has_moment(service, 3, state="closed"),
        has_moment(service, 6),
        has_moment(service, 12),
    )
    browser, _ = come_back(service, code)
    key = once(browser.get("/my/year").text)
    assert browser.send_fields("/my/year/begin", {"once": key, "time-point": closed}).status_code == 409
    assert press(browser, "begin", late) == "/my/tasks"
    key = once(browser.get("/my/year").text)
    assert browser.send_fields("/my/year/begin", {"once": key, "time-point": early}).status_code == 409


def test_erasing_forgets_every_time_point(service: Service) -> None:
    browser, _ = came_back_at(service, 3)
    browser.send("/my/erase")
    with service.database.reading() as session:
        for table in (Response, FactAnswer, RatingAnswer):
            assert session.exec(select(table)).all() == []


def test_rel_38_what_was_typed_at_another_time_point_is_there_after_the_return_code(service: Service) -> None:
    browser, code = started(service)
    save(
        browser,
        "about-you",
        pathway="diagnostic",
        transition="newly-registered",
        stage="under-3",
        setting="acute",
    )
    section = first_need_section(browser)
    page = browser.get(f"/my/section/{section}").text
    whose = re.search(r'name="whose" value="([^"]+)"', page)
    assert whose is not None
    point = has_moment(service, 3)
    press(browser, "begin", point)
    other = service.browser()
    typed = {"section": section, "typed-whose": whose[1], "typed-revision": "0", "typed-N01-importance": "5"}
    answer = other.send_fields("/return", {"code": code} | typed)
    assert answer.status_code == 200
    assert "What you typed here is not saved yet" in answer.text
    assert re.search(r'name="N01-importance"[^>]*value="5"[^>]*checked', answer.text)
