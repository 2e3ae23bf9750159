"""A real browser on a real server with the sample survey, watching for anything it should not do."""

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from app.main import create_app
from app.settings import Settings

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
WIDTHS = {"desktop": 1280, "phone": 320}


@pytest.fixture(scope="session")
def site(sample_settings: Settings) -> Iterator[str]:
    """The address of a running service that holds the sample survey."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(create_app(sample_settings), host="127.0.0.1", port=port, log_level="warning")
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
def chromium() -> Iterator[Browser]:
    """The system's Chromium where there is one, else Playwright's own."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


class Walker:
    """One person's browser window, with the checks every page must meet."""

    def __init__(self, page: Page, site: str, axe: str) -> None:
        self.page = page
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

    def check(self) -> None:
        """UX-01 and UX-20: no axe violations, one h1, a title, no sideways scroll (UX-04)."""
        self.seen.append(self.page.url)
        self.page.evaluate(self.axe)
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        violations = [
            f"{each['id']}: {each['help']} {[node['html'][:120] for node in each['nodes'][:3]]}"
            for each in found["violations"]
        ]
        assert violations == [], f"{self.page.url}: {violations}"
        assert self.page.locator("h1").count() == 1, self.page.url
        assert self.page.title(), self.page.url
        wider = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wider <= 0, f"{self.page.url} is {wider} px wider than the window"
        assert self.faults == []

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

    def start(*, width: int = 1280, javascript: bool = True) -> Walker:
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=javascript, locale="en-GB"
        )
        contexts.append(context)
        return Walker(context.new_page(), site, axe)

    yield start
    for context in contexts:
        context.close()
