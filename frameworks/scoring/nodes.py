"""What an expression is once read: a small tree whose every part is a number or a truth.

`bits` bounds how long the fractions of a part can grow, whatever the answers.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Kind = Literal["number", "truth"]
Aggregate = Literal[
    "score", "sum", "mean", "share", "min", "max", "size", "answered", "count", "every", "some"
]
Comparison = Literal["<", "<=", ">", ">=", "=", "!="]
TRUTHS = ("every", "some")


@dataclass(frozen=True)
class ItemSet:
    """Items of the framework by code, at least one. With `blank_as_zero`, one not answered counts as 0."""

    codes: tuple[str, ...]
    blank_as_zero: bool = False


@dataclass(frozen=True)
class Constant:
    """A number, a truth, or None: 'unknown'."""

    value: Fraction | bool | None
    kind: Kind

    @property
    def bits(self) -> int:
        """The length of the number."""
        return length(self.value) if isinstance(self.value, Fraction) else 1


@dataclass(frozen=True)
class Reference:
    """The value of an earlier result."""

    name: str
    kind: Kind
    bits: int


@dataclass(frozen=True)
class Over:
    """Something worked out over a set of items; `least` is the score to reach, where one is asked for."""

    what: Aggregate
    items: ItemSet
    highest: int
    least: "Node | None" = None

    @property
    def kind(self) -> Kind:
        """A truth for 'every' and 'some', else a number."""
        return "truth" if self.what in TRUTHS else "number"

    @property
    def bits(self) -> int:
        """A total of scores, over the number of items or the highest total."""
        return (len(self.items.codes) * max(self.highest, 1)).bit_length() + 1


@dataclass(frozen=True)
class Pick:
    """The lowest or the highest of some numbers."""

    highest: bool
    parts: "tuple[Node, ...]"
    kind: Kind = "number"

    @property
    def bits(self) -> int:
        """That of the longest part."""
        return max(part.bits for part in self.parts)


@dataclass(frozen=True)
class Sum:
    """Numbers added, or taken away where the first of the pair is -1."""

    terms: "tuple[tuple[int, Node], ...]"
    kind: Kind = "number"

    @property
    def bits(self) -> int:
        """Denominators multiply, so the lengths add up."""
        return sum(part.bits + 1 for _, part in self.terms)


@dataclass(frozen=True)
class Product:
    """Numbers multiplied, or divided by where the first of the pair is True."""

    factors: "tuple[tuple[bool, Node], ...]"
    kind: Kind = "number"

    @property
    def bits(self) -> int:
        """Lengths add up."""
        return sum(part.bits for _, part in self.factors)


@dataclass(frozen=True)
class Compare:
    """Two numbers compared."""

    how: Comparison
    left: "Node"
    right: "Node"
    kind: Kind = "truth"
    bits: int = 1


@dataclass(frozen=True)
class Both:
    """All of these, or with `either` any of these."""

    either: bool
    parts: "tuple[Node, ...]"
    kind: Kind = "truth"
    bits: int = 1


@dataclass(frozen=True)
class Not:
    """The other truth."""

    part: "Node"
    kind: Kind = "truth"
    bits: int = 1


@dataclass(frozen=True)
class If:
    """One of two, by a truth."""

    condition: "Node"
    then: "Node"
    otherwise: "Node"

    @property
    def kind(self) -> Kind:
        """That of both branches, which are alike."""
        return self.then.kind

    @property
    def bits(self) -> int:
        """That of the longer branch."""
        return max(self.then.bits, self.otherwise.bits)


Node = Constant | Reference | Over | Pick | Sum | Product | Compare | Both | Not | If


def length(number: Fraction) -> int:
    """The bits of the longer side of a fraction."""
    return max(number.numerator.bit_length(), number.denominator.bit_length(), 1)


def size(node: Node) -> int:
    """How many parts a tree has: what working it out may take."""
    return 1 + sum(size(part) for part in parts(node))


def longest(node: Node) -> int:
    """The bits that any number in the tree may need."""
    return max(node.bits, *map(longest, parts(node)), 1)


def parts(node: Node) -> "tuple[Node, ...]":  # noqa: PLR0911 - a line for each kind of part
    """The parts directly below."""
    match node:
        case Over(least=least):
            return () if least is None else (least,)
        case Pick(parts=inner) | Both(parts=inner):
            return inner
        case Sum(terms=terms):
            return tuple(part for _, part in terms)
        case Product(factors=factors):
            return tuple(part for _, part in factors)
        case Compare(left=left, right=right):
            return (left, right)
        case Not(part=part):
            return (part,)
        case If(condition=condition, then=then, otherwise=otherwise):
            return (condition, then, otherwise)
        case _:
            return ()
