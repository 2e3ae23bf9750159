"""An expression read into a tree, by hand and going forward only; every fault is placed and says what was expected.

expression   if … then … else … | either
either       both or both …              both    no and no …            no   not no | comparison
comparison   sum [< <= > >= = != sum]    sum     product + - product …
product      part * / part …             part    number | "unknown" | true | false | result | call | ( … )
"""

from collections.abc import Callable
from fractions import Fraction
from typing import NoReturn, cast

from frameworks.scoring.inputs import Inputs
from frameworks.scoring.nodes import (
    Aggregate,
    Both,
    Compare,
    Comparison,
    Constant,
    If,
    Kind,
    Node,
    Not,
    Over,
    Pick,
    Product,
    Sum,
    longest,
)
from frameworks.scoring.sets import OPENERS, SetReader
from frameworks.scoring.tokens import Token, cut, error

DEEPEST = 30
"""How deep brackets, calls and conditions may stand in each other."""

LONGEST_NUMBER = 4096
"""Bits a number may come to need; a rule of preceptorship needs a few dozen."""

COMPARISONS = ("<", "<=", ">", ">=", "=", "!=")
OVER_ITEMS = ("sum", "mean", "share", "min", "max", "size", "answered")
WITH_LEAST = ("count", "every", "some")
PICKS = ("lowest", "highest")
CONSTANTS = {"true": True, "false": False, "unknown": None}
WORDS = {"if", "then", "else", "and", "or", "not", *CONSTANTS}
FUNCTIONS = {"score", *OVER_ITEMS, *WITH_LEAST, *PICKS}
KINDS = {"number": "a number", "truth": "something true or false"}


def parse(source: str, inputs: Inputs) -> Node:
    """The expression as a tree. Raises ExpressionError."""
    parser = _Parser(source, inputs)
    node = parser.expression()
    parser.end()
    if longest(node) > LONGEST_NUMBER:
        raise error(source, 0, "the numbers of this rule could grow too long; multiply and divide less")
    return node


