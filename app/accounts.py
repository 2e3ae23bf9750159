"""Staff accounts: made with a set-up code, opened with a password and a second factor."""

import secrets
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from app.audit import record
from app.limits import PER_ACCOUNT, PER_ADDRESS, check_can_try, count_wrong_try, forget_wrong_tries
from app.passwords import hash_password, make_totp_secret, matching_step, password_matches, password_problem
from app.signins import end_all_sign_ins
from app.tables import Account
from surveys.codes import hash_code, make_code
from surveys.errors import Conflict, Invalid, NotFound
from surveys.tables import Organisation

ROLES = {
    "lead": "Organisation lead",
    "steering": "Steering group",
    "admin": "Administrator",
}
SETUP_LASTS = timedelta(days=7)
SETUP_LENGTH = 16
WRONG_SIGN_IN = "The user name or password is not right. Check both and try again."
WRONG_CODE = "That code is not right. Use the newest code your authenticator app shows."
WRONG_SETUP = "That set-up code is not right, was used before, or is more than 7 days old. Ask for a new one."


def add_account(
    session: Session,
    *,
    username: str,
    name: str,
    role: str,
    organisation: str | None,
    key: bytes,
    now: datetime,
    by: str,
) -> tuple[Account, str]:
    """A new account and its set-up code, which is kept only as a hash.

    Raises Invalid naming each field that will not do.
    """
    problems = _account_problems(session, username, name, role, organisation)
    if problems:
        raise Invalid(problems)
    account = Account(
        id=secrets.token_hex(12),
        username=username.strip().casefold(),
        name=name.strip(),
        role=role,
        organisation=organisation if role == "lead" else None,
    )
    code = _give_setup_code(account, key=key, now=now)
    session.add(account)
    record(session, at=now, actor=by, action="add account", subject=account.username, result=role)
    return account, code


def reset_account(session: Session, *, account: Account, key: bytes, now: datetime, by: str) -> str:
    """Drop both factors and every session; the new set-up code."""
    _check_not_last_admin(session, account)
    account.password_hash = account.totp_secret = None
    account.state = "invited"
    code = _give_setup_code(account, key=key, now=now)
    session.add(account)
    end_all_sign_ins(session, account=account.id)
    record(session, at=now, actor=by, action="reset account", subject=account.username)
    return code


def disable_account(session: Session, *, account: Account, now: datetime, by: str) -> None:
    """Shut an account out at its next request; the last administrator cannot be disabled."""
    _check_not_last_admin(session, account)
    account.state = "disabled"
    account.setup_hash = None
    session.add(account)
    end_all_sign_ins(session, account=account.id)
    record(session, at=now, actor=by, action="disable account", subject=account.username)


def enable_account(session: Session, *, account: Account, now: datetime, by: str) -> None:
    """Let a disabled account in again with the password and authenticator it had.

    Raises Conflict for one that is not disabled, or that was never set up.
    """
    if account.state != "disabled":
        raise Conflict("This account is not disabled.")
    if account.password_hash is None or account.totp_secret is None or account.totp_step == 0:
        raise Conflict("This account was never set up. Reset it, and hand over the new set-up code.")
    account.state = "active"
    session.add(account)
    record(session, at=now, actor=by, action="enable account", subject=account.username)


def find_setup(session: Session, *, code: str, key: bytes, address: str, now: datetime) -> Account:
    """The account a set-up code opens. Raises Invalid, the same for wrong, used and old codes."""
    check_can_try(session, what="setup", who=address, at=now, limit=PER_ADDRESS)
    hashed = hash_code(code, key=key, purpose="setup")
    account = session.exec(select(Account).where(col(Account.setup_hash) == hashed)).first()
    if account is None or account.setup_expires is None or account.setup_expires <= now:
        raise Invalid({"code": WRONG_SETUP})
    return account


def choose_password(session: Session, *, account: Account, password: str, again: str) -> None:
    """Set the first factor. Raises Invalid with what is wrong with the password."""
    problem = password_problem(password, username=account.username)
    if problem:
        raise Invalid({"password": problem})
    if password != again:
        raise Invalid({"password-again": "The two passwords are not the same. Type them again."})
    account.password_hash = hash_password(password)
    account.totp_secret = make_totp_secret()
    account.totp_step = 0
    session.add(account)


