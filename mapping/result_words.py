"""What a named result came to, in words."""

from fractions import Fraction
from typing import Literal

from frameworks.model import NamedResult
from frameworks.scoring.values import NOT_CALCULABLE, Number, Truth, Value

State = Literal["met", "not met", "known", "not yet known", "not calculable"]
NOT_YET = "Not yet known: answers are still missing"


def state_of(value: Value) -> State:
    """Whether a truth holds, whether a number is known, or why there is no value."""
    if value == NOT_CALCULABLE:
        return "not calculable"
    if not value.is_known:
        return "not yet known"
    if isinstance(value, Truth):
        return "met" if value.value else "not met"
    return "known"


def words_of(named: NamedResult, value: Value) -> str:
    """The sentence of a truth; a number with its label, as a percentage, or plain.

    >>> words_of(NamedResult(code="a", title="A", expression="1", percent=True), Number(Fraction(4, 5), Fraction(4, 5)))
    '80.0%'
    """
    if value == NOT_CALCULABLE:
        return "Not calculable: something was divided by nothing"
    if isinstance(value, Truth) and value.value is not None:
        return (named.when_met if value.value else named.when_not) or ""
    if not isinstance(value, Number):
        return f"{NOT_YET}."
    if value.is_known:
        return number_words(named, value.low)
    return f"{NOT_YET}. {number_words(named, value.low)} to {number_words(named, value.high)}."


def number_words(named: NamedResult, number: Fraction) -> str:
    """One number of a result in words."""
    if named.percent:
        return f"{float(100 * number):.1f}%"
    label = named.labels.get(int(number)) if number.denominator == 1 else None
    return label or f"{float(number):.2f}".rstrip("0").rstrip(".")
