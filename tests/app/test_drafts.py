"""Saving while somebody is answering: stored once, in order, and never over what another window saved."""

from tests.app.respondents import ABOUT_YOU, first_need_section, once, revision, save, started
from tests.people import Browser, Service

ADDRESS = "/my/section/settling-in/draft"
RATED = {"N01-importance": "5", "N01-confidence": "2"}


def key(number: int) -> str:
    return f"{number:032x}"


def ready(service: Service) -> Browser:
    browser, _ = started(service)
    save(browser, "about-you", **ABOUT_YOU)
    assert first_need_section(browser) == "settling-in"
    return browser


def test_rel_37_drafts_are_stored_in_order_and_a_repeat_is_stored_once(service: Service) -> None:
    browser = ready(service)
    first = browser.send_fields(ADDRESS, {"once": key(1), "revision": "0"} | RATED)
    assert (first.status_code, first.json()) == (200, {"revision": 1})
    again = browser.send_fields(ADDRESS, {"once": key(1), "revision": "0"} | RATED)
    assert again.json() == {"revision": 1}
    later = {"once": key(2), "revision": "1", "N01-importance": "4", "N01-confidence": "2"}
    assert browser.send_fields(ADDRESS, later).json() == {"revision": 2}
    late = browser.send_fields(ADDRESS, {"once": key(3), "revision": "0"} | RATED)
    assert late.status_code == 409
    assert "Very important" in browser.get("/my/check").text


def test_the_page_saves_on_from_the_last_draft(service: Service) -> None:
    browser = ready(service)
    page = browser.get("/my/section/settling-in").text
    assert browser.send_fields(ADDRESS, {"once": key(1), "revision": revision(page)} | RATED).is_success
    fields = {"once": once(page), "revision": "1"} | RATED
    assert browser.send_fields("/my/section/settling-in", fields).headers["location"] == "/my/section/safety"


def test_a_half_filled_form_is_kept_and_a_bad_answer_is_not(service: Service) -> None:
    browser, _ = started(service)
    address = "/my/section/about-you/draft"
    assert browser.send_fields(address, {"once": key(1), "revision": "0", "pathway": "mri"}).is_success
    bad = browser.send_fields(address, {"once": key(2), "revision": "1", "pathway": "wizardry"})
    assert bad.status_code == 422
    assert revision(browser.get("/my/section/about-you").text) == "1"


def test_a_draft_is_refused_after_submitting_and_with_the_key_of_another_form(service: Service) -> None:
    browser = ready(service)
    used = once(browser.get("/my/section/settling-in").text)
    browser.send_fields("/my/section/settling-in", {"once": used, "revision": "0"} | RATED)
    assert browser.send_fields(ADDRESS, {"once": used, "revision": "1"}).status_code == 422
    browser.send("/my/submit", once=once(browser.get("/my/check").text))
    assert browser.send_fields(ADDRESS, {"once": key(9), "revision": "1"} | RATED).status_code == 409
