"""A JSON file somebody sends in, as plain values; or a refusal that names the line."""

import json
from typing import NoReturn

from frameworks.document import DefinitionError, Problem

LARGEST = 10 * 1024 * 1024
DEEPEST = 100
"""Levels of lists and objects inside each other."""


def read_json(content: bytes, file: str) -> object:
    """The value in a UTF-8 file. Raises DefinitionError for what is no JSON, is too large or goes too deep, holds a
    key twice in one object, or a number JSON does not have."""
    if len(content) > LARGEST:
        refuse(file, None, f"it is larger than {LARGEST // 1024 // 1024} MB; split it")
    if content.lstrip().startswith(b"<"):
        refuse(file, 1, "it is XML; save it as JSON")
    try:
        value = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_finite)
    except UnicodeDecodeError as error:
        refuse(file, content.count(b"\n", 0, error.start) + 1, "it is not UTF-8 text; save it as UTF-8")
    except json.JSONDecodeError as error:
        refuse(file, error.lineno, f"it is not JSON: {error.msg}")
    except RecursionError:
        refuse(file, None, f"it goes over {DEEPEST} levels deep")
    except ValueError as error:
        refuse(file, None, f"it cannot be used: {error}")
    if _too_deep(value):
        refuse(file, None, f"it goes over {DEEPEST} levels deep")
    return value


def refuse(file: str, line: int | None, message: str) -> NoReturn:
    """Raise DefinitionError for the whole file."""
    raise DefinitionError((Problem(file=file, line=line, place="", message=message),))


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key '{key[:60]}' is given twice in one object; keep one")
        found[key] = value
    return found


def _finite(constant: str) -> float:
    raise ValueError(f"{constant} is no number in JSON; write a number or leave it out")


def _too_deep(value: object) -> bool:
    level, depth = [value], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            return True
        level = [
            inner
            for each in level
            for inner in (each.values() if isinstance(each, dict) else each if isinstance(each, list) else ())
        ]
    return False
