"""Our own form after somebody changed it in a spreadsheet: the sheet people see wins (ANCHORS e2)."""

import pytest

from frameworks.document import DefinitionError
from reports.interchange.xlsform.convert import read_xlsform, write_xlsform
from surveys.load import load_instruments
from tests.reports.interchange.xlsform.books import cell_with, changed, without_row

PRECEPTEE = load_instruments()["preceptee-2026"]
WRITTEN, _ = write_xlsform(PRECEPTEE)


def test_words_changed_in_the_survey_are_kept_and_so_is_what_xlsform_cannot_say() -> None:
    cell = cell_with(WRITTEN, "survey", "How long have you been in this post?")
    (back, *_), report = read_xlsform(changed(WRITTEN, "survey", cell, "How long in this post?"), "form.xlsx")
    assert back.question("stage") != PRECEPTEE.question("stage")
    assert (back.audience, back.items) == ("preceptee", PRECEPTEE.items)
    stage = back.question("stage")
    assert stage is not None
    assert stage.text == "How long in this post?"
    assert report.lost == ()


def test_what_was_kept_of_an_item_that_is_gone_is_listed() -> None:
    first = PRECEPTEE.items[0].code
    row = int(cell_with(WRITTEN, "survey", f"{first}__imp")[1:])
    (back, *_), report = read_xlsform(without_row(WRITTEN, "survey", row), "form.xlsx")
    assert back.item(first) is None
    assert {each.what for each in report.lost} == {"dropped"}
    assert all(f"items[{first}]" in each.place for each in report.lost)


def test_a_limit_that_is_not_on_pathway_or_transition_is_dropped_and_said() -> None:
    item = next(each for each in PRECEPTEE.items if each.pathways)
    row = cell_with(WRITTEN, "survey", f"{item.code}__imp")[1:]
    column = cell_with(WRITTEN, "survey", "relevant")[:-1]
    (back, *_), report = read_xlsform(
        changed(WRITTEN, "survey", column + row, "${stage} = 'under-3'"), "form.xlsx"
    )
    found = back.item(item.code)
    assert found is not None
    assert found.pathways == ()
    assert [(each.place, each.value) for each in report.lost if each.place.startswith("survey!")] == [
        (f"survey!{column}{row}", "${stage} = 'under-3'")
    ]


def test_a_sheet_of_ours_that_was_broken_is_refused_by_its_cell() -> None:
    with pytest.raises(DefinitionError, match="_preceptmap!C3: this is not as it was written"):
        read_xlsform(changed(WRITTEN, "_preceptmap", "C3", "{"), "form.xlsx")


def test_a_form_of_a_later_version_is_refused() -> None:
    with pytest.raises(DefinitionError, match="_preceptmap!C2: this form was written by a later version"):
        read_xlsform(changed(WRITTEN, "_preceptmap", "C2", "2"), "form.xlsx")


def test_a_value_that_cannot_be_in_an_instrument_is_refused_by_name() -> None:
    content, _ = write_xlsform(PRECEPTEE.model_copy(update={"audience": "preceptor"}))
    row = cell_with(content, "_preceptmap", "audience")[1:]
    with pytest.raises(DefinitionError, match="audience: Input should be 'preceptee'"):
        read_xlsform(changed(content, "_preceptmap", f"C{row}", '"nobody"'), "form.xlsx")
