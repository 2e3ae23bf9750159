"""Codes for the items of others: their own where it can be one, else the nearest that nobody has."""

import re
import unicodedata
from collections.abc import Collection

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.\-]*")
LONGEST = 60


def item_code(scheme: str, identifier: str, *, taken: Collection[str]) -> str:
    """The code of an item that others call `scheme` (may be empty) and identify as `identifier`.

    A code that is missing or taken is made from the identifier, so that it is the same at the next import.

    >>> item_code("§ 12(3)", "aa11bb22-0000", taken=())
    '12-3'
    >>> item_code("", "aa11bb22-0000", taken=())
    'i-aa11bb22'
    >>> item_code("A.1", "aa11bb22-0000", taken={"A.1"})
    'A.1-aa11bb22'
    """
    short = near(identifier).replace("-", "")[:8]
    code = near(scheme) or f"i-{short or 'item'}"
    if code in taken:
        code = f"{code}-{short}" if short else code
    number, wanted = 1, code
    while code in taken:
        number += 1
        code = f"{wanted}-{number}"
    return code


def near(text: str) -> str:
    """The text itself where it can be a code, else the nearest; empty where nothing is left of it."""
    if CODE.fullmatch(text):
        return text
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9.]+", "-", plain).strip("-.")[:LONGEST].strip("-.")


def short_title(text: str, *, longest: int = 80) -> str:
    """The first line, cut after a whole word where it is long.

    >>> short_title("Understand ratio concepts and use ratio reasoning to solve problems.", longest=30)
    'Understand ratio concepts and…'
    """
    line = text.split("\n", 1)[0].strip()
    if len(line) <= longest:
        return line
    return line[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
