"""Starting with an invitation code, coming back with a return code. No GET signs in or changes anything."""

import hmac
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from app.limits import PER_ADDRESS, check_can_try, count_wrong_try
from app.once import carry_out_once
from app.pages.account import address_of, with_cookie
from app.pages.frameworks import definitions_of
from app.pages.my import show_unsaved
from app.pages.plan_resume import is_plan_form, show_unsaved_plan
from app.pages.preceptees import is_view_form, show_unsaved_view
from app.presenters.year import is_worth_a_choice
from app.resume import WHOSE, carried, mark_of, unpack
from app.rights import Right
from app.signins import Actor, cookie_name, end_sign_in, respondent_actor, start_sign_in
from app.templating import render
from app.web import ActorIn, Db, Form, FormIn, SettingsIn, get_clock, get_settings
from frameworks.language import mark, say
from surveys.errors import Invalid
from surveys.joining import find_invitation, find_just_started, find_return, start_response
from surveys.moments import year_of
from surveys.store.responses import responses_of
from surveys.store.time_points import get_time_point
from surveys.tables import Organisation
from surveys.tables import Response as AnsweredBy

router = APIRouter(dependencies=[Depends(Right("public"))], include_in_schema=False)
NOTHING: Mapping[str, Sequence[str]] = MappingProxyType({})
AUDIENCES = {"preceptee": mark("a preceptee"), "preceptor": mark("a preceptor")}


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
        return _wrong(request, session, "respondent/join.html", code, refusal)
    context = {
        "code": code,
        "audience": say(AUDIENCES[invitation.audience]),
        "organisation": session.get_one(Organisation, invitation.organisation).name,
        "time_point": get_time_point(session, invitation.time_point).title,
    }
    return render(request, "respondent/before_you_start.html", context)


@router.post("/join/start")
def start(request: Request, form: FormIn, session: Db, settings: SettingsIn) -> Response:
    """Use the code up, begin the answers, and show the return code.

    The same form sent again begins nothing: it shows the same page until something is saved.
    """

    def act() -> str:
        start_response(session, code=form.one("code"), seed=form.once, key=settings.key)
        return "/my/tasks"

    _check_can_try(request, session)
    try:
        onward = carry_out_once(session, key=form.once, owner="join", act=act)
    except Invalid as refusal:
        if "code" not in refusal.problems:
            raise
        session.rollback()
        return _wrong(request, session, "respondent/join.html", form.one("code"), refusal)
    begun = find_just_started(session, seed=form.once, key=settings.key)
    if begun is None:
        return RedirectResponse(onward, 303)
    response, return_code = begun
    _now_is(request, response)
    first = definitions_of(request).instruments[response.instrument].sections[0].code
    context = {"code": return_code, "onward": f"/my/section/{first}"}
    page = render(request, "respondent/return_code.html", context)
    return _sign_in(request, session, page, response.id)


@router.get("/return")
def return_page(request: Request, actor: ActorIn) -> Response:
    """Ask for the return code."""
    if actor.role == "respondent":
        return RedirectResponse("/my/tasks", 303)
    return render(request, "respondent/return.html", {"problems": {}})


@router.post("/return")
def come_back(request: Request, form: FormIn, session: Db, settings: SettingsIn) -> Response:
    """Open the answers this code belongs to, on any device."""
    _check_can_try(request, session)
    try:
        response = find_return(session, code=form.one("code"), key=settings.key)
    except Invalid as refusal:
        kept = carried(form)
        return _wrong(request, session, "respondent/return.html", form.one("code"), refusal, kept=kept)
    if carried(form):
        response = _whose(request, session, response, form)
    actor = _now_is(request, response)
    page: Response = RedirectResponse(_first_page(session, response), 303)
    if carried(form):
        show = show_unsaved_plan if is_plan_form(form) else show_unsaved
        show = show_unsaved_view if is_view_form(form) else show
        page = show(request, session, actor, form)
    return _sign_in(request, session, page, response.id)


def _first_page(session: Session, response: AnsweredBy) -> str:
    """A person's year where nothing they began waits and there is more than one time point; else their sections."""
    year = year_of(session, response=response)
    waits = any(
        each.standing == "begun" and each.time_point.id == response.time_point
        for each in year
        if each.time_point
    )
    return "/my/year" if not waits and is_worth_a_choice(year) else "/my/tasks"


def _whose(request: Request, session: Session, response: AnsweredBy, form: Form) -> AnsweredBy:
    """The one of a person's responses that a form typed before their session ended belongs to."""
    mark, key = Form(unpack(form)).one(WHOSE), get_settings(request).key
    own = session.exec(responses_of(response.respondent or "")).all()
    same = (each for each in own if hmac.compare_digest(mark.encode(), mark_of(each.id, key=key).encode()))
    return next(same, response)


def _now_is(request: Request, response: AnsweredBy) -> Actor:
    """Whoever the rest of this request is for, the page's header included."""
    actor = respondent_actor(response)
    request.state.actor = actor
    return actor


def _sign_in(request: Request, session: Session, page: Response, response: str) -> Response:
    """The page with a new session's cookie; whoever was signed in here before no longer is."""
    old = request.cookies.get(cookie_name(get_settings(request)))
    if old:
        end_sign_in(session, old)
    token = start_sign_in(session, now=get_clock(request)(), stage="respondent", response=response)
    return with_cookie(request, page, token)


def _check_can_try(request: Request, session: Session) -> None:
    who = address_of(request)
    check_can_try(session, what="code", who=who, at=get_clock(request)(), limit=PER_ADDRESS)


def _wrong(
    request: Request,
    session: Session,
    template: str,
    typed: str,
    refusal: Invalid,
    *,
    kept: Mapping[str, Sequence[str]] = NOTHING,
) -> Response:
    count_wrong_try(session, what="code", who=address_of(request), at=get_clock(request)())
    context = {"problems": refusal.problems, "code": typed, "kept": kept}
    return render(request, template, context, status=422)
