"""The capacity workbook: formulas that give what the service gives, whoever works them out."""

import io
import re
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from mapping.capacity import OrganisationPlan, run_plan
from mapping.expected_hours import HoursMark
from reports.capacity import SHORT_LIMITS, Named
from reports.capacity_book import capacity_book
from reports.live import Live
from reports.workbook import Book, build_workbook
from tests.libreoffice import needs_libreoffice, saved_as
from tests.reports.books import check_structure, parts

MARKS = (
    HoursMark(hours=Decimal(8), name='nursing "core"', gist="Eight hours."),
    HoursMark(hours=Decimal(12), name="nursing gold", gist="Twelve hours."),
)
COHORTS = (
    {"name": "Newly registered", "starters": (2, 3, 0, 0, 0, 0, 0, 8, 0, 0, 1, 0), "here_now": 3, "months_left": 5,
     "newly_registered": True},
    {"name": "Other starters", "starters": (1, 0, 0, 1, *[0] * 8), "length_months": 6, "full_time_share": "0.7"},
)  # fmt: skip
GROUPS = (
    {"name": "=Main", "eligible": 9, "trained": 7, "willing": 6, "protected_hours": 12},
    {"name": "Part", "eligible": 3, "trained": 3, "willing": 3, "protected_hours": 40, "full_time_share": "0.5"},
)  # fmt: skip


def varied(**changes: object) -> OrganisationPlan:
    """Every part of the model at once: groups, lengths, two years, new preceptors, the Scottish switch."""
    values: dict[str, object] = {
        "first_month": date(2026, 2, 1),
        "years": 2,
        "cohorts": COHORTS,
        "groups": GROUPS,
        "becoming_percent": 50,
        "nation": "scotland",
        "preparation_hours": 1,
        "record_hours": 0,
    }
    return OrganisationPlan.model_validate(values | changes)


def book_of(plan: OrganisationPlan) -> Book:
    fewer = OrganisationPlan.model_validate(plan.model_dump() | {"meetings": 2})
    return capacity_book(
        [Named("Your plan", plan, run_plan(plan)), Named("=Fewer meetings", fewer, run_plan(fewer))],
        name="Our trust",
        time_point="Autumn 2026",
        numbers=(),
        changes=[("=Fewer meetings", ["Meetings: 3 → 2."])],
        marks=MARKS,
        made_on=date(2026, 11, 25),
        sample=False,
    )


def rows_of(sheet: Worksheet) -> list[dict[str, object]]:
    header, *rows = sheet.iter_rows(min_row=5, values_only=True)
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


def worked_out_again(book: Workbook, folder: Path) -> Workbook:
    """The workbook after LibreOffice worked out every formula; openpyxl saves none of their results."""
    book.save(folder / "asked.xlsx")
    (again,) = saved_as("xlsx", folder / "asked.xlsx", folder=folder)
    return load_workbook(again, data_only=True)


def check_against(book: Workbook, plan: OrganisationPlan) -> int:
    """Compare a workbook that was worked out with the model; how many figures were compared."""
    result = run_plan(plan)
    compared = 0
    by_month = zip(
        *(rows_of(book[f"Capacity {sheet}"]) for sheet in ("demand", "supply", "posts")),
        result.months,
        strict=True,
    )
    for demand, supply, posts, month in by_month:
        row = demand | supply | posts
        expected = {
            "Preceptees": month.active, "New preceptors": month.new_preceptors, "Preceptors": month.preceptors,
            "Places by time": month.by_time, "Places by ratio": month.by_ratio, "Places": month.supply,
            "Gap": month.gap, "Hours a year": month.hours,
            "Hours of a full-time post": month.annual_hours, "Full-time posts": month.posts,
        }  # fmt: skip
        assert demand["Preceptees"] == supply["Preceptees"] == posts["Preceptees"]
        for name, value in expected.items():
            assert row[name] == pytest.approx(float(value), abs=1e-9), (month.month, name)
            compared += 1
        used = "no supply" if month.utilisation is None else pytest.approx(float(month.utilisation), abs=1e-6)
        assert row["Places in use"] == used
        assert row["Which limit binds"] == SHORT_LIMITS[month.limit]
    for row, each in zip(rows_of(book["Capacity groups"]), result.groups, strict=True):
        found = (row["Each by time"], row["Each by ratio"], row["Places each"], row["Which limit binds"])
        assert found == (
            each.slots.by_time, each.slots.by_ratio, each.slots.slots, SHORT_LIMITS[each.slots.limit]
        )  # fmt: skip
    figures = {row["What"]: row["Figure"] for row in rows_of(book["Capacity results"])}
    assert figures["Most preceptees in one month"] == result.peak.active
    needed = "not calculable" if result.preceptors_needed is None else result.preceptors_needed
    assert figures["Preceptors needed for the most"] == needed
    assert figures["Months with more preceptees than places"] == len(result.short)
    assert figures["What binds at the largest gap"] == SHORT_LIMITS[result.tightest.limit]
    assert figures["Hours to release everyone at the most"] == pytest.approx(float(result.peak.hours))
    return compared


