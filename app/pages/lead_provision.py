"""A lead describes the organisation's provision, section by section, and marks it as finished."""

from collections.abc import Callable

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from app.audit import record
from app.once import carry_out_once
from app.pages.frameworks import definitions_of
from app.place import Place, PlaceIn, check_fields
from app.presenters.answers import fact_words
from app.presenters.clash import ClashRow, clash_context
from app.presenters.lead_provision import check_lists, in_order, section_tasks
from app.presenters.questions import fact_field
from app.presenters.refused import kept_revision, question_names, summary_of
from app.rights import Right
from app.templating import render
from app.web import ActorIn, ClockIn, Db, Form, FormIn
from surveys.asking import besides_blank, read_facts
from surveys.errors import Closed, Conflict, Invalid, NotFound
from surveys.instrument import Instrument, Section
from surveys.provision import FINISHED, SavedProvision, finish, reopen, save_section, saved_provision

router = APIRouter(prefix="/lead/provision", dependencies=[Depends(Right("lead"))], include_in_schema=False)


@router.get("")
def tasks_page(request: Request, session: Db, place: PlaceIn, done: str = "") -> Response:
    """The sections and how far each has come."""
    saved, instrument = _saved(session, place), _instrument(request, place)
    context = {
        "place": place,
        "saved": saved,
        "done": done,
        "tasks": section_tasks(place, instrument, saved.facts),
    }
    return render(request, "lead/provision.html", context)


@router.get("/check")
def check_page(request: Request, session: Db, place: PlaceIn) -> Response:
    """Everything answered, to read over before marking it as finished."""
    return _check(request, session, place, {})


@router.get("/{code}")
def section_page(request: Request, session: Db, place: PlaceIn, code: str) -> Response:
    """One section's questions with what was saved before."""
    saved, section = _saved(session, place), _section(request, place, code)
    if saved.state == "submitted" or not place.is_open:
        return RedirectResponse(place.address("/lead/provision/check"), 303)
    return _form(request, place, section, saved.facts, saved.revision, {})


@router.post("/finish")
def finish_provision(
    request: Request, session: Db, place: PlaceIn, actor: ActorIn, form: FormIn, clock: ClockIn
) -> Response:
    """Mark the return as finished, so that it counts in releases."""
    check_fields(form)

    def act() -> str:
        finish(session, instrument=_instrument(request, place), seen=form.whole("revision"), **place.here)
        record(session, at=clock(), actor=actor.username, action="finish provision", subject=_subject(place))
        return place.address("/lead/provision", done="finished")

    try:
        onward = carry_out_once(session, key=form.once, owner=actor.account or "", act=act)
    except Invalid as refusal:
        session.rollback()
        return _check(request, session, place, refusal.problems, status=422)
    return RedirectResponse(onward, 303)


@router.post("/reopen")
def reopen_provision(session: Db, place: PlaceIn, actor: ActorIn, form: FormIn, clock: ClockIn) -> Response:
    """Take a finished return back, while the time point is open."""
    check_fields(form)

    def act() -> str:
        reopen(session, seen=form.whole("revision"), **place.here)
        record(session, at=clock(), actor=actor.username, action="reopen provision", subject=_subject(place))
        return place.address("/lead/provision", done="reopened")

    return RedirectResponse(carry_out_once(session, key=form.once, owner=actor.account or "", act=act), 303)


@router.post("/{code}")
def save(
    request: Request,
    session: Db,
    place: PlaceIn,
    actor: ActorIn,
    form: FormIn,
    clock: ClockIn,
    code: str,
) -> Response:
    """Save one section whole, or show what is wrong with everything that was typed still there."""
    section = _section(request, place, code)
    try:
        act = _saving(request, session, place, actor, form, clock, section)
        onward = carry_out_once(session, key=form.once, owner=actor.account or "", act=act)
    except Invalid as refusal:
        session.rollback()
        revision = kept_revision(form, _saved(session, place).revision)
        return _form(request, place, section, form, revision, refusal.problems, status=422)
    except Closed:
        raise
    except Conflict as clash:
        if clash.message == FINISHED:
            raise
        session.rollback()
        return _clash(request, session, place, section, form)
    return RedirectResponse(onward, 303)


def _saving(
    request: Request,
    session: Session,
    place: Place,
    actor: ActorIn,
    form: Form,
    clock: ClockIn,
    section: Section,
) -> Callable[[], str]:
    def act() -> str:
        later = form.one("action") == "later"
        facts, problems = read_facts(section, form.answers())
        if later:
            problems = besides_blank(section, form, problems)
        if problems:
            raise Invalid({problem.field: problem.message for problem in problems})
        save_section(session, section=section, facts=facts, seen=form.whole("revision"), **place.here)
        subject = f"{_subject(place)} {section.code}"
        record(session, at=clock(), actor=actor.username, action="save provision", subject=subject)
        if later:
            return place.address("/lead/provision", done="saved")
        return place.address(_next(_instrument(request, place), section))

    return act


def _form(
    request: Request,
    place: Place,
    section: Section,
    typed: Form | dict[str, tuple[str, ...]],
    revision: int,
    problems: dict[str, str],
    *,
    status: int = 200,
) -> Response:
    codes = [each.code for each in _instrument(request, place).sections]
    context = {
        "place": place,
        "section": section,
        "questions": [fact_field(question, typed, problems) for question in section.questions],
        "problems": problems,
        "summary": summary_of(problems, question_names(section.questions)),
        "revision": revision,
        "position": codes.index(section.code) + 1,
        "count": len(codes),
    }
    return render(request, "lead/provision_section.html", context, status=status)


def _check(
    request: Request, session: Session, place: Place, problems: dict[str, str], *, status: int = 200
) -> Response:
    saved, instrument = _saved(session, place), _instrument(request, place)
    context = {
        "place": place,
        "saved": saved,
        "problems": summary_of(problems, question_names(instrument.questions)),
        "where": {each.code: part.code for part in instrument.sections for each in part.questions},
        "lists": check_lists(place, instrument, saved),
    }
    return render(request, "lead/provision_check.html", context, status=status)


def _clash(request: Request, session: Session, place: Place, section: Section, form: Form) -> Response:
    saved = _saved(session, place)
    rows = [
        ClashRow(
            question.text,
            fact_words(question, in_order(question, saved.facts.get(question.code, ()))),
            fact_words(
                question, in_order(question, [value for value in form.get(question.code, ()) if value])
            ),
        )
        for question in section.questions
    ]
    address = place.address(f"/lead/provision/{section.code}")
    context = clash_context(rows, address=address, fields=form.answers(), revision=saved.revision)
    return render(request, "components/clash.html", context | {"title": section.title}, status=409)


def _saved(session: Session, place: Place) -> SavedProvision:
    return saved_provision(session, **place.here)


def _instrument(request: Request, place: Place) -> Instrument:
    return definitions_of(request).instruments[place.instrument]


def _section(request: Request, place: Place, code: str) -> Section:
    section = _instrument(request, place).section(code)
    if section is None:
        raise NotFound("There is no such section.")
    return section


def _next(instrument: Instrument, section: Section) -> str:
    codes = [each.code for each in instrument.sections]
    after = codes[codes.index(section.code) + 1 :]
    return f"/lead/provision/{after[0] if after else 'check'}"


def _subject(place: Place) -> str:
    return f"{place.organisation} {place.title}"
