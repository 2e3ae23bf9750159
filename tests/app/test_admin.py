"""Administrators: accounts, set-up codes shown once, and never nobody left to let others in."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import select

from app.accounts import active_admins, disable_account, enable_account, get_account, reset_account
from app.first_run import ensure_first_admin
from app.tables import Account
from surveys.errors import Conflict
from surveys.tables import Organisation
from tests.app.steering import post
from tests.people import PASSWORD, Browser, Service

CODE = re.compile(r'class="app-code">([0-9A-Z-]+)<')


def form(browser: Browser, page: str) -> dict[str, str]:
    return dict(re.findall(r'type="hidden" name="(once)" value="([^"]+)"', browser.get(page).text))


def test_a_new_lead_gets_a_set_up_code_that_is_shown_once(service: Service) -> None:
    service.has_organisation()
    browser = service.signed_in("ada@example.org", role="admin")
    fields = form(browser, "/admin/add")
    fields |= {"username": "Lee@example.org", "name": "Lee", "role": "lead", "organisation": "T01"}
    answer = browser.send_fields("/admin/add", dict(fields))
    code = CODE.search(answer.text)
    assert answer.status_code == 200
    assert code is not None
    again = browser.send_fields("/admin/add", dict(fields))
    assert again.status_code == 303
    assert code[1] not in browser.get(again.headers["location"]).text
    setup = {"code": code[1], "password": PASSWORD, "password-again": PASSWORD}
    assert service.browser().send_fields("/setup", setup).headers["location"] == "/setup/authenticator"
    page = browser.get("/admin").text
    assert "lee@example.org" in page
    assert "T01" in page


def test_a_lead_without_an_organisation_is_refused_and_nothing_typed_is_lost(service: Service) -> None:
    browser = service.signed_in("ada@example.org", role="admin")
    fields = form(browser, "/admin/add") | {"username": "lee", "name": "Lee Ng", "role": "lead"}
    answer = browser.send_fields("/admin/add", dict(fields))
    assert answer.status_code == 422
    assert "<title>Error: Add an account" in answer.text
    assert 'href="#organisation"' in answer.text
    assert 'value="Lee Ng"' in answer.text
    with service.database.reading() as session:
        assert len(session.exec(select(Account)).all()) == 1


def test_a_user_name_can_be_used_once_only(service: Service) -> None:
    service.has_account("cat", role="steering")
    browser = service.signed_in("ada", role="admin")
    fields = form(browser, "/admin/add") | {"username": "CAT", "name": "Cat", "role": "steering"}
    answer = browser.send_fields("/admin/add", dict(fields))
    assert answer.status_code == 422
    assert "already an account with this user name" in answer.text


def test_disabling_shuts_out_at_once_and_enabling_lets_in_again(service: Service) -> None:
    cat = service.signed_in("cat", role="steering")
    browser = service.signed_in("ada", role="admin")
    (path,) = re.findall(r'href="(/admin/accounts/\w+)">cat<', browser.get("/admin").text)
    post(browser, path, f"{path}/disable")
    assert cat.get("/steering").status_code == 303
    post(browser, path, f"{path}/enable")
    assert "Active" in browser.get(path).text
    answer = service.browser().send("/sign-in", username="cat", password=PASSWORD)
    assert answer.headers["location"] == "/sign-in/code"


def test_a_reset_drops_the_password_and_shows_a_new_code(service: Service) -> None:
    cat = service.signed_in("cat", role="steering")
    browser = service.signed_in("ada", role="admin")
    (path,) = re.findall(r'href="(/admin/accounts/\w+)">cat<', browser.get("/admin").text)
    fields = form(browser, path)
    answer = browser.send_fields(f"{path}/reset", dict(fields))
    assert CODE.search(answer.text)
    assert cat.get("/steering").status_code == 303
    refused = service.browser().send("/sign-in", username="cat", password=PASSWORD)
    assert refused.status_code == 422
    assert browser.send_fields(f"{path}/reset", dict(fields)).headers["location"] == path


def test_sec_07_nobody_resets_disables_or_enables_their_own_account(service: Service) -> None:
    service.has_account("other", role="admin")
    browser = service.signed_in("ada", role="admin")
    (path,) = re.findall(r'href="(/admin/accounts/\w+)">ada<', browser.get("/admin").text)
    assert "This is your own account" in browser.get(path).text
    for what in ("reset", "disable", "enable"):
        answer = browser.send(f"{path}/{what}", once=f"a key that is long enough {what}")
        assert answer.status_code == 409
    assert browser.get("/admin").status_code == 200


@pytest.mark.parametrize("shut_out", [disable_account, reset_account])
def test_sec_07_the_last_administrator_stays(service: Service, shut_out: object) -> None:
    ada = service.has_account("ada", role="admin")
    service.has_account("cat", role="steering")
    more = {"key": service.settings.key} if shut_out is reset_account else {}
    with pytest.raises(Conflict, match="last administrator"), service.database.writing() as session:
        shut_out(session, account=get_account(session, ada.id), now=service.clock(), by="cat", **more)  # type: ignore[operator]


def test_sec_07_two_administrators_cannot_shut_each_other_out_at_once(service: Service) -> None:
    pair = [service.has_account(name, role="admin").id for name in ("ada", "bob")]

    def shut_out(account_id: str) -> bool:
        try:
            with service.database.writing() as session:
                account = get_account(session, account_id)
                disable_account(session, account=account, now=service.clock(), by="x")
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(shut_out, pair)) == [False, True]
    with service.database.writing() as session:
        assert len(active_admins(session)) == 1


def test_an_account_that_was_never_set_up_cannot_be_enabled(service: Service) -> None:
    cat = service.has_account("cat", role="steering")
    with service.database.writing() as session:
        account = get_account(session, cat.id)
        disable_account(session, account=account, now=service.clock(), by="ada")
        account.password_hash = None
    with pytest.raises(Conflict, match="never set up"), service.database.writing() as session:
        enable_account(session, account=get_account(session, cat.id), now=service.clock(), by="ada")


def test_organisations_and_the_audit_trail_can_be_read(service: Service) -> None:
    service.has_organisation()
    browser = service.signed_in("ada", role="admin")
    page = browser.get("/admin/organisations").text
    assert "1 open, from the list of 1 November 2026" in page
    assert "London" in page
    assert "Add account" in browser.get("/admin/audit").text
    assert browser.get("/admin?role=admin").status_code == 422


def test_the_first_start_makes_an_administrator_and_the_next_start_a_fresh_code(service: Service) -> None:
    codes = []
    for _ in range(2):
        with service.database.writing() as session:
            codes.append(ensure_first_admin(session, settings=service.settings, now=service.clock()))
    first, second = codes
    assert first is not None
    assert second is not None
    assert first != second
    stale = {"code": first, "password": PASSWORD, "password-again": PASSWORD}
    assert service.browser().send_fields("/setup", stale).status_code == 422
    assert service.browser().send_fields("/setup", stale | {"code": second}).status_code == 303


def test_once_there_are_accounts_no_start_makes_another(service: Service) -> None:
    service.has_account("cat", role="steering")
    with service.database.writing() as session:
        assert ensure_first_admin(session, settings=service.settings, now=service.clock()) is None


def test_roles_to_choose_from_and_organisations_are_called_by_their_names(service: Service) -> None:
    service.has_organisation()
    service.has_account("lee", role="lead", organisation="T01")
    browser = service.signed_in("ada", role="admin")
    fields = form(browser, "/admin/add") | {"username": "cat", "name": "Cat"}
    refused = browser.send_fields("/admin/add", dict(fields)).text
    assert "Choose a role: organisation lead (lead), steering group (steering)" in refused
    with service.database.reading() as session:
        organisation = session.get(Organisation, "T01")
        lee = session.exec(select(Account).where(Account.username == "lee")).one()
    assert organisation is not None
    for page in ("/admin", f"/admin/accounts/{lee.id}"):
        assert f"{organisation.name} (T01)" in browser.get(page).text
