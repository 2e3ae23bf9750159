import io

from openpyxl import load_workbook

from frameworks.compare import compare
from frameworks.resolve import resolve
from reports.compared_editions import comparison_lines, comparison_table, comparison_workbook, summary_words
from tests.frameworks.overlays import DAY, london, national

BASE = national()
LONDON = resolve(BASE, london(BASE))
FOUND = compare(BASE, LONDON)


def test_a_sentence_says_how_many_items_differ() -> None:
    assert summary_words(FOUND) == "Of 7 items in either, 2 the same, 4 changed and 1 left out."
    assert summary_words(compare(BASE, BASE)) == "All 7 items are the same."


def test_the_table_has_a_row_for_each_field_that_differs_and_says_why() -> None:
    table = comparison_table(FOUND, BASE, LONDON)
    assert table.rows[0] == (
        "4.1",
        "Changed",
        "What it says",
        "What 4.1 asks for.",
        "London's 4.1.",
        "Why 4.1. (A. Lead, 1 April 2024)",
    )
    assert [(row[0], row[2]) for row in table.rows[:6]] == [
        ("4.1", "What it says"),
        ("4.2", "What it says"),
        ("4.2", "Mandatory"),
        ("5.1", "What it says"),
        ("5.2", "Title"),
        ("5.5", ""),
    ]
    assert table.rows[5] == (
        "5.5",
        "Left out",
        "",
        "Standard 5.5. What 5.5 asks for.",
        "None",
        "Why 5.5. (A. Lead, 1 April 2024)",
    )
    assert {row[0] for row in table.rows[6:]} == {"The whole"}


def test_items_that_are_the_same_are_in_the_table_when_all_are_asked_for() -> None:
    table = comparison_table(FOUND, BASE, LONDON, everything=True)
    assert [row[0] for row in table.rows if row[1] == "The same"] == ["4", "5"]


def test_the_workbook_holds_the_whole_table() -> None:
    content = comparison_workbook(FOUND, BASE, LONDON, made_on=DAY)
    sheet = load_workbook(io.BytesIO(content))["Compared"]
    rows = [tuple(row) for row in sheet.iter_rows(min_row=6, values_only=True)]
    table = comparison_table(FOUND, BASE, LONDON, everything=True)
    assert [tuple(entry or "" for entry in row) for row in rows] == list(table.rows)


def test_the_lines_show_words_before_and_after() -> None:
    lines = list(comparison_lines(FOUND))
    assert lines[:6] == [
        "Of 7 items in either, 2 the same, 4 changed and 1 left out.",
        "4.1 Standard 4.1: Changed",
        "  What it says",
        "    - What 4.1 asks for.",
        "    + London's 4.1.",
        "  Why: Why 4.1. (A. Lead, 1 April 2024)",
    ]
    assert "5.5 Standard 5.5: Left out" in lines
