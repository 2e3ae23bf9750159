from datetime import date

from frameworks.load import load_frameworks
from mapping.analyse import analyse
from mapping.answers_file import Answer
from mapping.capacity import OrganisationPlan, run_plan
from mapping.cell import Cell
from mapping.scoring import score_self_assessment
from reports.analysis_book import analysis_csv, analysis_workbook
from reports.assessments import Assessed
from reports.organisation import beside_others
from reports.organisation_book import Entered, entered_table, organisation_book
from reports.personal_book import OwnNeed, personal_book
from reports.table import Column, Table
from reports.values import number_cell
from reports.workbook import Book, build_workbook
from tests.reports.books import check_cells, check_structure, open_book, table_sheets
from tests.reports.data import instruments, sample_release


def own_profile() -> Table:
    return Table(
        id="profile",
        title="My ratings",
        subtitle="Importance and confidence, 1 to 5",
        columns=(
            Column(key="area", title="Area"),
            Column(key="importance", title="Importance", unit="count"),
            Column(key="confidence", title="Confidence", unit="count"),
        ),
        rows=(("=Night shifts", Cell(text="5", value=5.0), Cell(text="2", value=2.0)),),
        sentence="1 need.",
    )


def test_a_respondents_own_workbook_has_their_needs_and_next_steps() -> None:
    need = OwnNeed(
        code="N36",
        text="=Night shifts",
        words="Large gap",
        support="Protected time",
        note="@me",
        steps=("Ask who to call", "Shadow a shift"),
        elements=("P2a Access",),
        kind="For your organisation to change",
    )
    book = personal_book(
        title="My profile",
        time_point="Autumn 2026",
        instrument="Preceptee, edition 2026.1",
        profile=own_profile(),
        needs=[need],
        sentences=["You have 1 need."],
        sample=True,
    )
    content = build_workbook(book)
    check_structure(content, title="My profile", sample=True)
    for table, sheet in table_sheets(content, book.tables):
        check_cells(table, sheet)
    needs = open_book(content)["Needs"]
    assert needs.cell(6, 5).value == "For your organisation to change"
    assert [needs.cell(row, 6).value for row in (6, 7)] == ["Ask who to call", "Shadow a shift"]


def found(audience: str = "own") -> dict[str, object]:
    importance, confidence = (5, 4, 5, 3, 4, 2), (2, 3, 5, 3, 1, 3)
    answers = [
        Answer(respondent=str(n), item="=N01", importance=i, confidence=c, not_in_role=False)
        for n, (i, c) in enumerate(zip(importance, confidence, strict=True))
    ]
    return analyse(answers, audience=audience)  # type: ignore[arg-type]


def test_an_analysis_comes_back_from_its_workbook_with_golden_values() -> None:
    content = analysis_workbook(found(), file_name="=answers.csv", audience="own", made_on=date(2026, 11, 24))
    check_structure(content, title="Learning needs by item", sample=False)
    sheet = open_book(content)["Analysis"]
    headers = [sheet.cell(5, column).value for column in range(1, sheet.max_column + 1)]
    row = dict(zip(headers, [sheet.cell(6, c).value for c in range(1, sheet.max_column + 1)], strict=True))
    assert row["Item"] == "=N01"
    assert row["Pairs"] == 6
    assert round(row["MWDS"], 4) == 3.8333
    assert round(row["RDS"], 2) == -33.33
    assert row["Share with a need"] == 0.5


def test_an_analysis_as_csv_keeps_the_stable_names_and_hides_for_the_public() -> None:
    own, public = (
        analysis_csv(found(audience)).decode("utf-8-sig").split("\r\n") for audience in ("own", "public")
    )
    assert own[0].startswith("item,n,missing,not_in_role,mean_importance")
    assert own[1].startswith("'=N01,6,0,0,3.8333333333333335,")
    assert own[1].endswith(",0.5,0.1876163064826506,0.8123836935173494,keep up")
    assert public[1].startswith("'=N01,[c],[c],[c],")


def capacity_table(plan: OrganisationPlan) -> Table:
    result = run_plan(plan)
    return Table(
        id="capacity-by-month",
        title="Capacity by month",
        subtitle="Preceptees here and places",
        columns=(
            Column(key="month", title="Month"),
            Column(key="active", title="Preceptees here", unit="count"),
            Column(key="supply", title="Places", unit="months"),
        ),
        rows=tuple(
            (
                month.month.strftime("%B %Y"),
                number_cell(month.active, "count"),
                number_cell(float(month.supply), "months"),
            )
            for month in result.months
        ),
        sentence="Places run out in the second month.",
    )


def own_organisation_book() -> Book:
    framework = load_frameworks()["interim-quality-mark-2023"]
    first, *_ = framework.assessable
    criteria = {first.code: (1, '=HYPERLINK("http://example.invalid")')}
    card = score_self_assessment(framework, {first.code: 1})
    plan = OrganisationPlan(first_month=date(2026, 9, 1), starters=(4, 6), preceptors=5)
    return organisation_book(
        name="Our trust",
        code="RXX",
        time_point="Autumn 2026",
        made_on=date(2026, 11, 24),
        provision=entered_table(
            [Entered("People", "How many started?", "4")],
            id="provision",
            title="Your provision",
            subtitle="As entered",
        ),
        assessments=[Assessed(framework, card, criteria)],
        capacity=[capacity_table(plan)],
        figures=(
            beside_others(
                sample_release(people=700),
                instruments()["preceptee"],
                organisation="Y56-1",
                name="Our trust",
                region="Y56",
            ),
        ),
        figures_from="Release 3",
        sample=False,
    )


def test_an_organisations_workbook_has_every_cell_of_its_tables() -> None:
    book = own_organisation_book()
    content = build_workbook(book)
    check_structure(content, title=book.title, sample=False)
    for table, sheet in table_sheets(content, book.tables):
        check_cells(table, sheet)


def test_an_organisations_workbook_names_what_keeps_a_rule_from_being_met() -> None:
    sheet = open_book(build_workbook(own_organisation_book()))["Self assessment criteria"]
    reasons = [sheet.cell(row, 9).value for row in range(6, sheet.max_row + 1)]
    assert reasons[0] == "Mandatory: scored 1, and at least 2 is needed"
    assert reasons[1] == "Mandatory and not answered yet"
    assert sheet["J6"].value == '=HYPERLINK("http://example.invalid")'
    assert sheet["J6"].data_type == "s"


def test_the_capacity_chart_draws_demand_and_supply_by_month() -> None:
    (drawn,) = open_book(build_workbook(own_organisation_book()))["Chart capacity by month"]._charts
    assert [series.val.numRef.f for series in drawn.series] == [
        "'Capacity by month'!$B$6:$B$7",
        "'Capacity by month'!$C$6:$C$7",
    ]
