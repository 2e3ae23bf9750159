"""Names beside a chart's bars and points: whole where they can be, on two lines, each different."""

from collections.abc import Sequence
from textwrap import wrap

LINE = 54
LINES = 2
BREAK = "<br>"


def bar_labels(names: Sequence[str]) -> list[str]:
    """One label for each name, in order. A name too long for two lines is cut, and says so.

    Equal labels are numbered, or bars would be drawn on top of each other.

    >>> bar_labels(["MRI", "MRI"])
    ['MRI', 'MRI (2)']
    >>> bar_labels(["Working on call, at night or alone, including your first solo shift"])
    ['Working on call, at night or alone,<br>including your first solo shift']
    """
    found: list[str] = []
    for name in names:
        label = base = _fold(name)
        number = 1
        while label in found:
            number += 1
            label = f"{base} ({number})"
        found.append(label)
    return found


def _fold(name: str) -> str:
    lines = wrap(name, LINE, max_lines=LINES, placeholder=" …")
    return BREAK.join(_even(lines)) if lines else name


def _even(lines: list[str]) -> list[str]:
    """The same words in two lines of about the same length, where that fits."""
    if len(lines) != LINES or lines[-1].endswith("…"):
        return lines
    text = " ".join(lines)
    narrower = wrap(text, max(len(text) // 2 + 6, 20))
    return narrower if len(narrower) == LINES else lines
