"""Addresses of one person asked for by others: as if nothing were there, and nothing changes (SEC-03, 04, 19, 49)."""

import re

import pytest
from fastapi.routing import APIRoute
from sqlmodel import SQLModel, select

from app.tables import AuditEntry, SignIn
from tests.app.respondents import another_code, started_with
from tests.fuzz.run import routes_of
from tests.fuzz.seen import look_round
from tests.fuzz.world import World
from tests.people import Browser, Service

pytestmark = pytest.mark.parametrize("empty_database", ["sqlite"], indirect=True)
TYPED = "See ten theatre lists"
"""What the preceptee wrote into their plan."""
UNCOUNTED = {AuditEntry.__tablename__, SignIn.__tablename__}


def stored(service: Service) -> dict[str, list[str]]:
    """Every row of every table but the audit trail and the sessions."""
    with service.database.reading() as session:
        return {
            table.name: sorted(repr(tuple(row)) for row in session.execute(select(table)))  # type: ignore[call-overload]
            for table in SQLModel.metadata.sorted_tables
            if table.name not in UNCOUNTED
        }


def own_addresses(browser: Browser, service: Service, prefix: str) -> list[str]:
    """The addresses with an id in them that a person's own pages lead to, under this prefix."""
    routes = [(method, path) for method, path, _ in routes_of(service)]
    seen = look_round(browser, routes)
    found = set()
    for _, path in routes:
        if path.startswith(prefix) and "{" in path and "{code}" not in path and "{chart_id}" not in path:
            names = re.findall(r"\{(\w+)\}", path)
            if all(seen.parts.get(name) for name in names):
                found.add(re.sub(r"\{(\w+)\}", lambda part: sorted(seen.parts[part[1]])[0], path))
    return sorted(found)


def refused_as_if_nothing_were_there(other: Browser, addresses: list[str]) -> None:
    """Each address answers another person exactly as one with an id that never was."""
    for address in addresses:
        answer = other.get(address)
        assert answer.status_code in {404, 405, 422, 403}, f"{address} got {answer.status_code}"
        assert TYPED not in answer.text


def test_sec_03_nobody_else_reaches_a_plan_a_share_or_a_meeting(service: Service) -> None:
    world = World(service)
    own = own_addresses(world.browsers["preceptee"], service, "/my/plan/") + own_addresses(
        world.browsers["preceptee"], service, "/my/sharing/"
    )
    views = own_addresses(world.browsers["preceptor"], service, "/my/preceptees/")
    assert len(own) >= 6
    assert views
    before = stored(service)
    others = {
        "preceptee": started_with(service, another_code(service, 1, "preceptee"))[0],
        "preceptor": started_with(service, another_code(service, 1, "preceptor"))[0],
    }
    started = stored(service)
    refused_as_if_nothing_were_there(others["preceptee"], own)
    refused_as_if_nothing_were_there(others["preceptor"], views)
    for address in own:
        form = {"once": "k" * 24, "revision": "1", "aim": "taken over", "state": "done", "name": "X"}
        assert others["preceptee"].send_fields(address, dict(form)).status_code in {403, 404, 405, 422}
    assert stored(service) == started != before


def test_sec_04_a_lead_reaches_nothing_of_another_organisation(service: Service) -> None:
    world = World(service)
    lead = world.browsers["lead"]
    page = lead.get("/lead/codes").text
    key = re.search(r'name="once" value="([^"]+)"', page)
    assert key is not None
    lead.send("/lead/codes", once=key[1], audience="preceptee", count="3")
    own = own_addresses(lead, service, "/lead/codes/")
    assert own
    service.has_organisation("T02", name="Trust Two")
    other = service.signed_in("lead-t02@example.org", role="lead", organisation="T02")
    before = stored(service)
    for address in own:
        for asked in (address, f"{address}?organisation=T01", f"{address}?trust=T01"):
            answer = other.get(asked)
            assert answer.status_code in {403, 404, 405, 422}, asked
            assert "Trust One" not in answer.text
        assert other.send(address, once="k" * 24, revision="1").status_code in {403, 404, 405, 409, 422}
    assert stored(service) == before


def test_sec_19_reading_every_page_as_everybody_changes_nothing(service: Service) -> None:
    world = World(service)
    before = stored(service)
    routes = [(method, path) for method, path, _ in routes_of(service)]
    for role, browser in world.browsers.items():
        seen = look_round(browser, routes)
        assert seen.forms, f"the pages of a {role} were not reached"
    assert stored(service) == before


def test_sec_19_no_route_changes_things_by_a_method_that_reads(service: Service) -> None:
    methods = {method for method, _, _ in routes_of(service)}
    assert methods == {"GET", "POST"}
    assert not [
        route.path
        for route in service.app.routes
        if isinstance(route, APIRoute) and {"GET", "POST"} <= route.methods
    ]


def test_sec_49_what_a_preceptee_wrote_is_on_no_page_of_staff(service: Service) -> None:
    world = World(service)
    reached = 0
    for method, path, right in routes_of(service):
        if method == "GET" and right in {"lead", "steering", "admin"} and "{" not in path:
            answer = world.browsers[right].get(path)
            assert TYPED not in answer.text, path
            reached += answer.status_code == 200
    assert reached > 15
