"""The answers of a choice: listed with the question, or a set of values inside the file."""

from collections.abc import Iterator, Mapping, Sequence

from reports.interchange.draft import Choice
from reports.interchange.fhir.names import ALONE
from reports.interchange.fhir.questions import extensions_of
from reports.interchange.findings import Entry

ELSEWHERE = "its answers are a set of values that is not in the file"
NONE = "it has no answers to choose from"
VALUES = ("valueString", "valueInteger", "valueDate", "valueTime")

ValueSets = Mapping[str, Entry]
"""The sets of values inside the file, by `#id`."""


def choices_of(entry: Entry, sets: ValueSets) -> Sequence[Choice] | str:
    """The answers, each once; or why there are none."""
    listed = entry.entries("answerOption") or entry.entries("option")
    address = entry.text("answerValueSet") or _older(entry)
    entry.skip("answerConstraint")
    if listed:
        found = list(_listed(listed))
    elif address in sets:
        found = list(_from_set(sets[address]))
    else:
        return ELSEWHERE if address else NONE
    return list({choice.name: choice for choice in found}.values()) or NONE


def _older(entry: Entry) -> str:
    """The address of a set of values as FHIR had it before R4."""
    reference = entry.entry("options") if isinstance(entry.anything("options"), Mapping) else None
    return reference.text("reference") if reference else entry.text("options")


def coded(coding: Entry) -> Choice:
    """An answer that is a code with words."""
    code, words = coding.text("code"), coding.text("display")
    return Choice(code or words, words or code)


def _listed(options: Sequence[Entry]) -> Iterator[Choice]:
    for option in options:
        alone = extensions_of(option).get(ALONE)
        exclusive = alone is not None and alone.entry.flag("valueBoolean")
        choice = _one(option)
        if choice.name:
            yield Choice(choice.name, choice.label, exclusive=exclusive)


def _one(option: Entry) -> Choice:
    coding = option.entry("valueCoding") or option.entry("valueReference")
    if coding is not None:
        return coded(coding)
    value = next((str(option.anything(key)) for key in VALUES if option.anything(key) is not None), "")
    return Choice(value, value)


def _from_set(found: Entry) -> Iterator[Choice]:
    """The values a set lists, expanded or composed."""
    expansion, compose = found.entry("expansion"), found.entry("compose")
    concepts = expansion.entries("contains") if expansion else []
    if not concepts and compose:
        concepts = [each for part in compose.entries("include") for each in part.entries("concept")]
    yield from (choice for each in concepts if (choice := coded(each)).name)
