"""Which questions a person is asked, and their form read at the door: values in, values and problems out.

Field names: `N01-importance` (1 to 5 or `not-in-role`), `N01-confidence`, `N01-support`, `N01-note`, and at
12 months `N01-looking-back`; a plain question's field is its code. Blank is allowed, except where a question is
required.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TypeVar

from frameworks.language import mark, say
from surveys.fields import Fields, Unusable, read_choice, read_choices, read_number, read_text
from surveys.instrument import Instrument, NeedItem, Question, Section
from surveys.rating import NOT_IN_ROLE, RATINGS, SUPPORT, FieldProblem, Rating

__all__ = [
    "LOOKING_BACK",
    "FieldProblem",
    "Rating",
    "besides_blank",
    "items_for",
    "read_facts",
    "read_ratings",
    "sections_for",
]

LOOKING_BACK = "looking-back"
PARTS = ("importance", "confidence", "support", "note")
SCALE = tuple(str(rating) for rating in RATINGS)
UNKNOWN_FIELD = mark("'{field}' is not a question on this page. Open the page again and answer it there.")

CHOOSE = mark("Choose an answer to '{question}'")
ASK = {"number": mark("Type a number to '{question}'"), "text": mark("Type an answer to '{question}'")}

NO_VALUES: tuple[str, ...] = ()

T = TypeVar("T")


def sections_for(
    instrument: Instrument, *, pathway: str | None, transition: str | None
) -> tuple[Section, ...]:
    """The sections this person is asked, holding only their items; a section left empty is dropped.

    An unknown pathway or transition (None) gets only the items that everybody gets.
    """
    kept = (
        section.model_copy(
            update={"items": tuple(item for item in section.items if _is_for(item, pathway, transition))}
        )
        for section in instrument.sections
    )
    return tuple(section for section in kept if section.items or section.questions)


def items_for(instrument: Instrument, *, pathway: str | None, transition: str | None) -> tuple[NeedItem, ...]:
    """The need items this person is asked, in order."""
    sections = sections_for(instrument, pathway=pathway, transition=transition)
    return tuple(item for section in sections for item in section.items)


def read_ratings(
    section: Section, form: Mapping[str, Sequence[str]], *, looks_back: bool = False
) -> tuple[list[Rating], list[FieldProblem]]:
    """A rating for every item of the section, blank or not, and every problem at once.

    An item with a problem has no rating. 'Not in my role' wins over a confidence rating. With `looks_back` the
    confidence at the start is asked too.
    """
    parts = (*PARTS, LOOKING_BACK) if looks_back else PARTS
    problems = list(_unknown(form, {f"{item.code}-{part}" for item in section.items for part in parts}))
    ratings = []
    for item in section.items:
        rating, wrong = _read_rating(item.code, form)
        problems += wrong
        if not wrong:
            ratings.append(rating)
    return ratings, problems


def read_facts(
    section: Section, form: Mapping[str, Sequence[str]]
) -> tuple[dict[str, tuple[str, ...]], list[FieldProblem]]:
    """The answers by question code (blank ones left out), and every problem at once."""
    problems = list(_unknown(form, {question.code for question in section.questions}))
    facts: dict[str, tuple[str, ...]] = {}
    for question in section.questions:
        values, wrong = _tried(question.code, partial(_read_fact, question, form), NO_VALUES)
        problems += wrong
        if values:
            facts[question.code] = values
        elif question.required and not wrong:
            problems.append(FieldProblem(field=question.code, message=_ask(question)))
    problems += _above_limit(section, facts)
    return facts, problems


def besides_blank(
    section: Section, form: Mapping[str, Sequence[str]], problems: Sequence[FieldProblem]
) -> list[FieldProblem]:
    """The problems that are not just a required question left blank: a half-filled form can be kept."""
    blank = {
        question.code
        for question in section.questions
        if question.required and not any(value.strip() for value in form.get(question.code, ()))
    }
    return [problem for problem in problems if problem.field not in blank]


def _is_for(item: NeedItem, pathway: str | None, transition: str | None) -> bool:
    return (not item.pathways or pathway in item.pathways) and (
        not item.transitions or transition in item.transitions
    )


def _read_rating(code: str, form: Fields) -> tuple[Rating, list[FieldProblem]]:
    names = {part: f"{code}-{part}" for part in (*PARTS, LOOKING_BACK)}
    importance, wrong_importance = _tried_choice(form, names["importance"], (*SCALE, NOT_IN_ROLE))
    confidence, wrong_confidence = _tried_choice(form, names["confidence"], SCALE)
    support, wrong_support = _tried_choice(form, names["support"], SUPPORT)
    back, wrong_back = _tried_choice(form, names[LOOKING_BACK], SCALE)
    note, wrong_note = _tried(names["note"], lambda: read_text(form, names["note"]), None)
    not_in_role = importance == NOT_IN_ROLE
    rating = Rating(
        item=code,
        importance=None if importance is None or not_in_role else int(importance),
        confidence=None if confidence is None or not_in_role else int(confidence),
        looking_back=None if back is None or not_in_role else int(back),
        not_in_role=not_in_role,
        support=support,
        note=note,
    )
    return rating, [*wrong_importance, *wrong_confidence, *wrong_back, *wrong_support, *wrong_note]


def _tried_choice(form: Fields, field: str, options: Sequence[str]) -> tuple[str | None, list[FieldProblem]]:
    return _tried(field, lambda: read_choice(form, field, options), None)


def _read_fact(question: Question, form: Fields) -> tuple[str, ...]:
    if question.kind == "multiple":
        return read_choices(form, question.code, question)
    if question.kind == "number":
        value = read_number(form, question.code, question)
    elif question.kind == "text":
        value = read_text(form, question.code)
    else:
        value = read_choice(form, question.code, [option.code for option in question.options])
    return () if value is None else (value,)


def _tried(field: str, read: Callable[[], T], instead: T) -> tuple[T, list[FieldProblem]]:
    try:
        return read(), []
    except Unusable as error:
        return instead, [FieldProblem(field=field, message=str(error))]


def _unknown(form: Fields, known: set[str]) -> Iterator[FieldProblem]:
    for field in form:
        if field not in known:
            yield FieldProblem(field=field, message=say(UNKNOWN_FIELD, field=field[:60]))


def _ask(question: Question) -> str:
    return say(ASK.get(question.kind, CHOOSE), question=question.text)


def _above_limit(section: Section, facts: Mapping[str, tuple[str, ...]]) -> Iterator[FieldProblem]:
    """Numbers that exceed the number they are part of, such as leavers above starters."""
    for question in section.questions:
        limit = facts.get(question.no_more_than or "")
        number = facts.get(question.code)
        if limit and number and float(number[0]) > float(limit[0]):
            message = say(
                "Type {most} or fewer: this cannot be more than the number it is part of.", most=limit[0]
            )
            yield FieldProblem(field=question.code, message=message)
