"""An expression cut into tokens, each with its place."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from frameworks.scoring.errors import ExpressionError

LONGEST = 1000
"""Characters an expression may have; with it, reading and working it out are bounded."""

Kind = Literal["number", "name", "text", "sign", "end"]
TOKEN = re.compile(
    r"""
    (?P<space>[ \t\r\n]+)
    |(?P<number>[0-9]{1,400}(?:\.[0-9]{1,400})?%?)
    |(?P<name>[a-z][a-z0-9_]*)
    |(?P<text>"[^"\n]*"|'[^'\n]*')
    |(?P<sign><=|>=|!=|[<>=+\-*/(),])
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    """A piece of an expression; `at` counts characters from 0."""

    kind: Kind
    text: str
    at: int


def cut(source: str) -> list[Token]:
    """Every token, the end last. Raises ExpressionError for what can be no part of an expression."""
    if len(source) > LONGEST:
        message = f"the expression has {len(source)} characters; use {LONGEST} or fewer, in several results"
        raise error(source, LONGEST, message)
    return [*_pieces(source), Token("end", "the end", len(source))]


def error(source: str, at: int, message: str) -> ExpressionError:
    """The error at this character.

    >>> str(error("a and", 2, "no"))
    'line 1, column 3: no'
    """
    before = source[:at]
    line = before.count("\n") + 1
    return ExpressionError(message, line=line, column=at - (before.rfind("\n") + 1) + 1)


def _pieces(source: str) -> Iterator[Token]:
    at = 0
    while at < len(source):
        found = TOKEN.match(source, at)
        if found is None:
            raise error(source, at, f"{source[at]!r} means nothing here; {_hint(source[at])}")
        kind = found.lastgroup
        if kind != "space":
            yield Token(kind, found.group(), at)  # type: ignore[arg-type] # the groups are the kinds
        at = found.end()


def _hint(character: str) -> str:
    if character.isupper():
        return 'names are in small letters, and codes of items in quotes, such as score("W1")'
    if character in "\"'":
        return "close the quotes on the same line"
    return "write names, numbers, codes in quotes, and signs such as >= + ( )"
