"""Every refusal becomes a page or JSON in one place; an unexpected fault shows a reference and no detail."""

import logging
import secrets
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from sqlalchemy.exc import InternalError, OperationalError
from starlette.exceptions import HTTPException

from app.resume import carry
from app.rights import WHO
from app.templating import render
from app.web import NeedsSignIn, get_form
from frameworks.language import mark, say
from surveys.errors import Invalid, Refused

log = logging.getLogger("preceptmap")
TITLES = {
    404: mark("Page not found"),
    405: mark("That cannot be done here"),
    401: mark("Sign in to see this page"),
}
BUTTONS = ("/state", "/move", "/delete", "/confirm")
FORM = "application/x-www-form-urlencoded"
READ_ONLY = "25006"
NEVER_SHOWN = {"password", "password-again", "code"}
NOTHING: Mapping[str, Sequence[str]] = MappingProxyType({})
BUSY = mark(
    "The service is busy and your answers are not saved yet. Wait a moment, then send the page again."
)


def add_error_pages(app: FastAPI) -> None:
    """Teach the app to answer for every named refusal."""
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(NeedsSignIn, _needs_sign_in)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_exception_handler(OperationalError, _busy)
    app.add_exception_handler(InternalError, _read_only)
    app.add_exception_handler(Exception, _fault)


def error_page(
    request: Request,
    *,
    status: int,
    title: str,
    message: str,
    problems: dict[str, str] | None = None,
    again: Mapping[str, Sequence[str]] = NOTHING,
) -> Response:
    """The refusal as JSON under /api, as a page elsewhere; `again` are the fields of the form to send once more."""
    if request.url.path.startswith("/api/"):
        body = {"error": title, "message": message} | ({"problems": problems} if problems else {})
        return JSONResponse(body, status)
    context = {
        "title": title,
        "message": message,
        "problems": problems or {},
        "status": status,
        "again": again,
    }
    return render(request, "error.html", context, status=status)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    problems = error.problems if isinstance(error, Invalid) else None
    message = say("Check what was sent.") if problems else error.message
    return error_page(
        request, status=error.status, title=say(error.title), message=message, problems=problems
    )


async def _needs_sign_in(request: Request, error: Exception) -> Response:
    assert isinstance(error, NeedsSignIn)
    if request.url.path.startswith("/api/"):
        return error_page(request, status=401, title=TITLES[401], message="Sign in with your account first.")
    answering = error.role in {"respondent", "preceptee", "preceptor"}
    start = "/return" if answering else "/sign-in"
    if request.method == "GET":
        onward = "" if answering else f"?next={quote(request.url.path)}"
        return RedirectResponse(start + onward, 303)
    if answering:
        return await _ask_return_code(request)
    message = (
        f"This was sent after your session ended, so it was not saved. It is for {WHO[error.role]}. "
        "Go back with your browser, copy anything you typed, sign in again, and send it once more."
    )
    return error_page(request, status=401, title="Your session has ended", message=message)


async def _ask_return_code(request: Request) -> Response:
    """Ask a respondent whose session has ended for the return code, holding on to what they just sent."""
    kept_form = _form_to_keep(request)
    kept = carry(kept_form, await get_form(request)) if kept_form else {}
    context = {"problems": {}, "ended": True, "kept": kept}
    return render(request, "respondent/return.html", context, status=401)


def _form_to_keep(request: Request) -> str | None:
    """Where answers were given: a section's code, or the address of a form of the plan or of a view of a preceptee's
    confidence; None for a mere button."""
    path = request.url.path
    if path.startswith("/my/section/"):
        return request.path_params.get("code")
    if path.startswith("/my/preceptees/") and path.endswith("/view"):
        return path
    return path if path.startswith("/my/plan/") and not path.endswith(BUTTONS) else None


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    title = say(TITLES.get(error.status_code, Refused.title))
    message = say("Check the address, or start again from the home page.")
    response = error_page(request, status=error.status_code, title=title, message=message)
    for name, value in (error.headers or {}).items():
        response.headers[name] = value
    return response


def _validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    problems = {str(part["loc"][-1]): str(part["msg"]) for part in error.errors()}
    return error_page(
        request,
        status=422,
        title=say("There is a problem"),
        message=say("Check the address or the form."),
        problems=problems,
    )


async def _busy(request: Request, error: Exception) -> Response:
    log.warning("database busy or unreachable: %s", type(error).__name__)
    again = await _to_send_again(request)
    title, message = say("Not saved yet"), say(BUSY)
    response = error_page(request, status=503, title=title, message=message, again=again)
    response.headers["Retry-After"] = "5"
    return response


async def _read_only(request: Request, error: Exception) -> Response:
    """PostgreSQL takes no writes for now, as a replica does; everything else of this kind is a fault."""
    if getattr(getattr(error, "orig", None), "sqlstate", None) == READ_ONLY:
        return await _busy(request, error)
    return _fault(request, error)


async def _to_send_again(request: Request) -> Mapping[str, Sequence[str]]:
    """What was typed into a form, with its key, for a page that can send it once more (REL-08).

    Nothing where a password or a code was typed, which no page shows, and where a file was chosen.
    """
    if request.method != "POST" or not request.headers.get("content-type", "").startswith(FORM):
        return NOTHING
    form = await get_form(request)
    return NOTHING if form.keys() & NEVER_SHOWN else form


def _fault(request: Request, error: Exception) -> Response:
    reference = secrets.token_hex(4)
    log.error(
        "fault %s on %s: %s", reference, request.scope.get("route"), type(error).__name__, exc_info=error
    )
    message = say(
        "Something went wrong on our side. Nothing you sent was half stored. Reference: {reference}.",
        reference=reference,
    )
    title = say("Sorry, there is a problem with the service")
    return error_page(request, status=500, title=title, message=message)
