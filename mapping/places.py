"""How many preceptees one preceptor has room for, and which limit binds (`DOMAIN.md` 5).

Hours are hours a year. Decimals are exact, so that a floor is never lost to binary rounding.
"""

from decimal import ROUND_FLOOR, Decimal
from typing import Literal

from pydantic import Field

from frameworks.model import Frozen

Limit = Literal["time", "ratio", "equal", "not-eligible", "not-trained", "not-willing"]
RATIO_CAP = 2


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
