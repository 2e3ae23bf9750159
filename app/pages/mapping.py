"""Mapping tasks of the steering group: the list, starting one, and who is at what."""

from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from sqlmodel import Session

from app.mapping_parts import add_parts
from app.mapping_tasks import (
    become_second,
    close_task,
    finish_part,
    go_on_mapping,
    mapper_names,
    start_task,
    steering_members,
)
from app.pages.frameworks import definitions_of
from app.posting import carry_out
from app.presenters.mapping_tasks import parts_context, start_context, task_context, task_line
from app.query import Takes
from app.rights import Right
from app.templating import render
from app.web import ActorIn, ClockIn, Db, FormIn
from surveys.errors import Invalid
from surveys.store.mapping_tasks import all_mapping_tasks, get_mapping_task, mapping_sheet

router = APIRouter(
    prefix="/steering/mapping",
    dependencies=[Depends(Right("steering")), Depends(Takes())],
    include_in_schema=False,
)
FIELDS = ("title", "origin", "target", "start", "first", "second")


@router.get("")
def tasks_page(request: Request, session: Db) -> Response:
    """Every mapping task, the newest first."""
    definitions = definitions_of(request)
    tasks = [task_line(definitions, task, mapper_names(session, task)) for task in all_mapping_tasks(session)]
    return render(request, "mapping/list.html", {"tasks": tasks})


@router.get("/start")
def start_page(request: Request, session: Db, actor: ActorIn) -> Response:
    """The form that starts a task."""
    typed = {"first": actor.username, "start": "afresh"}
    context = start_context(definitions_of(request), steering_members(session), typed=typed, problems={})
    return render(request, "mapping/start.html", context)


@router.post("/start")
def start(request: Request, session: Db, actor: ActorIn, form: FormIn, clock: ClockIn) -> Response:
    """Start a task, or say what will not do."""
    definitions, typed = definitions_of(request), {field: form.one(field) for field in FIELDS}

    def act() -> str:
        task = start_task(session, definitions, **typed, by=actor.username, now=clock())
        return f"/steering/mapping/{task}"

    try:
        return carry_out(session, form, actor, act)
    except Invalid as refusal:
        if not set(FIELDS) & set(refusal.problems):
            raise
        session.rollback()
        members = steering_members(session)
        context = start_context(definitions, members, typed=typed, problems=refusal.problems)
        return render(request, "mapping/start.html", context, status=422)


@router.get("/{task_id}")
def task_page(request: Request, session: Db, actor: ActorIn, task_id: str) -> Response:
    """Who does what, how far it is, and what this member can do next."""
    return render(request, "mapping/task.html", _page(request, session, actor, task_id))


@router.post("/{task_id}/second")
def take_second(session: Db, actor: ActorIn, form: FormIn, clock: ClockIn, task_id: str) -> Response:
    """Become the second mapper of a task that has none."""

    def act() -> str:
        become_second(session, task_id, seen=form.whole("revision"), by=actor.username, now=clock())
        return f"/steering/mapping/{task_id}"

    return carry_out(session, form, actor, act)


@router.get("/{task_id}/finish")
def finish_page(request: Request, session: Db, actor: ActorIn, task_id: str) -> Response:
    """What it means to have finished, before it is said."""
    return render(request, "mapping/finish.html", _page(request, session, actor, task_id))


@router.post("/{task_id}/finish")
def finish(session: Db, actor: ActorIn, form: FormIn, clock: ClockIn, task_id: str) -> Response:
    """Say that one's own part is finished."""

    def act() -> str:
        finish_part(session, task_id, seen=form.whole("revision"), by=actor.username, now=clock())
        return f"/steering/mapping/{task_id}"

    return carry_out(session, form, actor, act)


@router.post("/{task_id}/go-on")
def go_on(session: Db, actor: ActorIn, form: FormIn, clock: ClockIn, task_id: str) -> Response:
    """Take back that one has finished."""

    def act() -> str:
        go_on_mapping(session, task_id, seen=form.whole("revision"), by=actor.username, now=clock())
        return f"/steering/mapping/{task_id}/items"

    return carry_out(session, form, actor, act)


@router.get("/{task_id}/close")
def close_page(request: Request, session: Db, actor: ActorIn, task_id: str) -> Response:
    """What closing means, before it is done."""
    return render(request, "mapping/close.html", _page(request, session, actor, task_id))


@router.post("/{task_id}/close")
def close(session: Db, actor: ActorIn, form: FormIn, clock: ClockIn, task_id: str) -> Response:
    """End a task with nothing published."""

    def act() -> str:
        close_task(session, task_id, seen=form.whole("revision"), by=actor.username, now=clock())
        return f"/steering/mapping/{task_id}"

    return carry_out(session, form, actor, act)


@router.get("/{task_id}/parts")
def parts_page(request: Request, session: Db, task_id: str) -> Response:
    """What elements fall into, and the form to say it of another one."""
    context = parts_context(definitions_of(request), get_mapping_task(session, task_id))
    return render(request, "mapping/element_parts.html", context)


@router.post("/{task_id}/parts")
def say_parts(
    request: Request, session: Db, actor: ActorIn, form: FormIn, clock: ClockIn, task_id: str
) -> Response:
    """Say what one element falls into, or what will not do."""
    definitions, target = definitions_of(request), form.one("target")
    lines = form.one("words").splitlines()
    words = [line for typed in lines if (line := " ".join(typed.split()))]

    def act() -> str:
        seen, by, now = form.whole("revision"), actor.username, clock()
        add_parts(session, definitions, task_id, target=target, words=words, seen=seen, by=by, now=now)
        return f"/steering/mapping/{task_id}/parts"

    try:
        return carry_out(session, form, actor, act)
    except Invalid as refusal:
        if not {"target", "words"} & set(refusal.problems):
            raise
        session.rollback()
        typed = {"target": target, "words": form.one("words")}
        task = get_mapping_task(session, task_id)
        context = parts_context(definitions, task, typed=typed, problems=refusal.problems)
        return render(request, "mapping/element_parts.html", context, status=422)


def _page(request: Request, session: Session, actor: ActorIn, task_id: str) -> dict[str, Any]:
    task = get_mapping_task(session, task_id)
    sheets = {mapper: mapping_sheet(session, task_id, mapper) for mapper in ("first", "second")}
    names = mapper_names(session, task)
    return task_context(definitions_of(request), task, sheets, names, username=actor.username)
