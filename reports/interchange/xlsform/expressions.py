"""Who is asked and what an answer may be, as XLSForm writes it (XPath with `${name}`), and read back.

Only what an instrument can hold is read; any other expression gives None.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from surveys.fields import plain
from surveys.instrument import NeedItem, Question
from surveys.rating import LONGEST_TEXT, NOT_IN_ROLE

CHOSEN = re.compile(r"selected\(\$\{(pathway|transition)\}, '([a-z0-9\-]+)'\)")
NUMBER = r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
BOUND = re.compile(rf"\.\s*(>=|<=|>|<)\s*({NUMBER})")
LIMIT = re.compile(r"\$\{([^}]+)\} = '' or \. <= \$\{\1\}")
ALONE = re.compile(r"not\(selected\(\., '([a-z0-9\-]+)'\) and count-selected\(\.\) > 1\)")
LONGEST = 2000
"""Longer constraints are not looked into."""
LENGTH = re.compile(r"string-length\(\s*\.\s*\)\s*<=?\s*[0-9]+")


def asked_of(item: NeedItem) -> str:
    """Who is asked about an item: empty when everybody is.

    >>> asked_of(NeedItem(code="N01", text="Breast imaging", pathways=("diagnostic", "mri")))
    "(selected(${pathway}, 'diagnostic') or selected(${pathway}, 'mri'))"
    """
    return _limited(item.pathways, item.transitions)


def asked_in(items: Sequence[NeedItem]) -> str:
    """Who is asked about any of these; empty when everybody is."""
    each = list(dict.fromkeys(asked_of(item) for item in items))
    return "" if not each or "" in each else " or ".join(f"({one})" if len(each) > 1 else one for one in each)


def read_asked_of(relevant: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The pathways and transitions an expression of ours limits an item to."""
    found: dict[str, list[str]] = {"pathway": [], "transition": []}
    for question, code in CHOSEN.findall(relevant):
        found[question].append(code)
    pathways, transitions = tuple(found["pathway"]), tuple(found["transition"])
    same = _spaced(_limited(pathways, transitions)) == _spaced(relevant)
    return (pathways, transitions) if same else None


def confident_of(item: NeedItem) -> str:
    """Confidence is asked of those who are asked about the item and have it in their role."""
    in_role = f"${{{item.code}__imp}} != '{NOT_IN_ROLE}'"
    return " and ".join(part for part in (asked_of(item), in_role) if part)


def allowed(question: Question) -> str:
    """What an answer to a question must be; empty when any will do."""
    if question.kind == "text":
        return f"string-length(.) <= {LONGEST_TEXT}"
    if question.kind == "multiple":
        alone = [option.code for option in question.options if option.exclusive]
        return " and ".join(f"not(selected(., '{code}') and count-selected(.) > 1)" for code in alone)
    if question.kind != "number" or question.minimum is None or question.maximum is None:
        return ""
    limit = question.no_more_than
    parts = [f". >= {plain(question.minimum)}", f". <= {plain(question.maximum)}"]
    parts += [f"(${{{limit}}} = '' or . <= ${{{limit}}})"] if limit else []
    return " and ".join(parts)


@dataclass
class Allowed:
    """What could be read of a constraint: bounds, the question it may not exceed, answers that stand alone, and
    the parts that are none of these. `beyond` are bounds whose number itself is not allowed."""

    minimum: float | None = None
    maximum: float | None = None
    no_more_than: str | None = None
    alone: list[str] = field(default_factory=list)
    beyond: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)


def read_allowed(constraint: str, *, whole: bool) -> Allowed:
    """The parts of a constraint that an instrument can hold, and those it cannot.

    >>> read_allowed(". >= 18 and . < 120", whole=True).maximum
    119.0
    """
    read = Allowed()
    if len(constraint) > LONGEST:
        read.strange.append(constraint[:LONGEST] + "…")
        return read
    for part in _parts(constraint):
        if found := BOUND.fullmatch(part):
            _bound(read, found[1], float(found[2]), whole=whole)
        elif found := LIMIT.fullmatch(part):
            read.no_more_than = found[1]
        elif found := ALONE.fullmatch(part):
            read.alone.append(found[1])
        elif not LENGTH.fullmatch(part):
            read.strange.append(part)
    return read


def _limited(pathways: Sequence[str], transitions: Sequence[str]) -> str:
    limits = (("pathway", pathways), ("transition", transitions))
    return " and ".join(_chosen(question, codes) for question, codes in limits if codes)


def _chosen(question: str, codes: Sequence[str]) -> str:
    each = [f"selected(${{{question}}}, '{code}')" for code in codes]
    return f"({' or '.join(each)})"


def _bound(read: Allowed, sign: str, number: float, *, whole: bool) -> None:
    step = (1 if whole and number.is_integer() else 0) if "=" not in sign else 0
    if "=" not in sign and not step:
        read.beyond.append(f". {sign} {plain(number)}")
    if sign.startswith(">"):
        lowest = number + step
        read.minimum = lowest if read.minimum is None else max(read.minimum, lowest)
    else:
        highest = number - step
        read.maximum = highest if read.maximum is None else min(read.maximum, highest)


def _parts(expression: str) -> list[str]:
    """What stands between the `and`s of the outermost level, without brackets around it."""
    text = _unwrapped(expression)
    parts, depth, start = [], 0, 0
    for found in re.finditer(r"'[^']*'|\"[^\"]*\"|[()]|(?<![\w-])and(?![\w-])", text):
        if found[0] in "()":
            depth += 1 if found[0] == "(" else -1
        elif found[0] == "and" and depth == 0:
            parts.append(text[start : found.start()])
            start = found.end()
    parts.append(text[start:])
    cleaned = [_unwrapped(part) for part in parts]
    inner = [_parts(part) if part != text else [part] for part in cleaned if part]
    return [part for some in inner for part in some]


def _unwrapped(text: str) -> str:
    """Without white space and brackets that enclose all of it."""
    text = text.strip()
    while text.startswith("(") and text.endswith(")") and _closes_last(text):
        text = text[1:-1].strip()
    return text


def _closes_last(text: str) -> bool:
    """Whether the first bracket is closed by the last character."""
    depth = 0
    for index, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return index == len(text) - 1
    return False


def _spaced(text: str) -> str:
    return " ".join(text.split())
