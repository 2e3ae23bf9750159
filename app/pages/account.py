"""Signing in and out, setting up an account, and the account page."""

from urllib.parse import urlsplit

import segno
from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from app.accounts import (
    ROLES,
    check_password,
    check_second_factor,
    choose_password,
    find_setup,
    finish_setup,
    get_account,
    note_wrong_try,
)
from app.passwords import totp_address, totp_now, unused_code
from app.rights import Right
from app.signins import Stage, cookie_name, end_sign_in, start_sign_in
from app.tables import Account
from app.templating import render
from app.web import ActorIn, ClockIn, Db, Form, FormIn, SettingsIn, get_clock, get_settings
from surveys.errors import Invalid

router = APIRouter(dependencies=[Depends(Right("public"))], include_in_schema=False)
staff = APIRouter(dependencies=[Depends(Right("staff"))], include_in_schema=False)
HOMES = {"lead": "/lead", "steering": "/steering", "admin": "/admin"}


@router.get("/sign-in")
def sign_in_page(request: Request, actor: ActorIn, next: str = "") -> Response:
    """Ask for user name and password."""
    if actor.is_staff:
        return RedirectResponse(HOMES[actor.role], 303)
    return render(request, "account/sign_in.html", {"next": local_path(next), "problems": {}})


@router.post("/sign-in")
def sign_in(request: Request, form: FormIn, session: Db, clock: ClockIn) -> Response:
    """Check the password, then ask for the second factor."""
    now, username = clock(), form.one("username")
    try:
        account = check_password(
            session,
            username=username,
            password=_untrimmed(form, "password"),
            address=address_of(request),
            now=now,
        )
    except Invalid as refusal:
        note_wrong_try(session, what="sign-in", who=username.casefold(), now=now)
        note_wrong_try(session, what="sign-in-from", who=address_of(request), now=now)
        context = {"next": local_path(form.one("next")), "problems": refusal.problems, "username": username}
        return render(request, "account/sign_in.html", context, status=422)
    token = start_sign_in(session, now=now, stage="password", account=account.id)
    onward = local_path(form.one("next"))
    response = RedirectResponse(f"/sign-in/code?next={onward}" if onward else "/sign-in/code", 303)
    return with_cookie(request, response, token)


@router.get("/sign-in/code")
def code_page(request: Request, actor: ActorIn, session: Db, next: str = "") -> Response:
    """Ask for the code the authenticator app shows."""
    if actor.account is None:
        return RedirectResponse("/sign-in", 303)
    context: dict[str, object] = {
        "next": local_path(next),
        "problems": {},
        "hint": _sample_code(request, session, actor.account),
    }
    return render(request, "account/code.html", context)


@router.post("/sign-in/code")
def code(request: Request, actor: ActorIn, form: FormIn, session: Db, clock: ClockIn) -> Response:
    """Accept the second factor once and begin a full session under a new token."""
    if actor.account is None:
        return RedirectResponse("/sign-in", 303)
    account = get_account(session, actor.account)
    onward = local_path(form.one("next"))
    try:
        check_second_factor(session, account=account, code=form.one("code"), now=clock())
    except Invalid as refusal:
        note_wrong_try(session, what="second", who=account.id, now=clock())
        context = {"next": onward, "problems": refusal.problems}
        return render(request, "account/code.html", context, status=422)
    return _full_session(request, session, account, onward or HOMES[account.role])


@router.get("/setup")
def setup_page(request: Request) -> Response:
    """Ask for the set-up code."""
    return render(request, "account/setup.html", {"problems": {}})


@router.post("/setup")
def setup(request: Request, form: FormIn, session: Db, clock: ClockIn, settings: SettingsIn) -> Response:
    """Check the set-up code and set the password, then show the authenticator secret."""
    now = clock()
    try:
        account = find_setup(
            session, code=form.one("code"), key=settings.key, address=address_of(request), now=now
        )
        choose_password(
            session,
            account=account,
            password=_untrimmed(form, "password"),
            again=_untrimmed(form, "password-again"),
        )
    except Invalid as refusal:
        if "code" in refusal.problems:
            note_wrong_try(session, what="setup", who=address_of(request), now=now)
        context = {"problems": refusal.problems, "code": form.one("code")}
        return render(request, "account/setup.html", context, status=422)
    return with_cookie(
        request,
        RedirectResponse("/setup/authenticator", 303),
        start_sign_in(session, now=now, stage="password", account=account.id),
    )


