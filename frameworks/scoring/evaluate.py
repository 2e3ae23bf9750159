"""A tree worked out over the scores there are. It always ends, each part looked at once, and never raises.

Numbers are intervals of exact fractions: an item not answered can still have any score. So a truth is known
exactly when no answer still to come can change it (apart from what the rule itself says of blanks).
"""

from collections.abc import Mapping
from fractions import Fraction

from frameworks.scoring.nodes import (
    Both,
    Compare,
    Constant,
    If,
    ItemSet,
    Node,
    Not,
    Over,
    Pick,
    Product,
    Reference,
    Sum,
)
from frameworks.scoring.values import (
    EITHER,
    FALSE,
    NOT_CALCULABLE,
    NOT_KNOWN,
    TRUE,
    Nothing,
    Number,
    Truth,
    Value,
    exactly,
    worst,
)

Ranges = list[tuple[int, int]]


class Evaluator:
    """Works out trees over one set of scores. `steps` counts the parts looked at.

    With `anything`, no score is known and no blank stands for 0: what values there can be at all.
    """

    def __init__(
        self, scores: Mapping[str, int | None], *, lowest: int, highest: int, anything: bool = False
    ) -> None:
        self.scores = {} if anything else scores
        self.lowest, self.highest, self.anything = lowest, highest, anything
        self.results: dict[str, Value] = {}
        self.steps = 0

    def value(self, node: Node) -> Value:  # noqa: PLR0911 - a line for each kind of part
        """What the tree comes to."""
        self.steps += 1
        match node:
            case Constant(value=Fraction() as number):
                return exactly(number)
            case Constant(value=truth):
                return Truth(truth)  # type: ignore[arg-type] # a Fraction was taken above
            case Reference(name=name):
                return self.results[name]
            case Over():
                return self._over(node)
            case Pick(highest=highest, parts=parts):
                return _pick([self.value(part) for part in parts], highest=highest)
            case Sum(terms=terms):
                return _sum([(sign, self.value(part)) for sign, part in terms])
            case Product(factors=factors):
                return _product([(divides, self.value(part)) for divides, part in factors])
            case Compare(how=how, left=left, right=right):
                return compared(how, self.value(left), self.value(right))
            case Both(either=either, parts=parts):
                return _both([self.value(part) for part in parts], either=either)
            case Not(part=part):
                return _not(self.value(part))
            case If(condition=condition, then=then, otherwise=otherwise):
                return _if(self.value(condition), self.value(then), self.value(otherwise))

    def ranges(self, items: ItemSet) -> Ranges:
        """The lowest and highest score each item has or can still have."""
        return [self.range(code, items) for code in items.codes]

    def range(self, code: str, items: ItemSet) -> tuple[int, int]:
        """The same of one item."""
        score = self.scores.get(code)
        if score is not None:
            return score, score
        if not items.blank_as_zero:
            return self.lowest, self.highest
        return (0, self.highest) if self.anything else (0, 0)

    def _over(self, node: Over) -> Value:
        if node.what == "size":
            return exactly(len(node.items.codes))
        if node.what == "answered":
            given = sum(self.scores.get(code) is not None for code in node.items.codes)
            return Number(Fraction(0), Fraction(len(node.items.codes))) if self.anything else exactly(given)
        found = self.ranges(node.items)
        if node.least is None:
            return _added_up(node, found)
        least = self.value(node.least)
        return _reached(node, found, least) if isinstance(least, Number) else least


def compared(how: str, left: Value, right: Value) -> Value:
    """Whether the comparison holds, or could go either way."""
    if not isinstance(left, Number) or not isinstance(right, Number):
        return worst([left, right]) or NOT_KNOWN
    if how in {"=", "!="}:
        same = left.is_known and left == right
        apart = left.high < right.low or left.low > right.high
        found = TRUE if same else FALSE if apart else EITHER
        return found if how == "=" else _not(found)
    if how in {"<", "<="}:
        left, right = right, left
    or_equal = how in {"<=", ">="}
    if left.low > right.high or (or_equal and left.low == right.high):
        return TRUE
    could = left.high > right.low or (or_equal and left.high == right.low)
    return EITHER if could else FALSE


