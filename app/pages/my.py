"""A respondent's own answers: task list, sections, check, submit, erase. Always and only their own."""

import hmac
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from sqlmodel import Session

from app.binding import derived_facts
from app.erasing import forget
from app.once import FIELD, carry_out_once
from app.pages.frameworks import definitions_of
from app.presenters.answers import check_lists, clash_rows, problem_links, section_context, tasks
from app.presenters.questions import typed_ratings
from app.presenters.saving import saving_words
from app.resume import SECTION, WHOSE, mark_of, unpack
from app.rights import Right
from app.signins import VISITOR, Actor, cookie_name, end_sign_in
from app.templating import render
from app.web import SAFE_METHODS, ActorIn, Db, Form, FormIn, SettingsIn, get_settings
from app.year import changed_facts
from frameworks.language import IN_ENGLISH, say, speak, spoken_language
from surveys.asking import FieldProblem, besides_blank, read_facts, read_ratings
from surveys.errors import Conflict, Invalid, NotFound
from surveys.instrument import Section
from surveys.joining import replace_return_code
from surveys.respondents import (
    SAVED_ELSEWHERE,
    Answers,
    read_answers,
    save_facts,
    save_ratings,
    submit,
)

BACK_TO_CHECK = "check"
DRAFT = "draft "
router = APIRouter(prefix="/my", dependencies=[Depends(Right("respondent"))], include_in_schema=False)


@router.get("/tasks")
def tasks_page(request: Request, session: Db, actor: ActorIn, saved: str = "") -> Response:
    """The sections, with how far each has come."""
    answers = own_answers(request, session, actor)
    if answers.response.state == "submitted":
        return RedirectResponse("/my/submitted", 303)
    context = {"answers": answers, "tasks": tasks(answers), "saved": saved == "yes"}
    return render(request, "respondent/tasks.html", context)


@router.get("/section/{code}")
def section_page(request: Request, session: Db, actor: ActorIn, code: str, back: str = "") -> Response:
    """One section's questions with what was answered before; `back` is where saving leads."""
    answers = own_answers(request, session, actor)
    if answers.response.state == "submitted":
        return RedirectResponse("/my/submitted", 303)
    section = _section(answers, code)
    if not answers.is_placed and section.code != answers.sections[0].code:
        return RedirectResponse("/my/tasks", 303)
    typed = answers.facts if section.questions else typed_ratings(answers.ratings)
    return show_section(request, answers, section, typed, back=back)


@router.post("/section/{code}")
def save_section(request: Request, session: Db, actor: ActorIn, form: FormIn, code: str) -> Response:
    """Save one section whole, or show what is wrong with everything that was typed still there."""
    answers = own_answers(request, session, actor)
    section = _section(answers, code)
    try:
        onward = carry_out_once(
            session,
            key=form.once,
            owner=answers.response.id,
            act=lambda: _save(session, answers, section, form),
        )
    except Invalid as refusal:
        session.rollback()
        answers = own_answers(request, session, actor)
        return show_section(request, answers, section, form, refusal.problems, back=form.one("back"))
    except Conflict as clash:
        if clash.message != say(SAVED_ELSEWHERE):
            raise
        session.rollback()
        return _show_clash(request, session, actor, section, form)
    return RedirectResponse(onward, 303)


@router.post("/section/{code}/draft")
def save_draft(request: Request, session: Db, actor: ActorIn, form: FormIn, code: str) -> Response:
    """Save one section as it stands while it is being answered; the revision to save from next."""
    answers = own_answers(request, session, actor)
    section = _section(answers, code)

    def act() -> str:
        _store(session, answers, section, form, half=True)
        return f"{DRAFT}{form.whole('revision') + 1}"

    kept = carry_out_once(session, key=form.once, owner=answers.response.id, act=act)
    if not kept.startswith(DRAFT):
        raise Invalid({FIELD: say("This form was sent before. Open the page again.")})
    return JSONResponse({"revision": int(kept.removeprefix(DRAFT))})


@router.get("/check")
def check_page(request: Request, session: Db, actor: ActorIn) -> Response:
    """Everything answered, to read over before submitting."""
    answers = own_answers(request, session, actor)
    if answers.response.state == "submitted":
        return RedirectResponse("/my/submitted", 303)
    return render(request, "respondent/check.html", _check_context(answers, {}))


@router.post("/submit")
def submit_answers(request: Request, session: Db, actor: ActorIn, form: FormIn) -> Response:
    """Submit once, however often the button is pressed."""
    answers = own_answers(request, session, actor)

    def act() -> str:
        worked_out = derived_facts(answers) | changed_facts(answers, definitions_of(request).changes)
        submit(session, answers=answers, derived=worked_out)
        return "/my/submitted"

    if answers.response.state == "submitted":
        return RedirectResponse("/my/submitted", 303)
    try:
        onward = carry_out_once(session, key=form.once, owner=answers.response.id, act=act)
    except Invalid as refusal:
        session.rollback()
        answers = own_answers(request, session, actor)
        context = _check_context(answers, refusal.problems)
        return render(request, "respondent/check.html", context, status=422)
    return RedirectResponse(onward, 303)


@router.get("/submitted")
def submitted_page(request: Request, session: Db, actor: ActorIn) -> Response:
    """What happens now, and where the profile is."""
    answers = own_answers(request, session, actor)
    if answers.response.state != "submitted":
        return RedirectResponse("/my/tasks", 303)
    return render(request, "respondent/submitted.html", {"answers": answers})


@router.get("/return-code")
def new_code_page(request: Request) -> Response:
    """Offer a new return code to somebody who is signed in and lost theirs."""
    return render(request, "respondent/new_return_code.html")


