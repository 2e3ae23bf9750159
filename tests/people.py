"""Situations and people: one verb per situation, made through the real actions."""

from collections.abc import Callable
from datetime import date, datetime

from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from app.accounts import add_account
from app.passwords import hash_password, make_totp_secret, totp_now
from app.settings import Settings
from app.tables import Account
from surveys.database import Database
from surveys.tables import Organisation, TimePoint

PASSWORD = "a long enough password"
HERE = "http://testserver"


class Service:
    """The app under test with its database, settings and clock."""

    def __init__(self, app: FastAPI, *, settings: Settings, clock: Callable[[], datetime]) -> None:
        self.app = app
        self.settings = settings
        self.clock = clock
        self.database: Database = app.state.database

    def browser(self) -> "Browser":
        """A new browser with no cookies."""
        return Browser(self.app)

    def has_organisation(
        self, code: str = "T01", *, region: str | None = "Y56", name: str = "Trust One"
    ) -> str:
        """An open organisation; its code."""
        with self.database.writing() as session:
            session.add(Organisation(code=code, name=name, region=region, snapshot=date(2026, 11, 1)))
        return code

    def has_open_time_point(self, title: str = "Autumn 2026") -> int:
        """An open time point; its id."""
        with self.database.writing() as session:
            point = TimePoint(
                title=title,
                series=title,
                state="open",
                opened_on=date(2026, 11, 1),
                preceptee_instrument="preceptee-2026",
                preceptor_instrument="preceptor-2026",
                organisation_instrument="organisation-2026",
            )
            session.add(point)
            session.flush()
            assert point.id is not None
            return point.id

    def closes(self, time_point: int) -> None:
        """The time point takes no more answers."""
        with self.database.writing() as session:
            point = session.get_one(TimePoint, time_point)
            point.state, point.closed_on = "closed", date(2026, 11, 30)
            session.add(point)

    def has_account(self, username: str, *, role: str, organisation: str | None = None) -> Account:
        """An active account with PASSWORD and an authenticator; it can sign in."""
        with self.database.writing() as session:
            account, _ = add_account(
                session,
                username=username,
                name=username.title(),
                role=role,
                organisation=organisation,
                key=self.settings.key,
                now=self.clock(),
                by="test",
            )
            account.password_hash = hash_password(PASSWORD)
            account.totp_secret = make_totp_secret()
            account.state, account.setup_hash = "active", None
            session.add(account)
            session.flush()
            session.expunge(account)
            return account

    def signed_in(self, username: str, *, role: str, organisation: str | None = None) -> "Browser":
        """A browser in which a new person of this role has signed in with both factors."""
        account = self.has_account(username, role=role, organisation=organisation)
        browser = self.browser()
        browser.send("/sign-in", username=username, password=PASSWORD)
        answer = browser.send("/sign-in/code", code=totp_now(account.totp_secret or "", at=self.clock()))
        assert answer.status_code == 303, answer.text
        return browser


class Browser:
    """A client that posts as a browser does and does not follow redirects by itself."""

    def __init__(self, app: FastAPI) -> None:
        self.client = TestClient(app, base_url=HERE, follow_redirects=False, raise_server_exceptions=True)
        self.cookies = self.client.cookies
        self.get, self.post, self.request = self.client.get, self.client.post, self.client.request
        self.close = self.client.close

    def send(self, path: str, **fields: object) -> Response:
        """Post a form from a page of this service."""
        return self.send_fields(path, dict(fields))

    def send_fields(self, path: str, fields: dict[str, object]) -> Response:
        """Post a form whose field names are not Python names."""
        return self.post(path, data=fields, headers={"Origin": HERE, "Sec-Fetch-Site": "same-origin"})