def _added_up(node: Over, found: Ranges) -> Value:
    lows, highs = [low for low, _ in found], [high for _, high in found]
    match node.what:
        case "min":
            return Number(Fraction(min(lows)), Fraction(min(highs)))
        case "max":
            return Number(Fraction(max(lows)), Fraction(max(highs)))
        case "mean":
            return _over_total(lows, highs, len(found))
        case "share":
            return _over_total(lows, highs, len(found) * node.highest)
        case _:
            return _over_total(lows, highs, 1)


def _over_total(lows: list[int], highs: list[int], total: int) -> Value:
    return Number(Fraction(sum(lows), total), Fraction(sum(highs), total)) if total else NOT_CALCULABLE


def _reached(node: Over, found: Ranges, least: Number) -> Value:
    surely = sum(low >= least.high for low, _ in found)
    perhaps = sum(high >= least.low for _, high in found)
    if node.what == "count":
        return Number(Fraction(surely), Fraction(perhaps))
    wanted = len(found) if node.what == "every" else 1
    return TRUE if surely >= wanted else EITHER if perhaps >= wanted else FALSE


def _pick(values: list[Value], *, highest: bool) -> Value:
    numbers = [value for value in values if isinstance(value, Number)]
    if len(numbers) < len(values):
        return worst(values) or NOT_KNOWN
    pick = max if highest else min
    return Number(pick(each.low for each in numbers), pick(each.high for each in numbers))


def _sum(terms: list[tuple[int, Value]]) -> Value:
    low = high = Fraction(0)
    for sign, value in terms:
        if not isinstance(value, Number):
            return worst([each for _, each in terms]) or NOT_KNOWN
        low += value.low if sign > 0 else -value.high
        high += value.high if sign > 0 else -value.low
    return Number(low, high)


def _product(factors: list[tuple[bool, Value]]) -> Value:
    nothing = worst([value for _, value in factors])
    divisors = [value for divides, value in factors if divides and isinstance(value, Number)]
    if nothing == NOT_CALCULABLE or any(value == exactly(0) for value in divisors):
        return NOT_CALCULABLE
    if nothing or any(value.low <= 0 <= value.high for value in divisors):
        return NOT_KNOWN
    found = exactly(1)
    for divides, value in factors:
        assert isinstance(value, Number), "a factor is a number: the parser saw to it"
        other = Number(1 / value.high, 1 / value.low) if divides else value
        ends = [mine * its for mine in (found.low, found.high) for its in (other.low, other.high)]
        found = Number(min(ends), max(ends))
    return found


def _both(values: list[Value], *, either: bool) -> Value:
    deciding, other = (TRUE, FALSE) if either else (FALSE, TRUE)
    if deciding in values:
        return deciding
    if NOT_KNOWN in values or (NOT_CALCULABLE in values and EITHER in values):
        return NOT_KNOWN
    if NOT_CALCULABLE in values:
        return NOT_CALCULABLE
    return EITHER if EITHER in values else other


def _not(value: Value) -> Value:
    if isinstance(value, Truth) and value.value is not None:
        return Truth(not value.value)
    return value


def _if(condition: Value, then: Value, otherwise: Value) -> Value:
    if isinstance(condition, Nothing):
        return condition
    if condition == TRUE:
        return then
    if condition == FALSE:
        return otherwise
    if then == otherwise:
        return then
    if isinstance(then, Number) and isinstance(otherwise, Number):
        return Number(min(then.low, otherwise.low), max(then.high, otherwise.high))
    return EITHER if isinstance(then, Truth) and isinstance(otherwise, Truth) else NOT_KNOWN
