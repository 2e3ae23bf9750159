"""Who is asked and what an answer may be, in XLSForm's own language and back (ANCHORS e2)."""

import doctest

import pytest

from reports.interchange.xlsform import expressions, names
from reports.interchange.xlsform.expressions import (
    Allowed,
    allowed,
    asked_in,
    asked_of,
    confident_of,
    read_allowed,
    read_asked_of,
)
from surveys.instrument import NeedItem, Option, Question

EVERYBODY = NeedItem(code="N01", text="All")
BOTH = NeedItem(code="N02", text="Some", pathways=("mri", "ultrasound"), transitions=("returner",))
BOTH_SAID = (
    "(selected(${pathway}, 'mri') or selected(${pathway}, 'ultrasound')) and "
    "(selected(${transition}, 'returner'))"
)


def test_the_examples_hold() -> None:
    assert doctest.testmod(expressions).failed == doctest.testmod(names).failed == 0


def test_who_is_asked_is_said_and_read_back() -> None:
    assert (asked_of(EVERYBODY), asked_of(BOTH)) == ("", BOTH_SAID)
    assert read_asked_of(BOTH_SAID.replace(" and ", "  and\n")) == (("mri", "ultrasound"), ("returner",))
    assert read_asked_of("selected(${pathway}, 'mri')") is None


def test_a_section_is_shown_to_whoever_is_asked_about_any_of_its_items() -> None:
    assert asked_in([BOTH, EVERYBODY]) == ""
    assert asked_in([BOTH, BOTH]) == BOTH_SAID


def test_confidence_is_asked_of_what_is_in_the_role() -> None:
    assert confident_of(EVERYBODY) == "${N01__imp} != 'not-in-role'"


def test_answers_that_stand_alone_and_limits_are_said_and_read_back() -> None:
    options = (Option(code="a", label="A"), Option(code="none", label="None", exclusive=True))
    several = Question(code="q", text="Q", kind="multiple", options=options)
    assert allowed(several) == "not(selected(., 'none') and count-selected(.) > 1)"
    assert read_allowed(allowed(several), whole=False) == Allowed(alone=["none"])
    number = Question(
        code="q", text="Q", kind="number", minimum=0, maximum=9.5, whole=False, no_more_than="p"
    )
    assert allowed(number) == ". >= 0 and . <= 9.5 and (${p} = '' or . <= ${p})"
    assert read_allowed(allowed(number), whole=False) == Allowed(minimum=0, maximum=9.5, no_more_than="p")


@pytest.mark.parametrize(
    ("typed", "whole", "read"),
    [
        (".>18", True, Allowed(minimum=19)),
        ("(. >= 0) and (. < 120)", True, Allowed(minimum=0, maximum=119)),
        ("((.>=1 and .<=5))", True, Allowed(minimum=1, maximum=5)),
        (". < 2.5", False, Allowed(maximum=2.5, beyond=[". < 2.5"])),
        (". >= 1 and . >= 3", True, Allowed(minimum=3)),
        (". > 1 or . < 9", True, Allowed(strange=[". > 1 or . < 9"])),
        ("regex(., 'a and b') and . <= 4", True, Allowed(maximum=4, strange=["regex(., 'a and b')"])),
        ("string-length(.) < 20", False, Allowed()),
    ],
)
def test_others_constraints_are_read_as_far_as_an_instrument_can_hold_them(
    typed: str, whole: bool, read: Allowed
) -> None:
    assert read_allowed(typed, whole=whole) == read


def test_a_very_long_constraint_is_not_looked_into() -> None:
    assert len(read_allowed("(" * 30_000, whole=True).strange) == 1
