"""Two finished mappings: how far they agree, settling what differs, and publishing a new edition."""

from typing import cast

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.clock import london_day
from app.mapping_settling import (
    compare_task,
    crosswalk_of,
    find_difference,
    publish_task,
    settle,
    suggested_edition,
)
from app.mapping_tasks import parts_of
from app.pages.frameworks import definitions_of
from app.posting import carry_out
from app.presenters.mapping_links import read_link
from app.presenters.mapping_settling import compared_context, publish_context, settle_context
from app.query import Takes
from app.rights import Right
from app.templating import render
from app.web import ActorIn, ClockIn, Db, Form, FormIn
from frameworks.definition import DefinitionError
from mapping.judgement import Link
from mapping.settling import Difference, Way
from surveys.fields import Unusable, read_text
from surveys.store.definitions import definitions_revision

router = APIRouter(
    prefix="/steering/mapping/{task_id}",
    dependencies=[Depends(Right("steering")), Depends(Takes())],
    include_in_schema=False,
)
LONGEST_REASON = 500
LONGEST_NAME = 120
NO_REASON = "Say in a sentence why it is settled this way."


@router.get("/agreement")
def agreement_page(request: Request, session: Db, task_id: str) -> Response:
    """How far the two agree and what they differ in. Refused until both have finished."""
    definitions = definitions_of(request)
    context = compared_context(definitions, compare_task(session, definitions, task_id))
    return render(request, "mapping/agreement.html", context)


@router.get("/settle/{origin}/{target}")
def settle_page(request: Request, session: Db, task_id: str, origin: str, target: str) -> Response:
    """One difference with both versions."""
    definitions = definitions_of(request)
    compared = compare_task(session, definitions, task_id)
    difference = find_difference(compared, origin, target)
    known = compared.settled.get((origin, target))
    typed = {"way": known.way, "reason": known.reason} if known else {}
    link, seen = known.link if known else None, compared.revisions.get((origin, target), 0)
    context = settle_context(
        definitions, compared, difference, typed=typed, link=link, seen=seen, problems={}
    )
    return render(request, "mapping/settle.html", context)


@router.post("/settle/{origin}/{target}")
def settle_one(
    request: Request,
    session: Db,
    actor: ActorIn,
    form: FormIn,
    clock: ClockIn,
    task_id: str,
    origin: str,
    target: str,
) -> Response:
    """Keep how a difference is settled, by whom, when and why."""
    definitions = definitions_of(request)
    compared = compare_task(session, definitions, task_id)
    difference = find_difference(compared, origin, target)
    parts = parts_of(compared.task).get(target, {})
    link, wrong = read_link(form, target, parts, prefix="other.")
    problems = _settle_problems(form, difference, link, parts, wrong)
    seen, typed = form.whole("revision"), {"way": form.one("way"), "reason": form.one("reason")}
    if problems:
        context = settle_context(
            definitions, compared, difference, typed=typed, link=link, seen=seen, problems=problems
        )
        return render(request, "mapping/settle.html", context, status=422)

    def act() -> str:
        way, reason = cast("Way", typed["way"]), typed["reason"]
        by, now = actor.name, clock()
        settle(
            session,
            compared,
            difference,
            way=way,
            link=link,
            reason=reason,
            seen=seen,
            by=by,
            now=now,
            username=actor.username,
        )
        return f"/steering/mapping/{task_id}/agreement#differences"

    return carry_out(session, form, actor, act)


@router.get("/publish")
def publish_page(request: Request, session: Db, clock: ClockIn, task_id: str) -> Response:
    """What would be published, and coverage before and after."""
    definitions = definitions_of(request)
    compared = compare_task(session, definitions, task_id)
    edition = suggested_edition(london_day(clock()))
    crosswalk = crosswalk_of(compared, definitions, edition=edition, title=compared.task.title)
    seen = definitions_revision(session)
    context = publish_context(definitions, compared, crosswalk, problems={}, faults=[], definitions_seen=seen)
    return render(request, "mapping/publish.html", context)


@router.post("/publish")
def publish(
    request: Request, session: Db, actor: ActorIn, form: FormIn, clock: ClockIn, task_id: str
) -> Response:
    """Store the new edition, whole or not at all."""
    definitions = definitions_of(request)
    compared = compare_task(session, definitions, task_id)
    names = {field: form.one(field) for field in ("title", "edition")}
    problems = {field: message for field, typed in names.items() if (message := _name_problem(field, typed))}
    faults: list[str] = []

    def act() -> str:
        crosswalk = crosswalk_of(compared, definitions, **names)
        seen, other = form.whole("revision"), form.whole("definitions")
        by, now = actor.username, clock()
        publish_task(session, compared, crosswalk, seen=seen, definitions_seen=other, by=by, now=now)
        return f"/steering/mapping/{task_id}"

    if not problems:
        try:
            return carry_out(session, form, actor, act)
        except DefinitionError as error:
            session.rollback()
            faults = [str(each) for each in error.problems]
    shown, seen = crosswalk_of(compared, definitions, **names), definitions_revision(session)
    context = publish_context(
        definitions, compared, shown, problems=problems, faults=faults, definitions_seen=seen
    )
    return render(request, "mapping/publish.html", context, status=422)


def _settle_problems(
    form: Form, difference: Difference, link: Link, parts: dict[str, str], wrong: dict[str, str]
) -> dict[str, str]:
    problems: dict[str, str] = {}
    ways = {"first", "second", "other"} | ({"none"} if difference.first and difference.second else set())
    if form.one("way") not in ways:
        problems["way"] = "Choose how to settle it."
    if form.one("way") == "other":
        problems |= {f"other.{field}": message for field, message in link.missing(parts).items()} | wrong
    try:
        problems |= {} if read_text(form, "reason", longest=LONGEST_REASON) else {"reason": NO_REASON}
    except Unusable as unusable:
        problems["reason"] = str(unusable)
    return problems


def _name_problem(field: str, typed: str) -> str:
    if 0 < len(typed) <= LONGEST_NAME and typed.isprintable():
        return ""
    return (
        f"Type {'a title' if field == 'title' else 'an edition'} of 1 to {LONGEST_NAME} letters and figures."
    )
