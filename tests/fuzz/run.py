"""The fuzz of one service: every role in turn, the same for the same seed."""

import random
from collections import Counter
from dataclasses import dataclass, field

from fastapi.routing import APIRoute, iter_route_contexts

from app.rights import Right, Role, can_use
from app.signins import VISITOR, Actor
from tests.fuzz.calls import Caller, failures
from tests.fuzz.seen import look_round
from tests.fuzz.world import ROLES, World
from tests.people import Service

TURN = 50
"""Requests between looks at whether the person is still signed in, and at what their pages offer now."""
ACTORS = {
    "visitor": VISITOR,
    "preceptee": Actor(role="respondent", response="r", audience="preceptee"),
    "preceptor": Actor(role="respondent", response="r", audience="preceptor"),
    "lead": Actor(role="lead", account="a", stage="full"),
    "steering": Actor(role="steering", account="a", stage="full"),
    "admin": Actor(role="admin", account="a", stage="full"),
}


def routes_of(service: Service) -> list[tuple[str, str, Role]]:
    """(method, path, right) of every route."""
    found = []
    for context in iter_route_contexts(service.app.routes):
        route = context.original_route
        if isinstance(route, APIRoute):
            right = next(each.call for each in route.dependant.dependencies if isinstance(each.call, Right))
            found += [(method, str(context.path), right.role) for method in sorted(route.methods or ())]
    return sorted(found)


@dataclass
class Found:
    """Every server error, and how often each role got which status."""

    errors: list[str] = field(default_factory=list)
    statuses: dict[str, Counter[int]] = field(default_factory=dict)


def fuzz(service: Service, *, calls: int, seed: int, roles: tuple[str, ...] = ROLES) -> Found:
    """What this many requests by each role found."""
    world, everything = World(service), routes_of(service)
    found = Found(statuses={role: Counter() for role in roles})
    for role in roles:
        own = [(method, path) for method, path, right in everything if can_use(ACTORS[role], role=right)]
        if role != "visitor":
            public = [(method, path) for method, path, right in everything if right == "public"]
            own = [each for each in own if each not in public] * 3 + public
        chance = random.Random(f"{seed} {role}")
        for start in range(0, calls, TURN):
            browser = world.browser(role)
            seen = look_round(browser, [(method, path) for method, path, _ in everything])
            caller = Caller(browser, seen, own, seed=chance.randrange(2**32))
            faults = failures(caller, min(TURN, calls - start), statuses=found.statuses[role])
            found.errors += [f"{role}: {each}" for each in faults]
    return found
