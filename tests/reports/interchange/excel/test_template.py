"""Templates that a person can fill in and send back (`CHECKS.md` UX-26, UX-28)."""

import pytest
from openpyxl import Workbook

from app.definitions import load_definitions
from frameworks.load import edition_rules
from frameworks.model import Framework
from mapping.crosswalk import Crosswalk
from reports.interchange.excel.layout import CROSSWALK, FRAMEWORK, INSTRUMENT
from reports.interchange.excel.reading import read_book
from reports.interchange.excel.template import (
    crosswalk_template,
    example,
    framework_template,
    instrument_template,
)
from reports.interchange.excel.writing import write_book
from surveys.changes import EditionChange
from surveys.instrument import Instrument
from surveys.instrument_rules import instrument_problems
from tests.reports.interchange.excel.books import META, opened, problems, read, saved

EARLIER = load_definitions().instruments["preceptee-2026"]
TEMPLATES = {
    "framework": framework_template(),
    "instrument": instrument_template("preceptee", earlier=EARLIER),
    "crosswalk": crosswalk_template(),
}


def fill(book: Workbook, sheet: str, **values: object) -> None:
    """Write keys of a `_meta` sheet as a person would, dots of names given as two underscores."""
    wanted = {key.replace("__", "."): value for key, value in values.items()}
    for row in book[sheet].iter_rows(min_row=2):
        if row[0].value in wanted:
            row[1].value = wanted.pop(row[0].value)
    assert not wanted


def add(book: Workbook, sheet: str, **values: object) -> None:
    """Write a row below the notes, each value under its column."""
    keys = [cell.value for cell in book[sheet][1]]
    book[sheet].append([values.get(str(key)) for key in keys])


def test_a_framework_written_into_the_template_is_read() -> None:
    book = opened(TEMPLATES["framework"])
    fill(book, "framework_meta", **{key.replace(".", "__"): value for key, value in META.items()})
    add(
        book,
        "framework_content",
        code="3.30",
        title="A",
        gist="The a.",
        kind="element",
        provenance="paraphrase",
        source_key="K",
    )
    add(book, "sources", key="K", title="A page")
    (framework,) = read(book).documents
    assert isinstance(framework, Framework)
    assert (framework.id, framework.items[0].code) == ("small", "3.30")


def test_a_questionnaire_and_how_it_changed_are_read_from_one_template() -> None:
    book = opened(TEMPLATES["instrument"])
    fill(book, "instrument_meta", id="preceptee-2027", title="Needs", edition="2027.1", source="Ours.")
    add(book, "sections", code="safety", title="Safety")
    add(book, "items", section="safety", code="N01", text="Mobile imaging")
    add(book, "changes", item="N01", change="substantive", reason="Asked in another way.")
    instrument, change = read(book).documents
    assert isinstance(instrument, Instrument)
    assert isinstance(change, EditionChange)
    assert instrument.audience == "preceptee"
    assert instrument.confidence == EARLIER.confidence
    assert (change.id, change.earlier, change.later) == (
        "preceptee-2027-from-preceptee-2026",
        "preceptee-2026",
        "preceptee-2027",
    )


def test_an_empty_template_says_what_has_to_be_filled_in() -> None:
    found = problems(opened(TEMPLATES["framework"]))
    assert found[0] == "framework_content!A1: there are no rows; add them: Its items, in reading order"
    assert "framework_meta!B2: id is empty; fill it in: A short name" in found[1]


@pytest.mark.parametrize("kind", TEMPLATES)
def test_every_sheet_has_one_named_table_from_a1_with_a_header_that_stays_in_view(kind: str) -> None:
    book = opened(TEMPLATES[kind])
    assert book.sheetnames[0] == "Start here"
    assert book.properties.title.startswith("Write a ")
    names: list[str] = []
    for sheet in book.worksheets[1:]:
        (table,) = sheet.tables.values()
        assert table.ref.startswith("A1:")
        assert (sheet.freeze_panes, sheet.sheet_state, list(sheet.merged_cells.ranges)) == (
            "A2",
            "visible",
            [],
        )
        names.append(table.displayName)
    assert len(set(names)) == len(names)
    listed = {row[0].value for row in book["Start here"].iter_rows()}
    assert set(book.sheetnames[1:]) <= listed


def test_closed_choices_are_lists_and_codes_are_chosen_from_the_sheet_that_has_them() -> None:
    content = opened(TEMPLATES["framework"])["framework_content"]
    keys = {cell.column_letter: cell.value for cell in content[1]}
    rules = {keys[str(rule.sqref)[0]]: rule for rule in content.data_validations.dataValidation}
    assert rules["provenance"].formula1 == '"published,paraphrase,working"'
    assert rules["mandatory"].formula1 == '"yes,no"'
    assert rules["tier"].formula1 == "tiers!$A$3:$A$2000"
    assert rules["parent"].formula1 == "framework_content!$A$3:$A$2000"
    assert (rules["provenance"].errorStyle, rules["tier"].errorStyle) == ("stop", "warning")
    assert all(rule.prompt and len(rule.prompt) <= 255 for rule in rules.values())


def test_codes_typed_into_empty_cells_stay_text() -> None:
    content = opened(TEMPLATES["framework"])["framework_content"]
    assert content.column_dimensions["A"].number_format == "@"


def test_the_worked_examples_keep_every_rule_and_are_not_read() -> None:
    framework, instrument, crosswalk = map(example, (FRAMEWORK, INSTRUMENT, CROSSWALK))
    assert isinstance(framework, Framework)
    assert isinstance(instrument, Instrument)
    assert isinstance(crosswalk, Crosswalk)
    assert list(edition_rules(framework)) == []
    assert list(instrument_problems(instrument)) == []
    for each in (framework, instrument, crosswalk):
        assert read_book(write_book("An example", [each]).content, "x.xlsx").documents == (each,)
    assert [name for name in opened(TEMPLATES["framework"]).sheetnames if name.startswith("Example")] == [
        "Example framework_content",
        "Example item_values",
        "Example tiers",
        "Example sources",
        "Example scoring_content",
    ]


def test_a_template_saved_again_without_changes_is_still_refused_as_empty() -> None:
    assert problems(opened(saved(opened(TEMPLATES["crosswalk"]))))[0].startswith(
        "crosswalk_content!A1: there are no rows"
    )
