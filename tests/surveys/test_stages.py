"""Months in post fall into the bands of the instrument that ships."""

import pytest

from surveys.instrument import Option, Question
from surveys.load import load_instruments
from surveys.stages import stage_of


@pytest.mark.parametrize(
    ("months", "stage"),
    [
        (0, "under-3"),
        (2, "under-3"),
        (3, "3-to-5"),
        (5, "3-to-5"),
        (6, "6-to-11"),
        (11, "6-to-11"),
        (12, "12-to-24"),
        (24, "12-to-24"),
        (25, "over-24"),
        (120, "over-24"),
    ],
)
def test_every_month_has_one_band(months: int, stage: str) -> None:
    question = load_instruments()["preceptee-2026"].question("stage")
    assert question is not None
    assert stage_of(question, months) == stage


def test_a_month_outside_every_band_is_an_error() -> None:
    question = Question(
        code="stage", text="How long?", kind="single", options=(Option(code="under-3", label=""),)
    )
    with pytest.raises(LookupError, match="no answer for 3 months"):
        stage_of(question, 3)
