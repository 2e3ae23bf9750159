"""Two people who share: a preceptee who has submitted, and a preceptor, each step through the real pages."""

import re
from typing import NamedTuple

from tests.app.respondents import another_code, once, revision, started_with, submitted
from tests.people import Browser, Service


class Two(NamedTuple):
    """Their browsers, and the time point both answer."""

    preceptee: Browser
    preceptor: Browser
    time_point: int


def two_people(service: Service) -> Two:
    """A preceptee whose confidence in N01 is 2 of 5, and a preceptor who has only started."""
    preceptee, _ = submitted(service)
    preceptor, _ = started_with(service, another_code(service, 1, "preceptor"))
    return Two(preceptee, preceptor, 1)


def share_code(preceptee: Browser, *opens: str, name: str = "Jo", whom: str = "Sam, CT") -> str:
    """A share code that opens these."""
    fields = {"once": once(preceptee.get("/my/sharing/new").text), "name": name, "whom": whom, "opens": opens}
    page = preceptee.send_fields("/my/sharing/new", fields).text
    shown = re.search(r'id="share-code">([^<]+)<', page)
    assert shown is not None, page
    return shown[1]


def add(preceptor: Browser, code: str) -> str:
    """The preceptor enters a share code; the address of the preceptee's page."""
    page = preceptor.get("/my/preceptees").text
    answer = preceptor.send("/my/preceptees", once=once(page), code=code)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"]).partition("?")[0]


def shared(two: Two, *opens: str, name: str = "Jo") -> str:
    """The preceptee shares these with the preceptor; the address of their page."""
    return add(two.preceptor, share_code(two.preceptee, *opens, name=name))


def give(preceptor: Browser, address: str, action: str = "give", **ratings: str) -> str:
    """The preceptor gives a view, such as `N01="4"`, or saves it with the action `later`; where that led."""
    page = preceptor.get(f"{address}/view").text
    answer = preceptor.send_fields(f"{address}/view", view_fields(page, action, ratings))
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def view_fields(page: str, action: str, ratings: dict[str, str]) -> dict[str, object]:
    """The fields of a filled-in view form."""
    asked = re.search(r'name="asked" value="(\d+)"', page)
    assert asked is not None
    answers = {f"{item}-view": rating for item, rating in ratings.items()}
    return {
        "once": once(page),
        "revision": revision(page),
        "asked": asked[1],
        "action": action,
        **answers,
    }


def stop(preceptee: Browser, share: str) -> None:
    """The preceptee stops a share."""
    page = preceptee.get(f"/my/sharing/{share}/stop").text
    answer = preceptee.send(f"/my/sharing/{share}/stop", once=once(page))
    assert answer.headers["location"] == "/my/sharing?done=stopped"
