from datetime import date
from decimal import Decimal

from mapping.capacity import OrganisationPlan, run_plan
from mapping.expected_hours import HoursMark
from reports.capacity import (
    Entered,
    Named,
    capacity_by_month,
    capacity_groups,
    capacity_summary,
    plan_table,
)
from reports.capacity_charts import gaps_chart, hours_chart
from reports.capacity_scenarios import gaps_by_month, scenarios_table

MARKS = (
    HoursMark(hours=Decimal(8), name="nursing core", gist="Eight hours."),
    HoursMark(hours=Decimal(12), name="nursing gold", gist="Twelve hours."),
)


def gold(**changes: object) -> OrganisationPlan:
    """Nursing-gold hours with the midwifery-gold split: 6 hours a preceptee and 2 fixed of 12."""
    values: dict[str, object] = {
        "first_month": date(2026, 12, 1),
        "cohorts": ({"name": "Newly registered", "starters": (4, 0, 3), "newly_registered": True},),
        "groups": ({"name": "All", "eligible": 8, "trained": 7, "willing": 6, "protected_hours": 12},),
        "meetings": 3,
        "meeting_hours": 1,
        "preparation_hours": 1,
        "record_hours": 0,
    }
    return OrganisationPlan.model_validate(values | changes)


def texts(row: tuple[object, ...]) -> list[str]:
    return [getattr(entry, "text", str(entry)) for entry in row]


def test_the_summary_says_which_limit_binds_and_gives_every_figure_its_unit() -> None:
    table = capacity_summary(gold(), run_plan(gold()))
    assert table.sentence.startswith("Time binds first")
    rows = {row[0]: (getattr(row[1], "text", ""), row[2]) for row in table.rows}
    assert rows["Places in the first month, less absence"] == ("5.76", "preceptees")
    assert rows["Most preceptees in one month, in February 2027"] == ("7", "people")
    assert rows["Backfill at that level"] == ("222", "hours a year")
    assert rows["The same as full-time posts"] == ("0.11", "posts")
    assert rows["A full-time post, at the weekly hours in February 2027"] == ("1,950", "hours a year")
    assert "New preceptors by the last month" not in rows


def test_nobody_can_be_taken_is_not_a_number() -> None:
    plan = gold(groups=({"name": "All", "eligible": 6, "trained": 6, "willing": 6, "protected_hours": 0},))
    rows = {row[0]: getattr(row[1], "text", "") for row in capacity_summary(plan, run_plan(plan)).rows}
    assert rows["Preceptors needed for that month"] == "not calculable"


def test_months_show_both_limits_and_which_one_binds() -> None:
    table = capacity_by_month(run_plan(gold()), name="Our trust")
    assert texts(table.rows[0]) == ["Dec 2026", "4", "5.8", "11.5", "5.8", "-1.8", "69%", "Enough places"]
    assert texts(table.rows[2]) == ["Feb 2027", "7", "5.8", "11.5", "5.8", "1.2", "122%", "Time"]
    assert table.sentence == "There are more preceptees than places in 1 of 3 months."


def test_no_supply_is_said_in_every_month_and_is_never_a_percentage() -> None:
    plan = gold(groups=({"name": "All", "eligible": 0, "trained": 0, "willing": 0},))
    table = capacity_by_month(run_plan(plan), name="Our trust")
    assert set(table.texts("use")) == {"no supply"}
    assert set(table.texts("limit")) == {"No preceptors"}


def test_groups_show_who_is_counted_and_which_expectation_their_hours_meet() -> None:
    groups = (
        {"name": "Main", "eligible": 8, "trained": 7, "willing": 6, "protected_hours": 12},
        {"name": "Part", "eligible": 2, "trained": 2, "willing": 2, "protected_hours": 12,
         "full_time_share": "0.5"},
    )  # fmt: skip
    plan = gold(groups=groups)
    table = capacity_groups(plan, run_plan(plan), MARKS)
    assert texts(table.rows[0]) == [
        "Main", "8", "7", "6", "12.0", "Meets nursing gold", "1", "2", "1", "Time", "5.8"
    ]  # fmt: skip
    assert texts(table.rows[1])[4:6] == ["6.0", "Below nursing core"]
    assert table.sentence == "8 preceptors counted, of 10 who are eligible."


def test_the_chart_of_hours_marks_what_is_expected() -> None:
    plan = gold()
    figure = hours_chart(capacity_groups(plan, run_plan(plan), MARKS), MARKS).figure
    assert figure["data"][0]["x"] == [12.0]
    assert [line["x0"] for line in figure["layout"]["shapes"]] == [8.0, 12.0]
    assert [label["text"] for label in figure["layout"]["annotations"]] == [
        "nursing core: 8",
        "nursing gold: 12",
    ]


def compared() -> list[Named]:
    plans = {"Your plan": gold(), "More hours": gold(groups=(
        {"name": "All", "eligible": 8, "trained": 7, "willing": 6, "protected_hours": 14},
    ))}  # fmt: skip
    return [Named(name, plan, run_plan(plan)) for name, plan in plans.items()]


def test_scenarios_stand_side_by_side_and_the_best_is_named() -> None:
    table = scenarios_table(compared())
    assert texts(table.rows[0]) == ["Your plan", "6", "5.8", "5.8", "7", "1.2", "1", "Time", "8", "222.0"]
    assert texts(table.rows[1]) == [
        "More hours", "6", "11.5", "11.5", "7", "0.0", "0", "Enough places", "4", "222.0"
    ]  # fmt: skip
    assert table.sentence == "More hours has enough places in every month."


def test_the_chart_of_scenarios_draws_the_cells_of_its_table() -> None:
    table = gaps_by_month(compared())
    assert texts(table.rows[2]) == ["Feb 2027", "1.2", "-4.5"]
    data = gaps_chart(table).figure["data"]
    assert [(trace["name"], trace["y"][2]) for trace in data] == [("Your plan", 1.2), ("More hours", -4.5)]


def test_plans_of_other_months_share_a_table_without_made_up_gaps() -> None:
    later = gold(first_month=date(2027, 1, 1))
    table = gaps_by_month([*compared()[:1], Named("Later", later, run_plan(later))])
    assert table.texts("month") == ("Dec 2026", "Jan 2027", "Feb 2027", "Mar 2027")
    assert table.texts("plan-1")[0] == "not in this plan"
    assert table.texts("plan-0")[3] == "not in this plan"


def test_the_numbers_of_a_plan_keep_their_decimals_units_and_sources() -> None:
    table = plan_table([Entered("Share of full time", 0.75, "", "Our guess")], nation="Scotland")
    ((what, number, unit, source),) = table.rows
    assert (what, getattr(number, "value", None), unit, source) == (
        "Share of full time",
        0.75,
        "",
        "Our guess",
    )
    assert table.subtitle == "Scotland, as your leads entered them"
