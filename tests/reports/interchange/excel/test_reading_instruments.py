"""A questionnaire in sheets: pages, items, questions and their answers find each other by code."""

from reports.interchange.excel.layout import INSTRUMENT
from reports.interchange.excel.template import example
from reports.interchange.excel.writing import write_book
from surveys.instrument import Instrument
from tests.reports.interchange.excel.books import Rows, opened, problems, read

META: Rows = (
    ("key", "value"),
    ("id", "tiny"),
    ("title", "Tiny"),
    ("edition", "1"),
    ("audience", "organisation"),
    ("source", "Written for this test"),
)
SECTIONS: Rows = (("code", "title"), ("first", "First"), ("second", "Second"))
QUESTIONS: Rows = (
    ("section", "code", "text", "kind", "minimum", "maximum", "unit"),
    ("second", "starters", "How many started?", "number", 0, 9, "people"),
    ("first", "offered", "Is it offered?", "yes-no"),
)
OPTIONS: Rows = (("question", "code", "label"), ("offered", "yes", "Yes"), ("offered", "no", "No"))


def tiny(**changed: Rows) -> dict[str, Rows]:
    sheets: dict[str, Rows] = {
        "instrument_meta": META,
        "sections": SECTIONS,
        "questions": QUESTIONS,
        "options": OPTIONS,
    }
    return {**sheets, **changed}


def test_rows_find_their_page_and_their_question_whatever_order_they_stand_in() -> None:
    (instrument,) = read(tiny()).documents
    assert isinstance(instrument, Instrument)
    assert [(section.code, [each.code for each in section.questions]) for section in instrument.sections] == [
        ("first", ["offered"]),
        ("second", ["starters"]),
    ]
    assert [option.label for option in instrument.sections[0].questions[0].options] == ["Yes", "No"]


def test_a_page_that_is_not_there_is_named_with_the_nearest() -> None:
    rows: Rows = (*QUESTIONS[:2], ("frist", "offered", "Is it offered?", "yes-no"))
    assert problems(tiny(questions=rows))[0] == (
        "questions!A3: there is no section 'frist' on the sheet sections; did you mean 'first'?"
    )


def test_an_answer_of_a_question_that_is_not_there_is_named() -> None:
    rows: Rows = (*OPTIONS, ("other", "a", "A"))
    assert problems(tiny(options=rows)) == ["options!A4: there is no question 'other' on the sheet questions"]


def test_rules_of_questionnaires_are_placed_in_cells() -> None:
    rows: Rows = (QUESTIONS[0], ("second", "starters", "How many?", "number", 9, 0, "people"), QUESTIONS[2])
    assert problems(tiny(questions=rows)) == ["questions!E2: the minimum must be below the maximum"]
    assert problems(tiny(options=OPTIONS[:2])) == [
        "questions!A3: a yes-no question has the options 'yes' and 'no'"
    ]


def test_our_wording_rules_hold_for_every_question() -> None:
    rows: Rows = (*QUESTIONS[:2], ("first", "offered", "Are they competent?", "yes-no"))
    assert problems(tiny(questions=rows))[0].startswith("questions!C3: 'competent': say 'confidence'")


def test_an_item_limited_to_a_pathway_nobody_is_asked_for_is_named() -> None:
    book = opened(write_book("Needs", [example(INSTRUMENT)]).content)
    keys = [cell.value for cell in book["items"][1]]
    book["items"].cell(3, keys.index("pathways") + 1).value = "diagnostic, Ultrasound"
    assert problems(book) == [
        "items!E3: 'ultrasound' is not an option of the question 'pathway'",
    ]


def test_changes_without_the_edition_before_are_refused() -> None:
    changes: Rows = (("item", "change", "reason"), ("N01", "new", "Asked now."))
    assert problems(tiny(changes=changes)) == [
        "changes_meta: there is no sheet 'changes_meta'; add it: Which edition this one follows"
    ]


def test_only_the_edition_before_needs_to_be_said_of_changes() -> None:
    changes: Rows = (("item", "change", "reason"), ("N01", "new", "Asked now."))
    found = read(tiny(changes_meta=(("key", "value"), ("earlier", "older")), changes=changes)).documents[1]
    assert found.model_dump() == {
        "id": "tiny-from-older",
        "earlier": "older",
        "later": "tiny",
        "items": ({"item": "N01", "change": "new", "reason": "Asked now."},),
    }
