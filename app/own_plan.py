"""A preceptee's own learning plan as an .xlsx file."""

from collections.abc import Mapping, Sequence
from datetime import date

from app.definitions import Definitions
from app.presenters.plan import action_cards, cpd_sentence, day_words, meeting_cards, plan_sentence
from app.presenters.plan_needs import support_options
from app.presenters.questions import option_label
from reports.plan_book import HeldMeeting, Place, PlannedAction, plan_book
from reports.workbook import build_workbook
from surveys.learning_plans import LearningPlan
from surveys.plan_choices import CPD, CPD_SOURCE
from surveys.tables import PlanAction


def own_plan_workbook(
    plan: LearningPlan,
    definitions: Definitions,
    *,
    ratings: Mapping[str, Sequence[str]],
    today: date,
    sample: bool,
) -> bytes:
    """Actions, meetings, kinds of learning and places to learn from."""
    cards = action_cards(plan, definitions, ratings=ratings)
    book = plan_book(
        sentences=[sentence for sentence in (plan_sentence(plan), cpd_sentence(plan)) if sentence],
        actions=[
            _planned(action, card.need, card.state_label, card.ratings, definitions)
            for action, card in zip(plan.actions, cards, strict=True)
        ],
        meetings=[
            HeldMeeting(each.title, each.held, each.notes, each.agreed, each.by_preceptee, each.by_preceptor)
            for each in meeting_cards(plan.meetings, today=today)
        ],
        kinds=[option.label for option in CPD],
        places=[
            Place(card.need, each.title, each.publisher, each.purpose, each.address)
            for card in {card.need: card for card in cards}.values()
            for each in card.resources
        ],
        cpd_source=CPD_SOURCE,
        made_on=today,
        sample=sample,
    )
    return build_workbook(book)


def _planned(
    action: PlanAction, need: str, state: str, ratings: tuple[str, ...], definitions: Definitions
) -> PlannedAction:
    return PlannedAction(
        aim=action.aim,
        need=need,
        state=state,
        support=option_label(support_options(definitions), action.support or ""),
        who=action.who,
        due=day_words(action.due),
        kind=option_label(CPD, action.cpd or ""),
        evidence=action.evidence,
        reflection=action.reflection,
        ratings=ratings,
    )
