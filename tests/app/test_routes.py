"""Every route declares one right, and the whole list is looked at whenever it changes (SEC-01, SEC-02)."""

import csv
import re
from pathlib import Path

import pytest
from fastapi.routing import APIRoute, iter_route_contexts

from app.rights import Right, Role, can_use
from app.signins import VISITOR, Actor
from tests.app.respondents import another_code, started_with
from tests.people import HERE, Service

MATRIX = Path(__file__).parent / "routes.csv"
ORIGIN = {"Origin": HERE}


def declared(service: Service) -> list[tuple[str, str, str]]:
    """(method, path, right) of every route of the running app."""
    found = []
    for context in iter_route_contexts(service.app.routes):
        route = context.original_route
        if isinstance(route, APIRoute):
            rights = [each.call.role for each in route.dependant.dependencies if isinstance(each.call, Right)]
            assert len(rights) == 1, f"{context.path} must declare one right, not {rights}"
            found += [(method, str(context.path), rights[0]) for method in sorted(route.methods or ())]
    return sorted(found, key=lambda line: (line[1], line[0]))


def test_sec_01_the_list_of_routes_and_rights_is_the_one_that_was_reviewed(service: Service) -> None:
    with MATRIX.open(newline="") as file:
        reviewed = [tuple(row) for row in csv.reader(file)][1:]
    assert declared(service) == reviewed, f"look at each change, then bring {MATRIX.name} up to date"


def test_sec_02_each_kind_of_person_is_refused_every_route_of_the_others(service: Service) -> None:
    service.has_organisation()
    point = service.has_open_time_point()
    preceptee, preceptor = (
        started_with(service, another_code(service, point, audience))[0]
        for audience in ("preceptee", "preceptor")
    )
    browsers = {
        "visitor": service.browser(),
        "preceptee": preceptee,
        "preceptor": preceptor,
        "lead": service.signed_in("lead@example.org", role="lead", organisation="T01"),
        "steering": service.signed_in("steering@example.org", role="steering"),
        "admin": service.signed_in("admin@example.org", role="admin"),
    }
    actors = {
        "visitor": VISITOR,
        **{
            audience: Actor(role="respondent", response="r", audience=audience, stage="respondent")
            for audience in ("preceptee", "preceptor")
        },
        **{role: Actor(role=role, account="a", stage="full") for role in ("lead", "steering", "admin")},
    }
    checked = 0
    for method, path, right in declared(service):
        address = re.sub(r"\{[^}]*\}", "1", path)
        for who, browser in browsers.items():
            if can_use(actors[who], role=right):  # type: ignore[arg-type]
                continue
            status = browser.request(method, address, headers=ORIGIN).status_code
            expected = 403
            if who == "visitor":
                expected = 401 if method == "POST" or path.startswith("/api/") else 303
            assert status == expected, f"{who} {method} {path} got {status}"
            checked += 1
    assert checked > 600


@pytest.mark.parametrize(
    ("role", "who"),
    [
        ("lead", Actor(role="lead", account="a", stage="password")),
        ("staff", Actor(role="visitor", account="a", stage="password")),
        ("preceptor", Actor(role="respondent", response="r", audience="preceptee")),
        ("admin", Actor(role="steering", account="a", stage="full")),
        ("respondent", VISITOR),
    ],
)
def test_a_right_is_not_given_by_half(role: Role, who: Actor) -> None:
    assert not can_use(who, role=role)
