"""Accounts: add, reset, disable. The set-up code is shown once; nobody sees or chooses another's password."""

from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from app.accounts import ROLES, add_account, all_accounts, disable_account, get_account, reset_account
from app.audit import last_entries
from app.clock import london_day
from app.once import carry_out_once
from app.rights import Right
from app.templating import render
from app.web import ActorIn, ClockIn, Db, FormIn, SettingsIn
from surveys.errors import Conflict, Invalid
from surveys.store.organisations import open_organisations

router = APIRouter(prefix="/admin", dependencies=[Depends(Right("admin"))], include_in_schema=False)


@router.get("")
def accounts_page(request: Request, session: Db) -> Response:
    """Every account and what can be done with it."""
    return render(request, "admin/accounts.html", {"accounts": all_accounts(session), "roles": ROLES})


@router.get("/add")
def add_page(request: Request, session: Db, clock: ClockIn) -> Response:
    """A form for a new account."""
    return render(request, "admin/add.html", _add_context(session, clock, {}, {}))


@router.post("/add")
def add(
    request: Request, session: Db, actor: ActorIn, form: FormIn, clock: ClockIn, settings: SettingsIn
) -> Response:
    """Add an account and show its set-up code once."""
    typed = {name: form.one(name) for name in ("username", "name", "role", "organisation")}
    shown: dict[str, str] = {}

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
        shown.update(code=code, username=account.username)
        return "/admin"

    try:
        onward = carry_out_once(session, key=form.once, owner=actor.account or "", act=act)
    except Invalid as refusal:
        session.rollback()
        context = _add_context(session, clock, typed, refusal.problems)
        return render(request, "admin/add.html", context, status=422)
    if not shown:
        return RedirectResponse(onward, 303)
    return render(request, "admin/setup_code.html", shown | {"base": settings.base_url})


@router.get("/accounts/{account_id}")
def account_page(request: Request, session: Db, actor: ActorIn, account_id: str) -> Response:
    """One account, with reset and disable."""
    account = get_account(session, account_id)
    context = {"account": account, "roles": ROLES, "own": account.id == actor.account}
    return render(request, "admin/account.html", context)


@router.post("/accounts/{account_id}/reset")
def reset(
    request: Request, session: Db, actor: ActorIn, clock: ClockIn, settings: SettingsIn, account_id: str
) -> Response:
    """Drop both factors and every session; show a new set-up code once."""
    account = get_account(session, account_id)
    _check_not_own(actor, account_id)
    code = reset_account(session, account=account, key=settings.key, now=clock(), by=actor.username)
    context = {"code": code, "username": account.username, "base": settings.base_url}
    return render(request, "admin/setup_code.html", context)


@router.post("/accounts/{account_id}/disable")
def disable(session: Db, actor: ActorIn, clock: ClockIn, account_id: str) -> Response:
    """Shut an account out at its next request."""
    account = get_account(session, account_id)
    _check_not_own(actor, account_id)
    disable_account(session, account=account, now=clock(), by=actor.username)
    return RedirectResponse("/admin", 303)


@router.get("/audit")
def audit_page(request: Request, session: Db) -> Response:
    """The last hundred things that staff did."""
    return render(request, "admin/audit.html", {"entries": last_entries(session, limit=100)})


def _check_not_own(actor: ActorIn, account_id: str) -> None:
    if actor.account == account_id:
        raise Conflict("You cannot do this to your own account. Ask another administrator.")


def _add_context(
    session: Db, clock: ClockIn, typed: dict[str, str], problems: dict[str, str]
) -> dict[str, Any]:
    organisations = open_organisations(session, on=london_day(clock()))
    return {"roles": ROLES, "organisations": organisations, "typed": typed, "problems": problems}
