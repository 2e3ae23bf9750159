"""What a person's own pages offer: real ids for the parts of addresses, and real forms with their fields."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from html.parser import HTMLParser

from tests.people import Browser

Fields = list[tuple[str, str]]
MOST_PAGES = 60


@dataclass
class Seen:
    """Values by the name of the part of an address, forms by where they post to, and keys of queries."""

    parts: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    forms: dict[str, tuple[str, Fields]] = field(default_factory=dict)
    queries: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


class _Page(HTMLParser):
    """Links and forms of one page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[tuple[str | None, Fields]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "a" and values.get("href", "").startswith("/"):
            self.links.append(values["href"])
        if tag == "form":
            action = values.get("action")
            self.forms.append((action, []))
            if values.get("method", "get").casefold() == "get" and action:
                self.links.append(action)
        if tag in {"input", "select", "textarea", "button"} and values.get("name") and self.forms:
            self.forms[-1][1].append((values["name"], values.get("value", "")))


def forms_of(html: str, address: str) -> dict[str, Fields]:
    """The fields of each form on a page, by where it posts to."""
    page = _Page()
    page.feed(html)
    return {action or address.partition("?")[0]: fields for action, fields in page.forms}


def look_round(browser: Browser, routes: list[tuple[str, str]]) -> Seen:
    """Follow a person's own links until there is nothing new of a kind; nothing is sent."""
    seen, waiting, done = Seen(), ["/", "/lead", "/steering", "/admin", "/my/tasks"], set[str]()
    kinds: dict[str, int] = defaultdict(int)
    patterns = [
        (path, re.compile(re.sub(r"\{(\w+)(:\w+)?\}", r"(?P<\1>[^/]+?)", path) + "$")) for _, path in routes
    ]
    while waiting and len(done) < MOST_PAGES:
        address = waiting.pop(0)
        path, _, query = address.partition("#")[0].partition("?")
        matched = [(kind, found) for kind, pattern in patterns if (found := pattern.match(path))]
        for kind, found in matched[:1]:
            for name, value in found.groupdict().items():
                seen.parts[name].add(value)
            seen.queries[kind] |= {each.partition("=")[0] for each in query.split("&") if each}
            kinds[kind] += 1
        if address in done or not matched or kinds[matched[0][0]] > 3:
            continue
        done.add(address)
        answer = browser.get(address)
        if answer.status_code == 303:
            waiting.append(answer.headers["location"])
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        page = _Page()
        page.feed(answer.text)
        waiting += page.links
        for action, fields in forms_of(answer.text, path).items():
            seen.forms[action] = (address, fields)
    return seen
