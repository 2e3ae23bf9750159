"""Setting up an account, signing in with two factors, and what is refused."""

import re

from sqlmodel import select

from app.accounts import WRONG_CODE, WRONG_SETUP, WRONG_SIGN_IN, add_account, disable_account, get_account
from app.limits import PER_ACCOUNT
from app.passwords import totp_now
from app.tables import SignIn
from tests.people import PASSWORD, Service


def given_set_up_code(service: Service, username: str = "sam@example.org") -> str:
    with service.database.writing() as session:
        _, code = add_account(
            session,
            username=username,
            name="Sam",
            role="steering",
            organisation=None,
            key=service.settings.key,
            now=service.clock(),
            by="test",
        )
    return code


def test_auth_01_a_set_up_code_leads_to_a_signed_in_person(service: Service) -> None:
    browser = service.browser()
    fields = {"code": given_set_up_code(service), "password": PASSWORD, "password-again": PASSWORD}
    assert browser.send_fields("/setup", fields).headers["location"] == "/setup/authenticator"
    page = browser.get("/setup/authenticator").text
    secret = re.search(r'app-code">(\w+)<', page)
    assert secret is not None
    answer = browser.send("/setup/authenticator", code=totp_now(secret[1], at=service.clock()))
    assert answer.headers["location"] == "/steering"
    assert "Sam" in browser.get("/account").text


def test_sec_25_a_set_up_code_works_once_and_ends_after_seven_days(service: Service) -> None:
    late = given_set_up_code(service, "late@example.org")
    service.clock.move(days=7)  # type: ignore[attr-defined]
    fields = {"code": late, "password": PASSWORD, "password-again": PASSWORD}
    assert WRONG_SETUP in service.browser().send_fields("/setup", fields).text
    made_up = fields | {"code": "AAAA-BBBB-CCCC-DDDD"}
    assert WRONG_SETUP in service.browser().send_fields("/setup", made_up).text


def test_an_account_that_is_not_set_up_cannot_use_the_second_factor_page(service: Service) -> None:
    browser = service.browser()
    fields = {"code": given_set_up_code(service), "password": PASSWORD, "password-again": PASSWORD}
    browser.send_fields("/setup", fields)
    secret = re.search(r'app-code">(\w+)<', browser.get("/setup/authenticator").text)
    assert secret is not None
    answer = browser.send("/sign-in/code", code=totp_now(secret[1], at=service.clock()))
    assert answer.status_code == 422


def test_auth_03_a_short_or_common_password_is_refused_with_help(service: Service) -> None:
    code = given_set_up_code(service)
    for password in ("short", "preceptmap123", "aaaaaaaaaaaaaa"):
        fields = {"code": code, "password": password, "password-again": password}
        answer = service.browser().send_fields("/setup", fields)
        assert answer.status_code == 422
        assert "<title>Error: " in answer.text


def test_sec_28_wrong_user_and_wrong_password_read_the_same(service: Service) -> None:
    service.has_account("lee@example.org", role="steering")
    unknown = service.browser().send("/sign-in", username="nobody", password=PASSWORD)
    wrong = service.browser().send("/sign-in", username="lee@example.org", password="wrong password")
    assert unknown.status_code == wrong.status_code == 422
    assert WRONG_SIGN_IN in unknown.text
    assert unknown.text.replace("nobody", "lee@example.org") == wrong.text


def test_sec_29_an_account_is_slowed_after_ten_wrong_passwords(service: Service) -> None:
    service.has_account("lee@example.org", role="steering")
    browser = service.browser()
    for _ in range(PER_ACCOUNT):
        browser.send("/sign-in", username="lee@example.org", password="wrong password")
    assert browser.send("/sign-in", username="lee@example.org", password=PASSWORD).status_code == 429
    service.clock.move(minutes=15)  # type: ignore[attr-defined]
    assert browser.send("/sign-in", username="lee@example.org", password=PASSWORD).status_code == 303


def test_auth_05_a_code_works_once(service: Service) -> None:
    account = service.has_account("lee@example.org", role="steering")
    code = totp_now(account.totp_secret or "", at=service.clock())
    first, second = service.browser(), service.browser()
    for browser in (first, second):
        browser.send("/sign-in", username="lee@example.org", password=PASSWORD)
    assert first.send("/sign-in/code", code=code).status_code == 303
    answer = second.send("/sign-in/code", code=code)
    assert answer.status_code == 422
    assert WRONG_CODE in answer.text


def test_the_sample_survey_shows_a_code_that_still_works_and_none_once_both_were_used(
    service: Service,
) -> None:
    service.app.state.sample = True
    service.has_account("lee@example.org", role="steering")
    for _ in range(2):
        browser = service.browser()
        browser.send("/sign-in", username="lee@example.org", password=PASSWORD)
        shown = re.search(r"your code is (\d{6})", browser.get("/sign-in/code").text)
        assert shown is not None
        assert browser.send("/sign-in/code", code=shown[1]).status_code == 303
    browser = service.browser()
    browser.send("/sign-in", username="lee@example.org", password=PASSWORD)
    assert "Wait 30 seconds, then load this page again" in browser.get("/sign-in/code").text


def test_a_password_alone_opens_nothing(service: Service) -> None:
    service.has_account("lee@example.org", role="steering")
    browser = service.browser()
    browser.send("/sign-in", username="lee@example.org", password=PASSWORD)
    assert browser.get("/account").headers["location"].startswith("/sign-in")


def test_sec_21_signing_in_changes_the_session_and_disabling_ends_it_at_once(service: Service) -> None:
    browser = service.signed_in("lee@example.org", role="steering")
    assert browser.get("/account").status_code == 200
    with service.database.writing() as session:
        row = session.exec(select(SignIn)).one()
        account = get_account(session, row.account or "")
        disable_account(session, account=account, now=service.clock(), by="test")
    assert browser.get("/account").status_code == 303


def test_sec_24_an_idle_session_ends_and_a_used_one_does_not(service: Service) -> None:
    browser = service.signed_in("lee@example.org", role="steering")
    for _ in range(3):
        service.clock.move(minutes=29)  # type: ignore[attr-defined]
        assert browser.get("/account").status_code == 200
    service.clock.move(minutes=30)  # type: ignore[attr-defined]
    assert browser.get("/account").status_code == 303


def test_sec_22_the_database_keeps_only_hashes_of_tokens(service: Service) -> None:
    browser = service.signed_in("lee@example.org", role="steering")
    token = browser.cookies["preceptmap"]
    with service.database.reading() as session:
        assert token not in {row.token_hash for row in session.exec(select(SignIn))}


def test_sec_42_the_way_on_after_signing_in_stays_on_this_site(service: Service) -> None:
    for onward in ("//evil.example", "/\\evil", "https:evil", "javascript:alert(1)", "/a\rb"):
        page = service.browser().get("/sign-in", params={"next": onward}).text
        assert 'name="next" value=""' in page
    assert 'value="/steering"' in service.browser().get("/sign-in?next=/steering").text


def test_signing_out_ends_the_session_on_the_server(service: Service) -> None:
    browser = service.signed_in("lee@example.org", role="steering")
    token = browser.cookies["preceptmap"]
    answer = browser.send("/sign-out")
    assert answer.headers["clear-site-data"]
    browser.cookies.set("preceptmap", token)
    assert browser.get("/account").status_code == 303
