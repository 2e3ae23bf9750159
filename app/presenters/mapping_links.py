"""A link as a form: its fields read, and its two versions side by side."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from app.presenters.clash import ClashRow
from app.web import Form
from mapping.crosswalk import Coverage
from mapping.judgement import Judgement, Link
from mapping.relation import ORDER, RELATIONS, Relation
from surveys.fields import Unusable, read_choice, read_text

LONGEST = 500
TEXTS = {
    "aspect": "What of the element it covers",
    "remainder": "What of the element it leaves uncovered",
    "rationale": "Why you link the two",
    "source": "What the link rests on",
}
COVERAGES = {"full": "Full: all of the element is covered", "partial": "Partial: something of it is left"}
NAMES = {"relation": "How the two relate", "coverage": "How much is covered", "covers": "Which part", **TEXTS}
NO_LINK = "No link"
NOT_FILLED_IN = "Not filled in"


def read_link(
    form: Form, target: str, parts: Mapping[str, str], *, prefix: str
) -> tuple[Link, dict[str, str]]:
    """The link to `target` as typed, and what cannot be kept of it by field name (`prefix` and the field)."""
    problems: dict[str, str] = {}
    texts: dict[str, str] = {}
    for field in TEXTS:
        try:
            texts[field] = read_text(form, f"{prefix}{field}", longest=LONGEST) or ""
        except Unusable as unusable:
            problems[f"{prefix}{field}"] = str(unusable)
            texts[field] = form.get(f"{prefix}{field}", ("",))[0]
    relation, coverage = (
        _choice(form, f"{prefix}{field}", options, problems)
        for field, options in (("relation", ORDER), ("coverage", tuple(COVERAGES)))
    )
    chosen = set(form.get(f"{prefix}covers", ()))
    if chosen - set(parts):
        problems[f"{prefix}covers"] = "Choose from the parts shown."
    link = Link(
        target=target,
        relation=cast("Relation | None", relation),
        coverage=cast("Coverage | None", coverage),
        covers=tuple(code for code in parts if code in chosen),
        **texts,
    )
    return link, problems


def link_form(link: Link, parts: Mapping[str, str], *, prefix: str) -> dict[str, Any]:
    """What the template needs to ask for one link."""
    return {
        "prefix": prefix,
        "relations": [
            {
                "value": relation,
                "text": f"{names.forward[0].upper()}{names.forward[1:].rstrip(',')}",
                "hint": {"text": names.meaning},
                "checked": link.relation == relation,
            }
            for relation, names in RELATIONS.items()
        ],
        "coverages": [
            {"value": value, "text": text, "checked": link.coverage == value}
            for value, text in COVERAGES.items()
        ],
        "parts": [
            {"value": code, "text": words, "checked": code in link.covers} for code, words in parts.items()
        ],
        "texts": [
            {"field": field, "label": label, "value": getattr(link, field)} for field, label in TEXTS.items()
        ],
    }


def link_rows(first: Link | None, second: Link | None, parts: Mapping[str, str]) -> list[ClashRow]:
    """Every field of two versions of a link, in words."""
    if first is None and second is None:
        return []
    return [
        ClashRow(name, field_words(first, field, parts), field_words(second, field, parts))
        for field, name in NAMES.items()
        if field != "covers" or parts
    ]


def field_words(link: Link | None, field: str, parts: Mapping[str, str]) -> str:
    """One field of a link as people read it."""
    if link is None:
        return NO_LINK
    if field == "covers":
        return "; ".join(parts.get(code, code) for code in link.covers) or "None named"
    value = str(getattr(link, field) or "")
    if field == "relation" and link.relation:
        return RELATIONS[link.relation].forward.rstrip(",").capitalize()
    return value.capitalize() if field == "coverage" else value or NOT_FILLED_IN


def judgement_clash(
    stored: Judgement | None, typed: Judgement | None, parts: Mapping[str, Mapping[str, str]]
) -> list[ClashRow]:
    """What two windows say of one item, link by link."""
    targets = dict.fromkeys(link.target for each in (stored, typed) if each for link in each.links)
    rows = [ClashRow("This item", _judged(stored), _judged(typed))]
    for target in targets:
        one, other = (each.link(target) if each else None for each in (stored, typed))
        if one is None or other is None:
            rows.append(ClashRow(target, *(NO_LINK if each is None else "Linked" for each in (one, other))))
            continue
        for row in link_rows(one, other, parts.get(target, {})):
            rows.append(ClashRow(f"{target}: {row.question.lower()}", row.stored, row.typed))
    return rows


def _judged(judgement: Judgement | None) -> str:
    if judgement is None:
        return "Not judged"
    return "Speaks to nothing" if not judgement.links else "Linked"


def _choice(form: Form, field: str, options: Sequence[str], problems: dict[str, str]) -> str | None:
    try:
        return read_choice(form, field, options)
    except Unusable as unusable:
        problems[field] = str(unusable)
        return None
