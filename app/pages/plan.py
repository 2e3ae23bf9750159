"""A preceptee's own learning plan: actions to add, word, order, finish and delete. Always and only their own."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from app.once import carry_out_once
from app.pages.frameworks import definitions_of
from app.pages.my import own_answers
from app.presenters.clash import clash_context
from app.presenters.plan import (
    action_cards,
    cpd_sentence,
    open_needs,
    plan_sentence,
    rating_history,
)
from app.presenters.plan_form import (
    ACTION_NAMES,
    action_form,
    action_options,
    clash_rows,
    summary_names,
    typed_action,
)
from app.presenters.plan_needs import need_of, resources_for, support_options
from app.presenters.refused import kept_revision, summary_of
from app.query import Takes
from app.resume import WHOSE, mark_of
from app.rights import Right
from app.signins import Actor
from app.templating import render
from app.web import ActorIn, Db, Form, FormIn, get_settings
from surveys.errors import Conflict, Invalid, NotFound
from surveys.instrument import NeedItem
from surveys.learning_plans import (
    add_action,
    change_action,
    delete_action,
    mark_action,
    move_action,
    own_action,
    read_plan,
)
from surveys.plan_choices import STATES
from surveys.plan_forms import ActionWords, read_action
from surveys.respondents import SUBMITTED, Answers, read_answers
from surveys.store.learning_plans import ratings_over_time
from surveys.store.shares import submitted_responses

NOTHING: Mapping[str, str] = MappingProxyType({})
DONE = {
    "added": "Added to your plan.",
    "saved": "Saved.",
    "deleted": "Deleted from your plan.",
}
router = APIRouter(prefix="/my", dependencies=[Depends(Right("preceptee"))], include_in_schema=False)


@router.get("/plan", dependencies=[Depends(Takes("done"))])
def plan_page(request: Request, session: Db, actor: ActorIn, done: str = "") -> Response:
    """The actions in their owner's order, and the needs that have none yet."""
    plan = read_plan(session, respondent=own(actor))
    answers = latest_answers(request, session, actor)
    context = {
        "actions": action_cards(plan, definitions_of(request), ratings=ratings_of_needs(session, actor)),
        "sentence": plan_sentence(plan),
        "cpd": cpd_sentence(plan),
        "needs": open_needs(answers, plan),
        "submitted": answers.response.state == SUBMITTED,
        "has_profile": own_answers(request, session, actor).response.state == SUBMITTED,
        "done": DONE.get(done, ""),
    }
    return render(request, "plan/plan.html", context)


@router.get("/plan/add", dependencies=[Depends(Takes("item"))])
def add_page(request: Request, session: Db, actor: ActorIn, item: str = "") -> Response:
    """Ask about a new action; one that starts from a need is filled in from it."""
    need = _need(request, item)
    typed: dict[str, Sequence[str]] = {}
    if need is not None:
        rating = latest_answers(request, session, actor).ratings.get(need.code)
        typed = {"aim": [need.text], "support": [rating.support or "" if rating else ""]}
    return show_action(request, actor, typed, NOTHING, address="/my/plan/add", item=item)


@router.post("/plan/add")
def add(request: Request, session: Db, actor: ActorIn, form: FormIn) -> Response:
    """Put an action at the end of the plan, or show what is wrong with everything typed still there."""
    item = form.one("item")
    _need(request, item)

    def act() -> str:
        words = _read(request, form)
        action = add_action(session, respondent=own(actor), words=words, item=item or None)
        return f"/my/plan?done=added#action-{action.id}"

    try:
        return carried(session, actor, form, act)
    except Invalid as refusal:
        session.rollback()
        return show_action(request, actor, form, refusal.problems, address="/my/plan/add", item=item)


@router.get("/plan/actions/{action_id}")
def action_page(request: Request, session: Db, actor: ActorIn, action_id: str) -> Response:
    """One action, to word anew."""
    found = own_action(session, action_id, respondent=own(actor))
    address = f"/my/plan/actions/{found.id}"
    return show_action(
        request,
        actor,
        typed_action(found),
        NOTHING,
        address=address,
        item=found.item or "",
        revision=found.revision,
    )


@router.post("/plan/actions/{action_id}")
def change(request: Request, session: Db, actor: ActorIn, form: FormIn, action_id: str) -> Response:
    """Save one action, or show both versions when it was saved elsewhere in between."""
    address = f"/my/plan/actions/{action_id}"

    def act() -> str:
        own_action(session, action_id, respondent=own(actor))
        change_action(
            session,
            action=action_id,
            respondent=own(actor),
            revision=form.whole("revision"),
            words=_read(request, form),
        )
        return f"/my/plan?done=saved#action-{action_id}"

    try:
        return carried(session, actor, form, act)
    except Invalid as refusal:
        session.rollback()
        found = own_action(session, action_id, respondent=own(actor))
        revision = kept_revision(form, found.revision)
        return show_action(
            request, actor, form, refusal.problems, address=address, item=found.item or "", revision=revision
        )
    except Conflict:
        session.rollback()
        found = own_action(session, action_id, respondent=own(actor))
        options = action_options(definitions_of(request))
        rows = clash_rows(ACTION_NAMES, typed_action(found), form, options)
        context = clash_context(rows, address=address, fields=form.answers(), revision=found.revision)
        return render(request, "plan/clash.html", context | {"title": found.aim}, status=409)


