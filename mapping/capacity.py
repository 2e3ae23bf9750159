"""An organisation's capacity plan: demand by month, supply, and which limit binds (`DOMAIN.md` 5).

Hours are hours a year unless a name says otherwise. Decimals are exact, so that a floor is never lost to
binary rounding. A plan is made from the numbers a lead enters, and from nothing anybody else answered.
"""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import Literal

from pydantic import Field, model_validator

from frameworks.model import Frozen
from mapping.full_time import WEEKS, Nation, weekly_hours
from mapping.places import RATIO_CAP, PreceptorTime, Slots, slots_of

MonthLimit = Literal["none", "time", "ratio", "equal", "mixed", "people"]
MOST_GROUPS = 5
LEAST_HOURS = Decimal("0.01")
"""What one preceptee takes at least, so that no hours at all are not divided by."""

SOURCES = {
    "length_months": "NHS England AHP standard 3.3: 12 months suggested",
    "others_length_months": "Nursing preceptorship 2022, core: 6 months or more",
    "protected_hours": "Nursing preceptorship 2022, core: 8 hours a year. None is confirmed for AHPs",
    "meetings": "Nursing preceptorship 2022, core: at least 3 meetings",
    "meeting_hours": "Our assumption: 1 hour a meeting",
    "preparation_hours": "Our assumption: half an hour before each meeting",
    "record_hours": "Our assumption: 1 hour a year for notes",
    "training_hours": "Our assumption: 2 hours a year to keep up training",
    "peer_hours": "Our assumption: no set hours for peer support",
    "ratio_cap": "Nursing preceptorship 2022, gold: at most 2, read in a third-party digest only",
    "absence_percent": "Our assumption: 4 in 100",
    "preceptee_hours": "Our assumption: 2 hours a month away from clinical work",
    "becoming_percent": "Our assumption: nobody, until you say how many do",
    "experience_months": "Nursing preceptorship 2022, core: 12 months after registration",
}
"""Where each default comes from; shown beside it."""


class Cohort(Frozen):
    """People of one kind who start, month by month, and how long their preceptorship lasts.

    `months_left` is what those already here have before them; None means the whole length. Only
    newly registered people count towards new preceptors later.
    """

    name: str
    starters: tuple[int, ...] = Field(min_length=1, max_length=60)
    here_now: int = Field(default=0, ge=0, le=2000)
    months_left: int | None = Field(default=None, ge=0, le=60)
    length_months: int = Field(default=12, ge=1, le=36)
    full_time_share: Decimal = Field(default=Decimal(1), gt=0, le=1)
    newly_registered: bool = False

    @property
    def stay_months(self) -> int:
        """Months somebody stays active: the length, longer pro rata for part-time."""
        stay = Decimal(self.length_months) / self.full_time_share
        return int(stay.to_integral_value(ROUND_CEILING))

    @property
    def left_months(self) -> int:
        """Months in which those already here stay active."""
        return self.stay_months if self.months_left is None else self.months_left


class PreceptorGroup(Frozen):
    """Preceptors with the same hours: how many are eligible, of those trained, of those willing.

    `protected_hours` are for somebody full-time; a part-time preceptor has them pro rata.
    """

    name: str
    eligible: int = Field(ge=0, le=2000)
    trained: int = Field(ge=0, le=2000)
    willing: int = Field(ge=0, le=2000)
    protected_hours: Decimal = Field(default=Decimal(8), ge=0, le=400)
    full_time_share: Decimal = Field(default=Decimal(1), gt=0, le=1)

    @model_validator(mode="after")
    def _each_part_of_the_one_before(self) -> "PreceptorGroup":
        if not self.willing <= self.trained <= self.eligible:
            raise ValueError("the willing are some of the trained, and the trained some of the eligible")
        return self

    @property
    def hours_each(self) -> Decimal:
        """Protected hours a year that one of them really has."""
        return self.protected_hours * self.full_time_share


