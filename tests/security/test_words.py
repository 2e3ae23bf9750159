"""Hostile words in definitions, queries and addresses: shown as they were typed, or refused (SEC-11 to 14, 32, 50)."""

import html
import re
from html.parser import HTMLParser
from urllib.parse import quote

import pytest

from frameworks.yaml_text import yaml_text
from tests.app.test_steering_definitions import DRAFT, hidden, look
from tests.fuzz.run import routes_of
from tests.people import Browser, Service

PAYLOADS = (
    "<script>canary()</script>",
    '"><img src=x onerror=canary()>',
    "</script><!-- ' onmouseover=canary() x='",
    "{{7*7}}{% raise %}${7*7}%(x)s",
)
EVERYTHING = " ".join(PAYLOADS) + " \u2028\u2029 end"
RAW = ("<script>canary", "<img src=x", "<!-- '", "49", "onerror=canary()>")


def hostile_framework() -> str:
    """The working draft with hostile words wherever a framework has words, as a file."""
    items = tuple(
        item.model_copy(
            update={"title": f"{item.code} {EVERYTHING}"[:150], "gist": f"{item.code} {EVERYTHING}."}
        )
        for item in DRAFT.items
    )
    changes = {
        "id": "hostile-2027",
        "edition": "2027",
        "replaces": None,
        "title": f"F {EVERYTHING}",
        "items": items,
    }
    return yaml_text(DRAFT.model_copy(update=changes))


def check_page(text: str, address: str) -> None:
    """No words became markup, and no script stands in the page itself."""
    for raw in RAW[:3]:
        assert raw not in text, f"{raw} on {address}"
    page = Tags()
    page.feed(text)
    assert page.scripts == [], f"a script stands in {address}"
    assert page.handlers == [], f"an attribute runs on {address}"


class Tags(HTMLParser):
    """The scripts without a file of their own, and the attributes that would run something."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if tag == "script" and "src" not in names and names.get("type") != "application/json":
            self.scripts.append(self.get_starttag_text() or tag)
        self.handlers += [f"{tag} {name}" for name in names if name.startswith("on")]


def added(service: Service, member: Browser) -> str:
    """The page that looked at the hostile file, which was then added."""
    page = look(member, hostile_framework(), name='"><script>canary()</script>.yaml')
    assert page.status_code == 200, page.text[-2000:]
    form = hidden(page.text) | {"reason": EVERYTHING[:200]}
    assert member.send_fields("/steering/definitions", dict(form)).status_code == 303
    return page.text


@pytest.mark.parametrize("empty_database", ["sqlite"], indirect=True)
def test_sec_12_and_14_hostile_words_of_a_definition_are_words_on_every_page(service: Service) -> None:
    member = service.signed_in("cat@example.org", role="steering")
    check_page(added(service, member), "the look at the file")
    item = DRAFT.items[0].code
    addresses = (
        "/steering/definitions",
        "/frameworks",
        "/frameworks/hostile-2027",
        f"/frameworks/hostile-2027/{item}",
        f"/frameworks/compare?from={DRAFT.id}&to=hostile-2027",
        "/definitions/hostile-2027",
        "/coverage/hostile-2027",
        "/coverage",
        "/crosswalks",
        "/steering/mapping/start",
        "/admin/audit",
    )
    shown = 0
    for address in addresses:
        page = member.get(address)
        assert page.status_code < 500
        check_page(page.text, address)
        shown += "{{7*7}}" in html.unescape(page.text)
    assert shown >= 3, "the words must be there, as they were typed"


@pytest.mark.parametrize("empty_database", ["sqlite"], indirect=True)
def test_sec_14_what_programs_read_is_never_served_as_a_page(service: Service) -> None:
    added(service, service.signed_in("cat@example.org", role="steering"))
    for address in (
        "/api/v1/frameworks",
        "/api/v1/frameworks/hostile-2027",
        "/api/v1/items",
        "/ims/case/v1p1/CFDocuments",
    ):
        answer = service.browser().get(address)
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("application/json")
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("empty_database", ["sqlite"], indirect=True)
def test_sec_13_hostile_words_in_a_query_or_an_address_come_back_as_words(service: Service) -> None:
    browser = service.browser()
    public = {path for method, path, right in routes_of(service) if method == "GET" and right == "public"}
    for path in sorted(public):
        typed = quote(PAYLOADS[0] + PAYLOADS[1], safe="")
        addresses = [
            re.sub(r"\{\w+\}", typed, path),
            re.sub(r"\{\w+\}", "x", path) + f"?next={typed}&q={typed}&{typed}=1",
        ]
        for address in addresses:
            answer = browser.get(address)
            assert answer.status_code < 500
            if answer.headers.get("content-type", "").startswith("text/html"):
                check_page(answer.text, address)
    missing = browser.get(f"/nowhere/{quote(EVERYTHING)}")
    assert missing.status_code == 404
    check_page(missing.text, "a page that is not there")


INJECTED = (
    "' OR '1'='1",
    "1; DROP TABLE account; --",
    "1) UNION SELECT password_hash FROM account --",
    "'||pg_sleep(9)||'",
)


@pytest.mark.parametrize("typed", INJECTED)
def test_sec_32_what_looks_like_sql_finds_and_changes_nothing(service: Service, typed: str) -> None:
    service.has_account("ann@example.org", role="steering")
    browser = service.browser()
    for address, fields in (
        ("/sign-in", {"username": typed, "password": typed}),
        ("/join", {"code": typed}),
        ("/return", {"code": typed}),
        ("/setup", {"code": typed, "password": typed, "password-again": typed}),
    ):
        answer = browser.send_fields(address, dict(fields))
        assert answer.status_code == 422, address
        for told in ("syntax", "sqlite", "psycopg", "SELECT"):
            assert told not in answer.text.replace(html.escape(typed, quote=True), "").replace(typed, "")
    for path in ("/api/v1/items", "/ims/case/v1p1/CFDocuments"):
        for key in ("q", "sort", "orderBy", "filter", "fields", "framework"):
            assert browser.get(f"{path}?{key}={quote(typed)}").status_code in {200, 400, 404, 422}
    assert service.signed_in("bea@example.org", role="admin").get("/admin").status_code == 200
