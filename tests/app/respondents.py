"""People who answer: the steps of their journey, each through the real pages."""

import re

from app.handing_out import hand_out
from tests.people import Browser, Service

ABOUT_YOU = {
    "pathway": "diagnostic",
    "transition": "newly-registered",
    "stage": "under-3",
    "setting": "acute",
}


def given_code(service: Service, audience: str = "preceptee") -> str:
    """A code handed out in a new organisation and time point."""
    service.has_organisation()
    return another_code(service, service.has_open_time_point(), audience)


def another_code(service: Service, point: int, audience: str = "preceptee") -> str:
    """One more code of the same organisation, handed out by its lead."""
    with service.database.writing() as session:
        sheet = hand_out(
            session,
            time_point=point,
            organisation="T01",
            audience=audience,
            count=1,
            key=service.settings.key,
            by="test",
            now=service.clock(),
        )
    return sheet.codes[0]


def once(page: str) -> str:
    """The key of the form on a page."""
    found = re.search(r'name="once" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def shown_code(page: str) -> str:
    """The return code that a page shows."""
    shown = re.search(r'id="return-code">([^<]+)<', page)
    assert shown is not None, page
    return shown[1]


def started(service: Service, audience: str = "preceptee") -> tuple[Browser, str]:
    """A browser in which somebody has just started, and their return code."""
    return started_with(service, given_code(service, audience))


def started_with(service: Service, code: str) -> tuple[Browser, str]:
    """A browser in which somebody has just started with this code, and their return code."""
    browser = service.browser()
    before = browser.send("/join", code=code).text
    assert "Who sees what" in before
    return browser, shown_code(browser.send("/join/start", code=code, once=once(before)).text)


def revision(page: str) -> str:
    """The revision a section's page was made from."""
    found = re.search(r'name="revision" value="(\d+)"', page)
    assert found is not None
    return found[1]


def save(browser: Browser, section: str, **fields: str) -> str:
    """Save one section from its own page; where that led."""
    page = browser.get(f"/my/section/{section}").text
    answer = browser.send_fields(
        f"/my/section/{section}", {"once": once(page), "revision": revision(page)} | fields
    )
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def first_need_section(browser: Browser) -> str:
    """The first section with need items, once it can be opened."""
    found = re.findall(r"/my/section/([a-z-]+)", browser.get("/my/tasks").text)
    return next(code for code in found if code != "about-you")


def submitted(service: Service) -> tuple[Browser, str]:
    """A browser in which a preceptee with one need has submitted, and their return code."""
    browser, code = started(service)
    save(browser, "about-you", **ABOUT_YOU)
    section = first_need_section(browser)
    save(browser, section, **{"N01-importance": "5", "N01-confidence": "2", "N01-support": "time"})
    browser.send("/my/submit", once=once(browser.get("/my/check").text))
    return browser, code