class OrganisationPlan(Frozen):
    """What a lead enters. Every default is tagged in SOURCES."""

    first_month: date
    years: int = Field(default=1, ge=1, le=3)
    """How often the months entered are gone through; later years have the starters of the first."""

    cohorts: tuple[Cohort, ...] = Field(min_length=1, max_length=MOST_GROUPS)
    groups: tuple[PreceptorGroup, ...] = Field(min_length=1, max_length=MOST_GROUPS)
    meetings: int = Field(default=3, ge=0, le=60)
    meeting_hours: Decimal = Field(default=Decimal(1), ge=0, le=20)
    preparation_hours: Decimal = Field(default=Decimal("0.5"), ge=0, le=20)
    record_hours: Decimal = Field(default=Decimal(1), ge=0, le=100)
    training_hours: Decimal = Field(default=Decimal(2), ge=0, le=100)
    peer_hours: Decimal = Field(default=Decimal(0), ge=0, le=100)
    ratio_cap: int = Field(default=RATIO_CAP, ge=0, le=20)
    absence_percent: Decimal = Field(default=Decimal(4), ge=0, le=100)
    preceptee_hours: Decimal = Field(default=Decimal(24), ge=0, le=400)
    becoming_percent: Decimal = Field(default=Decimal(0), ge=0, le=100)
    """Of newly registered starters, how many become preceptors."""

    experience_months: int = Field(default=12, ge=0, le=60)
    new_preceptor_hours: Decimal | None = Field(default=None, ge=0, le=400)
    """Protected hours of those new preceptors; None means as the first group."""

    nation: Nation = "england"
    weekly_hours: Decimal | None = Field(default=None, gt=0, le=60)
    """Full-time hours a week; None means the nation's on the day."""

    @model_validator(mode="before")
    @classmethod
    def _one_of_each_as_stored_before(cls, given: object) -> object:
        """A plan stored when there was one kind of starter and one group of preceptors."""
        if not isinstance(given, dict) or "starters" not in given:
            return given
        kept = dict(given)
        cohort = {
            "name": NEWLY_REGISTERED,
            "starters": kept.pop("starters"),
            "here_now": kept.pop("preceptees_now", 0),
            "newly_registered": True,
        } | {name: kept.pop(name) for name in ("length_months", "full_time_share") if name in kept}
        people = kept.pop("preceptors")
        group = {"name": ALL_PRECEPTORS, "eligible": people, "trained": people, "willing": people}
        group |= {name: kept.pop(name) for name in ("protected_hours",) if name in kept}
        return kept | {"cohorts": (cohort,), "groups": (group,)}

    @model_validator(mode="after")
    def _the_same_months(self) -> "OrganisationPlan":
        if len({len(cohort.starters) for cohort in self.cohorts}) > 1:
            raise ValueError("every kind of starter has a number for each month")
        return self

    @property
    def month_count(self) -> int:
        """How many months the plan covers."""
        return len(self.cohorts[0].starters) * self.years

    @property
    def hours_per_preceptee(self) -> Decimal:
        """Preceptor hours a year for one preceptee: h of `DOMAIN.md` 5."""
        return self.meetings * (self.meeting_hours + self.preparation_hours) + self.record_hours

    @property
    def fixed_hours(self) -> Decimal:
        """Hours a year each preceptor spends whoever they have."""
        return self.training_hours + self.peer_hours

    @property
    def present(self) -> Decimal:
        """The share of places that absence leaves."""
        return 1 - self.absence_percent / 100

    @property
    def new_hours(self) -> Decimal:
        """Protected hours a year of somebody who becomes a preceptor during the plan."""
        return self.groups[0].hours_each if self.new_preceptor_hours is None else self.new_preceptor_hours

    def slots_with(self, protected_hours: Decimal) -> Slots:
        """Places of one preceptor with these hours."""
        return slots_of(
            PreceptorTime(
                protected_hours=protected_hours,
                fixed_hours=self.fixed_hours,
                hours_per_preceptee=max(self.hours_per_preceptee, LEAST_HOURS),
                ratio_cap=self.ratio_cap,
            )
        )

    def annual_hours(self, month: date) -> Decimal:
        """Full-time hours a year at the rate of this month."""
        weekly = weekly_hours(self.nation, on=month) if self.weekly_hours is None else self.weekly_hours
        return weekly * WEEKS


NEWLY_REGISTERED, ALL_PRECEPTORS = "Newly registered", "All preceptors"


class GroupResult(Frozen):
    """One group of preceptors with the places of each of them."""

    group: PreceptorGroup
    slots: Slots


class Month(Frozen):
    """One month of the plan. `utilisation` is None where there is no supply.

    `preceptors` are the people counted, the new ones among them. Places are less absence; `hours` are a
    year's at the level of this month, and `annual_hours` those of one full-time post.
    """

    month: date
    active: int
    preceptors: Decimal
    new_preceptors: Decimal
    by_time: Decimal
    by_ratio: Decimal
    supply: Decimal
    gap: Decimal
    utilisation: Decimal | None
    limit: MonthLimit
    hours: Decimal
    annual_hours: Decimal

    @property
    def posts(self) -> Decimal:
        """Full-time posts that releasing everybody at this level takes."""
        return self.hours / self.annual_hours


