"""A pack as people meet it: answers to choose from lists, numbers in bounds, codes hidden and told of."""

import io
from typing import Any

from openpyxl import load_workbook

from reports.pack.asked import provision_part
from tests.reports.pack.packs import AVAILABILITY, MATRIX, ORGANISATION, TIME, small_pack, written


def book() -> Any:
    return load_workbook(io.BytesIO(written()))


def test_every_section_and_framework_has_a_sheet_between_the_start_and_the_manifest() -> None:
    assert book().sheetnames == [
        "Start here",
        AVAILABILITY,
        "How it is set up",
        TIME,
        "Starters and leavers",
        MATRIX,
        "Lists",
        "Manifest",
    ]


def test_what_is_saved_is_filled_in_as_words_and_figures() -> None:
    found = book()
    assert found[AVAILABILITY]["B5"].value == "Some people"
    assert [found[AVAILABILITY][f"B{line}"].value for line in range(6, 11)] == [
        "Yes",
        None,
        None,
        None,
        "Yes",
    ]
    assert found[TIME]["B5"].value == 2.5
    assert found[MATRIX]["B6"].value == "2: Started"


def test_text_that_looks_like_a_formula_is_text() -> None:
    found = book()
    reason, evidence = found["Starters and leavers"]["B9"], found[MATRIX]["C6"]
    assert (reason.value, reason.data_type) == ("=1+1\nmore pay", "s")
    assert (evidence.value, evidence.data_type, evidence.quotePrefix) == ("@Policy 7", "s", True)


def test_choices_are_lists_numbers_have_bounds_and_texts_a_length() -> None:
    rules = {str(rule.sqref): rule for rule in book()[AVAILABILITY].data_validations.dataValidation}
    assert (rules["B5"].type, rules["B5"].formula1) == ("list", "Lists!$A$1:$A$3")
    time = {str(rule.sqref): rule for rule in book()[TIME].data_validations.dataValidation}
    assert (time["B5"].type, time["B5"].formula1, time["B5"].formula2) == ("decimal", "0", "40")
    assert (time["B7"].type, time["B7"].formula1, time["B7"].formula2) == ("whole", "0", "60")
    matrix = {str(rule.sqref): rule for rule in book()[MATRIX].data_validations.dataValidation}
    assert (matrix["C6"].type, matrix["C6"].formula1) == ("textLength", "2000")


def test_units_and_hints_stand_beside_each_number() -> None:
    assert book()[TIME]["C5"].value == "Type a number from 0 to 40, in hours a month. Enter 0 if none."


def test_what_each_level_means_stands_beside_its_score() -> None:
    assert "3: Hours are in the rota of every preceptee." in book()[MATRIX]["D9"].value


def test_codes_are_in_a_hidden_column_that_the_first_sheet_tells_of() -> None:
    found = book()
    assert found[AVAILABILITY].column_dimensions["D"].hidden
    assert found[AVAILABILITY]["D6"].value == "pathways-covered/diagnostic"
    assert found["Lists"].sheet_state == "hidden"
    told = " ".join(str(row[1].value) for row in found["Start here"].iter_rows(min_row=2))
    assert "The last column of each sheet and the sheet Lists hold codes." in told
    assert not found[AVAILABILITY].protection.sheet


def test_the_same_pack_gives_the_same_bytes() -> None:
    assert written() == written()


def test_a_sample_says_so_at_the_top() -> None:
    sample = small_pack().model_copy(update={"holds": "synthetic sample"})
    first = load_workbook(io.BytesIO(written(sample)))["Start here"]
    assert first["A2"].value == "Synthetic sample data: not real answers"


def test_two_sections_of_one_title_get_names_of_their_own() -> None:
    section = ORGANISATION.sections[0]
    twice = ORGANISATION.model_copy(update={"sections": (section, section)})
    part = provision_part(twice, revision=0, taken=set())
    assert [sheet.name for sheet in part.sheets] == [AVAILABILITY, "Who is offered preceptorship 2"]
