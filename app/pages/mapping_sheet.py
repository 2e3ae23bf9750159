"""A mapper's own part of a task: item by item, with changes looked at before they are saved."""

from typing import NamedTuple

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from sqlmodel import Session

from app.definitions import Definitions
from app.mapping_sheets import SheetNow, drop_changes, judge, load_sheet, save_sheet
from app.mapping_tasks import part_of, parts_of
from app.pages.frameworks import definitions_of
from app.posting import carry_out
from app.presenters.clash import clash_context
from app.presenters.mapping_links import judgement_clash, read_link
from app.presenters.mapping_sheet import (
    item_context,
    items_context,
    judgement_to_show,
    links_context,
    review_context,
)
from app.query import Takes
from app.rights import Right
from app.set_items import find_set_item, item_codes
from app.templating import render
from app.web import ActorIn, ClockIn, Db, Form, FormIn
from mapping.judgement import Judgement, Link
from surveys.errors import Conflict, Invalid, NotFound
from surveys.store.mapping_tasks import ITEM_CHANGED, SHEET_CHANGED, get_mapping_task
from surveys.tables import MappingTask

router = APIRouter(
    prefix="/steering/mapping/{task_id}",
    dependencies=[Depends(Right("steering"))],
    include_in_schema=False,
)
FILTER = [Depends(Takes("show", "q"))]
PLAIN = [Depends(Takes())]
BOTH = "Choose elements, or say that the item speaks to nothing: not both."


class Mine(NamedTuple):
    """A task with the mapper's own sheet, and never the other's."""

    definitions: Definitions
    task: MappingTask
    sheet: SheetNow


@router.get("/items", dependencies=FILTER)
def items_page(
    request: Request, session: Db, actor: ActorIn, task_id: str, show: str = "all", q: str = ""
) -> Response:
    """Every item to judge, by whether it is linked and by words."""
    return render(
        request,
        "mapping/items.html",
        items_context(*_mine(request, session, actor, task_id), show=show, words=q),
    )


@router.get("/items/{code}", dependencies=FILTER)
def item_page(
    request: Request, session: Db, actor: ActorIn, task_id: str, code: str, show: str = "all", q: str = ""
) -> Response:
    """One item with the tree of elements to choose from."""
    context = item_context(*_mine(request, session, actor, task_id), code, show=show, words=q)
    return render(request, "mapping/item.html", context)


@router.post("/items/{code}", dependencies=PLAIN)
def choose(request: Request, session: Db, actor: ActorIn, form: FormIn, task_id: str, code: str) -> Response:
    """Keep which elements the item is linked to, or that it speaks to nothing, or that it is not judged."""
    mine = _mine(request, session, actor, task_id)
    judgement, problem = _chosen(mine, code, form)
    if problem:
        context = item_context(*mine, code, show="all", words="", problems={"target": problem})
        return render(request, "mapping/item.html", context, status=422)
    after = "/links" if judgement and judgement.links else ""
    address = f"/steering/mapping/{task_id}/items{f'/{code}{after}' if after else ''}"
    return _keep(request, session, actor, form, mine, code, judgement, address)


@router.get("/items/{code}/links", dependencies=PLAIN)
def links_page(request: Request, session: Db, actor: ActorIn, task_id: str, code: str) -> Response:
    """Everything each link of an item says."""
    mine = _mine(request, session, actor, task_id)
    links, seen = _links(mine, code), mine.sheet.revisions.get(code, 0)
    return render(request, "mapping/links.html", links_context(*mine, code, links, seen=seen, problems={}))


@router.post("/items/{code}/links", dependencies=PLAIN)
def fill_in(request: Request, session: Db, actor: ActorIn, form: FormIn, task_id: str, code: str) -> Response:
    """Keep what was typed of each link; complete, or with `later` as far as it is."""
    mine = _mine(request, session, actor, task_id)
    parts, links = parts_of(mine.task), []
    problems: dict[str, str] = {}
    for target in _targets(mine, form):
        known = parts.get(target, {})
        link, wrong = read_link(form, target, known, prefix=f"{target}.")
        missing = {} if form.one("action") == "later" else link.missing(known)
        problems |= {f"{target}.{field}": message for field, message in missing.items()} | wrong
        links.append(link)
    if problems:
        seen = form.whole("revision")
        context = links_context(*mine, code, links, seen=seen, problems=problems)
        return render(request, "mapping/links.html", context, status=422)
    judgement = Judgement(links=tuple(links))
    return _keep(request, session, actor, form, mine, code, judgement, f"/steering/mapping/{task_id}/items")


