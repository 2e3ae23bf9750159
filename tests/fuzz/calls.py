"""One hostile request after another, from a seed: real pages and forms with something wrong about them."""

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from app.formats import readers
from tests.fuzz import hostile
from tests.fuzz.files import hostile_files
from tests.fuzz.seen import Fields, Seen, forms_of
from tests.people import HERE, Browser

ORIGIN = {"Origin": HERE, "Sec-Fetch-Site": "same-origin"}
LEAVES = {"/sign-out", "/my/erase"}
"""Sent less often: everything after them would be refused for want of a session."""


@dataclass(frozen=True)
class Call:
    """One request, as the client is given it."""

    method: str
    address: str
    options: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.method} {self.address[:200]!r} {str(self.options)[:600]}"


class Caller:
    """Makes requests for one person."""

    def __init__(self, browser: Browser, seen: Seen, routes: list[tuple[str, str]], *, seed: int) -> None:
        self.browser, self.seen, self.routes = browser, seen, routes
        self.chance = random.Random(seed)
        self.files = list(hostile_files().values())

    def call(self) -> Call:
        """The next request."""
        method, pattern = self.chance.choice(self.routes)
        if pattern in LEAVES and self.chance.random() < 0.95:
            method, pattern = "GET", "/"
        address = self._address(pattern)
        if method == "GET":
            return Call(method, address + self._query(pattern), {"headers": self._headers()})
        way = self.chance.random()
        if way < 0.6:
            return self._form(address)
        if way < 0.85:
            return self._upload(address)
        return self._bytes(method, address)

    def _address(self, pattern: str) -> str:
        real = [action for action in self.seen.forms if _same(pattern, action)]
        if real and self.chance.random() < 0.4:
            return self.chance.choice(sorted(real))
        return re.sub(r"\{(\w+)(:\w+)?\}", lambda found: self._part(found[1]), pattern)

    def _part(self, name: str) -> str:
        known = sorted(self.seen.parts.get(name, ()))
        if known and self.chance.random() < 0.75:
            return self.chance.choice(known)
        return quote(hostile.segment(self.chance), safe="")

    def _query(self, pattern: str) -> str:
        if self.chance.random() < 0.5:
            return ""
        names = [
            *sorted(self.seen.queries.get(pattern, ())),
            "page",
            "time_point",
            "done",
            "next",
            "item",
            "q",
            "limit",
        ]
        names += ["offset", "sort", "orderBy", "filter", "fields", "framework", "setting", "<b>"]
        picked = self.chance.choices(names, k=self.chance.choice((1, 1, 1, 2, 3)))
        return "?" + "&".join(f"{quote(name)}={quote(hostile.text(self.chance)[:300])}" for name in picked)

    def _headers(self) -> dict[str, str]:
        if self.chance.random() < 0.9:
            return {}
        return {
            "Accept-Language": hostile.text(self.chance).encode("ascii", "replace").decode()[:80].strip()
            or "cy",
            "If-None-Match": "*",
            "Range": "bytes=0-1,5-2",
        }

    def _form(self, address: str) -> Call:
        fields = self._real_fields(address) or [
            (
                self.chance.choice(("code", "title", "reason", "documents", "link", "part")),
                hostile.text(self.chance),
            )
        ]
        for _ in range(self.chance.choice((0, 1, 1, 2, 3))):
            fields = self._spoilt(fields)
        data: dict[str, list[str]] = {}
        for name, value in fields:
            data.setdefault(name, []).append(value)
        return Call("POST", address, {"data": data, "headers": ORIGIN})

    def _real_fields(self, address: str) -> Fields:
        page = self.seen.forms.get(address, (address, []))[0]
        answer = self.browser.get(page)
        found = forms_of(answer.text, page).get(address, []) if answer.status_code == 200 else []
        return [(name, value or self._plausible()) for name, value in found]

    def _plausible(self) -> str:
        return self.chance.choice(("1", "2", "5", "yes", "Some words", "", hostile.text(self.chance)))

    def _spoilt(self, fields: Fields) -> Fields:
        if not fields:
            return [(self.chance.choice(hostile.EXTRA_FIELDS), hostile.text(self.chance))]
        at, way = self.chance.randrange(len(fields)), self.chance.randrange(5)
        name, value = fields[at]
        changed: Fields = [
            [(name, hostile.text(self.chance))],
            [],
            [(name, value), (name, hostile.text(self.chance))],
            [(name, value), (self.chance.choice(hostile.EXTRA_FIELDS), hostile.text(self.chance))],
            [(hostile.text(self.chance)[:50], value), (name, value[:-1])],
        ][way]
        return [*fields[:at], *changed, *fields[at + 1 :]]

    def _upload(self, address: str) -> Call:
        called, content = self.chance.choice(self.files)
        fields = dict(self._real_fields(address))
        if self.chance.random() < 0.8:
            fields["format"] = self.chance.choice([*readers(), "", hostile.text(self.chance)])
        fields.pop("file", None)
        name = self.chance.choice((called, "a.yaml", "a.json", "a.xlsx", "a.csv"))
        return Call("POST", address, {"data": fields, "files": {"file": (name, content)}, "headers": ORIGIN})

    def _bytes(self, method: str, address: str) -> Call:
        kind = self.chance.choice(hostile.CONTENT_TYPES)
        body = self.chance.choice(hostile.BODIES)
        return Call(method, address, {"content": body, "headers": {**ORIGIN, "Content-Type": kind}})


def _same(pattern: str, path: str) -> bool:
    return re.fullmatch(re.sub(r"\{\w+(:\w+)?\}", "[^/]+", pattern), path) is not None


def failures(caller: Caller, calls: int, *, statuses: Counter[int]) -> Iterator[str]:
    """Send that many requests; what each that ended in a server error was. Every answer's status is counted."""
    for _ in range(calls):
        call = caller.call()
        try:
            answer = caller.browser.request(call.method, call.address, **call.options)
        except Exception as error:  # the service's own fault, which the client hands on
            yield f"{call}\n    {type(error).__name__}: {str(error)[:300]}\n    {_place(error)}"
            continue
        statuses[answer.status_code] += 1
        if answer.status_code >= 500:
            yield f"{call}\n    {answer.status_code} {answer.text[:200]}"


def _place(error: BaseException) -> str:
    """The last lines of our own code that the error passed."""
    steps, trace = [], error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if "site-packages" not in code.co_filename and "tests" not in code.co_filename:
            steps.append(
                f"{code.co_filename.rsplit('/', 2)[-2]}/{code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}"
            )
        trace = trace.tb_next
    return " < ".join(reversed(steps[-4:]))
