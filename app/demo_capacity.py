"""The invented capacity plan of the sample's own lead, and two scenarios of it."""

import json
from datetime import date

from sqlmodel import Session, col, select

from mapping.capacity import NEWLY_REGISTERED, Cohort, OrganisationPlan, PreceptorGroup, month_after
from surveys.tables import CapacityScenario, OrganisationReturn, TimePoint

STARTERS = (3, 0, 0, 2, 0, 0, 1, 0, 0, 8, 2, 0)
OTHERS = (0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0)


def add_capacity(session: Session, organisation: str, *, point: TimePoint) -> None:
    """A plan that starts five months after the collection opened, and its scenarios."""
    opened = point.opened_on or date(2026, 9, 1)
    plan = sample_plan(month_after(opened.replace(day=1), 5))
    row = session.exec(
        select(OrganisationReturn).where(
            col(OrganisationReturn.organisation) == organisation,
            col(OrganisationReturn.time_point) == point.id,
        )
    ).one()
    row.plan, row.plan_revision = _stored(plan), 1
    session.add(row)
    main, part = plan.groups
    for name, scenario in (
        ("14 protected hours", plan.model_copy(update={"groups": (_hours(main, 14), _hours(part, 28))})),
        ("Train 3 more", plan.model_copy(update={"groups": (_trained(main, 3), part)})),
    ):
        session.add(
            CapacityScenario(
                id=f"sample-{point.id}-{name.replace(' ', '-').lower()}",
                organisation=organisation,
                time_point=point.id or 0,
                name=name,
                numbers=_stored(scenario),
            )
        )


def sample_plan(first_month: date) -> OrganisationPlan:
    """A department with too few hours for its autumn starters."""
    return OrganisationPlan(
        first_month=first_month,
        cohorts=(
            Cohort(
                name=NEWLY_REGISTERED, starters=STARTERS, here_now=4, months_left=7, newly_registered=True
            ),
            Cohort(name="Other starters", starters=OTHERS, length_months=6),
        ),
        groups=(
            PreceptorGroup(name="Main department", eligible=14, trained=9, willing=8),
            PreceptorGroup.model_validate(
                {"name": "Part-time preceptors", "eligible": 5, "trained": 4, "willing": 4}
                | {"protected_hours": "16", "full_time_share": "0.5"}
            ),
        ),
    )


def _hours(group: PreceptorGroup, hours: int) -> PreceptorGroup:
    return PreceptorGroup.model_validate(group.model_dump() | {"protected_hours": hours})


def _trained(group: PreceptorGroup, more: int) -> PreceptorGroup:
    return PreceptorGroup.model_validate(
        group.model_dump() | {"trained": group.trained + more, "willing": group.willing + more}
    )


def _stored(plan: OrganisationPlan) -> str:
    return json.dumps(plan.model_dump(mode="json"), sort_keys=True)
