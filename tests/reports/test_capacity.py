from datetime import date
from decimal import Decimal

from mapping.capacity import OrganisationPlan, run_plan
from reports.capacity import Entered, capacity_summary, plan_table

GOLD = OrganisationPlan(
    first_month=date(2026, 12, 1),
    starters=(4, 0, 3),
    preceptors=6,
    protected_hours=Decimal(12),
    meetings=3,
    meeting_hours=Decimal(1),
    preparation_hours=Decimal(1),
    record_hours=Decimal(0),
)
"""Nursing-gold hours with the midwifery-gold split: 6 hours a preceptee and 2 fixed of 12."""


def test_the_summary_says_which_limit_binds_and_gives_every_figure_its_unit() -> None:
    table = capacity_summary(GOLD, run_plan(GOLD))
    assert table.sentence.startswith("Time binds first")
    rows = {row[0]: (getattr(row[1], "text", ""), row[2]) for row in table.rows}
    assert rows["Places for one preceptor by time"] == ("1", "preceptees")
    assert rows["Places for one preceptor by ratio"] == ("2", "preceptees")
    assert rows["Places for one preceptor: the lower of the two"] == ("1", "preceptees")
    assert rows["Places in all, less absence"] == ("5.76", "preceptees")
    assert rows["Backfill at that level"] == ("222", "hours a year")
    assert rows["The same as full-time posts"] == ("0.11", "posts")
    assert rows["A full-time post"] == ("1,950", "hours a year")


def test_nobody_can_be_taken_is_not_a_number() -> None:
    plan = GOLD.model_copy(update={"protected_hours": Decimal(0)})
    rows = {row[0]: getattr(row[1], "text", "") for row in capacity_summary(plan, run_plan(plan)).rows}
    assert rows["Preceptors needed for that month"] == "not calculable"


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
