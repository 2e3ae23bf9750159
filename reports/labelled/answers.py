"""The variables of rows of answers to a questionnaire: a row a person, in the layout analysts work with."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reports.labelled.data import Value, Variable
from surveys.instrument import Instrument, NeedItem, Option, Question
from surveys.rating import Rating

NOT_IN_ROLE = "-1"
WATERMARK = Variable(
    name="sample", label="Synthetic: nobody's answers", kind="text", values={"synthetic": "Nobody's answers"}
)


class Person(NamedTuple):
    """One person's answers: where from, ratings by item, and answers to plain questions by question."""

    number: int
    organisation: str
    region: str
    ratings: Mapping[str, Rating]
    facts: Mapping[str, Sequence[str]]


def answer_variables(instrument: Instrument) -> tuple[Variable, ...]:
    """Every variable of a row, in the order asked: plain questions, then two ratings and a kind of support an item."""
    return (
        WATERMARK,
        Variable(name="respondent", label="Number of the invented respondent", kind="number"),
        Variable(name="organisation", label="Code of the organisation", kind="text"),
        Variable(name="region", label="Code of the region", kind="text"),
        *(each for question in instrument.questions for each in _of_question(question)),
        *(each for item in instrument.items for each in _of_item(instrument, item)),
    )


def answer_row(instrument: Instrument, person: Person) -> tuple[Value, ...]:
    """One person's row. An area that is not in their role has -1; a rating that was left blank has nothing."""
    row: list[Value] = ["synthetic", float(person.number), person.organisation, person.region]
    for question in instrument.questions:
        row += _answered(question, person.facts.get(question.code, ()))
    for item in instrument.items:
        row += _rated(person.ratings.get(item.code))
    return tuple(row)


def _of_question(question: Question) -> list[Variable]:
    name = question.code.replace("-", "_")
    if question.kind == "multiple":
        return [
            Variable(
                name=f"{name}__{option.code.replace('-', '_')}"[:64],
                label=f"{question.text} {option.label}",
                kind="number",
                values={"0": "Not chosen", "1": "Chosen"},
            )
            for option in question.options
        ]
    if question.kind == "number":
        unit = f" ({question.unit})" if question.unit else ""
        return [Variable(name=name, label=f"{question.text}{unit}", kind="number")]
    codes = {"yes": "Yes", "no": "No"} if question.kind == "yes-no" else _labels(question.options)
    return [Variable(name=name, label=question.text, kind="text", values=codes)]


def _of_item(instrument: Instrument, item: NeedItem) -> list[Variable]:
    none = {NOT_IN_ROLE: "Not in my role"}
    scales = (("importance", instrument.importance), ("confidence", instrument.confidence))
    rated = [
        Variable(
            name=f"{item.code}_{scale}",
            label=f"{item.text}: {scale}",
            kind="number",
            values=_labels(options) | none,
            missing=(NOT_IN_ROLE,),
        )
        for scale, options in scales
    ]
    support = Variable(
        name=f"{item.code}_support",
        label=f"{item.text}: support that would help most",
        kind="text",
        values=_labels(instrument.support),
    )
    return [*rated, support]


def _answered(question: Question, given: Sequence[str]) -> list[Value]:
    if question.kind == "multiple":
        return [float(option.code in given) if given else None for option in question.options]
    if question.kind == "number":
        return [float(given[0]) if given else None]
    return [given[0] if given else ""]


def _rated(rating: Rating | None) -> list[Value]:
    if rating is None:
        return [None, None, ""]
    if rating.not_in_role:
        return [float(NOT_IN_ROLE), float(NOT_IN_ROLE), ""]
    scores: list[Value] = [
        None if each is None else float(each) for each in (rating.importance, rating.confidence)
    ]
    return [*scores, rating.support or ""]


def _labels(options: Sequence[Option]) -> dict[str, str]:
    return {option.code: option.label for option in options}
