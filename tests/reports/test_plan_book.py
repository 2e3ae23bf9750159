"""A preceptee's plan as a workbook (UX-26, SEC-33)."""

from datetime import date

from reports.plan_book import HeldMeeting, Place, PlannedAction, plan_book
from reports.workbook import build_workbook
from tests.reports.books import check_cells, check_structure, open_book, table_sheets

KINDS = ("Work-based learning", "Self-directed learning")


def action(aim: str, kind: str, state: str, reflection: str = "") -> PlannedAction:
    return PlannedAction(
        aim=aim,
        need="Night shifts",
        state=state,
        support="Protected time",
        who="@me",
        due="1 March 2027",
        kind=kind,
        evidence="-1",
        reflection=reflection,
        ratings=("At the start: importance 5, confidence 2", "At 6 months: importance 5, confidence 4"),
    )


def test_every_sheet_of_the_plan_can_be_read_back() -> None:
    book = plan_book(
        sentences=["Your plan has 3 actions."],
        actions=[
            action("=Nights", KINDS[0], "Done", "It went\nwell"),
            action("Theatre", KINDS[0], "Dropped"),
            action("Read", KINDS[1], "Planned"),
        ],
        meetings=[HeldMeeting("First meeting", "5 October 2026", "+1", "", "Confirmed", "Not confirmed yet")],
        kinds=KINDS,
        places=[Place("Night shifts", "A page", "Somebody", "To learn.", "https://example.org/")],
        cpd_source="https://example.org/cpd",
        made_on=date(2026, 11, 24),
        sample=True,
    )
    content = build_workbook(book)
    check_structure(content, title="My learning plan", sample=True)
    for table, sheet in table_sheets(content, book.tables):
        check_cells(table, sheet)
    kinds = open_book(content)["Kinds"]
    assert [[cell.value for cell in row] for row in kinds["A6:C7"]] == [
        ["Work-based learning", 1, 1],
        ["Self-directed learning", 1, 0],
    ]


def test_an_empty_plan_is_still_a_whole_workbook() -> None:
    book = plan_book(
        sentences=["Your plan is empty."],
        actions=[],
        meetings=[],
        kinds=KINDS,
        places=[],
        cpd_source="https://example.org/cpd",
        made_on=date(2026, 11, 24),
        sample=False,
    )
    check_structure(build_workbook(book), title="My learning plan", sample=False)
