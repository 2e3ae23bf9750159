"""A lead scores the organisation against the criteria of a framework."""

from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from app.audit import record
from app.carrying import read_side, read_sides, said_elsewhere
from app.editions import editions_for, newer_for, notes_for
from app.once import carry_out_once
from app.pages.frameworks import definitions_of
from app.place import Place, PlaceIn
from app.presenters.clash import ClashRow, clash_context
from app.presenters.lead_assessments import (
    criterion_fields,
    criterion_names,
    framework_rows,
    heading_tasks,
    score_context,
    score_words,
    typed_criteria,
)
from app.presenters.lead_carry import carried_fields, said_there, unconfirmed
from app.presenters.refused import kept_revision, summary_of
from app.rights import Right
from app.templating import render
from app.web import ActorIn, ClockIn, Db, Form, FormIn
from frameworks.model import Framework
from frameworks.sections import AssessedPart, assessed_parts, score_titles
from mapping.scoring import score_self_assessment
from surveys.errors import Closed, Conflict, Invalid, NotFound
from surveys.self_assessments import read_confirmed, read_criteria, save_criteria
from surveys.store.self_assessments import Saved, saved_assessment

router = APIRouter(prefix="/lead/assessments", dependencies=[Depends(Right("lead"))], include_in_schema=False)


@router.get("")
def frameworks_page(request: Request, session: Db, place: PlaceIn) -> Response:
    """The frameworks an organisation can score itself against."""
    definitions = definitions_of(request)
    editions = editions_for(definitions, place, read_sides(session, place, definitions))
    saved = {each.id: _saved(session, place, each) for each in editions.now}
    context = {
        "place": place,
        "rows": framework_rows(place, editions.now, saved),
        "moves": [each for each in editions.now if newer_for(definitions, place, each)],
        "kept": editions.kept,
    }
    return render(request, "lead/assessments.html", context)


@router.get("/{framework_id}")
def framework_page(
    request: Request, session: Db, place: PlaceIn, framework_id: str, done: str = ""
) -> Response:
    """The headings of one framework, and the score so far."""
    framework = _framework(request, framework_id)
    saved = _saved(session, place, framework)
    context = _score(place, framework, saved) | _carried(request, session, place, framework)
    context |= {"done": done, "tasks": heading_tasks(place, framework, saved)}
    return render(request, "lead/assessment.html", context)


@router.get("/{framework_id}/score")
def score_page(request: Request, session: Db, place: PlaceIn, framework_id: str) -> Response:
    """The score, and every criterion that keeps the rule from being met."""
    framework = _framework(request, framework_id)
    saved = _saved(session, place, framework)
    context = _score(place, framework, saved) | _carried(request, session, place, framework)
    return render(request, "lead/score.html", context)


@router.get("/{framework_id}/{code}")
def heading_page(request: Request, session: Db, place: PlaceIn, framework_id: str, code: str) -> Response:
    """One heading's criteria with what was saved before."""
    framework = _framework(request, framework_id)
    heading = _heading(framework, code)
    saved = _saved(session, place, framework)
    return _form(request, session, place, framework, heading, typed_criteria(saved), saved.revision, {})


@router.post("/{framework_id}/{code}")
def save(
    request: Request,
    session: Db,
    place: PlaceIn,
    actor: ActorIn,
    form: FormIn,
    clock: ClockIn,
    framework_id: str,
    code: str,
) -> Response:
    """Save one heading whole, or show what is wrong with everything that was typed still there."""
    framework = _framework(request, framework_id)
    heading = _heading(framework, code)

    def act() -> str:
        _save(session, place, framework, heading, form)
        subject = f"{place.organisation} {framework.id} {heading.code}"
        record(session, at=clock(), actor=actor.username, action="save self-assessment", subject=subject)
        return _onward(place, framework, heading, later=form.one("action") == "later")

    try:
        onward = carry_out_once(session, key=form.once, owner=actor.account or "", act=act)
    except Invalid as refusal:
        session.rollback()
        revision = kept_revision(form, _saved(session, place, framework).revision)
        return _form(
            request, session, place, framework, heading, form, revision, refusal.problems, status=422
        )
    except Closed:
        raise
    except Conflict:
        session.rollback()
        return _clash(request, session, place, framework, heading, form)
    return RedirectResponse(onward, 303)


