"""UX-15: a page says when its reader is signed out, and one press keeps the session."""

import re

from app.settings import Settings
from app.signins import Actor, idle_seconds
from tests.app.respondents import given_code, started_with
from tests.people import Browser, Service

PREPARED = r'data-idle="(\d+)" data-warning="(\d+)"'


def told(browser: Browser, path: str) -> tuple[str, ...]:
    found = re.search(PREPARED, browser.get(path).text)
    return found.groups() if found else ()


def left(browser: Browser) -> int:
    return int(browser.send("/stay").json()["seconds"])


def test_ux_15_each_page_of_somebody_signed_in_knows_when_to_warn_and_a_visitors_does_not(
    service: Service,
) -> None:
    someone, _ = started_with(service, given_code(service))
    assert told(someone, "/my/tasks") == ("7140", "300")  # two hours, less the minute in which use is noted
    assert told(service.signed_in("steering", role="steering"), "/steering") == ("1740", "300")
    assert told(service.browser(), "/") == ()


def test_a_short_session_leaves_time_to_read_the_warning() -> None:
    short = Settings(staff_idle_minutes=1, respondent_idle_minutes=3)
    assert idle_seconds(Actor(role="lead", account="a"), short) == 30
    assert idle_seconds(Actor(role="respondent", response="r"), short) == 120


def test_ux_15_staying_keeps_a_session_that_would_have_ended(service: Service) -> None:
    someone, _ = started_with(service, given_code(service))
    service.clock.move(minutes=119)  # type: ignore[attr-defined]
    assert left(someone) == 7200
    service.clock.move(minutes=119)  # type: ignore[attr-defined]
    assert someone.get("/my/tasks").status_code == 200


def test_a_session_that_has_ended_is_not_brought_back(service: Service) -> None:
    someone, _ = started_with(service, given_code(service))
    service.clock.move(minutes=120)  # type: ignore[attr-defined]
    assert left(someone) == 0
    assert someone.get("/my/tasks").status_code in {303, 401}
    assert left(service.browser()) == 0


def test_no_staying_outlasts_the_longest_session(service: Service) -> None:
    someone, _ = started_with(service, given_code(service))
    for _ in range(7):
        service.clock.move(minutes=100)  # type: ignore[attr-defined]
        assert left(someone) > 0
    assert left(someone) == (12 * 60 - 700) * 60  # twelve hours, of which 700 minutes are over