class _Parser:
    def __init__(self, source: str, inputs: Inputs) -> None:
        self.source, self.inputs = source, inputs
        self.tokens, self.next, self.depth = cut(source), 0, 0

    @property
    def token(self) -> Token:
        return self.tokens[self.next]

    def fault(self, message: str, token: Token | None = None) -> NoReturn:
        raise error(self.source, (token or self.token).at, message)

    def expected(self, what: str) -> NoReturn:
        self.fault(f"expected {what}, found {self.token.text}")

    def is_at(self, *texts: str) -> bool:
        return self.token.kind in {"name", "sign"} and self.token.text in texts

    def take(self) -> Token:
        taken = self.token
        self.next += 1
        return taken

    def need(self, text: str) -> Token:
        if not self.is_at(text):
            self.expected(f"'{text}'")
        return self.take()

    def end(self) -> None:
        if self.token.kind != "end":
            self.expected("the end, or a sign such as + or >=, or 'and' or 'or'")

    def expression(self) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            self.fault(f"nested more than {DEEPEST} deep; give a part a result of its own")
        node = self.condition() if self.is_at("if") else self.either()
        self.depth -= 1
        return node

    def condition(self) -> Node:
        self.take()
        condition = self.of_kind("truth", self.expression)
        self.need("then")
        then = self.expression()
        self.need("else")
        return If(condition, then, self.of_kind(then.kind, self.expression))

    def either(self) -> Node:
        return self.joined("or", self.both)

    def both(self) -> Node:
        return self.joined("and", self.no)

    def joined(self, word: str, part: Callable[[], Node]) -> Node:
        start = self.token
        found = [part()]
        while self.is_at(word):
            if len(found) == 1:
                self.check_kind(found[0], "truth", start)
            self.take()
            found.append(self.of_kind("truth", part))
        return found[0] if len(found) == 1 else Both(word == "or", tuple(found))

    def no(self) -> Node:
        negated = False
        if not self.is_at("not"):
            return self.comparison()
        while self.is_at("not"):
            self.take()
            negated = not negated
        part = self.of_kind("truth", self.comparison)
        return Not(part) if negated else part

    def comparison(self) -> Node:
        start, left = self.token, self.sum()
        if not self.is_at(*COMPARISONS):
            return left
        self.check_kind(left, "number", start)
        how = cast("Comparison", self.take().text)
        right = self.of_kind("number", self.sum)
        if self.is_at(*COMPARISONS):
            self.fault("compare two numbers at a time, and join comparisons with 'and'")
        return Compare(how, left, right)

    def sum(self) -> Node:
        start, first = self.token, self.product()
        terms = [(1, first)]
        while self.is_at("+", "-"):
            self.check_kind(first, "number", start)
            sign = 1 if self.take().text == "+" else -1
            terms.append((sign, self.of_kind("number", self.product)))
        return first if len(terms) == 1 else Sum(tuple(terms))

    def product(self) -> Node:
        start, first = self.token, self.signed()
        factors = [(False, first)]
        while self.is_at("*", "/"):
            self.check_kind(first, "number", start)
            divides = self.take().text == "/"
            factors.append((divides, self.of_kind("number", self.signed)))
        return first if len(factors) == 1 else Product(tuple(factors))

    def signed(self) -> Node:
        if not self.is_at("-"):
            return self.part()
        self.take()
        return Sum(((-1, self.of_kind("number", self.part)),))

    def part(self) -> Node:
        token = self.token
        if token.kind == "number":
            return _number(self.take().text)
        if self.is_at("("):
            self.take()
            inner = self.expression()
            self.need(")")
            return inner
        if token.kind != "name" or token.text in WORDS - set(CONSTANTS):
            self.expected("a number, the name of a result, or a function such as share(all)")
        return self.named(self.take())

    def named(self, name: Token) -> Node:
        if name.text in CONSTANTS:
            return Constant(CONSTANTS[name.text], "truth")
        if name.text in FUNCTIONS and self.is_at("("):
            return self.call(name)
        if name.text in self.inputs.results:
            return self.inputs.results[name.text]
        if name.text in OPENERS:
            self.fault(f"'{name.text}' is a set of items; say what of it, such as share({name.text})", name)
        known = ", ".join(self.inputs.results) or "none yet"
        message = f"there is no '{name.text}' here. Results before this one: {known}. "
        self.fault(f"{message}Functions: {', '.join(sorted(FUNCTIONS))}", name)

    def call(self, name: Token) -> Node:
        self.need("(")
        node = self.pick(name.text == "highest") if name.text in PICKS else self.over(name)
        self.need(")")
        return node

    def pick(self, highest: bool) -> Node:
        found = [self.of_kind("number", self.expression)]
        while self.is_at(","):
            self.take()
            found.append(self.of_kind("number", self.expression))
        return Pick(highest, tuple(found))

    def over(self, name: Token) -> Node:
        reader = SetReader(self)
        what = cast("Aggregate", name.text)
        items = reader.one() if what == "score" else reader.set()
        if what not in WITH_LEAST:
            return Over(what, items, self.inputs.highest)
        self.need(",")
        least = self.of_kind("number", self.expression)
        return Over(what, items, self.inputs.highest, least)

    def of_kind(self, kind: Kind, part: Callable[[], Node]) -> Node:
        start = self.token
        node = part()
        self.check_kind(node, kind, start)
        return node

    def check_kind(self, node: Node, kind: Kind, start: Token) -> None:
        if node.kind != kind:
            self.fault(f"expected {KINDS[kind]} here, and this is {KINDS[node.kind]}", start)


def _number(text: str) -> Constant:
    value = Fraction(text.removesuffix("%"))
    return Constant(value / 100 if text.endswith("%") else value, "number")
