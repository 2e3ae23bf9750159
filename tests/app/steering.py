"""Situations of the steering group: answers, two of its members, and what their pages say."""

import re

from app.making import make_release
from app.releases import approve_release
from tests.answers import has_answers, has_places
from tests.app.unattacked import unattacked
from tests.people import Browser, Service

ANN, BEN = "ann@example.org", "ben@example.org"


def has_release(service: Service, *, people: int = 120, approved: bool = True) -> int:
    """A release of an open time point that this many preceptees and a third as many preceptors answered."""
    has_places(service)
    point = service.has_open_time_point(f"Time point of {people}")
    has_answers(service, point, people=people)
    has_answers(service, point, people=people // 3, audience="preceptor")
    number = make_release(
        service.database,
        time_point=point,
        by=ANN,
        now=service.clock(),
        definitions=service.app.state.definitions,
        code_version="test",
        protect=unattacked,
    )
    if approved:
        with service.database.writing() as session:
            approve_release(session, number=number, revision=1, by=BEN, now=service.clock())
    return number


def post(browser: Browser, page: str, action: str, **fields: str) -> str:
    """Send the form on `page` that posts to `action`, with its own key and revision; where it leads."""
    html = browser.get(page).text
    form = html.split(f'action="{action}"')[1].split("</form>")[0]
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form))
    answer = browser.send_fields(action, hidden | fields)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])