class PlanResult(Frozen):
    """What a plan comes to. `preceptors_needed` is None where one preceptor could take nobody."""

    groups: tuple[GroupResult, ...]
    new_slots: Slots
    hours_per_preceptee: Decimal
    fixed_hours: Decimal
    months: tuple[Month, ...]
    peak: Month
    tightest: Month
    preceptors_needed: int | None

    @property
    def short(self) -> tuple[Month, ...]:
        """The months with more preceptees than places."""
        return tuple(month for month in self.months if month.gap > 0)


def run_plan(plan: OrganisationPlan) -> PlanResult:
    """Demand and supply month by month, from the numbers a lead entered and nothing else."""
    groups = tuple(GroupResult(group=group, slots=plan.slots_with(group.hours_each)) for group in plan.groups)
    new_slots = plan.slots_with(plan.new_hours)
    months = tuple(_month(plan, groups, new_slots, index) for index in range(plan.month_count))
    peak = max(months, key=lambda month: month.active)
    return PlanResult(
        groups=groups,
        new_slots=new_slots,
        hours_per_preceptee=plan.hours_per_preceptee,
        fixed_hours=plan.fixed_hours,
        months=months,
        peak=peak,
        tightest=max(months, key=lambda month: month.gap),
        preceptors_needed=_preceptors_needed(plan, groups, peak),
    )


def active_in(cohort: Cohort, month: int) -> int:
    """How many of a cohort are in preceptorship in month `month`, counted from 0; years repeat."""
    starters = enumerate(_repeated(cohort.starters, month))
    started = sum(number for start, number in starters if month < start + cohort.stay_months)
    return started + (cohort.here_now if month < cohort.left_months else 0)


def experienced_in(cohort: Cohort, month: int, *, experience: int) -> int:
    """How many of a cohort started at least `experience` months before month `month`."""
    started = sum(_repeated(cohort.starters, month - experience))
    gone_by = max(0, cohort.stay_months - cohort.left_months)
    return started + (cohort.here_now if month + gone_by >= experience else 0)


def month_after(month: date, months: int) -> date:
    """The first day of the month so many months later."""
    years, index = divmod(month.month - 1 + months, 12)
    return date(month.year + years, index + 1, 1)


def _repeated(starters: Sequence[int], last: int) -> list[int]:
    """Starters of months 0 to `last`; nobody when that is before the first."""
    return [starters[month % len(starters)] for month in range(last + 1)]


def _month(plan: OrganisationPlan, groups: Sequence[GroupResult], new_slots: Slots, index: int) -> Month:
    ready = sum(
        experienced_in(cohort, index, experience=plan.experience_months)
        for cohort in plan.cohorts
        if cohort.newly_registered
    )
    new = ready * plan.becoming_percent / 100
    counted = [(Decimal(each.group.willing), each.slots) for each in groups] + [(new, new_slots)]
    by_time = sum((people * slots.by_time for people, slots in counted), Decimal(0)) * plan.present
    by_ratio = sum((people * slots.by_ratio for people, slots in counted), Decimal(0)) * plan.present
    supply = sum((people * slots.slots for people, slots in counted), Decimal(0)) * plan.present
    preceptors = sum((people for people, _ in counted), Decimal(0))
    active = sum(active_in(cohort, index) for cohort in plan.cohorts)
    month = month_after(plan.first_month, index)
    return Month(
        month=month,
        active=active,
        preceptors=preceptors,
        new_preceptors=new,
        by_time=by_time,
        by_ratio=by_ratio,
        supply=supply,
        gap=active - supply,
        utilisation=active / supply if supply else None,
        limit=_limit(active, preceptors * plan.present, by_time, by_ratio, supply),
        hours=active * (plan.hours_per_preceptee + plan.preceptee_hours) + preceptors * plan.fixed_hours,
        annual_hours=plan.annual_hours(month),
    )


def _limit(active: int, present: Decimal, by_time: Decimal, by_ratio: Decimal, supply: Decimal) -> MonthLimit:
    """Which limit keeps a month short of places. Supply is the lower of the two for each preceptor."""
    if active <= supply:
        return "none"
    if not present:
        return "people"
    if by_time == by_ratio == supply:
        return "equal"
    return "time" if by_time == supply else "ratio" if by_ratio == supply else "mixed"


def _preceptors_needed(plan: OrganisationPlan, groups: Sequence[GroupResult], peak: Month) -> int | None:
    """Preceptors with the usual number of places that the busiest month takes."""
    people = sum(each.group.willing for each in groups)
    places = sum(each.group.willing * each.slots.slots for each in groups)
    if not people:
        people, places = 1, groups[0].slots.slots
    supply = places * plan.present
    if not supply:
        return 0 if peak.active == 0 else None
    return int((peak.active * people / supply).to_integral_value(ROUND_CEILING))
