"""Our codes for what others call their questions and answers."""

import re
import unicodedata
from collections.abc import Collection

QUESTION = re.compile(r"[a-z][a-z0-9\-]*")
OPTION = re.compile(r"[a-z0-9][a-z0-9\-]*")
LONGEST = 60


def own_code(
    name: str, *, taken: Collection[str], pattern: re.Pattern[str] = QUESTION, instead: str = "question"
) -> str:
    """The name itself where it is a code nobody has, else the nearest code nobody has.

    >>> own_code("first_name", taken=())
    'first-name'
    >>> own_code("first_name", taken={"first-name"})
    'first-name-2'
    >>> own_code("3e étage", taken=(), pattern=OPTION)
    '3e-etage'
    """
    near = name if pattern.fullmatch(name) else _near(name, pattern, instead)
    code, number = near, 1
    while code in taken:
        number += 1
        code = f"{near}-{number}"
    return code


def _near(name: str, pattern: re.Pattern[str], instead: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    code = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-")
    if pattern.fullmatch(code):
        return code
    return f"{instead}-{code}" if code else instead
