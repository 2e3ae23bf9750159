"""A learning plan as its pages show it: actions and meetings in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.definitions import Definitions
from app.presenters.plan_form import ACTION_NAMES
from app.presenters.plan_needs import need_of, resources_for, support_options
from app.presenters.questions import option_label
from mapping.profile import make_profile
from reports.wording import plural
from surveys.instrument import NeedItem
from surveys.learning_plans import LearningPlan
from surveys.plan_choices import CPD, CPD_TYPES_WANTED, DONE, DROPPED, KINDS, PLANNED, STATES
from surveys.plan_meetings import is_confirmed_by_preceptee, is_confirmed_by_preceptor
from surveys.resource import Resource
from surveys.respondents import SUBMITTED, Answers
from surveys.tables import PlanAction, PlanMeeting, RatingAnswer, TimePoint

TAGS = {PLANNED: "nhsuk-tag--blue", DONE: "nhsuk-tag--green", DROPPED: "nhsuk-tag--grey"}
MOST_NEEDS = 5


@dataclass(frozen=True)
class ActionCard:
    """One action to read. `ratings` say how its owner rated the need each time; empty for other readers."""

    id: str
    number: int
    aim: str
    state: str
    state_label: str
    tag: str
    need: str
    rows: tuple[tuple[str, str], ...]
    ratings: tuple[str, ...]
    resources: tuple[Resource, ...]
    revision: int
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class MeetingCard:
    """One meeting to read, with who confirmed it as it stands, and whether this reader can confirm it now."""

    id: str
    title: str
    held: str
    notes: str
    agreed: str
    by_preceptee: str
    by_preceptor: str
    both: bool
    can_confirm: bool
    revision: int


def action_cards(
    plan: LearningPlan, definitions: Definitions, *, ratings: Mapping[str, Sequence[str]]
) -> list[ActionCard]:
    """Every action in its owner's order."""
    last = len(plan.actions)
    return [
        _action_card(action, number, number == last, definitions, tuple(ratings.get(action.item or "", ())))
        for number, action in enumerate(plan.actions, start=1)
    ]


def rating_history(rows: Sequence[tuple[TimePoint, RatingAnswer]]) -> dict[str, list[str]]:
    """How each need was rated at each time point, in words, by item."""
    history: dict[str, list[str]] = {}
    for point, rating in rows:
        if rating.importance is not None and rating.confidence is not None:
            words = f"{moment_words(point)}: importance {rating.importance}, confidence {rating.confidence}"
            history.setdefault(rating.item, []).append(words)
    return history


def moment_words(point: TimePoint) -> str:
    """How far into a preceptorship a time point asks.

    >>> moment_words(TimePoint(title="Spring", moment=0)), moment_words(TimePoint(title="Summer", moment=3))
    ('At the start', 'At 3 months')
    """
    return f"At {point.moment} months" if point.moment else "At the start"


def meeting_cards(
    meetings: Sequence[PlanMeeting], *, today: date, preceptor: str | None = None
) -> list[MeetingCard]:
    """Every meeting, the earliest first, as its preceptee reads it or, with `preceptor`, as that preceptor does."""
    return [_meeting_card(meeting, today, preceptor) for meeting in meetings]


def plan_sentence(plan: LearningPlan) -> str:
    """How far the plan is.

    >>> plan_sentence(LearningPlan([PlanAction(state="planned"), PlanAction(state="done")], []))
    'Your plan has 2 actions: 1 planned, 1 done.'
    """
    if not plan.actions:
        return "Your plan is empty."
    counts = {option.code: 0 for option in STATES}
    for action in plan.actions:
        counts[action.state] += 1
    parts = [f"{counts[option.code]} {option.label.lower()}" for option in STATES if counts[option.code]]
    return f"Your plan has {plural(len(plan.actions), 'action')}: {', '.join(parts)}."


def cpd_sentence(plan: LearningPlan) -> str:
    """How many kinds of learning the plan has, beside what the HCPC asks; empty for an empty plan."""
    kinds = {action.cpd for action in plan.actions if action.cpd and action.state != DROPPED}
    if not plan.actions:
        return ""
    asked = f"The HCPC asks for a mixture: at least {CPD_TYPES_WANTED} kinds."
    if not kinds:
        return f"You have not said yet what kind of learning your actions are. {asked}"
    return f"Your actions have {plural(len(kinds), 'kind')} of learning. {asked}"


def open_needs(answers: Answers, plan: LearningPlan) -> list[NeedItem]:
    """The strongest submitted needs that have no action yet, strongest first."""
    if answers.response.state != SUBMITTED:
        return []
    profile = make_profile(answers.items, list(answers.ratings.values()))
    return [own.item for own in profile.needs if own.item.code not in plan.items][:MOST_NEEDS]


def day_words(day: date | None) -> str:
    """A day in words; empty for none.

    >>> day_words(date(2027, 3, 1))
    '1 March 2027'
    """
    return day.strftime("%-d %B %Y") if day else ""


def action_rows(action: PlanAction, definitions: Definitions) -> tuple[tuple[str, str], ...]:
    """What an action says, under the names people read."""
    return (
        (ACTION_NAMES["support"], option_label(support_options(definitions), action.support or "")),
        (ACTION_NAMES["who"], action.who),
        (ACTION_NAMES["due"], day_words(action.due)),
        (ACTION_NAMES["cpd"], option_label(CPD, action.cpd or "")),
        (ACTION_NAMES["evidence"], action.evidence),
        (ACTION_NAMES["reflection"], action.reflection),
    )


def _action_card(
    action: PlanAction, number: int, is_last: bool, definitions: Definitions, ratings: tuple[str, ...]
) -> ActionCard:
    need = need_of(definitions, action.item)
    return ActionCard(
        id=action.id,
        number=number,
        aim=action.aim,
        state=action.state,
        state_label=option_label(STATES, action.state),
        tag=TAGS[action.state],
        need=need[1].text if need else "",
        rows=action_rows(action, definitions),
        ratings=ratings,
        resources=resources_for(definitions, need[0], need[1].code) if need else (),
        revision=action.revision,
        is_first=number == 1,
        is_last=is_last,
    )


def _meeting_card(meeting: PlanMeeting, today: date, preceptor: str | None) -> MeetingCard:
    mine, theirs = is_confirmed_by_preceptee(meeting), is_confirmed_by_preceptor(meeting)
    held = meeting.held_on is not None and meeting.held_on <= today
    return MeetingCard(
        id=meeting.id,
        title=option_label(KINDS, meeting.kind),
        held=day_words(meeting.held_on),
        notes=meeting.notes,
        agreed=meeting.agreed,
        by_preceptee=_confirmed_words(mine, meeting.confirmed_by_preceptee),
        by_preceptor=_confirmed_words(theirs, meeting.confirmed_by_preceptor),
        both=mine and theirs,
        can_confirm=held and not (mine if preceptor is None else theirs),
        revision=meeting.revision,
    )


def _confirmed_words(now: bool, revision: int) -> str:
    if now:
        return "Confirmed"
    return "Needs confirming again: it has changed" if revision else "Not confirmed yet"