@router.post("/plan/actions/{action_id}/state")
def mark(session: Db, actor: ActorIn, form: FormIn, action_id: str) -> Response:
    """Say with one button that an action is planned, done or dropped."""
    state = form.one("state")
    if state not in {option.code for option in STATES}:
        raise Invalid({"state": "Choose one of the answers shown."})

    def act() -> str:
        mark_action(
            session, action=action_id, respondent=own(actor), revision=form.whole("revision"), state=state
        )
        return f"/my/plan?done=saved#action-{action_id}"

    return carried(session, actor, form, act)


@router.post("/plan/actions/{action_id}/move")
def move(session: Db, actor: ActorIn, form: FormIn, action_id: str) -> Response:
    """Move one action up or down by one."""
    to = form.one("to")
    if to not in {"up", "down"}:
        raise Invalid({"to": "Choose up or down."})

    def act() -> str:
        move_action(session, action=action_id, respondent=own(actor), up=to == "up")
        return f"/my/plan#action-{action_id}"

    return carried(session, actor, form, act)


@router.get("/plan/actions/{action_id}/delete")
def delete_page(request: Request, session: Db, actor: ActorIn, action_id: str) -> Response:
    """Ask whether to delete an action for good."""
    found = own_action(session, action_id, respondent=own(actor))
    context = {
        "title": found.aim,
        "what": "action",
        "address": f"/my/plan/actions/{found.id}/delete",
        "back": f"/my/plan#action-{found.id}",
        "revision": found.revision,
    }
    return render(request, "plan/delete.html", context)


@router.post("/plan/actions/{action_id}/delete")
def delete(session: Db, actor: ActorIn, form: FormIn, action_id: str) -> Response:
    """Delete an action for good."""

    def act() -> str:
        delete_action(session, action=action_id, respondent=own(actor), revision=form.whole("revision"))
        return "/my/plan?done=deleted"

    return carried(session, actor, form, act)


def show_action(
    request: Request,
    actor: Actor,
    typed: Mapping[str, Sequence[str]],
    problems: Mapping[str, str],
    *,
    address: str,
    item: str,
    revision: int | None = None,
    unsaved: bool = False,
) -> Response:
    """An action's form. With `unsaved`, it holds what was typed before a session ended."""
    definitions = definitions_of(request)
    need = need_of(definitions, item)
    context = {
        "fields": action_form(typed, problems, definitions=definitions, with_state=revision is not None),
        "summary": summary_of(problems, summary_names(ACTION_NAMES)),
        "problems": problems,
        "address": address,
        "item": item,
        "need": need[1] if need else None,
        "resources": resources_for(definitions, need[0], need[1].code) if need else (),
        "revision": revision,
        "whose": mark_of(own(actor), key=get_settings(request).key),
        "unsaved": unsaved,
    }
    return render(request, "plan/action.html", context, status=422 if problems else 200)


def own(actor: Actor) -> str:
    """The respondent who is signed in. Raises NotFound when there is none any more."""
    if not actor.respondent:
        raise NotFound("These answers have been erased.")
    return actor.respondent


def latest_answers(request: Request, session: Session, actor: Actor) -> Answers:
    """What this person submitted last, at whichever time point; what they have begun before that."""
    submitted = submitted_responses(session, own(actor))
    if not submitted:
        return own_answers(request, session, actor)
    latest, _ = submitted[-1]
    return read_answers(session, response=latest.id, instruments=definitions_of(request).instruments)


def ratings_of_needs(session: Session, actor: Actor) -> dict[str, list[str]]:
    """How the owner of a plan rated each need at each time point, in words."""
    return rating_history(ratings_over_time(session, own(actor)))


def carried(session: Session, actor: Actor, form: Form, act: Callable[[], str]) -> Response:
    """Carry a form of the plan out once, then go on to a page to read."""
    return RedirectResponse(carry_out_once(session, key=form.once, owner=own(actor), act=act), 303)


def _read(request: Request, form: Form) -> ActionWords:
    words, problems = read_action(
        form.answers(besides=("item", WHOSE)), support=support_options(definitions_of(request))
    )
    if words is None:
        raise Invalid(problems)
    return words


def _need(request: Request, item: str) -> NeedItem | None:
    """The need an action starts from, None for an action of one's own. Raises NotFound for a need there is not."""
    if not item:
        return None
    found = need_of(definitions_of(request), item)
    if found is None:
        raise NotFound("There is no such area. Add the action from your plan instead.")
    return found[1]
