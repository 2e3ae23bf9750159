"""A real browser on a real server with the sample survey, watching for anything it should not do."""

import re
import shutil
import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from app.demo import PASSWORD, how_to_sign_in, prepare_demo
from app.demo import sample_settings as sample_for
from app.main import create_app
from app.migrate import upgrade
from app.settings import Settings
from surveys.database import open_database
from tests.app.jobs import without_attack
from tests.app.unattacked import unattacked

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIGNED_IN: dict[tuple[str, str], Any] = {}
"""Cookies of everyone a walk signed in, by site and user name."""


@pytest.fixture(scope="session")
def sample_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a freshly made sample survey."""
    settings = sample_for(Settings(data=tmp_path_factory.mktemp("sample")))
    database = open_database(settings.address)
    upgrade(database)
    prepare_demo(database, settings, say=lambda _line: None, protect=unattacked)
    database.close()
    return settings


@pytest.fixture
def codes(sample_settings: Settings) -> dict[str, str]:
    """A fresh invitation code for each audience."""
    return fresh_codes(sample_settings)


def fresh_codes(settings: Settings) -> dict[str, str]:
    """A fresh invitation code for each audience of this site."""
    database = open_database(settings.address)
    with database.writing() as session:
        lines = how_to_sign_in(session, settings)
    database.close()
    return {
        audience: line.rsplit(" ", 1)[1]
        for audience in ("preceptee", "preceptor")
        for line in lines
        if line.split()[:1] == [audience]
    }


@contextmanager
def serving(settings: Settings) -> Iterator[str]:
    """Run the service on a free port; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(without_attack(create_app(settings)), host="127.0.0.1", port=port, log_level="warning")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    for _ in range(200):
        if server.started:
            break
        time.sleep(0.05)
    yield f"http://localhost:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def site(sample_settings: Settings) -> Iterator[str]:
    """The address of a running service that holds the sample survey, shared by the walks."""
    with serving(sample_settings) as address:
        yield address


@pytest.fixture
def own_settings(sample_settings: Settings, tmp_path: Path) -> Settings:
    """Settings of a copy of the sample survey, for a walk that would disturb the others."""
    shutil.copy(sample_settings.data / "secret.key", tmp_path)
    with (
        closing(sqlite3.connect(sample_settings.data / "sample.sqlite")) as shared,
        closing(sqlite3.connect(tmp_path / "sample.sqlite")) as own,
    ):
        shared.backup(own)
    return sample_for(Settings(data=tmp_path))


@pytest.fixture
def own_codes(own_settings: Settings) -> dict[str, str]:
    """A fresh invitation code for each audience, of a site that no other walk uses."""
    return fresh_codes(own_settings)


@pytest.fixture
def own_site(own_settings: Settings) -> Iterator[str]:
    """The address of a service that no other walk uses."""
    with serving(own_settings) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium where there is one, else Playwright's own."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


class Walker:
    """One person's browser window, with the checks every page must meet."""

    def __init__(self, page: Page, site: str, axe: str, *, javascript: bool) -> None:
        self.page = page
        self.javascript = javascript
        self.site = site
        self.axe = axe
        self.seen: list[str] = []
        self.faults: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        page.on("request", self._asked)

    def open(self, path: str) -> None:
        """Go to a page and check it."""
        self.page.goto(self.site + path)
        self.check()

    def click(self, name: str, *, role: Any = "button") -> None:
        """Click by role and name, wait for the page that follows, and check it."""
        self.page.get_by_role(role, name=name).first.click()
        self.page.wait_for_load_state()
        self.check()

    def sign_in(self, username: str) -> None:
        """Sign in with both factors, once for each person and site: a code works once in 30 seconds."""
        kept = (self.site, username)
        if kept in SIGNED_IN:
            self.page.context.add_cookies(SIGNED_IN[kept])
            return self.open("/sign-in")
        self.open("/sign-in")
        self.page.get_by_label("User name").fill(username)
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.click("Continue")
        shown = re.search(r"your code is (\d{6})", self.page.inner_text("main"))
        assert shown is not None
        self.page.get_by_label("6-digit code").fill(shown[1])
        self.click("Sign in")
        SIGNED_IN[kept] = self.page.context.cookies()

    def check(self) -> None:
        """UX-01 and UX-20: no axe violations, one h1, a title, no sideways scroll (UX-04)."""
        self.seen.append(self.page.url)
        assert self.page.locator("h1").count() == 1, self.page.url
        assert self.page.title(), self.page.url
        if self.javascript:
            self._check_in_page()
        assert self.faults == []

    def _check_in_page(self) -> None:
        self.page.evaluate(self.axe)
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        violations = [
            f"{each['id']}: {each['help']} {[node['html'][:120] for node in each['nodes'][:3]]}"
            for each in found["violations"]
        ]
        assert violations == [], f"{self.page.url}: {violations}"
        wider = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wider <= 0, f"{self.page.url} is {wider} px wider than the window"

    def _heard(self, message: Any) -> None:
        if message.type in {"error", "warning"} and "422" not in message.text and "409" not in message.text:
            self.faults.append(f"console: {message.text}")

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.site, "data:", "blob:")):
            self.faults.append(f"asked another host: {request.url}")


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core's source, from the packages installed at set-up."""
    return (ROOT / "node_modules/axe-core/axe.min.js").read_text()


@pytest.fixture
def walk(chromium: Browser, site: str, axe: str) -> Iterator[Callable[..., Walker]]:
    """Open windows with `walk()`, `walk(width=320)` or `walk(javascript=False)`."""
    contexts: list[BrowserContext] = []

    def start(*, width: int = 1280, javascript: bool = True, at: str = site, locale: str = "en-GB") -> Walker:
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=javascript, locale=locale
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        return Walker(context.new_page(), at, axe, javascript=javascript)

    yield start
    for context in contexts:
        context.close()
