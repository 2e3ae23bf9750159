"""Accounts: add, reset, disable. The set-up code is shown once; nobody sees or chooses another's password."""

from datetime import date
from typing import Any, NamedTuple

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.accounts import (
    ROLES,
    add_account,
    all_accounts,
    disable_account,
    enable_account,
    get_account,
    reset_account,
)
from app.audit import last_entries
from app.clock import london_day
from app.posting import carry_out
from app.query import Takes
from app.rights import Right
from app.tables import Account
from app.templating import render
from app.web import ActorIn, ClockIn, Db, FormIn, SettingsIn
from reports.wording import REGIONS
from surveys.errors import Conflict, Invalid
from surveys.store.organisations import open_organisations
from surveys.tables import Organisation

router = APIRouter(
    prefix="/admin", dependencies=[Depends(Right("admin")), Depends(Takes())], include_in_schema=False
)
FIELDS = ("username", "name", "role", "organisation")


class SetupCode(NamedTuple):
    """What the page that is shown once says."""

    username: str
    code: str
    base: str


@router.get("")
def accounts_page(request: Request, session: Db, clock: ClockIn) -> Response:
    """Every account and what can be done with it."""
    return render(
        request,
        "admin/accounts.html",
        {"accounts": all_accounts(session), "roles": ROLES, "names": _names(session, clock)},
    )


@router.get("/add")
def add_page(request: Request, session: Db, clock: ClockIn) -> Response:
    """A form for a new account."""
    return render(request, "admin/add.html", _add_context(session, clock, {}, {}))


@router.post("/add")
def add(
    request: Request, session: Db, actor: ActorIn, form: FormIn, clock: ClockIn, settings: SettingsIn
) -> Response:
    """Add an account and show its set-up code once."""
    typed = {name: form.one(name) for name in FIELDS}
    made: list[SetupCode] = []

    def act() -> str:
        account, code = add_account(
            session,
            username=typed["username"],
            name=typed["name"],
            role=typed["role"],
            organisation=typed["organisation"] or None,
            key=settings.key,
            now=clock(),
            by=actor.username,
        )
        made.append(SetupCode(account.username, code, settings.base_url))
        return f"/admin/accounts/{account.id}"

    try:
        onward = carry_out(session, form, actor, act)
    except Invalid as refusal:
        if not refusal.problems.keys() <= set(FIELDS):
            raise
        session.rollback()
        context = _add_context(session, clock, typed, refusal.problems)
        return render(request, "admin/add.html", context, status=422)
    return _shown_once(request, made, onward)


@router.get("/accounts/{account_id}")
def account_page(request: Request, session: Db, actor: ActorIn, clock: ClockIn, account_id: str) -> Response:
    """One account, with what can be done to it."""
    account = get_account(session, account_id)
    own = account.id == actor.account
    context = {"account": account, "roles": ROLES, "own": own, "names": _names(session, clock)}
    return render(request, "admin/account.html", context)


@router.post("/accounts/{account_id}/reset")
def reset(
    request: Request,
    session: Db,
    actor: ActorIn,
    form: FormIn,
    clock: ClockIn,
    settings: SettingsIn,
    account_id: str,
) -> Response:
    """Drop both factors and every session; show a new set-up code once."""
    made: list[SetupCode] = []

    def act() -> str:
        account = _others_account(session, actor, account_id)
        code = reset_account(session, account=account, key=settings.key, now=clock(), by=actor.username)
        made.append(SetupCode(account.username, code, settings.base_url))
        return f"/admin/accounts/{account_id}"

    return _shown_once(request, made, carry_out(session, form, actor, act))


@router.post("/accounts/{account_id}/disable")
def disable(session: Db, actor: ActorIn, form: FormIn, clock: ClockIn, account_id: str) -> Response:
    """Shut an account out at its next request."""

    def act() -> str:
        account = _others_account(session, actor, account_id)
        disable_account(session, account=account, now=clock(), by=actor.username)
        return f"/admin/accounts/{account_id}"

    return carry_out(session, form, actor, act)


@router.post("/accounts/{account_id}/enable")
def enable(session: Db, actor: ActorIn, form: FormIn, clock: ClockIn, account_id: str) -> Response:
    """Let a disabled account in again."""

    def act() -> str:
        account = _others_account(session, actor, account_id)
        enable_account(session, account=account, now=clock(), by=actor.username)
        return f"/admin/accounts/{account_id}"

    return carry_out(session, form, actor, act)


@router.get("/organisations")
def organisations_page(request: Request, session: Db, clock: ClockIn) -> Response:
    """The organisations that leads can be added for, and when their list was taken."""
    organisations = open_organisations(session, on=london_day(clock()))
    context = {"organisations": organisations, "regions": REGIONS, "snapshot": _snapshot(organisations)}
    return render(request, "admin/organisations.html", context)


@router.get("/audit")
def audit_page(request: Request, session: Db) -> Response:
    """The last hundred things that staff did."""
    return render(request, "admin/audit.html", {"entries": last_entries(session, limit=100)})


def _others_account(session: Db, actor: ActorIn, account_id: str) -> Account:
    """The account with this id. Raises NotFound, or Conflict for one's own."""
    account = get_account(session, account_id)
    if account.id == actor.account:
        raise Conflict("You cannot do this to your own account. Ask another administrator.")
    return account


def _shown_once(request: Request, made: list[SetupCode], onward: Response) -> Response:
    """The code just made; or, when the form was carried out before, on to where it led."""
    if not made:
        return onward
    return render(request, "admin/setup_code.html", made[0]._asdict())


def _names(session: Db, clock: ClockIn) -> dict[str | None, str]:
    """Each open organisation's name and code, by its code."""
    organisations = open_organisations(session, on=london_day(clock()))
    return {each.code: f"{each.name} ({each.code})" for each in organisations}


def _snapshot(organisations: list[Organisation]) -> date | None:
    return max((each.snapshot for each in organisations), default=None)


def _add_context(
    session: Db, clock: ClockIn, typed: dict[str, str], problems: dict[str, str]
) -> dict[str, Any]:
    organisations = open_organisations(session, on=london_day(clock()))
    return {"roles": ROLES, "organisations": organisations, "typed": typed, "problems": problems}
