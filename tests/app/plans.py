"""A preceptee's learning plan, each step through the real pages."""

import re

from tests.app.respondents import once
from tests.people import Browser

MEETING = {
    "kind": "initial",
    "held-day": "5",
    "held-month": "10",
    "held-year": "2026",
    "notes": "Hopes and worries",
    "agreed": "Meet monthly",
}


def add_action(browser: Browser, aim: str, item: str = "", **fields: str) -> str:
    """Add an action from its page; its id."""
    page = browser.get(f"/my/plan/add?item={item}" if item else "/my/plan/add").text
    typed = {"once": once(page), "aim": aim, "item": item} | named(fields)
    answer = browser.send_fields("/my/plan/add", typed)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"]).rpartition("#action-")[2]


def change_fields(browser: Browser, address: str, **fields: str) -> dict[str, object]:
    """What a change page would send, with these fields typed over."""
    page = browser.get(address).text
    found = re.search(r'name="revision" value="(\d+)"', page)
    assert found is not None, page
    return {"once": once(page), "revision": found[1]} | named(fields)


def add_meeting(browser: Browser, **fields: str) -> str:
    """Record a meeting from its page; its id."""
    page = browser.get("/my/plan/meetings/add").text
    answer = browser.send_fields("/my/plan/meetings/add", {"once": once(page)} | MEETING | named(fields))
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"]).rpartition("#meeting-")[2]


def confirm_form(page: str, meeting: str) -> dict[str, object]:
    """The fields of the form on a page that confirms this meeting; empty when there is none."""
    form = re.search(rf'action="[^"]*/meetings/{meeting}/confirm">(.*?)</form>', page, re.DOTALL)
    if form is None:
        return {}
    return dict(re.findall(r'name="(once|revision)" value="([^"]*)"', form[1]))


def order(page: str) -> list[str]:
    """The ids of the actions on a page, from the top."""
    return re.findall(r'id="action-([0-9a-f]+)"', page)


def named(fields: dict[str, str]) -> dict[str, str]:
    """Fields under the names their forms have."""
    return {name.replace("_", "-"): value for name, value in fields.items()}
