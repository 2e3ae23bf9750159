"""Every figure has a reason in words, and a hidden one is told apart only by what is published anyway."""

import pytest

from mapping.cell import Cell, hidden, not_applicable, not_available
from mapping.figures import Dimension
from reports.formulas import FORMULAS, formula_of
from reports.reasons import figure_reason

NATION: tuple[Dimension, str] = ("nation", "all")


def reason(entry: Cell | str, measure: str = "need_share", **also: object) -> str:
    about = {"kind": "area", "audience": "preceptee", "group": NATION} | also
    return figure_reason(entry, measure=measure, **about)  # type: ignore[arg-type]


def test_a_shown_figure_names_its_rounding() -> None:
    assert reason(Cell(text="35%", value=35)) == (
        "A whole percentage, for 25 people or more, from counts rounded to the nearest 5."
    )
    assert reason(Cell(text="40", value=40), "n") == "Rounded to the nearest 5."


def test_sdc_05_a_hidden_count_never_says_which_side_is_small_or_whom_it_protects() -> None:
    words = reason(hidden, "need", n=Cell(text="60", value=60))
    assert "7 or fewer, nobody among them, or all but 7 or fewer" in words
    assert "hidden only because another figure could be worked out from it" in words


def test_a_share_of_fewer_than_25_says_so() -> None:
    assert reason(hidden, n=Cell(text="20", value=20)).endswith("here there are about 20.")


def test_a_withheld_group_has_the_reason_that_the_release_gives() -> None:
    words = reason(hidden, withheld="too-few-organisations", group=("region", "Y58"))
    assert (
        words
        == "Fewer than 3 organisations answered here, so nothing is shown. See the national figures instead."
    )


@pytest.mark.parametrize(
    ("cell", "words"),
    [(not_applicable, "is not asked of this group"), (not_available, "no figure here")],
)
def test_other_signs_are_explained(cell: Cell, words: str) -> None:
    assert words in reason(cell)


def test_every_measure_has_a_formula_with_a_source() -> None:
    for measure in FORMULAS:
        formula = formula_of(measure, "area", "preceptee")
        assert formula is not None
        assert formula.words.endswith(".")
        assert formula.source
    for kind in ("section", "element", "question", "taking part"):
        assert formula_of("share", kind, "preceptee") is not None
