import doctest

import pytest

import reports.sheets.text
import reports.values
import reports.wording


@pytest.mark.parametrize("module", [reports.wording, reports.values, reports.sheets.text])
def test_the_examples_in_the_docstrings_are_true(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]
