"""The glossary explains the signs that stand in place of a figure, each word once, in order."""

import re
from pathlib import Path

from mapping.cell import BREAK, HIDDEN, NOT_APPLICABLE, NOT_AVAILABLE

ROWS = re.findall(
    r"^\| ([^|]+) \| ([^|]+) \|$", (Path(__file__).parents[2] / "docs" / "glossary.md").read_text(), re.M
)
WORDS = [word for word, _ in ROWS[1:]]


def test_every_word_stands_once_and_in_order() -> None:
    assert len(WORDS) > 30
    assert sorted(set(WORDS), key=str.casefold) == WORDS


def test_every_sign_is_explained() -> None:
    (token,) = [meaning for word, meaning in ROWS if word == "token"]
    assert [sign for sign in (HIDDEN, NOT_AVAILABLE, NOT_APPLICABLE, BREAK) if f"`{sign}`" not in token] == []
