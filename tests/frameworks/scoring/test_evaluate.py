"""Expressions worked out: exact, always ending, and 'not yet known' exactly while it could go either way."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frameworks.scoring.evaluate import Evaluator
from frameworks.scoring.nodes import size
from frameworks.scoring.parser import parse
from frameworks.scoring.values import EITHER, FALSE, NOT_CALCULABLE, NOT_KNOWN, TRUE, Number, Value, exactly
from tests.frameworks.scoring.made import CODES, INPUTS, SCORES, expressions

FULL = {"A1": 2, "A2": 1, "B1": 0, "B2": 2, "B3": 2}
HALF = {"A1": 2, "A2": 1}
Scores = dict[str, int | None]


def value(source: str, scores: Scores) -> Value:
    return Evaluator(scores, lowest=0, highest=2).value(parse(source, INPUTS))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("sum(all)", exactly(7)),
        ("share(all)", exactly(Fraction(7, 10))),
        ("mean(all)", exactly(Fraction(7, 5))),
        ("min(all)", exactly(0)),
        ("max(section('B'))", exactly(2)),
        ("size(mandatory)", exactly(2)),
        ("answered(all)", exactly(5)),
        ("count(all, 2)", exactly(3)),
        ("every(tier('core'), 1)", TRUE),
        ("every(mandatory, 2)", FALSE),
        ("some(children('B'), 2)", TRUE),
        ("score('A2') * 2 - 1", exactly(1)),
        ("1 / 3 + 1 / 3 + 1 / 3 = 1", TRUE),
        ("1 / score('B1')", NOT_CALCULABLE),
        ("1 / score('B1') > 0 and every(all, 2)", FALSE),
        ("1 / score('B1') > 0 or every(all, 2)", NOT_CALCULABLE),
        ("lowest(3, 2, 5) + highest(1, 4)", exactly(6)),
        ("if every(all, 1) then 2 else if some(all, 1) then 1 else 0", exactly(1)),
        ("sum(with(tier('core'), items('B2')))", exactly(5)),
        ("sum(common(mandatory, section('B')))", exactly(0)),
        ("sum(attested)", exactly(3)),
        ("unknown or true", TRUE),
        ("unknown and true", EITHER),
        ("-1 < 0 and not false", TRUE),
    ],
)
def test_what_each_function_comes_to(source: str, expected: Value) -> None:
    assert value(source, dict(FULL)) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("sum(all)", Number(Fraction(3), Fraction(9))),
        ("share(all) >= 90%", EITHER),
        ("share(all) > 90%", FALSE),
        ("share(all) >= 30%", TRUE),
        ("every(mandatory, 2)", EITHER),
        ("every(tier('core'), 2)", FALSE),
        ("sum(blank_as_zero(all))", exactly(3)),
        ("1 / score('B1')", NOT_KNOWN),
        ("if every(section('B'), 1) then 2 else 1", Number(Fraction(1), Fraction(2))),
        ("not every(mandatory, 2)", EITHER),
    ],
)
def test_a_blank_can_still_be_anything_unless_the_rule_says_it_is_zero(source: str, expected: Value) -> None:
    assert value(source, dict(HALF)) == expected


def test_79_9_percent_is_below_80_and_80_is_not() -> None:
    items = tuple(f"C{number}" for number in range(500))
    inputs = type(INPUTS)(items=items)
    tree = parse("share(all) >= 80%", inputs)
    for points, expected in ((799, FALSE), (800, TRUE)):
        scores: Scores = {code: min(2, max(0, points - 2 * place)) for place, code in enumerate(items)}
        assert Evaluator(scores, lowest=0, highest=2).value(tree) == expected


@given(expressions(), SCORES)
def test_every_expression_ends_in_a_value_looking_at_each_part_once(source: str, scores: Scores) -> None:
    tree = parse(source, INPUTS)
    evaluator = Evaluator(scores, lowest=0, highest=2)
    found = evaluator.value(tree)
    assert evaluator.steps == size(tree)
    assert found == Evaluator(scores, lowest=0, highest=2).value(tree)


@settings(max_examples=300)
@given(expressions(blanks=False), SCORES, st.fixed_dictionaries(dict.fromkeys(CODES, st.integers(0, 2))))
def test_what_is_known_stays_so_whatever_is_answered_next(
    source: str, scores: Scores, others: dict[str, int]
) -> None:
    before = value(source, scores)
    after = value(source, {code: others[code] if score is None else score for code, score in scores.items()})
    assert after.is_known
    if before.is_known:
        assert after == before
    elif isinstance(before, Number):
        assert isinstance(after, Number)
        assert before.low <= after.low <= before.high


@given(
    SCORES,
    st.sampled_from(CODES),
    st.sampled_from(["share(all)", "min(all)", "count(all, 1)", "mean(mandatory)"]),
)
def test_a_higher_score_never_makes_less_of_it(scores: Scores, code: str, source: str) -> None:
    lower, higher = value(source, scores | {code: 1}), value(source, scores | {code: 2})
    assert isinstance(lower, Number)
    assert isinstance(higher, Number)
    assert lower.low <= higher.low
    assert lower.high <= higher.high
