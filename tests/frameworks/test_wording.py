import doctest

import pytest

from frameworks import document, wording


@pytest.mark.parametrize(
    "text",
    [
        "Competence is due.",
        "Those who FAIL.",
        "A deficient area.",
        "Retested yearly.",
        "Competencies.",
    ],
)
def test_words_that_judge_people_are_refused(text: str) -> None:
    assert len(wording.refused_words(text)) == 1


@pytest.mark.parametrize("text", ["Confidence grows.", "The compass points.", "Testing MRI."])
def test_other_words_are_let_through(text: str) -> None:
    assert wording.refused_words(text) == []


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(wording).failed == 0
    assert doctest.testmod(document).failed == 0
