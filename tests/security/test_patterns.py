"""No pattern the service matches text against takes long over hostile text (SEC-40)."""

import importlib
import pkgutil
import re
import time

import pytest

import app
import frameworks
import mapping
import reports
import surveys
from reports.interchange import plain_text

LONG = 50_000
TEXTS = {
    "spaces": " " * LONG,
    "letters": "a" * LONG,
    "digits": "1" * LONG,
    "brackets": "<" * LONG,
    "round brackets": "a (" * (LONG // 3),
    "tags without end": "<a " * (LONG // 3),
    "dashes": "-" * LONG,
    "quotes": "\"'" * (LONG // 2),
    "dollars": "${" * (LONG // 2),
    "words and spaces": "a " * (LONG // 2),
    "dots": "." * LONG,
    "entities": "&#" * (LONG // 2),
}
ROOMS = (app, frameworks, mapping, reports, surveys)
NOT_FROM_VISITORS = {"app.frontend", "app.page_words", "app.catalogue_rules"}
"""They look at our own files when the service is built or checked."""
SOON = 0.1


def patterns() -> dict[str, re.Pattern[str]]:
    """Every pattern that a module keeps, by where it is."""
    found = {}
    for room in ROOMS:
        for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            if (
                module.name in NOT_FROM_VISITORS
                or ".migrations" in module.name
                or module.name.endswith("__main__")
            ):
                continue
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                    found[f"{module.name}.{name}"] = value
    return found


def test_sec_40_every_pattern_is_done_with_hostile_text_at_once() -> None:
    known = patterns()
    assert len(known) > 20
    slow = []
    for name, pattern in known.items():
        for what, text in TEXTS.items():
            for ending in ("", "\x00", "!"):
                before = time.process_time()
                pattern.search(text + ending) if _searched(name) else pattern.fullmatch(text + ending)
                took = time.process_time() - before
                if took > SOON:
                    slow.append(f"{name} {pattern.pattern!r} took {took:.2f} s over {what}")
                    break
    assert slow == []


@pytest.mark.parametrize("what", TEXTS)
def test_sec_40_markup_of_others_becomes_plain_text_at_once(what: str) -> None:
    before = time.process_time()
    plain_text.plain_text("<p>" + TEXTS[what])
    assert time.process_time() - before < 5 * SOON


def _searched(name: str) -> bool:
    """Patterns that are looked for anywhere in a text, not matched with the whole of it."""
    return name.rsplit(".", 1)[1] in {"TAG", "ENTITY", "ILLEGAL", "NOT_IN_SHEET_NAMES", "CHOSEN", "STRAY"}
