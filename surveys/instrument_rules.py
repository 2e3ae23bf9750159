"""What an instrument must hold beyond its shape, so that it can be asked and its answers counted."""

from collections.abc import Iterator, Sequence

from frameworks.document import Loc
from frameworks.wording import refused_words
from surveys.instrument import Instrument, Option, Question, Section
from surveys.rating import RATINGS, SUPPORT

Wrong = tuple[Loc, str]

LIMITED_BY = ("pathway", "transition")


def instrument_problems(instrument: Instrument) -> Iterator[Wrong]:
    """Every place where the instrument breaks a rule, and how to put it right."""
    yield from _repeated_codes(instrument)
    if instrument.items:
        yield from _scales(instrument)
    for number, section in enumerate(instrument.sections):
        place: Loc = ("sections", number)
        yield from _section(section, place)
        yield from _limits(instrument, section, place)
    yield from _words(instrument.model_dump(), ())


def _repeated_codes(instrument: Instrument) -> Iterator[Wrong]:
    """Section codes are unique, and so are item and question codes together."""
    sections: set[str] = set()
    asked: set[str] = set()
    for number, section in enumerate(instrument.sections):
        place: Loc = ("sections", number)
        yield from _repeats([section.code], sections, (*place, "code"))
        for index, item in enumerate(section.items):
            yield from _repeats([item.code], asked, (*place, "items", index, "code"))
        for index, question in enumerate(section.questions):
            yield from _repeats([question.code], asked, (*place, "questions", index, "code"))


def _repeats(codes: Sequence[str], seen: set[str], place: Loc) -> Iterator[Wrong]:
    for code in codes:
        if code in seen:
            yield place, f"the code '{code}' is used twice; give each its own"
        seen.add(code)


def _scales(instrument: Instrument) -> Iterator[Wrong]:
    wanted = tuple(str(rating) for rating in RATINGS)
    for name, options, codes in (
        ("importance", instrument.importance, wanted),
        ("confidence", instrument.confidence, wanted),
        ("support", instrument.support, SUPPORT),
    ):
        if tuple(option.code for option in options) != codes:
            yield (name,), f"need items are rated on this scale, so its codes must be {', '.join(codes)}"
    for number, option in enumerate(instrument.support):
        if option.kind is None:
            yield ("support", number), "say what it answers to: kind: learning, or kind: organisation"


def _section(section: Section, place: Loc) -> Iterator[Wrong]:
    if bool(section.items) == bool(section.questions):
        yield place, "a section holds items or questions: one of the two, and not both"
    for number, question in enumerate(section.questions):
        yield from _question(question, section, (*place, "questions", number))


def _question(question: Question, section: Section, place: Loc) -> Iterator[Wrong]:
    codes = [option.code for option in question.options]
    if question.kind in {"single", "multiple"} and len(codes) < 2:
        yield place, f"a {question.kind} question needs at least two options"
    if question.kind == "yes-no" and codes != ["yes", "no"]:
        yield place, "a yes-no question has the options 'yes' and 'no'"
    if question.kind in {"number", "text"} and codes:
        yield (*place, "options"), f"a {question.kind} question has no options; take them out"
    yield from _options(question.options, place)
    if question.kind == "number":
        yield from _number(question, section, place)


def _options(options: tuple[Option, ...], place: Loc) -> Iterator[Wrong]:
    seen: set[str] = set()
    for number, option in enumerate(options):
        yield from _repeats([option.code], seen, (*place, "options", number, "code"))


def _number(question: Question, section: Section, place: Loc) -> Iterator[Wrong]:
    if question.minimum is None or question.maximum is None or question.unit is None:
        yield place, "a number question states minimum, maximum and unit"
    elif question.minimum >= question.maximum:
        yield (*place, "minimum"), "the minimum must be below the maximum"
    numbers = {other.code for other in section.questions if other.kind == "number"} - {question.code}
    if question.no_more_than is not None and question.no_more_than not in numbers:
        yield (*place, "no_more_than"), "must be the code of another number question in this section"


def _limits(instrument: Instrument, section: Section, place: Loc) -> Iterator[Wrong]:
    """Items may only be limited to pathways and transitions the instrument itself asks about."""
    for number, item in enumerate(section.items):
        for question, field, codes in zip(
            LIMITED_BY, ("pathways", "transitions"), (item.pathways, item.transitions), strict=True
        ):
            asked = instrument.question(question)
            known = {option.code for option in asked.options} if asked else set()
            for strange in sorted(set(codes) - known):
                message = f"'{strange}' is not an option of the question '{question}'"
                yield (*place, "items", number, field), message


def _words(value: object, place: Loc) -> Iterator[Wrong]:
    if isinstance(value, str):
        yield from ((place, sentence) for sentence in refused_words(value))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _words(inner, (*place, key))
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from _words(inner, (*place, number))
