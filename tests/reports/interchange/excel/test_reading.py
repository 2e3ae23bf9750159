"""Every mistake a person can make in a workbook is named with its cell and how to mend it (DESIGN 9, SEC-33)."""

from datetime import date, datetime

import pytest
from openpyxl.worksheet.datavalidation import DataValidation

from frameworks.model import Framework
from tests.reports.interchange.excel.books import CONTENT, META, Rows, book_of, problems, read, small

HEADER, HEADING, CRITERION = CONTENT
CODE_MEANING = (
    "The number or code people know it by. Letters, digits, dots and hyphens. Keep the cell as text, so that "
    "3.30 does not become 3.3."
)


def content(*rows: tuple[object, ...], header: tuple[object, ...] = HEADER) -> dict[str, Rows]:
    return small(framework_content=(header, *rows))


def meta(**changed: object) -> dict[str, Rows]:
    kept = {key: value for key, value in (META | changed).items() if value is not None}
    return small(framework_meta=(("key", "value"), *kept.items()))


def test_a_small_workbook_made_by_hand_becomes_a_framework() -> None:
    (framework,) = read(small()).documents
    assert isinstance(framework, Framework)
    assert [(item.code, item.title, item.source_key) for item in framework.items] == [
        ("1", "First", "K"),
        ("1.1", "Second", "K"),
    ]
    assert framework.sources["K"].title == "A part of the page"


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (3.3, "was turned into the number 3.3, so a 0 at its end or start may be lost"),
        (datetime(2026, 3, 1), "was turned into the date 1 March 2026"),
        (True, "was turned into the truth value TRUE"),
    ],
)
def test_a_code_that_excel_changed_is_noticed(value: object, message: str) -> None:
    assert problems(content((value, *CRITERION[1:]))) == [
        f"framework_content!A2: code {message}; format the cell as Text and type it again"
    ]


def test_a_code_with_leading_zeros_that_only_a_format_shows_is_noticed() -> None:
    book = book_of(content((7, *CRITERION[1:])))
    book["framework_content"]["A2"].number_format = "000"
    assert problems(book)[0].startswith("framework_content!A2: code was turned into the number 7")


def test_a_whole_number_as_a_code_is_read_as_text_and_told() -> None:
    found = read(content((1, *HEADING[1:])))
    assert isinstance(found.documents[0], Framework)
    assert found.documents[0].items[0].code == "1"
    assert [(each.place, each.why) for each in found.notices] == [
        ("framework_content!A2", "a number was read as text")
    ]


def test_a_wrong_choice_comes_with_the_closest_one() -> None:
    wrong = ("1", "First", "The first.", "heading", "publish", "K")
    assert problems(content(wrong)) == [
        "framework_content!E2: provenance 'publish' is not a choice: did you mean 'published'? choose from "
        "published, paraphrase, working"
    ]


def test_choices_do_not_mind_capitals() -> None:
    found = read(content(("1", "First", "The first.", "Heading", "PUBLISHED", "K")))
    assert isinstance(found.documents[0], Framework)
    assert found.documents[0].items[0].kind == "heading"


def test_an_unknown_column_is_named_with_the_nearest_one() -> None:
    (problem,) = problems(content((*HEADING, "x"), header=(*HEADER, "Titel")))
    assert problem.startswith(
        "framework_content!G1: unknown column 'Titel': did you mean 'title'? columns here are"
    )


def test_a_missing_column_is_said_once_and_not_in_every_row() -> None:
    rows = [row[1:] for row in CONTENT[1:]]
    assert problems(content(*rows, header=HEADER[1:])) == [
        f"framework_content!A1: there is no column 'code'; add it: {CODE_MEANING}"
    ]


def test_an_empty_cell_that_is_needed_is_named() -> None:
    (problem,) = problems(content(("1", None, "The first.", "heading", "published", "K")))
    assert problem == "framework_content!B2: title is empty; fill it in: A few words that name it."


def test_a_missing_key_is_named_by_its_sheet() -> None:
    assert problems(meta(owner=None)) == ["framework_meta!A1: owner is empty; fill it in: Who publishes it."]


