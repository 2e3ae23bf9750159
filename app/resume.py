"""Answers sent after a session ended: carried past the return code, and shown to nobody but their writer.

The page that asks for the return code holds what was typed in hidden fields, with the mark of whose answers
they are. Whoever then enters another person's code sees none of it (REL-38).
"""

import hashlib
import hmac
from collections.abc import Mapping, Sequence

from app.once import FIELD

WHOSE = "whose"
SECTION = "section"
PREFIX = "typed-"


def mark_of(response: str, *, key: bytes) -> str:
    """What says that a form is this respondent's, and tells nobody else who that is."""
    return hmac.new(key, f"whose:{response}".encode(), hashlib.sha256).hexdigest()[:32]


def carry(section: str, form: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """Hidden fields that hold one section's form while the return code is asked for."""
    return {SECTION: (section,)} | {PREFIX + name: values for name, values in form.items() if name != FIELD}


def carried(form: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """The hidden fields among what came with a return code, to hold on to when the code was wrong."""
    return {name: values for name, values in form.items() if name == SECTION or name.startswith(PREFIX)}


def unpack(form: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """The section's form again, as it was typed."""
    return {name.removeprefix(PREFIX): values for name, values in form.items() if name.startswith(PREFIX)}
