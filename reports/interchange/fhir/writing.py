"""An instrument's sections and plain questions as items of a Questionnaire."""

from collections.abc import Mapping, Sequence

from reports.interchange.fhir.names import (
    ALONE,
    CONSTRAINT,
    CONTROL,
    CONTROLS,
    HINT,
    INTRO,
    MAXIMUM,
    MINIMUM,
    ORDINAL,
    SECTION,
    UNIT,
    Json,
    answers_of,
    extension,
    filled,
)
from surveys.instrument import Option, Question, Section
from surveys.rating import LONGEST_TEXT

TYPES = {"single": "choice", "multiple": "choice", "yes-no": "choice", "text": "text"}
INTEGERS = 2**31
"""Whole numbers of FHIR lie below this."""
NO_MORE = "It cannot be more than the number it is part of."


def section_item(section: Section, items: Sequence[Json], *, instrument: str) -> Json:
    """A group for a section: its introduction, its need items and its questions."""
    link = SECTION + section.code
    intro = [{"linkId": link + INTRO, "text": section.intro, "type": "display"}] if section.intro else []
    questions = [question_item(each, instrument=instrument) for each in section.questions]
    return filled(
        {"linkId": link, "text": section.title, "type": "group", "item": [*intro, *items, *questions]}
    )


def question_item(question: Question, *, instrument: str) -> Json:
    """One plain question with its answers, bounds and hint."""
    return filled(
        {
            "extension": _extensions(question),
            "linkId": question.code,
            "text": question.text,
            "type": TYPES.get(question.kind) or ("integer" if question.whole else "decimal"),
            "required": question.required or None,
            "repeats": question.kind == "multiple" or None,
            "maxLength": LONGEST_TEXT if question.kind == "text" else None,
            "answerOption": options(question.options, system=answers_of(instrument, question.code)),
            "item": hint_items(question.code, question.hint),
        }
    )


def options(found: Sequence[Option], *, system: str, ranked: bool = False) -> list[Json]:
    """The answers to choose from; `ranked` ones carry the number their code is."""
    return [
        filled(
            {
                "extension": [extension(ALONE, valueBoolean=True)] if option.exclusive else [],
                "valueCoding": coding(option, system=system, ranked=ranked),
            }
        )
        for option in found
    ]


def coding(option: Option, *, system: str, ranked: bool = False) -> Json:
    """One answer as a code with its words."""
    rank = [extension(ORDINAL, valueDecimal=int(option.code))] if ranked and option.code.isdigit() else []
    return filled({"extension": rank, "system": system, "code": option.code, "display": option.label})


def hint_items(code: str, hint: str | None) -> list[Json]:
    """What helps to answer, as FHIR has it: words below the question."""
    if not hint:
        return []
    control = {"coding": [{"system": CONTROLS, "code": "help"}]}
    said = extension(CONTROL, valueCodeableConcept=control)
    return [{"extension": [said], "linkId": code + HINT, "text": hint, "type": "display"}]


def limit_expression(number: str, most: str) -> str:
    """The FHIRPath that holds while one number is no more than another.

    >>> limit_expression("leavers", "starters")[:66]
    "%resource.descendants().where(linkId='leavers').answer.value.empty"
    """
    one, other = (f"%resource.descendants().where(linkId='{code}').answer.value" for code in (number, most))
    return f"{one}.empty() or {other}.empty() or {one} <= {other}"


def _extensions(question: Question) -> list[Json]:
    found = []
    for url, bound in ((MINIMUM, question.minimum), (MAXIMUM, question.maximum)):
        if bound is not None:
            found.append(extension(url, **_number(bound, whole=question.whole)))
    if question.unit:
        found.append(extension(UNIT, valueCoding={"display": question.unit}))
    if question.no_more_than:
        found.append({"url": CONSTRAINT, "extension": _constraint(question.code, question.no_more_than)})
    return found


def _number(bound: float, *, whole: bool) -> Mapping[str, float]:
    if whole and bound.is_integer() and abs(bound) < INTEGERS:
        return {"valueInteger": int(bound)}
    return {"valueDecimal": bound}


def _constraint(code: str, most: str) -> list[Json]:
    return [
        extension("key", valueId=f"{code}-limit"[:64]),
        extension("severity", valueCode="error"),
        extension("human", valueString=NO_MORE),
        extension("expression", valueString=limit_expression(code, most)),
    ]
