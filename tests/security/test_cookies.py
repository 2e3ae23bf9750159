"""Cookies, hosts and sessions as production has them (SEC-16, 20, 21, 23, 26, 27)."""

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from app.main import create_app
from app.passwords import totp_now
from app.settings import Settings
from tests.app.respondents import given_code, started_with
from tests.conftest import FixedClock
from tests.people import PASSWORD, Browser, Service

ADDRESS = "https://map.example.org"


@pytest.fixture
def public(service: Service) -> TestClient:
    """A browser of the same service set up for production, at its public address."""
    settings = Settings(
        data=service.settings.data, secret=service.settings.secret, public_url=ADDRESS, production=True
    )
    app = create_app(settings, database=service.database, clock=service.clock)
    return TestClient(app, base_url=ADDRESS, follow_redirects=False)


def test_sec_20_the_only_cookies_are_the_session_and_the_language(
    service: Service, public: TestClient
) -> None:
    account = service.has_account("ann@example.org", role="steering")
    for path in ("/", "/help", "/sign-in", "/join", "/nowhere"):
        assert "set-cookie" not in public.get(path).headers
    sent = {"username": account.username, "password": PASSWORD}
    first = public.post("/sign-in", data=sent, headers={"Origin": ADDRESS})
    code = totp_now(account.totp_secret or "", at=service.clock())
    second = public.post("/sign-in/code", data={"code": code}, headers={"Origin": ADDRESS})
    language = public.post("/language", data={"language": "cy", "back": "/"}, headers={"Origin": ADDRESS})
    for answer, name in (
        (first, "__Host-preceptmap"),
        (second, "__Host-preceptmap"),
        (language, "__Host-preceptmap-language"),
    ):
        (cookie,) = answer.headers.get_list("set-cookie")
        assert cookie.startswith(f"{name}=")
        parts = {each.strip().casefold() for each in cookie.split(";")[1:]}
        assert {"secure", "httponly", "samesite=lax", "path=/"} <= parts
        assert not any(part.startswith("domain") for part in parts)
        assert len(cookie) < 4096


def test_sec_16_over_tls_browsers_are_told_to_stay_there_for_over_a_year(public: TestClient) -> None:
    for path in ("/", "/nowhere", "/static/preceptmap.css", "/health/live"):
        seconds = public.get(path).headers["strict-transport-security"].split("max-age=")[1].split(";")[0]
        assert int(seconds) >= 31_536_000


@pytest.mark.parametrize("host", ["evil.example", "map.example.org.evil.example", "map.example.org:8443", ""])
def test_sec_26_a_request_for_another_host_is_refused(public: TestClient, host: str) -> None:
    answer = public.get("/sign-in", headers={"Host": host})
    assert answer.status_code == 400
    assert "evil" not in answer.text


def test_sec_21_signing_in_gives_a_new_session_and_the_one_before_is_dead(service: Service) -> None:
    account = service.has_account("ann@example.org", role="steering")
    browser = service.browser()
    browser.send("/sign-in", username=account.username, password=PASSWORD)
    before = browser.cookies["preceptmap"]
    browser.send("/sign-in/code", code=totp_now(account.totp_secret or "", at=service.clock()))
    assert browser.cookies["preceptmap"] != before
    old = service.browser()
    old.cookies.set("preceptmap", before)
    assert old.get("/sign-in/code").headers["location"] == "/sign-in"


@pytest.mark.parametrize("action", ["disable", "reset"])
def test_sec_23_disabling_or_resetting_an_account_ends_its_sessions_everywhere(
    service: Service, clock: FixedClock, action: str
) -> None:
    admin = service.signed_in("admin@example.org", role="admin")
    account = service.has_account("ann@example.org", role="steering")
    browsers = []
    for _ in range(2):
        clock.now += timedelta(seconds=31)
        browsers.append(signed_in_again(service, account.username, account.totp_secret or ""))
    assert [each.get("/steering").status_code for each in browsers] == [200, 200]
    page = admin.get(f"/admin/accounts/{account.id}").text
    key = page.split('name="once" value="')[1].split('"')[0] if 'name="once"' in page else ""
    answer = admin.send(f"/admin/accounts/{account.id}/{action}", once=key)
    assert answer.status_code in {200, 303}
    assert [each.get("/steering").status_code for each in browsers] == [303, 303]


def signed_in_again(service: Service, username: str, secret: str) -> Browser:
    browser = service.browser()
    browser.send("/sign-in", username=username, password=PASSWORD)
    assert browser.send("/sign-in/code", code=totp_now(secret, at=service.clock())).status_code == 303
    return browser


def test_sec_27_what_looks_at_links_first_uses_up_no_code_and_gets_no_session(service: Service) -> None:
    code = given_code(service)
    scanner = service.browser()
    for path in (
        "/join",
        f"/join?code={code}",
        f"/join/start?code={code}",
        f"/return?code={code}",
        f"/setup?code={code}",
    ):
        for method in ("HEAD", "GET"):
            answer = scanner.request(method, path)
            assert "set-cookie" not in answer.headers
    scanner.send("/join", code=code)  # even a form that was sent by itself only asks whether to start
    assert not scanner.cookies
    assert started_with(service, code)[0].get("/my/tasks").status_code == 200
