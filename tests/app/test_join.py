"""Starting and coming back, when something goes wrong on the way."""

import re

from sqlmodel import select

from app.once import make_once_key
from app.tables import SignIn
from surveys.tables import Invitation, Response, TimePoint
from tests.app.respondents import ABOUT_YOU, another_code, given_code, once, save, shown_code, started
from tests.people import Browser, Service


def started_twice(service: Service) -> tuple[Browser, dict[str, str], str]:
    """A browser, the form that started its answers, and the return code that was shown."""
    code = given_code(service)
    browser = service.browser()
    form = {"code": code, "once": once(browser.send("/join", code=code).text)}
    return browser, form, shown_code(browser.send("/join/start", **form).text)


def test_rel_04_whoever_lost_the_page_with_their_return_code_sees_it_again(service: Service) -> None:
    _, form, code = started_twice(service)
    elsewhere = service.browser()  # the cookie was lost together with the page
    again = elsewhere.send("/join/start", **form)
    assert (again.status_code, shown_code(again.text)) == (200, code)
    assert elsewhere.get("/my/tasks").status_code == 200
    with service.database.reading() as session:
        assert len(session.exec(select(Response)).all()) == 1


def test_ux_33_once_something_is_saved_an_old_start_form_opens_nothing(service: Service) -> None:
    browser, form, _ = started_twice(service)
    save(browser, "about-you", **ABOUT_YOU)
    answer = service.browser().send("/join/start", **form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/my/tasks")
    assert "set-cookie" not in answer.headers


def test_sec_30_a_start_without_a_usable_key_uses_no_code_up(service: Service) -> None:
    code = given_code(service)
    for key in ("", "short", "x" * 65, "\x00" * 20, "kä" * 10):
        assert service.browser().send("/join/start", code=code, once=key).status_code == 422
    assert service.browser().send("/join/start", code=code).status_code == 422
    with service.database.reading() as session:
        assert session.exec(select(Response)).all() == []
        assert [each.state for each in session.exec(select(Invitation))] == ["handed out"]


def test_two_people_cannot_start_with_one_code(service: Service) -> None:
    code = given_code(service)
    keys = [once(service.browser().send("/join", code=code).text) for _ in range(2)]
    answers = [service.browser().send("/join/start", code=code, once=key).status_code for key in keys]
    assert answers == [200, 422]


def test_a_code_of_a_closed_collection_says_so_and_is_not_used_up(service: Service) -> None:
    code = given_code(service)
    with service.database.writing() as session:
        session.exec(select(TimePoint)).one().state = "closed"
    for path in ("/join", "/join/start"):
        answer = service.browser().send(path, code=code, once=make_once_key())
        assert answer.status_code == 409
        assert "is not open" in answer.text
    with service.database.reading() as session:
        assert [each.state for each in session.exec(select(Invitation))] == ["handed out"]


def test_starting_signs_out_whoever_used_this_browser_before(service: Service) -> None:
    browser, _ = started(service)
    with service.database.reading() as session:
        point = session.exec(select(TimePoint)).one().id
    code = another_code(service, point or 0)
    form = {"code": code, "once": once(browser.send("/join", code=code).text)}
    browser.send("/join/start", **form)
    with service.database.reading() as session:
        assert len(session.exec(select(SignIn)).all()) == 1


def test_ux_09_a_mistyped_code_can_be_put_right(service: Service) -> None:
    given_code(service)
    for path in ("/join", "/return"):
        page = service.browser().send(path, code="AAAA-<b>").text
        assert "<title>Error: " in page
        assert 'value="AAAA-&lt;b&gt;"' in page
        assert re.search(r'href="#code"', page)


def test_opening_the_pages_with_a_code_in_the_address_does_nothing(service: Service) -> None:
    code = given_code(service)
    browser = service.browser()
    assert browser.get(f"/join?code={code}").status_code in {200, 422}
    assert browser.get(f"/join/start?code={code}").status_code == 405
    with service.database.reading() as session:
        assert [each.state for each in session.exec(select(Invitation))] == ["handed out"]