def _save(session: Session, place: Place, framework: Framework, heading: AssessedPart, form: Form) -> None:
    items = [item.code for item in heading.items]
    save_criteria(
        session,
        framework=framework.id,
        criteria=read_criteria(form.answers(), items=items, scores=score_titles(framework)),
        allowed=items,
        seen=form.whole("revision"),
        confirmed=read_confirmed(form, items=items),
        **place.here,
    )


def _form(
    request: Request,
    session: Session,
    place: Place,
    framework: Framework,
    heading: AssessedPart,
    typed: Any,  # noqa: ANN401 - a posted form or saved criteria in the same shape
    revision: int,
    problems: dict[str, str],
    *,
    status: int = 200,
) -> Response:
    headings = [each.code for each in assessed_parts(framework)]
    definitions = definitions_of(request)
    side = read_side(session, place, framework)
    elsewhere = said_elsewhere(session, place, definitions, side)
    context = {
        "place": place,
        "framework": framework,
        "heading": heading,
        "criteria": [
            criterion_fields(framework, item, typed, problems)
            | carried_fields(item, side.marks, definitions.frameworks, typed)
            | {"elsewhere": [said_there(*each) for each in elsewhere.get(item.code, ())]}
            for item in heading.items
        ],
        "can_save": place.is_open and not side.moved_to,
        "problems": problems,
        "summary": summary_of(problems, criterion_names(heading.items)),
        "revision": revision,
        "position": headings.index(heading.code) + 1,
        "count": len(headings),
    }
    return render(request, "lead/heading.html", context, status=status)


def _clash(
    request: Request, session: Session, place: Place, framework: Framework, heading: AssessedPart, form: Form
) -> Response:
    saved = _saved(session, place, framework)
    stored = typed_criteria(saved)
    rows = []
    for item in heading.items:
        for name, what in ((item.code, "score"), (f"{item.code}-evidence", "evidence")):
            before, now = (next(iter(fields.get(name, ())), "") for fields in (stored, form))
            words = [score_words(framework, value) if what == "score" else value for value in (before, now)]
            rows.append(ClashRow(f"{item.title}: {what}", words[0] or "Blank", words[1].strip() or "Blank"))
    address = place.address(f"/lead/assessments/{framework.id}/{heading.code}")
    context = clash_context(rows, address=address, fields=form.answers(), revision=saved.revision)
    return render(request, "components/clash.html", context | {"title": heading.title}, status=409)


def _score(place: Place, framework: Framework, saved: Saved) -> dict[str, Any]:
    card = score_self_assessment(framework, {code: each.score for code, each in saved.criteria.items()})
    return {"place": place, "framework": framework, "card": card} | score_context(place, framework, card)


def _carried(request: Request, session: Session, place: Place, framework: Framework) -> dict[str, Any]:
    """What was carried and is not confirmed yet, and what there is of newer editions."""
    definitions = definitions_of(request)
    notes = notes_for(session, place, definitions, framework)
    return {"notes": notes, "unconfirmed": unconfirmed(place, notes.side, definitions.frameworks)}


def _saved(session: Session, place: Place, framework: Framework) -> Saved:
    return saved_assessment(session, framework=framework.id, **place.here)


def _framework(request: Request, framework_id: str) -> Framework:
    framework = definitions_of(request).frameworks.get(framework_id)
    if framework is None or not framework.assessable:
        raise NotFound("There is no such self-assessment.")
    return framework


def _heading(framework: Framework, code: str) -> AssessedPart:
    heading = next((each for each in assessed_parts(framework) if each.code == code), None)
    if heading is None:
        raise NotFound("There is no such heading in this framework.")
    return heading


def _onward(place: Place, framework: Framework, heading: AssessedPart, *, later: bool) -> str:
    here = f"/lead/assessments/{framework.id}"
    codes = [each.code for each in assessed_parts(framework)]
    after = codes[codes.index(heading.code) + 1 :]
    if later:
        return place.address(here, done="saved")
    return place.address(f"{here}/{after[0] if after else 'score'}")
