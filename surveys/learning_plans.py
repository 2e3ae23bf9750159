"""What a preceptee does with their learning plan, which lives across time points: actions in their own order.

Nothing here is recorded in the audit trail: it would say who plans what. Every change names the plan's owner,
so that nobody's id opens anybody else's row (SEC-03).
"""

import secrets
from dataclasses import dataclass

from sqlmodel import Session

from surveys.errors import Conflict, Invalid, NotFound
from surveys.plan_choices import MOST_ACTIONS
from surveys.plan_forms import ActionWords
from surveys.store.learning_plans import actions_of, hold_plan, last_position, meetings_of, replace_row
from surveys.tables import PlanAction, PlanMeeting

CHANGED = "You saved this in another window after you opened it here."
NO_ACTION = "There is no such action in your plan."
FULL = f"Your plan has {MOST_ACTIONS} actions, which is as many as it holds. Delete one you no longer need first."


@dataclass(frozen=True)
class LearningPlan:
    """One person's plan, in their order, with its meetings."""

    actions: list[PlanAction]
    meetings: list[PlanMeeting]

    @property
    def items(self) -> frozenset[str]:
        """The needs that the plan has an action for."""
        return frozenset(action.item for action in self.actions if action.item)


def read_plan(session: Session, *, respondent: str) -> LearningPlan:
    """The whole plan; an empty one before anything was planned."""
    return LearningPlan(actions_of(session, respondent), meetings_of(session, respondent))


def own_action(session: Session, action: str, *, respondent: str) -> PlanAction:
    """One action of this person's own plan. Raises NotFound, the same for another's and for none."""
    found = session.get(PlanAction, action, populate_existing=True)
    if found is None or not respondent or found.respondent != respondent:
        raise NotFound(NO_ACTION)
    return found


def add_action(
    session: Session, *, respondent: str, words: ActionWords, item: str | None = None
) -> PlanAction:
    """Put an action at the end of the plan. Raises Invalid when the plan is full."""
    hold(session, respondent)
    if len(actions_of(session, respondent)) >= MOST_ACTIONS:
        raise Invalid({"aim": FULL})
    action = PlanAction(
        id=secrets.token_hex(16),
        respondent=respondent,
        position=last_position(session, respondent) + 1,
        item=item,
        **words.model_dump(),
    )
    session.add(action)
    session.flush()
    return action


def change_action(
    session: Session, *, action: str, respondent: str, revision: int, words: ActionWords
) -> None:
    """Word an action anew. Raises Conflict when it was saved in between, NotFound when it is gone."""
    hold(session, respondent)
    found = own_action(session, action, respondent=respondent)
    if not replace_row(session, found, revision=revision, values=words.model_dump()):
        raise Conflict(CHANGED)


def mark_action(session: Session, *, action: str, respondent: str, revision: int, state: str) -> None:
    """Say that an action is planned, done or dropped. Raises Conflict when it was saved in between."""
    hold(session, respondent)
    found = own_action(session, action, respondent=respondent)
    if not replace_row(session, found, revision=revision, values={"state": state}):
        raise Conflict(CHANGED)


def move_action(session: Session, *, action: str, respondent: str, up: bool) -> None:
    """Swap an action with its neighbour; the first stays first and the last stays last."""
    hold(session, respondent)
    own_action(session, action, respondent=respondent)
    ordered = actions_of(session, respondent)
    here = next(index for index, each in enumerate(ordered) if each.id == action)
    there = here + (-1 if up else 1)
    if 0 <= there < len(ordered):
        ordered[here], ordered[there] = ordered[there], ordered[here]
    for position, each in enumerate(ordered, start=1):
        each.position = position
        session.add(each)
    session.flush()


def delete_action(session: Session, *, action: str, respondent: str, revision: int) -> None:
    """Take an action out of the plan for good. Raises Conflict when it was saved in between."""
    hold(session, respondent)
    found = own_action(session, action, respondent=respondent)
    if found.revision != revision:
        raise Conflict(CHANGED)
    session.delete(found)
    session.flush()


def hold(session: Session, respondent: str) -> None:
    """One change of a plan at a time. Raises NotFound once its owner was erased."""
    if not respondent or not hold_plan(session, respondent):
        raise NotFound("This plan has been erased.")
