"""What a result can come to while some items are not answered yet: exact fractions, and three-valued truth."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Number:
    """A number; while answers are missing, all that is known is that it lies between `low` and `high`."""

    low: Fraction
    high: Fraction

    @property
    def is_known(self) -> bool:
        """Whether nothing still to be answered can change it."""
        return self.low == self.high


@dataclass(frozen=True)
class Truth:
    """True, False, or None: it could still go either way."""

    value: bool | None

    @property
    def is_known(self) -> bool:
        """Whether nothing still to be answered can change it."""
        return self.value is not None


@dataclass(frozen=True)
class Nothing:
    """No value: something was divided by nothing (`calculable` False), or not even that is known yet (True)."""

    calculable: bool

    @property
    def is_known(self) -> bool:
        """Whether nothing still to be answered can change it."""
        return not self.calculable


Value = Number | Truth | Nothing
NOT_CALCULABLE = Nothing(calculable=False)
NOT_KNOWN = Nothing(calculable=True)
TRUE, FALSE, EITHER = Truth(True), Truth(False), Truth(None)


def exactly(number: int | Fraction) -> Number:
    """A number that is known."""
    return Number(Fraction(number), Fraction(number))


def worst(values: list[Value]) -> Nothing | None:
    """What an operation on these comes to where one has no value."""
    if NOT_CALCULABLE in values:
        return NOT_CALCULABLE
    return NOT_KNOWN if NOT_KNOWN in values else None
