"""Which items keep a truth from holding, or a number from being higher: the tree traced back to its items."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from frameworks.scoring.evaluate import Evaluator
from frameworks.scoring.nodes import (
    Both,
    Compare,
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
from frameworks.scoring.values import TRUE, Number, Truth

MEETS_EACH = {"min", "score", "every"}
"""What every item of a set has to reach by itself."""


@dataclass(frozen=True)
class Lack:
    """One item that stands in the way.

    `least` is the score it has to reach (`must`) or that would help; with `lower`, a lower score than it has is
    what the rule asks for.
    """

    code: str
    least: int
    must: bool = False
    lower: bool = False


class Explainer:
    """Traces trees over the scores of one evaluator. Each part of a tree is traced once for each question."""

    def __init__(self, evaluator: Evaluator, trees: dict[str, Node]) -> None:
        self.known, self.trees = evaluator, trees
        self.anything = Evaluator({}, lowest=evaluator.lowest, highest=evaluator.highest, anything=True)
        for name, tree in trees.items():
            self.anything.results[name] = self.anything.value(tree)
        self.asked: set[tuple[object, ...]] = set()

    def why_not(self, node: Node, *, wanted: bool = True) -> tuple[Lack, ...]:
        """The items that keep a truth from being `wanted`; none when it is."""
        self.asked = set()
        return _once(self._truth(node, wanted))

    def to_reach(self, node: Node, target: int) -> tuple[Lack, ...]:
        """The items that keep a number from being `target` or higher; none when it is."""
        self.asked = set()
        return _once(self._up(node, Fraction(target)))

    def _truth(self, node: Node, wanted: bool) -> list[Lack]:  # noqa: PLR0911 - a line for each kind
        if self.known.value(node) == Truth(wanted):
            return []
        match node:
            case Reference(name=name):
                again = self._again("truth", name, wanted)
                return [] if again else self._truth(self.trees[name], wanted)
            case Both(parts=parts):
                return [lack for part in parts for lack in self._truth(part, wanted)]
            case Not(part=part):
                return self._truth(part, not wanted)
            case Compare():
                return self._compare(node, wanted)
            case Over():
                return self._reach(node, wanted)
            case If():
                return self._branch(node, wanted)
            case _:
                return []

    def _branch(self, node: If, wanted: bool) -> list[Lack]:
        condition = self.known.value(node.condition)
        if isinstance(condition, Truth) and condition.value is not None:
            taken, other = (node.then, node.otherwise) if condition.value else (node.otherwise, node.then)
            found = self._truth(taken, wanted)
            if found:
                return found
            return [*self._truth(node.condition, not condition.value), *self._truth(other, wanted)]
        found = self._truth(node.condition, True)
        return [*found, *self._truth(node.then, wanted), *self._truth(node.otherwise, wanted)]

    def _compare(self, node: Compare, wanted: bool) -> list[Lack]:
        how = node.how
        if how in {"=", "!="}:
            return [*self._up(node.left, None), *self._up(node.right, None)]
        rising = (how in {">", ">="}) == wanted
        higher, lower = (node.left, node.right) if rising else (node.right, node.left)
        bound = self.known.value(lower)
        strict = (how in {">", "<"}) == wanted
        target = _target(bound.low, strict) if isinstance(bound, Number) and bound.is_known else None
        return [*self._up(higher, target), *self._down(lower)]

    def _reach(self, node: Over, wanted: bool) -> list[Lack]:
        """Items short of the score that 'every' or 'some' asks for."""
        if not wanted:
            return self._above(node.items)
        return self._below(node.items, self._least(node), must=node.what == "every")

    def _least(self, node: Over) -> int:
        """The score that is asked for, as high as it can be."""
        value = None if node.least is None else self.known.value(node.least)
        return ceil(value.high) if isinstance(value, Number) else self.known.highest

    def _up(self, node: Node, target: Fraction | None) -> list[Lack]:  # noqa: PLR0911 - a line for each kind
        value = self.known.value(node)
        if isinstance(value, Number) and target is not None and value.low >= target:
            return []
        match node:
            case Reference(name=name):
                return [] if self._again("up", name, target) else self._up(self.trees[name], target)
            case Over():
                return self._over_up(node, target)
            case Pick(parts=parts):
                return [lack for part in parts for lack in self._up(part, target)]
            case Sum(terms=terms):
                return [
                    lack
                    for sign, part in terms
                    for lack in (self._up(part, None) if sign > 0 else self._down(part))
                ]
            case Product(factors=factors):
                return [
                    lack
                    for divides, part in factors
                    for lack in (self._down(part) if divides else self._up(part, None))
                ]
            case If():
                return self._if_up(node, target)
            case _:
                return []

    def _if_up(self, node: If, target: Fraction | None) -> list[Lack]:
        """The nearest way up: the other branch where it can reach the target, else the condition."""
        condition = self.known.value(node.condition)
        if condition == TRUE:
            return self._up(node.then, target)
        if target is not None and self._can_reach(node.otherwise, target):
            return self._up(node.otherwise, target)
        return [*self._truth(node.condition, True), *self._up(node.then, target)]

    def _can_reach(self, node: Node, target: Fraction) -> bool:
        most = self.anything.value(node)
        return isinstance(most, Number) and most.high >= target

    def _over_up(self, node: Over, target: Fraction | None) -> list[Lack]:
        highest = self.known.highest
        if node.what == "size":
            return []
        if node.what == "answered":
            blank = [code for code in node.items.codes if self.known.scores.get(code) is None]
            return [Lack(code, self.known.lowest) for code in blank]
        if node.what == "count":
            return self._below(node.items, self._least(node), must=False)
        if node.what in MEETS_EACH:
            least = self._next(node) if target is None else ceil(target)
            return self._below(node.items, min(least, highest), must=target is not None)
        return self._below(node.items, highest, must=False)

    def _next(self, node: Over) -> int:
        value = self.known.value(node)
        return floor(value.low) + 1 if isinstance(value, Number) else self.known.highest

    def _down(self, node: Node) -> list[Lack]:  # noqa: PLR0911 - a line for each kind
        match node:
            case Reference(name=name):
                return [] if self._again("down", name) else self._down(self.trees[name])
            case Over(what=what) if what not in {"size", "answered"}:
                return self._above(node.items)
            case Pick(parts=parts):
                return [lack for part in parts for lack in self._down(part)]
            case Sum(terms=terms):
                return [
                    lack
                    for sign, part in terms
                    for lack in (self._down(part) if sign > 0 else self._up(part, None))
                ]
            case Product(factors=factors):
                return [
                    lack
                    for divides, part in factors
                    for lack in (self._up(part, None) if divides else self._down(part))
                ]
            case If(then=then, otherwise=otherwise):
                return [*self._down(then), *self._down(otherwise)]
            case _:
                return []

    def _below(self, items: ItemSet, least: int, *, must: bool) -> list[Lack]:
        ranges = zip(items.codes, self.known.ranges(items), strict=True)
        return [Lack(code, least, must=must) for code, (low, _) in ranges if low < least]

    def _above(self, items: ItemSet) -> list[Lack]:
        lowest = self.known.lowest
        ranges = zip(items.codes, self.known.ranges(items), strict=True)
        return [Lack(code, lowest, lower=True) for code, (_, high) in ranges if high > lowest]

    def _again(self, *question: object) -> bool:
        """Whether this was asked already; so an earlier result is traced once however often it is named."""
        if question in self.asked:
            return True
        self.asked.add(question)
        return False


def _target(bound: Fraction, strict: bool) -> Fraction:
    """The least whole score that reaches the bound, or is above it."""
    return Fraction(floor(bound) + 1) if strict else bound


def _once(found: Iterable[Lack]) -> tuple[Lack, ...]:
    """Each item once: what it must reach rather than what would help, and the higher score of two."""
    kept: dict[str, Lack] = {}
    for lack in found:
        before = kept.get(lack.code)
        if before is None or (lack.must, lack.least) > (before.must, before.least):
            kept[lack.code] = lack
    return tuple(kept.values())
