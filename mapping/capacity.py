"""Preceptor capacity: demand by month, supply, and which limit binds (`DOMAIN.md` 5).

Hours are hours a year unless a name says otherwise. Decimals are exact, so that a floor is never lost to
binary rounding.
"""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Literal

from pydantic import Field

from frameworks.model import Frozen

Limit = Literal["time", "ratio", "equal", "not-eligible", "not-trained", "not-willing"]
Nation = Literal["england", "scotland", "wales", "northern-ireland"]

WEEKS = 52
RATIO_CAP = 2
FULL_TIME = Decimal("37.5")
WEEKLY_HOURS: dict[str, tuple[tuple[date, Decimal], ...]] = {
    "scotland": ((date(2024, 4, 1), Decimal(37)), (date(2026, 4, 1), Decimal(36))),
}
"""Full-time hours a week that differ from 37.5, from the day they apply (`DOMAIN.md` 5, AFC-SCOT)."""

SOURCES = {
    "length_months": "NHS England AHP standard 3.3: 12 months suggested",
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
}
"""Where each default comes from; shown beside it."""


class PreceptorTime(Frozen):
    """One preceptor's hours a year: what is protected, what is fixed, and what one preceptee takes."""

    protected_hours: Decimal = Field(ge=0)
    fixed_hours: Decimal = Field(ge=0)
    hours_per_preceptee: Decimal = Field(gt=0)
    ratio_cap: int = Field(default=RATIO_CAP, ge=0)
    eligible: bool = True
    trained: bool = True
    willing: bool = True


class Slots(Frozen):
    """How many preceptees one preceptor can take, by each limit, and which of them binds."""

    by_time: int
    by_ratio: int
    slots: int
    limit: Limit


class PreceptorConclusion(Frozen):
    """What one preceptor's own numbers come to. `hours_short` is what one more preceptee would need."""

    slots: Slots
    preceptees_now: int
    free: int
    hours_short: Decimal


class OrganisationPlan(Frozen):
    """What a lead enters. Every default is tagged in SOURCES."""

    first_month: date
    starters: tuple[int, ...] = Field(min_length=1, max_length=60)
    preceptees_now: int = Field(default=0, ge=0, le=2000)
    length_months: int = Field(default=12, ge=1, le=36)
    full_time_share: Decimal = Field(default=Decimal(1), gt=0, le=1)
    preceptors: int = Field(ge=0, le=2000)
    protected_hours: Decimal = Field(default=Decimal(8), ge=0, le=400)
    meetings: int = Field(default=3, ge=0, le=60)
    meeting_hours: Decimal = Field(default=Decimal(1), ge=0, le=20)
    preparation_hours: Decimal = Field(default=Decimal("0.5"), ge=0, le=20)
    record_hours: Decimal = Field(default=Decimal(1), ge=0, le=100)
    training_hours: Decimal = Field(default=Decimal(2), ge=0, le=100)
    peer_hours: Decimal = Field(default=Decimal(0), ge=0, le=100)
    ratio_cap: int = Field(default=RATIO_CAP, ge=0, le=20)
    absence_percent: Decimal = Field(default=Decimal(4), ge=0, le=100)
    preceptee_hours: Decimal = Field(default=Decimal(24), ge=0, le=400)
    nation: Nation = "england"

    @property
    def hours_per_preceptee(self) -> Decimal:
        """Preceptor hours a year for one preceptee: h of `DOMAIN.md` 5."""
        return self.meetings * (self.meeting_hours + self.preparation_hours) + self.record_hours

    @property
    def fixed_hours(self) -> Decimal:
        """Hours a year each preceptor spends whoever they have."""
        return self.training_hours + self.peer_hours

    @property
    def stay_months(self) -> int:
        """Months a preceptee stays active: the length, longer pro rata for part-time."""
        stay = Decimal(self.length_months) / self.full_time_share
        return int(stay.to_integral_value(ROUND_CEILING))


class Month(Frozen):
    """One month of the plan. `utilisation` is None where there is no supply."""

    month: date
    active: int
    supply: Decimal
    gap: Decimal
    utilisation: Decimal | None


class PlanResult(Frozen):
    """What a plan comes to. `preceptors_needed` is None where one preceptor could take nobody."""

    per_preceptor: Slots
    hours_per_preceptee: Decimal
    fixed_hours: Decimal
    supply: Decimal
    months: tuple[Month, ...]
    peak: Month
    preceptors_needed: int | None
    backfill_hours: Decimal
    backfill_fte: Decimal
    annual_hours: Decimal