@router.get("/review", dependencies=PLAIN)
def review_page(request: Request, session: Db, actor: ActorIn, task_id: str) -> Response:
    """Every change before it is saved."""
    return render(
        request,
        "mapping/review.html",
        review_context(*_mine(request, session, actor, task_id)) | {"clash": False},
    )


@router.post("/save", dependencies=PLAIN)
def save(
    request: Request, session: Db, actor: ActorIn, form: FormIn, clock: ClockIn, task_id: str
) -> Response:
    """Save the changes that were looked at; shown again when they are no longer the same."""
    mine = _mine(request, session, actor, task_id)

    def act() -> str:
        seen = form.whole("revision")
        save_sheet(session, task_id, mine.sheet, seen=seen, by=actor.username, now=clock())
        return f"/steering/mapping/{task_id}/items"

    try:
        return carry_out(session, form, actor, act)
    except Invalid as refusal:
        if "revision" in refusal.problems or "once" in refusal.problems:
            raise
        session.rollback()
        status = 422
    except Conflict as conflict:
        if conflict.message != SHEET_CHANGED:
            raise
        session.rollback()
        status = 409
    context = review_context(*_mine(request, session, actor, task_id)) | {"clash": status == 409}
    return render(request, "mapping/review.html", context, status=status)


@router.post("/drop", dependencies=PLAIN)
def drop(session: Db, actor: ActorIn, form: FormIn, task_id: str) -> Response:
    """Go back to what is saved."""

    def act() -> str:
        drop_changes(session, task_id, seen=form.whole("revision"), by=actor.username)
        return f"/steering/mapping/{task_id}/items"

    return carry_out(session, form, actor, act)


def _mine(request: Request, session: Session, actor: ActorIn, task_id: str) -> Mine:
    """Raises NotAllowed for anyone but the two mappers."""
    definitions, task = definitions_of(request), get_mapping_task(session, task_id)
    order = item_codes(definitions, task.origin)
    sheet = load_sheet(session, task_id, part_of(task, actor.username), order=order)
    return Mine(definitions, task, sheet)


def _keep(
    request: Request,
    session: Session,
    actor: ActorIn,
    form: Form,
    mine: Mine,
    code: str,
    judgement: Judgement | None,
    address: str,
) -> Response:
    """Keep a judgement, or show both versions when another window came between."""
    find_set_item(mine.definitions, mine.task.origin, code)

    def act() -> str:
        judge(session, mine.task.id, code, judgement, seen=form.whole("revision"), by=actor.username)
        return address

    try:
        return carry_out(session, form, actor, act)
    except Conflict as conflict:
        if conflict.message != ITEM_CHANGED:
            raise
        session.rollback()
    now = _mine(request, session, actor, mine.task.id).sheet
    rows = judgement_clash(now.now.get(code), judgement, parts_of(mine.task))
    here, fields = request.url.path, form.answers()
    context = clash_context(rows, address=here, fields=fields, revision=now.revisions.get(code, 0))
    return render(
        request, "mapping/clash.html", context | {"title": code, "action": form.one("action")}, status=409
    )


def _chosen(mine: Mine, code: str, form: Form) -> tuple[Judgement | None, str]:
    """The judgement that boxes and buttons make; links that were there keep what they say. Or what is wrong."""
    ticked, nothing = set(form.get("target", ())), form.one("nothing") == "yes"
    codes = item_codes(mine.definitions, mine.task.target)
    if ticked - set(codes):
        return None, "Choose from the elements shown."
    if ticked and nothing:
        return None, BOTH
    if not ticked:
        return (Judgement() if nothing else None), ""
    before = judgement_to_show(mine.definitions, mine.task, mine.sheet, code) or Judgement()
    links = tuple(before.link(target) or Link(target=target) for target in codes if target in ticked)
    return Judgement(links=links), ""


def _links(mine: Mine, code: str) -> tuple[Link, ...]:
    judgement = mine.sheet.now.get(code)
    if judgement is None or not judgement.links:
        raise NotFound("This item is linked to nothing yet. Choose elements for it first.")
    return judgement.links


def _targets(mine: Mine, form: Form) -> list[str]:
    """The elements the form asked about, in the order of the tree. Raises Invalid for none or a strange one."""
    sent, codes = set(form.get("link", ())), item_codes(mine.definitions, mine.task.target)
    if not sent or sent - set(codes):
        raise Invalid({"link": "This form is not complete. Open the page again and send it once more."})
    return [code for code in codes if code in sent]
