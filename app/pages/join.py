"""Starting with an invitation code, coming back with a return code. No GET signs in or changes anything."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from app.limits import PER_ADDRESS, check_can_try, count_wrong_try
from app.once import carry_out_once
from app.pages.account import address_of, with_cookie
from app.rights import Right
from app.signins import start_sign_in
from app.templating import render
from app.web import ActorIn, ClockIn, Db, FormIn, SettingsIn, get_clock
from surveys.errors import Invalid
from surveys.respondents import find_invitation, find_return, start_response
from surveys.store.time_points import get_time_point
from surveys.tables import Organisation

router = APIRouter(dependencies=[Depends(Right("public"))], include_in_schema=False)
AUDIENCES = {"preceptee": "a preceptee", "preceptor": "a preceptor"}


@router.get("/join")
def join_page(request: Request) -> Response:
    """Ask for the invitation code."""
    return render(request, "respondent/join.html", {"problems": {}})


@router.post("/join")
def join(request: Request, form: FormIn, session: Db, settings: SettingsIn) -> Response:
    """Check the code, change nothing, and say who sees what before anything is started."""
    code = form.one("code")
    _check_can_try(request, session)
    try:
        invitation = find_invitation(session, code=code, key=settings.key)
    except Invalid as refusal:
        return _wrong(request, session, "respondent/join.html", refusal)
    context = {
        "code": code,
        "audience": AUDIENCES[invitation.audience],
        "organisation": session.get_one(Organisation, invitation.organisation).name,
        "time_point": get_time_point(session, invitation.time_point).title,
    }
    return render(request, "respondent/before_you_start.html", context)


@router.post("/join/start")
def start(request: Request, form: FormIn, session: Db, clock: ClockIn, settings: SettingsIn) -> Response:
    """Use the code up, begin the answers, and show the return code once."""
    shown: dict[str, str] = {}

    def act() -> str:
        response, return_code = start_response(session, code=form.one("code"), key=settings.key)
        token = start_sign_in(session, now=clock(), stage="respondent", response=response.id)
        shown.update(code=return_code, token=token)
        return "/my/tasks"

    _check_can_try(request, session)
    try:
        onward = carry_out_once(session, key=form.once, owner="join", act=act)
    except Invalid as refusal:
        if "code" not in refusal.problems:
            raise
        session.rollback()
        return _wrong(request, session, "respondent/join.html", refusal)
    if not shown:
        return RedirectResponse(onward, 303)
    page = render(request, "respondent/return_code.html", {"code": shown["code"]})
    return with_cookie(request, page, shown["token"])


@router.get("/return")
def return_page(request: Request, actor: ActorIn) -> Response:
    """Ask for the return code."""
    if actor.role == "respondent":
        return RedirectResponse("/my/tasks", 303)
    return render(request, "respondent/return.html", {"problems": {}})


@router.post("/return")
def come_back(request: Request, form: FormIn, session: Db, clock: ClockIn, settings: SettingsIn) -> Response:
    """Open the answers this code belongs to, on any device."""
    _check_can_try(request, session)
    try:
        response = find_return(session, code=form.one("code"), key=settings.key)
    except Invalid as refusal:
        return _wrong(request, session, "respondent/return.html", refusal)
    token = start_sign_in(session, now=clock(), stage="respondent", response=response.id)
    return with_cookie(request, RedirectResponse("/my/tasks", 303), token)


def _check_can_try(request: Request, session: Session) -> None:
    who = address_of(request)
    check_can_try(session, what="code", who=who, at=get_clock(request)(), limit=PER_ADDRESS)


def _wrong(request: Request, session: Session, template: str, refusal: Invalid) -> Response:
    count_wrong_try(session, what="code", who=address_of(request), at=get_clock(request)())
    return render(request, template, {"problems": refusal.problems}, status=422)
