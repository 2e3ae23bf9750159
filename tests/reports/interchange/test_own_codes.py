"""Our codes for others' names."""

import doctest

import pytest

from reports.interchange import own_codes
from reports.interchange.own_codes import OPTION, own_code


def test_the_examples_hold() -> None:
    assert doctest.testmod(own_codes).failed == 0


@pytest.mark.parametrize("code", ["q", "first-name", "q-", "a--1"])
def test_a_code_of_ours_stays_as_it_is(code: str) -> None:
    assert own_code(code, taken=()) == code


@pytest.mark.parametrize(
    ("name", "code"),
    [("/1.1/2", "question-1-1-2"), ("Ysgol Ŵyl", "ysgol-wyl"), ("年齢", "question"), ("", "question")],
)
def test_other_names_get_the_nearest_code(name: str, code: str) -> None:
    assert own_code(name, taken=()) == code


def test_a_code_that_is_taken_gets_the_next_number() -> None:
    assert own_code("1", taken={"1", "1-2"}, pattern=OPTION, instead="option") == "1-3"