def test_an_unknown_key_and_one_given_twice_are_named() -> None:
    rows: Rows = (("key", "value"), *META.items(), ("ownr", "x"), ("title", "Again"))
    found = problems(small(framework_meta=rows))
    assert found[0].startswith(
        "framework_meta!A10: unknown key 'ownr': did you mean 'owner'? keys here are id, "
    )
    assert found[1] == "framework_meta!A11: the key 'title' stands here twice; keep one"


def test_a_code_used_twice_is_named_at_the_second_cell() -> None:
    again = ("1", "Second", "The second.", "criterion", "published", "K")
    assert problems(content(HEADING, again)) == [
        "framework_content!A3: repeats the code of framework_content!A2 (1): '1'"
    ]


def test_a_source_given_twice_is_named() -> None:
    rows: Rows = (("key", "title"), ("K", "One"), ("K", "Two"))
    assert problems(small(sources=rows)) == ["sources!A3: 'K' stands here twice; keep one"]


def test_every_problem_is_found_at_once() -> None:
    rows = [
        ("1", None, "The first.", "heading", "published", "K"),
        (3.3, "B", "The b.", "x", "published", "K"),
    ]
    assert [problem.split(":")[0] for problem in problems(content(*rows))] == [
        "framework_content!B2",
        "framework_content!A3",
        "framework_content!D3",
    ]


def test_rules_over_several_rows_are_placed_in_cells_too() -> None:
    rows = [("1.1", "Child", "The child.", "criterion", "published", "K", "9")]
    assert problems(content(*rows, header=(*HEADER, "parent"))) == [
        "framework_content!G2: the parent '9' of '1.1' is not an item here"
    ]


@pytest.mark.parametrize("formula", ["=1+1", '=HYPERLINK("x")', "=A1"])
def test_a_formula_is_refused_by_its_cell(formula: str) -> None:
    assert problems(content(("1", formula, "The first.", "heading", "published", "K"))) == [
        "framework_content!B2: title is a formula; paste its result as a value instead"
    ]


def test_a_cell_that_shows_an_error_is_refused() -> None:
    book = book_of(content(HEADING))
    book["framework_content"]["B2"].value, book["framework_content"]["B2"].data_type = "#REF!", "e"
    assert problems(book) == [
        "framework_content!B2: title shows the error #REF!; write what belongs here, or empty it"
    ]


def test_merged_cells_are_refused() -> None:
    book = book_of(small())
    book["framework_content"].merge_cells("E2:E3")
    assert problems(book)[0] == (
        "framework_content!E2: the cells E2:E3 are merged; unmerge them and fill in each one"
    )


def test_spaces_at_the_ends_are_left_out_and_told() -> None:
    found = read(content(("1 ", "First", "The first.", "heading", "published", " K")))
    assert isinstance(found.documents[0], Framework)
    assert found.documents[0].items[0].code == "1"
    assert [(each.place, each.value, each.what) for each in found.notices] == [
        ("framework_content!A2", "1 ", "approximated"),
        ("framework_content!F2", " K", "approximated"),
    ]


def test_hidden_rows_columns_and_sheets_are_read_and_told() -> None:
    book = book_of(small())
    book["framework_content"].row_dimensions[3].hidden = True
    book["framework_content"].column_dimensions["C"].hidden = True
    book["sources"].sheet_state = "hidden"
    found = read(book)
    assert isinstance(found.documents[0], Framework)
    assert len(found.documents[0].items) == 2
    assert [(each.place, each.why) for each in found.notices] == [
        ("framework_content!C1", "the column is hidden, and was read"),
        ("framework_content!A3", "the row is hidden, and was read"),
        ("sources!A1", "the sheet is hidden, and was read"),
    ]


def test_what_stands_beside_the_table_is_refused_rather_than_overlooked() -> None:
    book = book_of(small())
    book["framework_content"]["J2"] = "do not forget"
    assert problems(book) == [
        "framework_content!J2: stands in a column without a name; name the column in the first row, or empty the cell"
    ]


def test_notes_and_blank_rows_are_passed_over_and_lines_still_count() -> None:
    rows = [
        ("# what to write", "", "", "", "", ""),
        (None,) * 6,
        ("1", None, "The first.", "heading", "published", "K"),
    ]
    assert problems(content(*rows))[0].startswith("framework_content!B4: title is empty")