@router.post("/return-code")
def new_code(request: Request, session: Db, actor: ActorIn, form: FormIn, settings: SettingsIn) -> Response:
    """Show a new return code once; the old one stops working. A form sent twice makes one code."""
    response = own_answers(request, session, actor).response
    made: list[str] = []

    def act() -> str:
        made.append(replace_return_code(session, respondent=response.respondent or "", key=settings.key))
        return "/my/return-code"

    again = carry_out_once(session, key=form.once, owner=response.id, act=act)
    if not made:
        return RedirectResponse(again, 303)
    return render(request, "respondent/return_code.html", {"code": made[0]})


@router.get("/erase")
def erase_page(request: Request) -> Response:
    """Say what erasing does."""
    return render(request, "respondent/erase.html")


@router.post("/erase")
def erase_answers(request: Request, session: Db, actor: ActorIn, settings: SettingsIn) -> Response:
    """Forget everything this person answered, at once."""
    token = request.cookies.get(cookie_name(settings))
    respondent = own_answers(request, session, actor).response.respondent or ""
    if token:
        end_sign_in(session, token)
    forget(session, respondent=respondent, key=settings.key, ledger=settings.ledger)
    request.state.actor = VISITOR
    page = render(request, "respondent/erased.html")
    page.delete_cookie(cookie_name(settings), path="/", secure=settings.secure, httponly=True)
    return page


def show_section(
    request: Request,
    answers: Answers,
    section: Section,
    typed: Mapping[str, Sequence[str]],
    problems: Mapping[str, str] = MappingProxyType({}),
    *,
    back: str = "",
    unsaved: str | None = None,
) -> Response:
    """One section's page. `unsaved` is the revision that answers typed before a session ended were made from."""
    changes = definitions_of(request).changes
    context = section_context(answers, section, typed, problems, changes=changes) | {
        "back": back if back == BACK_TO_CHECK else "",
        "whose": mark_of(answers.response.id, key=get_settings(request).key),
        "unsaved": unsaved is not None,
        "saving_words": saving_words(),
    }
    if unsaved is not None:
        context["revision"] = unsaved
    return render(request, "respondent/section.html", context, status=422 if problems else 200)


def show_unsaved(request: Request, session: Session, actor: Actor, form: Form) -> Response:
    """What this person typed before their session ended, to save now; else their task list."""
    answers = own_answers(request, session, actor)
    typed = Form(unpack(form))
    mine = hmac.compare_digest(
        typed.one(WHOSE).encode(), mark_of(answers.response.id, key=get_settings(request).key).encode()
    )
    section = next((each for each in answers.sections if each.code == form.one(SECTION)), None)
    if section is None or not mine or not answers.can_change:
        return RedirectResponse("/my/tasks", 303)
    revision = str(typed.whole("revision"))
    return show_section(request, answers, section, typed, back=typed.one("back"), unsaved=revision)


def own_answers(request: Request, session: Session, actor: Actor) -> Answers:
    """The answers of whoever is signed in, and nobody else's; held still while a form is carried out.

    What they are asked is in the language of the page; a page about questions that are not in it is in English.
    """
    answers = read_answers(
        session,
        response=actor.response or "",
        instruments=definitions_of(request).instruments_in(spoken_language()),
        to_change=request.method not in SAFE_METHODS,
    )
    if spoken_language() not in answers.instrument.languages:
        speak(IN_ENGLISH)
    return answers


def _save(session: Session, answers: Answers, section: Section, form: Form) -> str:
    later = form.one("action") == "later"
    _store(session, answers, section, form, half=later)
    if later:
        return "/my/tasks?saved=yes"
    if form.one("back") == BACK_TO_CHECK:
        return f"/my/check#{section.code}"
    return _next_address(answers, section)


def _store(session: Session, answers: Answers, section: Section, form: Form, *, half: bool) -> None:
    """Save what was typed; with `half`, required questions may still be blank."""
    revision = form.whole("revision")
    typed = form.answers(besides=("back", WHOSE))
    if section.questions:
        facts, problems = read_facts(section, typed)
        _raise_if(besides_blank(section, typed, problems) if half else problems)
        save_facts(session, answers=answers, section=section, revision=revision, facts=facts)
    else:
        ratings, problems = read_ratings(section, typed, looks_back=answers.looks_back)
        _raise_if(problems)
        save_ratings(session, answers=answers, section=section.code, revision=revision, ratings=ratings)


def _raise_if(problems: Sequence[FieldProblem]) -> None:
    if problems:
        raise Invalid({problem.field: problem.message for problem in problems})


def _next_address(answers: Answers, section: Section) -> str:
    codes = [each.code for each in answers.sections]
    after = codes[codes.index(section.code) + 1 :]
    return f"/my/section/{after[0]}" if after else "/my/check"


def _section(answers: Answers, code: str) -> Section:
    section = next((each for each in answers.sections if each.code == code), None)
    if section is None:
        raise NotFound(say("There is no such section in your questions."))
    return section


def _show_clash(request: Request, session: Session, actor: Actor, section: Section, form: Form) -> Response:
    answers = own_answers(request, session, actor)
    context = {
        "section": section,
        "rows": clash_rows(answers, section, form),
        "fields": form.answers(besides=(WHOSE,)),
        "revision": answers.revisions.get(section.code, 0),
    }
    return render(request, "respondent/clash.html", context, status=409)


def _check_context(answers: Answers, problems: dict[str, str]) -> dict[str, Any]:
    return {
        "answers": answers,
        "lists": check_lists(answers),
        "links": problem_links(answers, problems),
        "unrated": answers.unrated,
    }
