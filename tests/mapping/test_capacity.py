"""The capacity model, with the checks of `DOMAIN.md` 5."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from frameworks.load import load_frameworks
from mapping.capacity import Cohort, OrganisationPlan, active_in, run_plan
from mapping.expected_hours import highest_met, hours_marks
from mapping.full_time import annual_hours
from mapping.places import PreceptorTime, conclude_preceptor, slots_of


def time(protected: str, *, fixed: str = "2", each: str = "6", **also: bool) -> PreceptorTime:
    return PreceptorTime(
        protected_hours=Decimal(protected),
        fixed_hours=Decimal(fixed),
        hours_per_preceptee=Decimal(each),
        **also,
    )


def plan(**changes: object) -> OrganisationPlan:
    """A plan in the shape plans were stored in before there were groups and lengths."""
    values: dict[str, object] = {"first_month": date(2026, 9, 1), "starters": (2, 0, 0), "preceptors": 2}
    return OrganisationPlan.model_validate(values | changes)


def newly(*starters: int, **changes: object) -> dict[str, object]:
    return {"name": "Newly registered", "starters": starters, "newly_registered": True} | changes


def group(people: int, hours: float, **changes: object) -> dict[str, object]:
    given = {"name": "A", "eligible": people, "trained": people, "willing": people, "protected_hours": hours}
    return given | changes


def full(**changes: object) -> OrganisationPlan:
    """A plan of 12 months: the midwifery-gold split, 6 hours a preceptee and 2 fixed; no absence."""
    values: dict[str, object] = {
        "first_month": date(2026, 9, 1),
        "cohorts": (newly(*[0] * 12),),
        "groups": (group(2, 12),),
        "preparation_hours": 1,
        "record_hours": 0,
        "absence_percent": 0,
    }
    return OrganisationPlan.model_validate(values | changes)


def test_the_midwifery_gold_split_with_nursing_gold_hours_gives_one_place_not_two() -> None:
    slots = slots_of(time("12"))
    assert (slots.by_time, slots.by_ratio, slots.slots, slots.limit) == (1, 2, 1, "time")
    found = run_plan(full()).groups[0].slots
    assert (found.by_time, found.by_ratio, found.slots, found.limit) == (1, 2, 1, "time")


def test_a_monthly_hour_with_half_an_hour_of_preparation_takes_18_hours_a_year() -> None:
    monthly = plan(meetings=12, record_hours=0)
    assert monthly.hours_per_preceptee == 18
    assert slots_of(time("12", fixed="0", each="18")).slots == 0


def test_the_ratio_binds_when_there_is_time_for_more() -> None:
    assert slots_of(time("40")).limit == "ratio"
    assert slots_of(time("14")).limit == "equal"


def test_places_are_not_lost_to_binary_rounding() -> None:
    assert slots_of(time("0.3", fixed="0", each="0.1")).by_time == 3
    third = full(groups=(group(1, 12, full_time_share="0.7"),), training_hours="0.3", meetings=1, meeting_hours="2.7",
                 preparation_hours=0)  # fmt: skip
    assert run_plan(third).groups[0].slots.by_time == 3  # (8.4 - 0.3) / 2.7, which is 2.9999... in binary


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


def test_each_month_has_the_weekly_hours_of_its_own_date() -> None:
    months = run_plan(full(first_month=date(2026, 3, 1), nation="scotland")).months
    assert [month.annual_hours for month in months[:2]] == [37 * 52, 36 * 52]
    own = run_plan(full(nation="scotland", weekly_hours=40)).months
    assert {month.annual_hours for month in own} == {Decimal(2080)}


def test_starters_stay_active_for_the_length_and_no_longer() -> None:
    cohort = Cohort(name="A", starters=(2, 0, 1, 0), length_months=2)
    assert [active_in(cohort, month) for month in range(4)] == [2, 2, 1, 1]


def test_a_part_time_preceptee_stays_longer_pro_rata() -> None:
    assert [Cohort(name="A", starters=(1,), full_time_share=Decimal(share)).stay_months
            for share in ("1", "0.8", "0.7", "0.5")] == [12, 15, 18, 24]  # fmt: skip
    assert Cohort(name="A", starters=(1,), length_months=6, full_time_share=Decimal("0.3")).stay_months == 20


def test_people_with_different_lengths_add_up() -> None:
    others = {"name": "Others", "starters": (0, 1, *[0] * 10), "length_months": 6}
    months = run_plan(full(cohorts=(newly(3, *[0] * 11), others))).months
    assert [month.active for month in months] == [3, *[4] * 6, *[3] * 5]


def test_those_already_here_leave_when_their_months_are_over() -> None:
    months = run_plan(full(cohorts=(newly(*[0] * 12, here_now=5, months_left=4),))).months
    assert [month.active for month in months] == [*[5] * 4, *[0] * 8]


def test_a_plan_shows_demand_supply_and_gap_by_month() -> None:
    result = run_plan(
        plan(starters=(2, 3, 0), protected_hours=12, training_hours=2, meetings=3, absence_percent=10)
    )
    assert result.hours_per_preceptee == Decimal("5.5")
    assert result.groups[0].slots.slots == 1
    assert {month.supply for month in result.months} == {Decimal("1.8")}
    assert [month.active for month in result.months] == [2, 5, 5]
    assert result.months[1].gap == Decimal("3.2")
    assert result.months[0].month == date(2026, 9, 1)
    assert result.preceptors_needed == 6
    assert result.peak.hours == 5 * (Decimal("5.5") + 24) + 2 * 2
    assert result.peak.posts == result.peak.hours / 1950


def test_a_plan_stored_before_groups_reads_as_one_group_and_one_length() -> None:
    stored = {
        "first_month": "2026-09-01", "starters": [2, 3], "preceptees_now": 4, "length_months": 9,
        "full_time_share": "0.5", "preceptors": 7, "protected_hours": "16", "meetings": 3, "meeting_hours": "1",
        "preparation_hours": "0.5", "record_hours": "1", "training_hours": "2", "peer_hours": "0", "ratio_cap": 2,
        "absence_percent": "4", "preceptee_hours": "24", "nation": "wales",
    }  # fmt: skip
    read = OrganisationPlan.model_validate(stored)
    (cohort,), (preceptors,) = read.cohorts, read.groups
    assert (cohort.starters, cohort.here_now, cohort.stay_months, cohort.newly_registered) == (
        (2, 3),
        4,
        18,
        True,
    )
    assert (preceptors.eligible, preceptors.trained, preceptors.willing) == (7, 7, 7)
    assert (preceptors.hours_each, read.nation, read.becoming_percent) == (16, "wales", 0)
    assert OrganisationPlan.model_validate_json(read.model_dump_json()) == read


def test_only_the_willing_among_the_trained_are_counted() -> None:
    result = run_plan(full(groups=(group(9, 12, trained=7, willing=4),)))
    assert result.months[0].supply == 4
    with pytest.raises(ValidationError, match="the willing are some of the trained"):
        full(groups=(group(9, 12, trained=7, willing=8),))


def test_part_time_preceptors_have_their_hours_pro_rata() -> None:
    half = run_plan(full(groups=(group(1, 28, full_time_share="0.5"),))).groups[0]
    assert (half.group.hours_each, half.slots.by_time) == (14, 2)
    assert run_plan(full(groups=(group(1, 15, full_time_share="0.5"),))).groups[0].slots.by_time == 0


def test_groups_with_different_hours_add_up_and_both_limits_are_kept() -> None:
    result = run_plan(full(cohorts=(newly(9, *[0] * 11),), groups=(group(2, 12), group(3, 40))))
    month = result.months[0]
    assert (month.by_time, month.by_ratio, month.supply) == (2 * 1 + 3 * 6, 10, 2 * 1 + 3 * 2)
    assert (month.gap, month.limit) == (1, "mixed")
    assert result.preceptors_needed == 6  # 9 preceptees at 8 places for 5 preceptors


@pytest.mark.parametrize(
    ("hours", "starters", "limit"),
    [(12, 1, "none"), (12, 3, "time"), (40, 5, "ratio"), (14, 5, "equal")],
)
def test_each_month_names_the_limit_that_binds(hours: int, starters: int, limit: str) -> None:
    month = run_plan(full(cohorts=(newly(starters, *[0] * 11),), groups=(group(2, hours),))).months[0]
    assert month.limit == limit


def test_no_supply_is_said_and_never_divided_by() -> None:
    month = run_plan(full(cohorts=(newly(3, *[0] * 11),), groups=(group(0, 12),))).months[0]
    assert (month.supply, month.utilisation, month.limit) == (0, None, "people")
    nobody = run_plan(full(groups=(group(0, 12),)))
    assert (nobody.months[0].utilisation, nobody.months[0].limit, nobody.preceptors_needed) == (
        None,
        "none",
        0,
    )
    no_hours = run_plan(full(cohorts=(newly(3, *[0] * 11),), groups=(group(4, 0),)))
    assert (no_hours.months[0].utilisation, no_hours.months[0].limit) == (None, "time")
    assert no_hours.preceptors_needed is None
    everyone_away = run_plan(full(cohorts=(newly(3, *[0] * 11),), absence_percent=100))
    assert (everyone_away.months[0].limit, everyone_away.preceptors_needed) == ("people", None)


def test_months_run_over_the_year_end() -> None:
    months = run_plan(plan(first_month=date(2026, 12, 1))).months
    assert [month.month for month in months] == [date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1)]


def test_later_years_have_the_starters_of_the_first() -> None:
    months = run_plan(full(cohorts=(newly(4, *[0] * 11, length_months=1),), years=2)).months
    assert [index for index, month in enumerate(months) if month.active] == [0, 12]
    assert months[12].month == date(2027, 9, 1)


def test_new_preceptors_add_places_once_they_are_12_months_past_registration() -> None:
    ripple = full(cohorts=(newly(4, 2, *[0] * 10, here_now=2, months_left=5),), years=2, becoming_percent=50)
    months = run_plan(ripple).months
    assert [month.new_preceptors for month in months] == [*[0] * 5, *[1] * 7, 3, *[4] * 11]
    assert [month.supply for month in (months[0], months[5], months[12], months[13])] == [2, 3, 5, 6]
    assert months[13].hours == months[13].active * (6 + 24) + (2 + 4) * 2
    unchanged = run_plan(ripple.model_copy(update={"becoming_percent": Decimal(0)}))
    assert {month.supply for month in unchanged.months} == {2}


def test_new_preceptors_can_have_hours_of_their_own_and_others_never_become_any() -> None:
    others = {"name": "Others", "starters": (8, *[0] * 11), "length_months": 6}
    ripple = full(
        cohorts=(newly(2, *[0] * 11), others), years=2, becoming_percent=100, new_preceptor_hours=14
    )
    last = run_plan(ripple).months[-1]
    assert (last.new_preceptors, last.supply) == (2 + 0, 2 + 2 * 2)


def test_expected_hours_come_from_the_frameworks() -> None:
    marks = hours_marks(load_frameworks().values())
    assert [(mark.name, mark.hours) for mark in marks] == [
        ("NHSE nursing core", 8),
        ("NHSE nursing gold", 12),
    ]
    assert highest_met(Decimal("7.9"), marks) is None
    assert [found.name for hours in (8, 11, 12) if (found := highest_met(Decimal(hours), marks))] == [
        "NHSE nursing core", "NHSE nursing core", "NHSE nursing gold",
    ]  # fmt: skip


HOURS = st.decimals(min_value=0, max_value=100, places=2)
PEOPLE = st.integers(min_value=0, max_value=30)
STARTERS = st.lists(st.integers(min_value=0, max_value=9), min_size=12, max_size=12)


@given(HOURS, HOURS, HOURS, st.decimals(min_value="0.01", max_value=40, places=2), st.integers(0, 6))
def test_more_hours_never_give_fewer_places(
    hours: Decimal, more: Decimal, fixed: Decimal, each: Decimal, cap: int
) -> None:
    def places(protected: Decimal) -> int:
        return slots_of(
            PreceptorTime(
                protected_hours=protected, fixed_hours=fixed, hours_per_preceptee=each, ratio_cap=cap
            )
        ).slots

    assert 0 <= places(hours) <= places(hours + more) <= cap
    assert places(hours) * each <= max(Decimal(0), hours - fixed)


@given(STARTERS, PEOPLE, PEOPLE, st.integers(1, 18), st.integers(0, 100))
def test_more_preceptors_never_lower_supply_and_a_longer_stay_never_lowers_demand(
    starters: list[int], people: int, more: int, length: int, becoming: int
) -> None:
    def run(willing: int, months: int) -> list[tuple[Decimal, int]]:
        found = run_plan(
            full(
                cohorts=(newly(*starters, length_months=months),),
                groups=(group(willing, 14),),
                becoming_percent=becoming,
                years=2,
            )
        )
        return [(month.supply, month.active) for month in found.months]

    base, larger = run(people, length), run(people + more, length + 1)
    assert all(after[0] >= before[0] for before, after in zip(base, larger, strict=True))
    assert all(after[1] >= before[1] for before, after in zip(base, larger, strict=True))


@given(STARTERS, PEOPLE, st.integers(1, 24), st.integers(0, 20), st.integers(0, 12))
def test_a_slow_count_of_each_person_finds_the_same_demand(
    starters: list[int], here: int, length: int, left: int, shift: int
) -> None:
    cohort = Cohort(name="A", starters=tuple(starters), here_now=here, months_left=left, length_months=length)
    leaving = [left] * here + [
        start + length for start, number in enumerate(starters * 2) for _ in range(number) if start <= shift
    ]
    assert active_in(cohort, shift) == sum(leaves > shift for leaves in leaving)
