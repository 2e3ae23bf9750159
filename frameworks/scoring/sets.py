"""Sets of items as an expression names them, read into the codes they hold."""

from typing import NoReturn, Protocol

from frameworks.scoring.inputs import Inputs
from frameworks.scoring.nodes import ItemSet
from frameworks.scoring.tokens import Token

PLAIN = ("all", "mandatory", "attested")
BY_CODE = ("tier", "children", "section")
OF_SETS = ("with", "without", "common", "blank_as_zero")
OPENERS = (*PLAIN, *BY_CODE, "items", *OF_SETS)
EXPECTED = "a set of items: all, mandatory, attested, tier(…), section(…), children(…) or items(…)"


class Reading(Protocol):
    """What reading a set needs of the parser."""

    inputs: Inputs
    depth: int

    @property
    def token(self) -> Token:
        """The token to read next."""

    def take(self) -> Token:
        """The token to read next, and go on to the one after."""

    def need(self, text: str) -> Token:
        """Take this sign or word, or raise ExpressionError."""

    def is_at(self, *texts: str) -> bool:
        """Whether one of these signs or words comes next."""

    def expected(self, what: str) -> NoReturn:
        """Raise ExpressionError."""

    def fault(self, message: str, token: Token | None = None) -> NoReturn:
        """Raise ExpressionError."""


class SetReader:
    """Reads one set; every set it gives holds at least one item."""

    def __init__(self, parser: Reading) -> None:
        self.parser = parser

    def set(self, depth: int = 0) -> ItemSet:
        """The next set. Raises ExpressionError."""
        parser, name = self.parser, self.parser.token
        if name.kind != "name" or name.text not in OPENERS:
            parser.expected(EXPECTED)
        if depth > DEEPEST_SET:
            parser.fault(f"sets may stand {DEEPEST_SET} deep in each other; list the items instead")
        parser.take()
        found = self._named(name, depth)
        if not found.codes:
            parser.fault(f"this set holds no item that is assessed; expected {EXPECTED}", name)
        return found

    def one(self) -> ItemSet:
        """One item by its code. Raises ExpressionError."""
        return ItemSet((self._item(),))

    def _named(self, name: Token, depth: int) -> ItemSet:
        inputs = self.parser.inputs
        if name.text in PLAIN:
            plain = {"all": inputs.items, "mandatory": inputs.mandatory, "attested": inputs.attested}
            return ItemSet(plain[name.text])
        self.parser.need("(")
        if name.text == "items":
            found = ItemSet(self._items())
        elif name.text in BY_CODE:
            found = ItemSet(self._by_code(name.text))
        else:
            found = self._of_sets(name.text, depth + 1)
        self.parser.need(")")
        return found

    def _items(self) -> tuple[str, ...]:
        codes = [self._item()]
        while self.parser.is_at(","):
            self.parser.take()
            codes.append(self._item())
        return tuple(dict.fromkeys(codes))

    def _item(self) -> str:
        return self._code("an item that is assessed", self.parser.inputs.items)

    def _by_code(self, kind: str) -> tuple[str, ...]:
        inputs = self.parser.inputs
        if kind == "tier":
            return inputs.tiers[self._code("a tier", tuple(inputs.tiers))]
        above = inputs.children if kind == "children" else inputs.below
        return above[self._code("an item", tuple(above))]

    def _code(self, what: str, known: tuple[str, ...]) -> str:
        token = self.parser.token
        if token.kind != "text":
            self.parser.expected(f"the code of {what}, in quotes")
        code = token.text[1:-1]
        if code not in known:
            listed = ", ".join(known[:8]) + (" …" if len(known) > 8 else "")
            self.parser.fault(f"'{code}' is not the code of {what} here ({listed or 'there is none'})")
        self.parser.take()
        return code

    def _of_sets(self, name: str, depth: int) -> ItemSet:
        first = self.set(depth)
        if name == "blank_as_zero":
            return ItemSet(first.codes, blank_as_zero=True)
        self.parser.need(",")
        second = self.set(depth)
        held = set(second.codes)
        if name == "with":
            codes = tuple(dict.fromkeys((*first.codes, *second.codes)))
        else:
            codes = tuple(code for code in first.codes if (code in held) == (name == "common"))
        return ItemSet(codes, blank_as_zero=first.blank_as_zero or second.blank_as_zero)


DEEPEST_SET = 5
