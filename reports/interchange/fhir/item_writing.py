"""A need item as a group: what it speaks to, who is asked, and its ratings as questions of their own."""

from collections.abc import Mapping, Sequence

from mapping.crosswalk import Edge
from reports.interchange.fhir.names import LIMITS, Json, answers_of, filled, framework_of, url_of
from reports.interchange.fhir.writing import hint_items, options
from reports.interchange.words import ENGLISH, Words
from surveys.instrument import Instrument, NeedItem, Option
from surveys.rating import LONGEST_TEXT, NOT_IN_ROLE

Links = Mapping[str, Sequence[tuple[str, str | None, Edge]]]
"""For every item what it is linked to: framework, the framework's edition where known, and the link."""


def need_item(item: NeedItem, instrument: Instrument, links: Links, words: Words = ENGLISH) -> Json:
    """The group of one item; a group around it where both a pathway and a transition limit who is asked."""
    inner = filled(
        {
            "linkId": item.code,
            "code": _codes(item, instrument, links),
            "text": item.text,
            "type": "group",
            "item": [*hint_items(item.code, item.hint), *_ratings(item, instrument, words)],
        }
    )
    pathways = asked_when(instrument.id, "pathway", item.pathways)
    transitions = asked_when(instrument.id, "transition", item.transitions)
    if not (pathways and transitions):
        return inner | (pathways or transitions)
    outer = {"linkId": item.code + LIMITS, "type": "group", "item": [inner | transitions]}
    return outer | pathways


def asked_when(instrument: str, question: str, codes: Sequence[str]) -> Json:
    """Asked of those who chose any of these answers; of everybody where there are none."""
    system = answers_of(instrument, question)
    when = [
        {"question": question, "operator": "=", "answerCoding": {"system": system, "code": code}}
        for code in codes
    ]
    return {"enableWhen": when, "enableBehavior": "any"} if when else {}


def importance_options(instrument: Instrument, words: Words = ENGLISH) -> list[Option]:
    """The scale of importance with 'not in my role' after it."""
    return [*instrument.importance, Option(code=NOT_IN_ROLE, label=words.not_in_role)]


def _codes(item: NeedItem, instrument: Instrument, links: Links) -> list[Json]:
    own = {"system": url_of(instrument.id), "version": instrument.edition, "code": item.code}
    linked = [
        filled({"system": framework_of(framework), "version": edition, "code": edge.target})
        for framework, edition, edge in links.get(item.code, ())
    ]
    return [own, *linked]


def _ratings(item: NeedItem, instrument: Instrument, words: Words) -> list[Json]:
    """Importance, confidence (of what is in the role), the support wanted, and a note."""
    scales = {
        "importance": (words.importance, importance_options(instrument, words)),
        "confidence": (words.confidence, instrument.confidence),
        "support": (words.support, instrument.support),
    }
    rated: list[Json] = [
        {
            "linkId": f"{item.code}-{scale}",
            "text": asked,
            "type": "choice",
            "answerOption": options(
                found, system=answers_of(instrument.id, scale), ranked=scale != "support"
            ),
        }
        for scale, (asked, found) in scales.items()
    ]
    rated[1] |= _in_role(item, instrument)
    note = {"linkId": f"{item.code}-note", "text": words.note, "type": "text", "maxLength": LONGEST_TEXT}
    return [*rated, note | {"item": hint_items(f"{item.code}-note", words.note_hint)}]


def _in_role(item: NeedItem, instrument: Instrument) -> Json:
    """Asked unless the item is said not to be in the role: `!=` alone would not hold while nothing is answered."""
    question = f"{item.code}-importance"
    chosen = {"system": answers_of(instrument.id, "importance"), "code": NOT_IN_ROLE}
    when = [
        {"question": question, "operator": "exists", "answerBoolean": False},
        {"question": question, "operator": "!=", "answerCoding": chosen},
    ]
    return {"enableWhen": when, "enableBehavior": "any"}
