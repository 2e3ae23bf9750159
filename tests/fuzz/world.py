"""A service in which every kind of person has something: what hostile requests are aimed at."""

from tests.app.mapping import ANN, BEN, ORIGIN, has_mapped, has_task, link
from tests.app.pairs import give, shared, two_people
from tests.app.plans import add_action, add_meeting
from tests.app.respondents import another_code, started_with
from tests.people import Browser, Service

ROLES = ("visitor", "preceptee", "preceptor", "lead", "steering", "admin")


class World:
    """One service and a browser for each role, made again when a request has signed it out or erased it."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.made = 0
        self.browsers: dict[str, Browser] = {}
        two = two_people(service)
        add_action(two.preceptee, "See ten theatre lists")
        add_meeting(two.preceptee)
        give(two.preceptor, shared(two, "ratings", "plan"), N01="4")
        self.browsers |= {"preceptee": two.preceptee, "preceptor": two.preceptor}
        self._staff()

    def browser(self, role: str) -> Browser:
        """The browser of this role, signed in."""
        if role == "visitor":
            return self.service.browser()
        known = self.browsers.get(role)
        if known is None or known.get(self._home(role)).status_code == 303:
            known = self.browsers[role] = self._again(role)
        return known

    def _home(self, role: str) -> str:
        return "/my/return-code" if role in {"preceptee", "preceptor"} else "/account"

    def _again(self, role: str) -> Browser:
        self.made += 1
        if role in {"preceptee", "preceptor"}:
            return started_with(self.service, another_code(self.service, 1, role))[0]
        organisation = "T01" if role == "lead" else None
        return self.service.signed_in(f"{role}-{self.made}@example.org", role=role, organisation=organisation)

    def _staff(self) -> None:
        service = self.service
        self.browsers["steering"] = service.signed_in(ANN, role="steering")
        service.has_account(BEN, role="steering")
        task = has_task(service)
        has_mapped(service, task, BEN, finish=False, **{_first_item(service): (link("P1a"),)})
        self.browsers["lead"] = service.signed_in("lead@example.org", role="lead", organisation="T01")
        self.browsers["admin"] = service.signed_in("admin@example.org", role="admin")


def _first_item(service: Service) -> str:
    from app.set_items import item_codes  # noqa: PLC0415 - the service's own list

    return next(iter(item_codes(service.app.state.current.get(), ORIGIN)))
