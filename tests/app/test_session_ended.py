"""A session that ends while somebody is answering: nothing is typed twice, and nothing is shown to others."""

from tests.app.respondents import ABOUT_YOU, another_code, given_code, once, revision, save, started_with
from tests.people import Browser, Service

TYPED = {"N01-importance": "5", "N01-confidence": "2", "N01-note": "Ask about “nights” & <b>leads</b>"}


def sent_after_the_end(service: Service, browser: Browser) -> dict[str, str]:
    """The hidden fields of the page that a late form is answered with."""
    page = browser.get("/my/section/settling-in").text
    form = {"once": once(page), "revision": revision(page), "whose": whose(page)} | TYPED
    browser.cookies.clear()
    late = browser.send_fields("/my/section/settling-in", form)
    assert late.status_code == 401
    assert "Your session has ended" in late.text
    assert 'name="section" value="settling-in"' in late.text
    assert 'name="typed-N01-importance" value="5"' in late.text
    return {f"typed-{name}": value for name, value in form.items() if name != "once"} | {
        "section": "settling-in"
    }


def whose(page: str) -> str:
    return page.partition('name="whose" value="')[2].partition('"')[0]


def test_rel_38_what_was_typed_is_there_to_save_after_the_return_code(service: Service) -> None:
    browser, code = started_with(service, given_code(service))
    save(browser, "about-you", **ABOUT_YOU)
    hidden = sent_after_the_end(service, browser)
    wrong = browser.send("/return", code="WRONG", **hidden)
    assert wrong.status_code == 422
    assert 'name="typed-N01-importance" value="5"' in wrong.text
    back = browser.send("/return", code=code, **hidden)
    assert "is not saved yet" in back.text
    assert "&lt;b&gt;leads&lt;/b&gt;" in back.text
    fields = {"once": once(back.text), "revision": revision(back.text), "whose": whose(back.text)} | TYPED
    assert browser.send_fields("/my/section/settling-in", fields).status_code == 303
    assert "leads" in browser.get("/my/check").text


def test_rel_38_whoever_signs_in_next_sees_nothing_of_it(service: Service) -> None:
    point_code = given_code(service)
    browser, _ = started_with(service, point_code)
    save(browser, "about-you", **ABOUT_YOU)
    _, other_code = started_with(service, another_code(service, 1))
    hidden = sent_after_the_end(service, browser)
    for changed in ({}, {"typed-whose": ""}, {"section": "nonsense"}):
        answer = browser.send("/return", code=other_code, **hidden | changed)
        assert answer.headers["location"] == "/my/tasks"
        assert "leads" not in answer.text


def test_a_submission_sent_too_late_asks_for_the_return_code(service: Service) -> None:
    browser, _ = started_with(service, given_code(service))
    browser.cookies.clear()
    late = browser.send("/my/submit", once="a-key-long-enough-to-be-one")
    assert late.status_code == 401
    assert "Enter your return code to carry on" in late.text
    assert "What you typed" not in late.text


def test_pages_right_after_starting_and_erasing_say_who_is_signed_in(service: Service) -> None:
    code = given_code(service)
    browser = service.browser()
    page = browser.send("/join", code=code).text
    begun = browser.send("/join/start", code=code, once=once(page)).text
    assert "My answers" in begun
    assert 'href="/sign-in"' not in begun
    erased = browser.send("/my/erase").text
    assert "My answers" not in erased
