"""A respondent's own year: what they answered at each time point, beginning the next, and going between them."""

from collections.abc import Callable

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from app.once import carry_out_once
from app.pages.frameworks import definitions_of
from app.pages.my import own_answers
from app.presenters.year import year_context
from app.rights import Right
from app.signins import cookie_name, move_sign_in
from app.templating import render
from app.web import ActorIn, Db, FormIn, SettingsIn
from surveys.moments import begin_moment, response_at, year_of
from surveys.store.responses import get_response

router = APIRouter(prefix="/my/year", dependencies=[Depends(Right("respondent"))], include_in_schema=False)


@router.get("")
def year_page(request: Request, session: Db, actor: ActorIn) -> Response:
    """Every moment of the year: answered, open to answer now, or later."""
    answers = own_answers(request, session, actor)
    context = year_context(answers, year_of(session, response=answers.response))
    return render(request, "respondent/year.html", context)


@router.post("/begin")
def begin(request: Request, session: Db, actor: ActorIn, form: FormIn, settings: SettingsIn) -> Response:
    """Begin a time point that is open now, and go on with it."""
    time_point = form.whole("time-point")
    before = get_response(session, actor.response or "")

    def act() -> str:
        instruments = definitions_of(request).instruments
        begin_moment(session, before=before, time_point=time_point, instruments=instruments)
        return "/my/tasks"

    return _go_on(request, session, actor, form, settings, act)


@router.post("/open")
def open_moment(
    request: Request, session: Db, actor: ActorIn, form: FormIn, settings: SettingsIn
) -> Response:
    """Go on with what was begun or answered at another time point."""
    own = get_response(session, actor.response or "")
    chosen = response_at(session, response=own, time_point=form.whole("time-point"))
    result = "/my/profile" if own.audience == "preceptee" else "/my/result"
    onward = result if chosen.state == "submitted" else "/my/tasks"
    return _go_on(request, session, actor, form, settings, lambda: onward)


def _go_on(
    request: Request, session: Db, actor: ActorIn, form: FormIn, settings: SettingsIn, act: Callable[[], str]
) -> Response:
    """Carry out `act` once, then have this session go on at the time point the form names."""
    owner = actor.respondent or ""
    onward = carry_out_once(session, key=form.once, owner=owner, act=act)
    own = get_response(session, actor.response or "")
    chosen = response_at(session, response=own, time_point=form.whole("time-point"))
    move_sign_in(session, request.cookies.get(cookie_name(settings), ""), response=chosen.id)
    return RedirectResponse(onward, 303)
