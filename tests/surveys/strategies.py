"""Any instrument that can be asked: for round trips through every file format."""

import string
from typing import get_args

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from surveys.instrument import (
    Audience,
    Instrument,
    Later,
    NeedItem,
    Option,
    Pathway,
    Question,
    QuestionKind,
    Section,
    SupportKind,
)
from surveys.rating import RATINGS, SUPPORT
from tests.frameworks.strategies import ids, maybe, texts

TRANSITIONS = ("newly-registered", "returner", "new-role")


@composite
def instruments(draw: DrawFn, *, text: SearchStrategy[str] | None = None) -> Instrument:
    """An instrument with no problem by `instrument_problems`; `text` gives its words."""
    words = texts() if text is None else text
    rated = draw(st.booleans())
    codes = draw(st.lists(_question_codes(), min_size=3, max_size=6, unique=True))
    sections = [*_limits(words, draw), *draw(_question_sections(words, codes))]
    if rated:
        sections += draw(_need_sections(words))
    return Instrument(
        id=draw(ids()),
        title=draw(words),
        edition=draw(words),
        audience=draw(st.sampled_from(get_args(Audience))),
        source=draw(words),
        languages=draw(st.sampled_from((("en",), ("en", "cy")))),
        importance=draw(_scale(words, tuple(map(str, RATINGS)))) if rated else (),
        confidence=draw(_scale(words, tuple(map(str, RATINGS)))) if rated else (),
        support=draw(_support(words)) if rated else (),
        sections=tuple(sections),
    )


def _question_codes() -> SearchStrategy[str]:
    rest = st.text(string.ascii_lowercase + string.digits + "-", max_size=6)
    return st.tuples(st.just("q"), rest).map("".join)


def _limits(words: SearchStrategy[str], draw: DrawFn) -> list[Section]:
    """The questions whose answers choose which items are asked."""
    questions = tuple(
        Question(
            code=code,
            text=draw(words),
            hint=draw(maybe(words)),
            kind="single",
            options=tuple(Option(code=each, label=draw(words)) for each in choices),
            required=draw(st.booleans()),
            later=draw(st.sampled_from(get_args(Later))),
        )
        for code, choices in (("pathway", get_args(Pathway)), ("transition", TRANSITIONS))
    )
    return [Section(code="about", title=draw(words), intro=draw(maybe(words)), questions=questions)]


@composite
def _question_sections(draw: DrawFn, words: SearchStrategy[str], codes: list[str]) -> list[Section]:
    half = draw(st.integers(1, len(codes)))
    sections = []
    for number, part in enumerate((codes[:half], codes[half:])):
        if part:
            asked = tuple(draw(_question(words, code)) for code in part)
            named = _with_limit(asked, limited=draw(st.booleans()))
            sections.append(Section(code=f"s{number}", title=draw(words), questions=named))
    return sections


def _with_limit(questions: tuple[Question, ...], *, limited: bool) -> tuple[Question, ...]:
    """The last number question may not exceed the first, where there are two."""
    numbers = [each.code for each in questions if each.kind == "number"]
    if len(numbers) < 2 or not limited:
        return questions
    return tuple(
        each.model_copy(update={"no_more_than": numbers[0]}) if each.code == numbers[-1] else each
        for each in questions
    )


@composite
def _question(draw: DrawFn, words: SearchStrategy[str], code: str) -> Question:
    kind = draw(st.sampled_from(get_args(QuestionKind)))
    least = draw(st.integers(-100, 100)) / 4
    is_number = kind == "number"
    return Question(
        code=code,
        text=draw(words),
        hint=draw(maybe(words)),
        kind=kind,
        options=draw(_options(words, kind)),
        required=draw(st.booleans()),
        minimum=least if is_number else None,
        maximum=least + draw(st.integers(1, 400)) / 4 if is_number else None,
        whole=draw(st.booleans()) if is_number else True,
        unit=draw(words) if is_number else None,
        no_more_than=None,
        later=draw(st.sampled_from(get_args(Later))),
    )


@composite
def _options(draw: DrawFn, words: SearchStrategy[str], kind: str) -> tuple[Option, ...]:
    if kind == "yes-no":
        codes = ["yes", "no"]
    elif kind in {"single", "multiple"}:
        free = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=4)
        codes = draw(st.lists(free, min_size=2, max_size=4, unique=True))
    else:
        codes = []
    exclusive = kind == "multiple" and draw(st.booleans())
    return tuple(
        Option(
            code=code, label=draw(words), hint=draw(maybe(words)), exclusive=exclusive and code == codes[-1]
        )
        for code in codes
    )


@composite
def _need_sections(draw: DrawFn, words: SearchStrategy[str]) -> list[Section]:
    numbers = draw(st.lists(st.integers(0, 99), min_size=1, max_size=5, unique=True))
    line = words.filter(lambda each: "\n" not in each)
    items = tuple(
        NeedItem(
            code=f"{draw(st.sampled_from('NP'))}{number:02}",
            text=draw(words),
            hint=draw(maybe(words)),
            pathways=tuple(draw(st.lists(st.sampled_from(get_args(Pathway)), max_size=2, unique=True))),
            transitions=tuple(draw(st.lists(st.sampled_from(TRANSITIONS), max_size=2, unique=True))),
            next_steps=tuple(draw(st.lists(line, max_size=2))),
            source_key=draw(maybe(words)),
        )
        for number in numbers
    )
    half = draw(st.integers(1, len(items)))
    return [
        Section(code=f"needs-{number}", title=draw(words), intro=draw(maybe(words)), items=part)
        for number, part in enumerate((items[:half], items[half:]))
        if part
    ]


@composite
def _scale(draw: DrawFn, words: SearchStrategy[str], codes: tuple[str, ...]) -> tuple[Option, ...]:
    return tuple(Option(code=code, label=draw(words), hint=draw(maybe(words))) for code in codes)


@composite
def _support(draw: DrawFn, words: SearchStrategy[str]) -> tuple[Option, ...]:
    return tuple(
        Option(code=code, label=draw(words), kind=draw(st.sampled_from(get_args(SupportKind))))
        for code in SUPPORT
    )
