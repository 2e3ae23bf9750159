"""The names that things have in FHIR: ours, and those of its standard extensions."""

from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]

OURS = "urn:preceptmap"
KEPT = f"{OURS}:fhir:unsaid"
"""Our extension of a Questionnaire: one for every place that FHIR has no words for."""
LOOKING_BACK = f"{OURS}:fhir:looking-back"
"""Our extension of an answered item: the confidence a person says they had when they started."""
TRANSLATION = f"{OURS}:fhir:translation"
"""Our extension of a Questionnaire: one for every translation, with who made and checked its words."""
AUDIENCE = f"{OURS}:audience"
USAGE = "http://terminology.hl7.org/CodeSystem/usage-context-type"

STANDARD = "http://hl7.org/fhir/StructureDefinition/"
MINIMUM, MAXIMUM = f"{STANDARD}minValue", f"{STANDARD}maxValue"
UNIT = f"{STANDARD}questionnaire-unit"
UNIT_OPTION = f"{STANDARD}questionnaire-unitOption"
ALONE = f"{STANDARD}questionnaire-optionExclusive"
ORDINAL = f"{STANDARD}ordinalValue"
TRANSLATED = f"{STANDARD}translation"
HIDDEN = f"{STANDARD}questionnaire-hidden"
CONSTRAINT = f"{STANDARD}questionnaire-constraint"
CONTROL = f"{STANDARD}questionnaire-itemControl"
CONTROLS = "http://hl7.org/fhir/questionnaire-item-control"
SECTION, INTRO, HINT, LIMITS = "section.", ".intro", ".hint", ".limits"
"""How link ids of ours are made: a section's, its introduction's, a question's hint's, and the group around an item
that both a pathway and a transition limit."""


def url_of(instrument: str) -> str:
    """The canonical address of a questionnaire of ours.

    >>> url_of("preceptee-2026")
    'urn:preceptmap:questionnaire:preceptee-2026'
    """
    return f"{OURS}:questionnaire:{instrument}"


def framework_of(framework: str) -> str:
    """The code system that a framework's items are."""
    return f"{OURS}:framework:{framework}"


def answers_of(instrument: str, question: str) -> str:
    """The code system of the answers to a question, or of a scale."""
    return f"{url_of(instrument)}:{question}"


def extension(url: str, **value: object) -> Json:
    """An extension with one value, such as `valueInteger=3`."""
    return {"url": url, **value}


def filled(fields: Mapping[str, object]) -> Json:
    """The fields that say something: FHIR has no empty ones."""
    return {key: value for key, value in fields.items() if value not in (None, "", [], {})}
