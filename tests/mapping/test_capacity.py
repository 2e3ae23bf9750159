"""The capacity model, with the checks of `DOMAIN.md` 5."""

from datetime import date
from decimal import Decimal

import pytest

from mapping.capacity import (
    OrganisationPlan,
    PreceptorTime,
    active_in,
    annual_hours,
    conclude_preceptor,
    run_plan,
    slots_of,
)


def time(protected: str, *, fixed: str = "2", each: str = "6", **also: bool) -> PreceptorTime:
    return PreceptorTime(
        protected_hours=Decimal(protected),
        fixed_hours=Decimal(fixed),
        hours_per_preceptee=Decimal(each),
        **also,
    )


def plan(**changes: object) -> OrganisationPlan:
    values: dict[str, object] = {"first_month": date(2026, 9, 1), "starters": (2, 0, 0), "preceptors": 2}
    return OrganisationPlan.model_validate(values | changes)


def test_the_midwifery_gold_split_with_nursing_gold_hours_gives_one_place_not_two() -> None:
    slots = slots_of(time("12"))
    assert (slots.by_time, slots.by_ratio, slots.slots, slots.limit) == (1, 2, 1, "time")


def test_a_monthly_hour_with_half_an_hour_of_preparation_takes_18_hours_a_year() -> None:
    monthly = plan(meetings=12, record_hours=0)
    assert monthly.hours_per_preceptee == 18
    assert slots_of(time("12", fixed="0", each="18")).slots == 0


def test_the_ratio_binds_when_there_is_time_for_more() -> None:
    assert slots_of(time("40")).limit == "ratio"
    assert slots_of(time("14")).limit == "equal"


def test_places_are_not_lost_to_binary_rounding() -> None:
    assert slots_of(time("0.3", fixed="0", each="0.1")).by_time == 3


@pytest.mark.parametrize("reason", ["eligible", "trained", "willing"])
def test_somebody_who_cannot_take_anyone_has_no_places_and_the_reason_is_named(reason: str) -> None:
    slots = slots_of(time("40", **{reason: False}))
    assert (slots.slots, slots.limit) == (0, f"not-{reason}")


def test_a_preceptor_is_told_how_many_hours_one_more_preceptee_would_need() -> None:
    conclusion = conclude_preceptor(time("12"), preceptees_now=1)
    assert (conclusion.free, conclusion.hours_short) == (0, 2)


def test_full_time_hours_a_year_depend_on_nation_and_date() -> None:
    assert annual_hours("england", on=date(2026, 11, 1)) == 1950
    assert annual_hours("scotland", on=date(2026, 4, 1)) == 1872
    assert annual_hours("scotland", on=date(2026, 3, 31)) == 37 * 52
    assert annual_hours("scotland", on=date(2024, 3, 31)) == 1950


def test_starters_stay_active_for_the_length_and_no_longer() -> None:
    assert [active_in((2, 0, 1), month, stay=2) for month in range(4)] == [2, 2, 1, 1]


def test_a_part_time_preceptee_stays_longer_pro_rata() -> None:
    assert plan(full_time_share=Decimal("0.8")).stay_months == 15


def test_a_plan_shows_demand_supply_and_gap_by_month() -> None:
    result = run_plan(
        plan(starters=(2, 3, 0), protected_hours=12, training_hours=2, meetings=3, absence_percent=10)
    )
    assert result.hours_per_preceptee == Decimal("5.5")
    assert result.per_preceptor.slots == 1
    assert result.supply == Decimal("1.8")
    assert [month.active for month in result.months] == [2, 5, 5]
    assert result.months[1].gap == Decimal("3.2")
    assert result.months[0].month == date(2026, 9, 1)
    assert result.preceptors_needed == 6
    assert result.backfill_hours == 5 * (Decimal("5.5") + 24) + 2 * 2


def test_no_supply_is_said_and_never_divided_by() -> None:
    result = run_plan(plan(preceptors=0))
    assert result.supply == 0
    assert result.months[0].utilisation is None


def test_months_run_over_the_year_end() -> None:
    months = run_plan(plan(first_month=date(2026, 12, 1))).months
    assert [month.month for month in months] == [date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1)]
