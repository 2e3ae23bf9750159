"""An organisation's capacity plan and its scenarios as they are stored, and the workbook of them."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from app.place import Place
from app.presenters.lead_capacity import plan_numbers, scenario_sentences
from mapping.capacity import OrganisationPlan, run_plan
from mapping.expected_hours import HoursMark
from reports.capacity import Named
from reports.capacity_book import capacity_book
from reports.workbook import build_workbook
from surveys.plans import saved_plan
from surveys.scenarios import Scenario, scenarios

THE_PLAN = "Your plan"


def stored_plan(session: Session, place: Place) -> tuple[OrganisationPlan | None, int]:
    """The plan saved for this place and its revision."""
    saved = saved_plan(session, **place.here)
    return (OrganisationPlan.model_validate(saved.numbers) if saved.numbers else None), saved.revision


def scenario_plan(scenario: Scenario) -> OrganisationPlan:
    """A scenario's numbers as a plan."""
    return OrganisationPlan.model_validate(scenario.numbers)


def plans_of(session: Session, place: Place, plan: OrganisationPlan) -> list[Named]:
    """The plan first, then each scenario by name, with what they come to."""
    found = [(each.name, scenario_plan(each)) for each in scenarios(session, **place.here)]
    return [Named(name, each, run_plan(each)) for name, each in ((THE_PLAN, plan), *found)]


def capacity_workbook(
    plans: Sequence[Named], place: Place, *, marks: Sequence[HoursMark], made_on: date, sample: bool
) -> bytes:
    """The workbook as an .xlsx file."""
    base, *others = plans
    book = capacity_book(
        plans,
        name=place.name,
        time_point=place.title,
        numbers=plan_numbers(base.plan),
        changes=[(each.name, scenario_sentences(base, each)) for each in others],
        marks=marks,
        made_on=made_on,
        sample=sample,
    )
    return build_workbook(book)