def test_an_unknown_sheet_is_refused_with_the_nearest_name() -> None:
    (problem,) = problems({**small(), "framework_contents": (("a",),)})
    assert problem == (
        "framework_contents!A1: unknown sheet 'framework_contents': did you mean 'framework_content'? delete it, or "
        "begin its name with 'Example' to keep it"
    )


def test_sheets_for_people_and_empty_ones_are_not_read() -> None:
    extra: dict[str, Rows] = {"Start here": (("=1+1",),), "Example items": (("x",),), "Sheet1": ()}
    assert len(read({**small(), **extra}).documents) == 1


def test_a_workbook_without_a_definition_says_what_one_begins_with() -> None:
    assert problems({"Start here": (("x",),), "survey": (("type", "name"),)}) == [
        ": has none of the sheets that a definition begins with (framework_meta, instrument_meta, crosswalk_meta, "
        "changes_meta); begin with a template, or say which other format the file is in"
    ]


def test_sheets_of_a_definition_with_nothing_in_them_are_not_filled_in_yet() -> None:
    assert problems({"framework_meta": (), "framework_content": ()}) == [
        ": is not filled in yet; write in the sheets that Start here lists"
    ]


def test_a_sheet_that_is_needed_and_not_there_is_named() -> None:
    sheets = small()
    del sheets["framework_content"]
    assert problems(sheets) == [
        "framework_content: there is no sheet 'framework_content'; add it: Its items, in reading order"
    ]


@pytest.mark.parametrize("value", [date(2026, 4, 1), datetime(2026, 4, 1), "2026-04-01"])
def test_a_date_may_be_a_date_or_text(value: object) -> None:
    (framework,) = read(meta(in_force_from=value)).documents
    assert isinstance(framework, Framework)
    assert framework.in_force_from == date(2026, 4, 1)


def test_a_date_in_another_order_is_refused_with_how_to_write_it() -> None:
    assert problems(meta(in_force_from="01/04/2026")) == [
        "framework_meta!B10: in_force_from must be a date, not '01/04/2026'; write 2026-04-01"
    ]


def test_a_year_and_month_that_excel_took_for_a_date_is_noticed() -> None:
    assert problems(meta(published=datetime(2023, 11, 1))) == [
        "framework_meta!B10: published was turned into the date 1 November 2023; format the cell as Text and type it "
        "again"
    ]


def test_numbers_typed_as_text_are_read_and_told_and_others_refused() -> None:
    rows: Rows = (("item", "name", "value"), ("1", "hours", "8"))
    found = read(small(item_values=rows))
    assert isinstance(found.documents[0], Framework)
    assert found.documents[0].items[0].values == {"hours": 8.0}
    assert [each.why for each in found.notices] == ["text was read as a number"]
    assert problems(small(item_values=(*rows[:1], ("1", "hours", "8 hours")))) == [
        "item_values!C2: value must be a number, not '8 hours'; write digits only, such as 8 or 0.8"
    ]


def test_a_row_of_an_item_that_is_not_there_is_named_with_the_nearest() -> None:
    rows: Rows = (("item", "name", "value"), ("1.l", "hours", 8))
    assert problems(small(item_values=rows)) == [
        "item_values!A2: there is no item '1.l' on the sheet framework_content; did you mean '1.1'?"
    ]


def test_a_word_that_judges_people_is_refused_at_its_cell_and_an_owner_may_use_it_where_quoted() -> None:
    rows = ("1", "Competence", "All are competent.", "heading", "published", "K")
    assert [problem.split(":")[0] for problem in problems(content(rows))] == [
        "framework_content!B2",
        "framework_content!C2",
    ]
    quoted: Rows = (("key", "value"), *META.items(), ("quoted", "yes"))
    (framework,) = read({**content(rows), "framework_meta": quoted}).documents
    assert isinstance(framework, Framework)
    assert framework.quoted


def test_lists_in_cells_of_a_sheet_are_no_concern_of_the_reader() -> None:
    book = book_of(small())
    rule = DataValidation(type="list", formula1='"a,b"')
    rule.add("A2:A9")
    book["framework_content"].add_data_validation(rule)
    assert len(read(book).documents) == 1


def test_a_great_many_problems_are_cut_short() -> None:
    rows = [(str(number), None, f"The {number}.", "heading", "published", "K") for number in range(300)]
    found = problems(content(*rows))
    assert len(found) == 201
    assert found[-1] == ": and 100 more problems; mend these first"