PLANS = {
    "everything": varied(),
    "nobody": varied(groups=({"name": "None", "eligible": 0, "trained": 0, "willing": 0},), becoming_percent=0),
    "no hours": varied(groups=({**GROUPS[0], "protected_hours": 0},)),
    "a floor that binary loses": varied(
        groups=({**GROUPS[0], "protected_hours": 12, "full_time_share": "0.7"},),
        training_hours="0.3", meetings=1, meeting_hours="2.7", preparation_hours=0, ratio_cap=9, weekly_hours="37",
    ),
    "one year": varied(years=1, cohorts=COHORTS[:1], nation="england", new_preceptor_hours=20),
}  # fmt: skip


@pytest.mark.parametrize("name", PLANS)
def test_a_reader_that_does_not_calculate_sees_what_the_service_found(name: str) -> None:
    content = build_workbook(book_of(PLANS[name]))
    assert check_against(load_workbook(io.BytesIO(content), data_only=True), PLANS[name]) >= 120


@needs_libreoffice
@pytest.mark.parametrize("name", PLANS)
def test_the_formulas_worked_out_by_libreoffice_give_what_the_service_found(
    name: str, tmp_path: Path
) -> None:
    book = load_workbook(io.BytesIO(build_workbook(book_of(PLANS[name]))))
    assert check_against(worked_out_again(book, tmp_path), PLANS[name]) >= 120


@needs_libreoffice
def test_a_number_changed_in_the_workbook_changes_every_step(tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(build_workbook(book_of(varied()))))
    numbers = {row[0].value: row[1] for row in book["Capacity numbers"].iter_rows(min_row=6)}
    numbers["Meetings with each preceptee"].value = 2
    numbers["Preceptor places lost to absence"].value = 10
    book["Capacity demand"]["C6"].value = 12
    book["Capacity groups"]["D6"].value = 4
    changed = varied(
        meetings=2,
        absence_percent=10,
        cohorts=({**COHORTS[0], "starters": (12, 3, 0, 0, 0, 0, 0, 8, 0, 0, 1, 0)}, COHORTS[1]),
        groups=({**GROUPS[0], "willing": 4}, GROUPS[1]),
    )
    again = worked_out_again(book, tmp_path)
    check_against(again, changed)
    plan, scenario = rows_of(again["Capacity scenarios"])
    assert plan["Most preceptees"] == run_plan(changed).peak.active
    assert scenario["Most preceptees"] == run_plan(varied()).peak.active


def test_ux_26_the_capacity_workbook_is_one_that_anyone_can_use() -> None:
    book = book_of(varied())
    content = build_workbook(book)
    check_structure(content, title="Preceptor capacity: Our trust", sample=False, live=True)
    assert content == build_workbook(book)


def test_sec_33_only_our_own_formulas_are_formulas() -> None:
    content = build_workbook(book_of(varied()))
    book = load_workbook(io.BytesIO(content))
    assert book["Capacity groups"]["A6"].value == "=Main"
    assert book["Capacity groups"]["A6"].data_type == "s"
    assert book["Capacity scenarios"]["A7"].data_type == "s"
    live = sum(
        isinstance(entry, Live) for table in book_of(varied()).tables for row in table.rows for entry in row
    )
    formulas = sum(text.count("<f>") for name, text in parts(content).items() if "/worksheets/" in name)
    assert formulas == live > 300


def test_every_formula_stands_with_its_result() -> None:
    with zipfile.ZipFile(io.BytesIO(build_workbook(book_of(varied())))) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if "/worksheets/" in name]
    assert not [found for text in sheets for found in re.findall(r"</f><v\s*/?>(?:</v>)?</c>", text)]
