"""A preceptor's month: what each preceptee needs from them, and whether they have room for one more."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.binding import conclude
from app.presenters.conclusion import BARRED, figure, limit_words
from app.presenters.questions import option_label
from app.shared import Shared
from mapping.pairs import put_beside
from mapping.profile import make_profile
from reports.wording import plural
from surveys.instrument import Option
from surveys.learning_plans import LearningPlan
from surveys.plan_choices import KINDS, PLANNED
from surveys.plan_meetings import is_confirmed_by_preceptor
from surveys.shares import opens
from surveys.tables import Share

LARGEST = 3
NOTHING = "Nothing to do here this month from what is open to you."
UNANSWERED = "Answer and submit your own questions to see what your hours allow."
NO_HOURS = "You did not say how many hours a year you are given, so your room cannot be worked out."


@dataclass(frozen=True)
class Line:
    """One thing to do or know; `address` is where to do it."""

    text: str
    address: str = ""


@dataclass(frozen=True)
class Who:
    """One preceptee in this month."""

    name: str
    address: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Room:
    """Whether a preceptor can take one more: in one sentence, which limit binds, and what follows."""

    headline: str
    limit: str
    sentences: tuple[str, ...]


def who_needs_what(share: Share, shared: Shared | None, plan: LearningPlan | None, *, today: date) -> Who:
    """What one preceptee needs this month, from what is open now and nothing else."""
    address = f"/my/preceptees/{share.id}"
    lines = [
        *_from_answers(share, shared, address),
        *(_from_plan(plan, f"{address}/plan", today) if plan else ()),
    ]
    return Who(share.name, address, tuple(lines) or (Line(NOTHING),))


def room_of(facts: dict[str, tuple[str, ...]] | None, *, sharing: int) -> Room:
    """A preceptor's own room, from the numbers they submitted. `facts` is None before that."""
    if facts is None:
        return Room(UNANSWERED, "", ())
    found = conclude(facts)
    if found is None:
        return Room(NO_HOURS, "", ())
    headline = f"You have room for {found.free} more." if found.free else "You have no room for one more now."
    sentences = []
    if not found.free and found.hours_short > 0 and found.slots.limit not in BARRED:
        hours = "hour" if found.hours_short == 1 else "hours"
        sentences.append(f"One more would take {figure(found.hours_short)} more protected {hours} a year.")
    if found.preceptees_now != sharing:
        sentences.append(
            f"This counts the {plural(found.preceptees_now, 'preceptee')} you said you support; "
            f"{sharing} {'shares' if sharing == 1 else 'share'} with you here."
        )
    return Room(headline, limit_words(found.slots), tuple(sentences))


def month_sentence(people: Sequence[Who]) -> str:
    """How many share."""
    if not people:
        return "No preceptee shares with you now."
    return f"{plural(len(people), 'preceptee')} {'shares' if len(people) == 1 else 'share'} with you."


def _from_answers(share: Share, shared: Shared | None, address: str) -> list[Line]:
    if shared is None:
        return [Line("Has not submitted any answers yet.")] if _opens_answers(share) else []
    if shared.can_give_view:
        verb = "Carry on with" if shared.view.revision else "Give"
        return [Line(f"{verb} your view of their confidence, then you see theirs.", f"{address}/view")]
    lines = []
    if opens(share, "profile"):
        lines += _needs(shared)
    if opens(share, "ratings") and shared.view.given:
        far = put_beside(shared.answers.items, shared.answers.ratings, shared.view.ratings).far
        if far:
            text = f"Talk about {plural(len(far), 'area')} you see 2 or more steps apart."
            lines.append(Line(text, address))
    return lines


def _opens_answers(share: Share) -> bool:
    return opens(share, "profile") or opens(share, "ratings")


def _needs(shared: Shared) -> list[Line]:
    needs = make_profile(shared.answers.items, list(shared.answers.ratings.values())).needs[:LARGEST]
    support = shared.answers.instrument.support
    return [Line(f"Need: {own.item.text}{_wanted(support, own.support)}") for own in needs]


def _wanted(options: Sequence[Option], support: str | None) -> str:
    return f". Would like: {_lower(option_label(options, support))}" if support else ""


def _from_plan(plan: LearningPlan, address: str, today: date) -> list[Line]:
    month_end = today.replace(day=monthrange(today.year, today.month)[1])
    due = sorted(
        (action.due, action.aim)
        for action in plan.actions
        if action.state == PLANNED and action.due is not None and action.due <= month_end
    )
    lines = [Line(f"{'Was due' if day < today else 'Due'} {_day(day)}: {aim}", address) for day, aim in due]
    coming = sorted(
        (meeting.held_on, option_label(KINDS, meeting.kind))
        for meeting in plan.meetings
        if meeting.held_on is not None and meeting.held_on >= today
    )
    lines += [
        Line(
            f"Confirm the record of {_day(meeting.held_on)}: {_lower(option_label(KINDS, meeting.kind))}",
            address,
        )
        for meeting in plan.meetings
        if meeting.held_on is not None and meeting.held_on <= today and not is_confirmed_by_preceptor(meeting)
    ]
    lines += [Line(f"Next meeting {_day(day)}: {_lower(kind)}", address) for day, kind in coming[:1]]
    return lines


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
