"""Every test of the suite by its name, read from the files without running them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parents[1]
CHECK = re.compile(r"(sec|rel|sdc|ux|auth|ops)_((?:\d\d_)+)")
"""A check in the name of a test: `sec_33_`, or `ux_01_03_` for two of one kind."""


def every_test(folder: Path = TESTS) -> dict[str, list[str]]:
    """Where each test function is: its name -> the files that have it, from the top of the project."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("test_*.py")):
        for name in _functions(path):
            found.setdefault(name, []).append(path.relative_to(folder.parent).as_posix())
    return found


def checks_named(test: str) -> set[str]:
    """The checks a test is named after.

    >>> sorted(checks_named("test_ux_01_03_a_preceptee_gets_to_a_profile"))
    ['UX-01', 'UX-03']
    >>> sorted(checks_named("test_sec_15_and_16_every_response"))
    ['SEC-15', 'SEC-16']
    """
    plain = test.replace("_and_", "_", 1) if re.search(r"\d\d_and_\d\d_", test) else test
    return {
        f"{kind.upper()}-{number}"
        for kind, numbers in CHECK.findall(plain)
        for number in numbers.strip("_").split("_")
    }


def _functions(path: Path) -> Iterator[str]:
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            yield node.name