def slots_of(preceptor: PreceptorTime) -> Slots:
    """Places by time and by ratio; the lower binds, unless the person cannot take anybody at all."""
    spare = preceptor.protected_hours - preceptor.fixed_hours
    by_time = max(0, int((spare / preceptor.hours_per_preceptee).to_integral_value(ROUND_FLOOR)))
    by_ratio = preceptor.ratio_cap
    barred: Limit | None = None
    if not preceptor.eligible:
        barred = "not-eligible"
    elif not preceptor.trained:
        barred = "not-trained"
    elif not preceptor.willing:
        barred = "not-willing"
    if barred:
        return Slots(by_time=by_time, by_ratio=by_ratio, slots=0, limit=barred)
    limit: Limit = "equal" if by_time == by_ratio else "time" if by_time < by_ratio else "ratio"
    return Slots(by_time=by_time, by_ratio=by_ratio, slots=min(by_time, by_ratio), limit=limit)


def conclude_preceptor(preceptor: PreceptorTime, *, preceptees_now: int) -> PreceptorConclusion:
    """One preceptor's own result: free places, and hours missing for one more than now."""
    slots = slots_of(preceptor)
    needed = preceptor.fixed_hours + (preceptees_now + 1) * preceptor.hours_per_preceptee
    return PreceptorConclusion(
        slots=slots,
        preceptees_now=preceptees_now,
        free=max(0, slots.slots - preceptees_now),
        hours_short=max(Decimal(0), needed - preceptor.protected_hours),
    )


def run_plan(plan: OrganisationPlan) -> PlanResult:
    """Demand and supply month by month, from the numbers a lead entered and nothing else."""
    per_preceptor = slots_of(
        PreceptorTime(
            protected_hours=plan.protected_hours,
            fixed_hours=plan.fixed_hours,
            hours_per_preceptee=max(plan.hours_per_preceptee, Decimal("0.01")),
            ratio_cap=plan.ratio_cap,
        )
    )
    supply = plan.preceptors * per_preceptor.slots * (1 - plan.absence_percent / 100)
    months = tuple(_months(plan, supply))
    peak = max(months, key=lambda month: month.active)
    hours = annual_hours(plan.nation, on=plan.first_month)
    backfill = (
        peak.active * (plan.hours_per_preceptee + plan.preceptee_hours) + plan.preceptors * plan.fixed_hours
    )
    return PlanResult(
        per_preceptor=per_preceptor,
        hours_per_preceptee=plan.hours_per_preceptee,
        fixed_hours=plan.fixed_hours,
        supply=supply,
        months=months,
        peak=peak,
        preceptors_needed=_preceptors_needed(plan, per_preceptor, peak.active),
        backfill_hours=backfill,
        backfill_fte=backfill / hours,
        annual_hours=hours,
    )


def active_in(starters: Sequence[int], month: int, *, stay: int) -> int:
    """How many starters of months 0 to `month` are still active in `month`."""
    return sum(number for start, number in enumerate(starters) if start <= month < start + stay)


def annual_hours(nation: str, *, on: date) -> Decimal:
    """Full-time hours a year in a nation on a day: weekly hours times 52."""
    weekly = FULL_TIME
    for since, hours in WEEKLY_HOURS.get(nation, ()):
        if on >= since:
            weekly = hours
    return weekly * WEEKS


def month_after(month: date, months: int) -> date:
    """The first day of the month so many months later."""
    years, index = divmod(month.month - 1 + months, 12)
    return date(month.year + years, index + 1, 1)


def _months(plan: OrganisationPlan, supply: Decimal) -> list[Month]:
    rows = []
    for index in range(len(plan.starters)):
        here_before = plan.preceptees_now if index < plan.stay_months else 0
        active = here_before + active_in(plan.starters, index, stay=plan.stay_months)
        rows.append(
            Month(
                month=month_after(plan.first_month, index),
                active=active,
                supply=supply,
                gap=active - supply,
                utilisation=active / supply if supply else None,
            )
        )
    return rows


def _preceptors_needed(plan: OrganisationPlan, per_preceptor: Slots, active: int) -> int | None:
    each = per_preceptor.slots * (1 - plan.absence_percent / 100)
    return int((active / each).to_integral_value(ROUND_CEILING)) if each else (0 if active == 0 else None)
