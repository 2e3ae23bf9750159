"""A session that ends while somebody writes in their plan: nothing is typed twice or shown to others (REL-38)."""

import re

import pytest

from tests.app.plans import MEETING, add_action, add_meeting, change_fields
from tests.app.respondents import another_code, given_code, once, started_with
from tests.people import Browser, Service

SECRET = "Nights & <b>leads</b>"


def sent_after_the_end(browser: Browser, address: str, **fields: str) -> dict[str, str]:
    """The hidden fields of the page that a late form is answered with."""
    page = browser.get(address).text
    whose = re.search(r'name="whose" value="([^"]+)"', page)
    assert whose is not None
    browser.cookies.clear()
    late = browser.send_fields(address, {"once": once(page), "whose": whose[1]} | fields)
    assert late.status_code == 401
    assert "What you typed is still here" in late.text
    hidden = {f"typed-{name}": value for name, value in fields.items()}
    return hidden | {"typed-whose": whose[1], "section": address}


def filled(service: Service, browser: Browser, what: str) -> tuple[str, dict[str, str]]:
    """The address of one of the plan's forms, and what is typed in it."""
    meeting = MEETING | {"notes": SECRET}
    if what == "new action":
        return "/my/plan/add", {"aim": SECRET, "item": "N01"}
    if what == "action":
        address = f"/my/plan/actions/{add_action(browser, 'Nights')}"
        return address, {"aim": SECRET, "revision": "1"}
    if what == "new meeting":
        return "/my/plan/meetings/add", meeting
    return f"/my/plan/meetings/{add_meeting(browser)}", meeting | {"revision": "1"}


@pytest.mark.parametrize("what", ["new action", "action", "new meeting", "meeting"])
def test_rel_38_what_was_typed_is_there_to_save_after_the_return_code(service: Service, what: str) -> None:
    browser, code = started_with(service, given_code(service))
    address, fields = filled(service, browser, what)
    hidden = sent_after_the_end(browser, address, **fields)
    back = browser.send_fields("/return", {"code": code} | hidden)
    assert "is not saved yet" in back.text
    assert "Nights &amp; &lt;b&gt;leads" in back.text
    answer = browser.send_fields(address, {"once": once(back.text)} | fields)
    assert answer.status_code == 303, answer.text
    assert "Nights &amp; &lt;b&gt;leads" in browser.get(answer.headers["location"]).text


@pytest.mark.parametrize("what", ["new action", "action", "meeting"])
def test_rel_38_whoever_signs_in_next_sees_nothing_of_it(service: Service, what: str) -> None:
    browser, _ = started_with(service, given_code(service))
    address, fields = filled(service, browser, what)
    _, other = started_with(service, another_code(service, 1))
    _, guide = started_with(service, another_code(service, 1, "preceptor"))
    hidden = sent_after_the_end(browser, address, **fields)
    for code, onward in ((other, "/my/plan"), (guide, "/my/tasks")):
        answer = service.browser().send_fields("/return", {"code": code} | hidden)
        assert answer.headers["location"] == onward
        assert "leads" not in answer.text


def test_an_action_deleted_meanwhile_leads_to_the_plan(service: Service) -> None:
    browser, code = started_with(service, given_code(service))
    address, fields = filled(service, browser, "action")
    hidden = sent_after_the_end(browser, address, **fields)
    browser.send("/return", code=code)
    gone = change_fields(browser, f"{address}/delete")
    assert browser.send_fields(f"{address}/delete", gone).status_code == 303
    back = browser.send_fields("/return", {"code": code} | hidden)
    assert back.headers["location"] == "/my/plan"