@router.get("/setup/authenticator")
def authenticator_page(request: Request, actor: ActorIn, session: Db) -> Response:
    """Show the secret as a QR code and as text, and ask for the first code."""
    if actor.account is None:
        return RedirectResponse("/setup", 303)
    account = get_account(session, actor.account)
    if account.state != "invited" or account.totp_secret is None:
        return RedirectResponse("/sign-in", 303)
    return render(request, "account/authenticator.html", _authenticator(request, account, {}))


@router.post("/setup/authenticator")
def authenticator(request: Request, actor: ActorIn, form: FormIn, session: Db, clock: ClockIn) -> Response:
    """The first right code finishes the set-up and signs in."""
    if actor.account is None:
        return RedirectResponse("/setup", 303)
    account = get_account(session, actor.account)
    if account.state != "invited":
        return RedirectResponse("/sign-in", 303)
    try:
        finish_setup(session, account=account, code=form.one("code"), now=clock())
    except Invalid as refusal:
        context = _authenticator(request, account, refusal.problems)
        return render(request, "account/authenticator.html", context, status=422)
    return _full_session(request, session, account, HOMES[account.role])


@router.post("/sign-out")
def sign_out(request: Request, session: Db, settings: SettingsIn) -> Response:
    """Forget the session and clear what the browser kept."""
    token = request.cookies.get(cookie_name(settings))
    if token:
        end_sign_in(session, token)
    response = RedirectResponse("/", 303)
    response.delete_cookie(cookie_name(settings), path="/", secure=settings.secure, httponly=True)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@staff.get("/account")
def account_page(request: Request, actor: ActorIn, session: Db) -> Response:
    """Who is signed in and what they may do."""
    account = get_account(session, actor.account or "")
    context = {"account": account, "role": ROLES[account.role], "home": HOMES[account.role]}
    return render(request, "account/account.html", context)


def local_path(onward: str) -> str:
    """`onward` when it is a path on this site, else nothing (SEC-42)."""
    parts = urlsplit(onward)
    plain = onward.startswith("/") and not onward.startswith(("//", "/\\")) and onward.isprintable()
    return parts.path if plain and not parts.scheme and not parts.netloc and "\\" not in onward else ""


def with_cookie(request: Request, response: Response, token: str) -> Response:
    """The one cookie this service sets (SEC-20)."""
    settings = get_settings(request)
    response.set_cookie(
        cookie_name(settings), token, path="/", secure=settings.secure, httponly=True, samesite="lax"
    )
    return response


def address_of(request: Request) -> str:
    """The address the request came from."""
    return request.client.host if request.client else "unknown"


def _full_session(request: Request, session: Db, account: Account, onward: str) -> Response:
    old = request.cookies.get(cookie_name(get_settings(request)))
    if old:
        end_sign_in(session, old)
    stage: Stage = "full"
    token = start_sign_in(session, now=get_clock(request)(), stage=stage, account=account.id)
    return with_cookie(request, RedirectResponse(onward, 303), token)


def _authenticator(request: Request, account: Account, problems: dict[str, str]) -> dict[str, object]:
    secret = account.totp_secret or ""
    picture = segno.make(totp_address(secret, username=account.username)).svg_inline(scale=5, omitsize=True)
    hint = totp_now(secret, at=get_clock(request)()) if request.app.state.sample else None
    return {"secret": secret, "picture": picture, "problems": problems, "hint": hint}


def _sample_code(request: Request, session: Db, account_id: str) -> str | None:
    """In the synthetic survey, and only there, the page says the code so that anyone can look round."""
    account = get_account(session, account_id)
    if not request.app.state.sample or account.totp_secret is None:
        return None
    code = unused_code(account.totp_secret, at=get_clock(request)(), after=account.totp_step)
    if code is None:
        return "Sample data only: this account signed in moments ago. Wait 30 seconds, then load this page again."
    return f"Sample data only: your code is {code}. With real answers it comes from your authenticator app."


def _untrimmed(form: Form, name: str) -> str:
    return (form.get(name) or ("",))[0]
