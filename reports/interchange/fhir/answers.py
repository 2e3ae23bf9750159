"""One person's answers as a QuestionnaireResponse, and back.

It says nothing of whose they are: no subject, author, source or identifier, and of the time only the month in
which the file was made.
"""

import json
from collections.abc import Iterator, Mapping, Sequence

from reports.interchange.fhir.item_writing import importance_options
from reports.interchange.fhir.names import (
    LIMITS,
    LOOKING_BACK,
    SECTION,
    Json,
    answers_of,
    extension,
    filled,
    url_of,
)
from reports.interchange.fhir.writing import INTEGERS, coding
from reports.interchange.words import ENGLISH
from surveys.instrument import Instrument, NeedItem, Option, Question, Section
from surveys.rating import NOT_IN_ROLE, Rating

Facts = Mapping[str, Sequence[str]]


def write_response(
    instrument: Instrument, ratings: Mapping[str, Rating], facts: Facts, *, complete: bool, month: str
) -> bytes:
    """The resource as JSON, with what was answered and nothing else. `month` is such as `2026-11`."""
    sections = [_section(section, instrument, ratings, facts) for section in instrument.sections]
    resource = {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": canonical(instrument),
        "status": "completed" if complete else "in-progress",
        "authored": month,
        "item": [section for section in sections if "item" in section],
    }
    return (json.dumps(filled(resource), ensure_ascii=False, indent=1) + "\n").encode()


def canonical(instrument: Instrument) -> str:
    """Which questionnaire, in which edition.

    >>> canonical(Instrument.model_construct(id="preceptee-2026", edition="2026.1"))
    'urn:preceptmap:questionnaire:preceptee-2026|2026.1'
    """
    return f"{url_of(instrument.id)}|{instrument.edition}"


def _section(section: Section, instrument: Instrument, ratings: Mapping[str, Rating], facts: Facts) -> Json:
    items = [
        _item(item, instrument, ratings[item.code])
        for item in section.items
        if ratings.get(item.code, Rating(item=item.code)) != Rating(item=item.code)
    ]
    questions = [
        _question(question, instrument, facts[question.code])
        for question in section.questions
        if facts.get(question.code)
    ]
    return filled({"linkId": SECTION + section.code, "text": section.title, "item": [*items, *questions]})


def _item(item: NeedItem, instrument: Instrument, rating: Rating) -> Json:
    """The group of an item, inside the group that limits it where there is one."""
    back = _scaled("confidence", rating.looking_back, instrument)
    inner = filled(
        {
            "extension": [extension(LOOKING_BACK, **each) for each in back],
            "linkId": item.code,
            "text": item.text,
            "item": list(_rated(item, instrument, rating)),
        }
    )
    both = item.pathways and item.transitions
    return {"linkId": item.code + LIMITS, "item": [inner]} if both else inner


def _rated(item: NeedItem, instrument: Instrument, rating: Rating) -> Iterator[Json]:
    importance = NOT_IN_ROLE if rating.not_in_role else rating.importance
    for part, asked, answers in (
        ("importance", ENGLISH.importance, _scaled("importance", importance, instrument)),
        ("confidence", ENGLISH.confidence, _scaled("confidence", rating.confidence, instrument)),
        ("support", ENGLISH.support, _scaled("support", rating.support, instrument)),
        ("note", ENGLISH.note, [{"valueString": rating.note}] if rating.note else []),
    ):
        if answers:
            yield {"linkId": f"{item.code}-{part}", "text": asked, "answer": answers}


def _scaled(scale: str, code: object, instrument: Instrument) -> list[Json]:
    options = importance_options(instrument) if scale == "importance" else getattr(instrument, scale)
    return [] if code is None else [_coded(options, str(code), answers_of(instrument.id, scale))]


def _question(question: Question, instrument: Instrument, values: Sequence[str]) -> Json:
    system = answers_of(instrument.id, question.code)
    answers = [_value(question, value, system) for value in values]
    return {"linkId": question.code, "text": question.text, "answer": answers}


def _value(question: Question, value: str, system: str) -> Json:
    if question.kind == "text":
        return {"valueString": value}
    if question.kind != "number":
        return _coded(question.options, value, system)
    number = float(value)
    if question.whole and number.is_integer() and abs(number) < INTEGERS:
        return {"valueInteger": int(number)}
    return {"valueDecimal": number}


def _coded(options: Sequence[Option], code: str, system: str) -> Json:
    found = next((option for option in options if option.code == code), Option(code=code, label=code))
    return {"valueCoding": coding(found, system=system)}