def finish_setup(session: Session, *, account: Account, code: str, now: datetime) -> None:
    """The first right code from the authenticator app makes the account active."""
    _check_second_factor(session, account, code, now)
    account.state = "active"
    account.setup_hash = account.setup_expires = None
    session.add(account)
    record(session, at=now, actor=account.username, action="set up account")


def check_password(session: Session, *, username: str, password: str, address: str, now: datetime) -> Account:
    """The account these open, as far as the second factor. Raises Invalid or TooMany."""
    who = username.strip().casefold()
    check_can_try(session, what="sign-in", who=who, at=now, limit=PER_ACCOUNT)
    check_can_try(session, what="sign-in-from", who=address, at=now, limit=PER_ADDRESS)
    account = session.exec(select(Account).where(col(Account.username) == who)).first()
    right = password_matches(password, account.password_hash if account else None)
    if account is None or not right or account.state != "active":
        raise Invalid({"username": WRONG_SIGN_IN})
    return account


def check_second_factor(session: Session, *, account: Account, code: str, now: datetime) -> None:
    """Accept a code once. Raises Invalid or TooMany."""
    check_can_try(session, what="second", who=account.id, at=now, limit=PER_ACCOUNT)
    if account.state != "active":
        raise Invalid({"code": WRONG_CODE})
    _check_second_factor(session, account, code, now)
    forget_wrong_tries(session, what="sign-in", who=account.username)
    record(session, at=now, actor=account.username, action="sign in")


def note_wrong_try(session: Session, *, what: str, who: str, now: datetime) -> None:
    """Count and record a wrong try. The page must answer, not raise, or the count is rolled back."""
    count_wrong_try(session, what=what, who=who, at=now)
    record(session, at=now, actor="", action=what, result="refused")


def get_account(session: Session, account_id: str) -> Account:
    """The account with this id. Raises NotFound."""
    account = session.get(Account, account_id)
    if account is None:
        raise NotFound("There is no such account.")
    return account


def all_accounts(session: Session) -> list[Account]:
    """Every account, by role and user name."""
    return list(session.exec(select(Account).order_by(col(Account.role), col(Account.username))))


def active_admins(session: Session) -> list[Account]:
    """The administrators who can sign in, kept as they are until this unit of work ends."""
    wanted = select(Account).where(col(Account.role) == "admin", col(Account.state) == "active")
    return list(session.exec(wanted.order_by(col(Account.id)).with_for_update()))


def _check_not_last_admin(session: Session, account: Account) -> None:
    """Raise Conflict for the last one; two who shut each other out at once cannot both succeed (SEC-07)."""
    if account.role == "admin" and account.state == "active" and len(active_admins(session)) <= 1:
        raise Conflict("This is the last administrator. Add another one first.")


def _check_second_factor(session: Session, account: Account, code: str, now: datetime) -> None:
    step = matching_step(account.totp_secret or "", code, at=now, after=account.totp_step)
    if account.totp_secret is None or step is None:
        raise Invalid({"code": WRONG_CODE})
    account.totp_step = step
    session.add(account)


def _give_setup_code(account: Account, *, key: bytes, now: datetime) -> str:
    code = make_code(SETUP_LENGTH)
    account.setup_hash = hash_code(code, key=key, purpose="setup")
    account.setup_expires = now + SETUP_LASTS
    return code


def _account_problems(
    session: Session, username: str, name: str, role: str, organisation: str | None
) -> dict[str, str]:
    problems = {}
    who = username.strip().casefold()
    if not 3 <= len(who) <= 120 or any(each.isspace() for each in who) or not who.isprintable():
        problems["username"] = "Enter 3 to 120 characters without spaces, such as an email address."
    elif session.exec(select(Account).where(col(Account.username) == who)).first():
        problems["username"] = "There is already an account with this user name. Choose another."
    if not 1 <= len(name.strip()) <= 120 or not name.isprintable():
        problems["name"] = "Enter a name of at most 120 characters."
    if role not in ROLES:
        problems["role"] = (
            f"Choose a role: {', '.join(f'{words.lower()} ({role})' for role, words in ROLES.items())}."
        )
    if role == "lead" and (not organisation or session.get(Organisation, organisation) is None):
        problems["organisation"] = "Choose the organisation this lead works for, by its code."
    return problems
