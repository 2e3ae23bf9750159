"""How people spell sheets, columns and kinds of question: as XLSForm's many years of forms have them."""

import re
from collections.abc import Sequence
from typing import NamedTuple

SHEETS = {
    "survey": ("survey",),
    "choices": ("choices", "select_options", "choices and columns", "choice"),
    "settings": ("settings", "setting"),
}
COLUMNS = {
    "survey": {
        "caption": "label",
        "value": "name",
        "tag": "name",
        "relevance": "relevant",
        "relevant_message": "relevance_message",
        "constraint_msg": "constraint_message",
        "bind:required": "required",
        "bind:relevant": "relevant",
        "bind:constraint": "constraint",
        "bind:jr:constraintmsg": "constraint_message",
        "bind:calculate": "calculation",
        "calculate": "calculation",
        "command": "type",
    },
    "choices": {"list": "list_name", "listname": "list_name", "value": "name", "caption": "label"},
    "settings": {
        "title": "form_title",
        "set_form_title": "form_title",
        "id_string": "form_id",
        "set_form_id": "form_id",
    },
}
SPOKEN = ("label", "hint", "guidance_hint", "constraint_message", "required_message", "caption")
"""Columns that may stand once for each language."""

ONE = re.compile(
    r"(?:add )?(?:select[ _]one|select1|select one prompt)(?: (?:from|using|prompt using))?\s+(.+)"
)
MANY = re.compile(
    r"(?:add )?(?:select[ _]multiple|select all that apply|select multiple prompt|select)"
    r"(?: (?:from|using|prompt using))?\s+(.+)"
)
OTHER = re.compile(r"\s+(?:or[ _]specify[ _]other|or[ _]other)$")
KINDS = {
    "text": "text",
    "string": "text",
    "add_text_prompt": "text",
    "integer": "integer",
    "int": "integer",
    "add_integer_prompt": "integer",
    "decimal": "decimal",
    "add_decimal_prompt": "decimal",
    "percentage": "integer",
    "q_string": "text",
    "range": "range",
    "note": "note",
    "add_note_prompt": "note",
    "begin_group": "begin_group",
    "begin_lgroup": "begin_group",
    "begin_section": "begin_group",
    "begin_kobomatrix": "begin_other",
    "begin_score": "begin_other",
    "begin_rank": "begin_other",
    "begin_repeat": "begin_repeat",
    "begin_lrepeat": "begin_repeat",
    "begin_looped_group": "begin_repeat",
    "begin_loop": "begin_repeat",
}


class Kind(NamedTuple):
    """What a row is: its kind, the list it chooses from, and whether people may add an answer of their own."""

    kind: str
    list_name: str = ""
    or_other: bool = False


def kind_of(typed: str) -> Kind:
    """The kind of a row as typed; a kind of its own name where it is none we know.

    >>> kind_of("select one from fruits or specify other")
    Kind(kind='select_one', list_name='fruits', or_other=True)
    >>> kind_of("End Group").kind
    'end'
    """
    text = " ".join(typed.split())
    plain = text.lower().replace(" ", "_")
    if plain in KINDS:
        return Kind(KINDS[plain])
    if re.match(r"begin_loop|begin_repeat", plain):
        return Kind("begin_repeat")
    if plain.startswith("begin_"):
        return Kind("begin_other")
    if plain.startswith("end_") or plain == "end":
        return Kind("end_survey" if plain == "end" else "end")
    other = OTHER.search(text.lower())
    asked = text[: other.start()] if other else text
    for pattern, kind in ((ONE, "select_one"), (MANY, "select_multiple")):
        if found := pattern.fullmatch(_lower_start(asked)):
            return Kind(kind, found[1].strip(), other is not None)
    return Kind(plain)


def heading_of(typed: str, sheet: str) -> tuple[str, str]:
    """A column's name and, where it stands once a language, that language.

    >>> heading_of("Label::English (en)", "survey"), heading_of("list name", "choices")
    (('label', 'English (en)'), ('list_name', ''))
    """
    whole = " ".join(typed.split())
    name = _column(whole).replace("bind::", "bind:")
    known = COLUMNS[sheet].get(name, name)
    if known != name:
        return known, ""
    start, separator, language = whole.partition("::" if "::" in whole else ":")
    base = _column(start)
    base = COLUMNS[sheet].get(base, base)
    return (base, language.strip()) if separator and base in SPOKEN else (name, "")


def language_chosen(languages: Sequence[str], default: str) -> str:
    """The language to read: the form's own default, English, or the first there is.

    >>> language_chosen(["Français (fr)", "English (en)"], "")
    'English (en)'
    """
    for language in languages:
        if default and language.casefold() == default.casefold():
            return language
    english = [each for each in languages if re.search(r"\(en\)|^en(glish)?\b", each, re.IGNORECASE)]
    return (english or list(languages) or [""])[0]


def language_code(language: str) -> str:
    """The code of a language as a form names it; empty when it is not one we have names for.

    >>> language_code("Cymraeg (cy)"), language_code("Welsh"), language_code("Français (fr)")
    ('cy', 'cy', 'fr')
    """
    if found := re.search(r"\(([a-z]{2})[^)]*\)\s*$|^([a-z]{2})$", language.casefold()):
        return found[1] or found[2]
    return {"english": "en", "welsh": "cy", "cymraeg": "cy"}.get(language.casefold(), "")


def is_yes(typed: str) -> bool:
    """Whether a cell says yes."""
    return typed.strip().casefold() in {"yes", "true", "true()", "1"}


def _column(text: str) -> str:
    return text.strip().lower().replace(" ", "_").replace("-", "_")


def _lower_start(text: str) -> str:
    """The words before the list's name in small letters; a list keeps its own."""
    start, space, last = text.rpartition(" ")
    return f"{start.lower()}{space}{last}"
