"""Expressions read: every fault is placed inside the expression and says what was expected (ANCHORS (d) 12)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frameworks.scoring.errors import ExpressionError
from frameworks.scoring.nodes import If, Sum, size
from frameworks.scoring.parser import parse
from frameworks.scoring.tokens import LONGEST
from tests.frameworks.scoring.made import INPUTS, expressions


def fault(source: str) -> str:
    with pytest.raises(ExpressionError) as raised:
        parse(source, INPUTS)
    return str(raised.value)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (
            "share(all) >=",
            "line 1, column 14: expected a number, the name of a result, or a function such as",
        ),
        ("share(all) >= 80 80", "line 1, column 18: expected the end, or a sign such as + or >="),
        (
            "every(all, 2)\nand share(all)",
            "line 2, column 5: expected something true or false here, and this is",
        ),
        ("every(mandatory 2)", "line 1, column 17: expected ',', found 2"),
        ("sum(everything)", "line 1, column 5: expected a set of items: all, mandatory, attested, tier(…)"),
        ('sum(tier("silver"))', "line 1, column 10: 'silver' is not the code of a tier here (core, gold)"),
        ('score("A9")', "line 1, column 7: 'A9' is not the code of an item that is assessed here (A1, A2,"),
        ("score(A1)", "line 1, column 7: 'A' means nothing here; names are in small letters, and codes of"),
        ("all >= 2", "line 1, column 1: 'all' is a set of items; say what of it, such as share(all)"),
        ("met and true", "line 1, column 1: there is no 'met' here. Results before this one: none yet."),
        ("1 < 2 < 3", "line 1, column 7: compare two numbers at a time, and join comparisons with 'and'"),
        (
            "if true then 1 else false",
            "line 1, column 21: expected a number here, and this is something true",
        ),
        ("if true then 1", "line 1, column 15: expected 'else', found the end"),
        ("not 1", "line 1, column 5: expected something true or false here, and this is a number"),
        ("1 + true", "line 1, column 5: expected a number here"),
        ('score("A1', "line 1, column 7: '\"' means nothing here; close the quotes on the same line"),
        ("sum(without(mandatory, all))", "line 1, column 5: this set holds no item that is assessed"),
        ("", "line 1, column 1: expected a number, the name of a result"),
        ("1 ^ 2", "line 1, column 3: '^' means nothing here"),
        ("(" * 40 + "1" + ")" * 40, "line 1, column 31: nested more than 30 deep; give a part a result of"),
        ("1" * (LONGEST + 1), "line 1, column 1001: the expression has 1001 characters; use 1000 or fewer"),
        ("__import__('os')", "line 1, column 1: '_' means nothing here"),
    ],
)
def test_a_fault_is_placed_and_says_what_was_expected(source: str, message: str) -> None:
    assert message in fault(source)


def test_an_earlier_result_can_be_named_and_a_later_one_cannot() -> None:
    inputs = INPUTS.after("share_of_all", parse("share(all)", INPUTS))
    assert parse("share_of_all >= 80%", inputs).kind == "truth"
    with pytest.raises(ExpressionError, match="Results before this one: share_of_all"):
        parse("met", inputs)


def test_long_sums_are_flat_so_that_no_depth_is_reached() -> None:
    tree = parse(" + ".join(["1"] * 240), INPUTS)
    assert isinstance(tree, Sum)
    assert len(tree.terms) == 240


def test_a_ladder_of_conditions_reads_downwards() -> None:
    tree = parse("if every(all, 2) then 2 else if every(all, 1) then 1 else 0", INPUTS)
    assert isinstance(tree, If)
    assert isinstance(tree.otherwise, If)


def test_numbers_that_could_grow_from_result_to_result_are_refused() -> None:
    inputs, again = INPUTS.after("r0", parse("sum(all) / 7", INPUTS)), " * ".join
    inputs = inputs.after("r1", parse(again(["r0"] * 20), inputs))
    inputs = inputs.after("r2", parse(again(["r1"] * 20), inputs))
    with pytest.raises(ExpressionError, match="could grow too long"):
        parse(again(["r2"] * 20), inputs)


def test_they_are_refused_inside_a_comparison_too() -> None:
    inputs = INPUTS.after("big", parse("1" * 390 + " * " + "1" * 390, INPUTS))
    with pytest.raises(ExpressionError, match="could grow too long"):
        parse("big * big > 1", inputs)


def end_of(source: str) -> int:
    """The parts of the tree, or 0 where the expression is refused with a place inside it."""
    try:
        return size(parse(source, INPUTS))
    except ExpressionError as error:
        lines = source.split("\n")
        return 0 if 1 <= error.column <= len(lines[error.line - 1]) + 1 else -1


@given(st.text(max_size=60))
def test_whatever_is_typed_gives_a_tree_or_its_own_placed_error(source: str) -> None:
    assert 0 <= end_of(source) <= len(source)


KEYWORDS = "if then else and or not true unknown ( ) , + - * / >= ="
NAMES = "all mandatory tier share sum every count score lowest blank_as_zero"
WORDS = st.sampled_from([*KEYWORDS.split(), *NAMES.split(), '"A1"', '"core"', "1", "80%", "2.5"])


@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_words_of_the_language_in_any_order_give_a_tree_or_its_own_placed_error(source: str) -> None:
    assert 0 <= end_of(source) <= len(source)


@given(expressions())
def test_every_well_formed_expression_is_read(source: str) -> None:
    assert parse(source, INPUTS).kind in {"number", "truth"}
