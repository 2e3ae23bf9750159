"""Staying and leaving: what people say they plan, beside published figures."""

import math
from collections.abc import Iterable

from mapping.association import people_of
from mapping.benchmark import Benchmark, BenchmarkFigure, newest_for
from mapping.cell import Cell, hidden, not_applicable, not_available
from mapping.figures import FactFigures, Part, Release
from mapping.policy import PERCENTAGE_BASE
from mapping.protect import interval_of, share_of
from reports.groups import missing_cell, national_part, part_name, withheld_notes
from reports.table import About, Column, Table
from surveys.instrument import Instrument, Question

PLANS = ("thinks-of-leaving", "expects-to-look", "leaves-when-found", "stays-in-radiography")
LEAVING = PLANS[:3]
"""The questions of the Staff Survey's sub-score, which all point the same way (`DOMAIN.md` 4.1)."""
AGREEING = ("agree", "strongly-agree")
AGREE, AGREE_CODE = "Agree or strongly agree", "agree-or-strongly-agree"
POINTS = {"strongly-disagree": 10.0, "disagree": 7.5, "neither": 5.0, "agree": 2.5, "strongly-agree": 0.0}
"""What each answer is worth, 0 to 10: more is better, so agreeing to leave is 0 (`DOMAIN.md` 4.1)."""
SUB_SCORE = "thinking-about-leaving"
ASK_FIRST = "How far do you agree? "

LOW = Column(
    key="low",
    title="Lower limit",
    unit="percent",
    meaning="Lower end of the 95% interval (Wilson) of the share.",
)
HIGH = Column(
    key="high",
    title="Upper limit",
    unit="percent",
    meaning="Upper end of the 95% interval (Wilson) of the share.",
)
N = Column(key="n", title="People who answered", unit="count", meaning="People who answered.")
WHAT_WE_ASK = (
    "Our questions are in our own words, and people here are new in a post in radiography, so the comparison is "
    "rough."
)


def statement(question: Question) -> str:
    """What people agree with or not, without the question in front and the full stop.

    >>> statement(Question(code="a", text="How far do you agree? I plan to stay.", kind="single"))
    'I plan to stay'
    """
    return question.text.removeprefix(ASK_FIRST).removesuffix(".")


def leaving_intentions(release: Release, instrument: Instrument, benchmarks: Iterable[Benchmark]) -> Table:
    """A row a statement: the share who agree, and the published share nearest to it with its year."""
    part, known = national_part(release, instrument.audience), list(benchmarks)
    asked = [question for code in PLANS if (question := instrument.question(code))]
    rows, words, notes = [], [], []
    for question in asked:
        found = newest_for(question.code, known)
        n, count, share, low, high = _agreement(question.code, part)
        rows.append(
            (statement(question), AGREE, n, count, share, low, high, _published(found), _named(found))
        )
        words.append(_agreement_words(question, share, found))
        notes += _benchmark_notes(found)
    return Table(
        id="leaving-intentions",
        title="Plans to stay or leave",
        subtitle=f"{part_name(part)}, {release.time_point}: preceptees who agree, beside published figures",
        columns=(
            Column(
                key="question", title="Statement", meaning="What people were asked how far they agree with."
            ),
            Column(key="answer", title="Answer", meaning="The answers put together."),
            N,
            Column(key="count", title="People who agree", unit="count", meaning="Those who agree, added up."),
            Column(
                key="share",
                title="Share who agree",
                unit="percent",
                meaning="Those who agree or strongly agree as a share of those who answered.",
            ),
            LOW,
            HIGH,
            Column(
                key="published",
                title="Published share (%)",
                unit="mean",
                meaning="The share of another survey, as published; not from anybody's answers here.",
            ),
            Column(
                key="published_in",
                title="Published in",
                meaning="The survey, its year and the question there.",
            ),
        ),
        rows=tuple(rows),
        sentence=" ".join(words),
        notes=(WHAT_WE_ASK, *dict.fromkeys(notes), *withheld_notes([part] if part else [])),
        audience=instrument.audience,
        about=tuple(About(audience=instrument.audience, item=q.code, answer=AGREE_CODE) for q in asked),
    )


def leaving_score(release: Release, instrument: Instrument) -> Table:
    """The leaving questions rescaled 0 to 10 as the Staff Survey does, and their mean."""
    part = national_part(release, instrument.audience)
    asked = [question for code in LEAVING if (question := instrument.question(code))]
    scores = [_score(question.code, part) for question in asked]
    shown = [score for score in scores if score is not None]
    whole = sum(shown) / len(shown) if len(shown) == len(LEAVING) else None
    empty = missing_cell(part) if part is None or part.group.withheld else hidden
    rows = [
        (statement(question), _agreement(question.code, part)[0], _score_cell(score, empty))
        for question, score in zip(asked, scores, strict=True)
    ]
    rows.append(("The three together", not_applicable, _score_cell(whole, empty)))
    sentence = (
        f"Together the three questions about leaving score {_score_cell(whole, empty).text} out of 10."
        if whole is not None
        else "The score of the three questions together cannot be shown."
    )
    return Table(
        id="leaving-score",
        title="Thinking about leaving, 0 to 10",
        subtitle=f"{part_name(part)}, {release.time_point}: preceptees; more is better, 10 is nobody thinks of leaving",
        columns=(
            Column(key="what", title="Statement", meaning="What people were asked how far they agree with."),
            N,
            Column(
                key="score",
                title="Score, 0 to 10",
                unit="mean",
                meaning="10 for strongly disagree, then 7.5, 5, 2.5, and 0 for strongly agree, averaged.",
            ),
        ),
        rows=tuple(rows),
        sentence=sentence,
        notes=(
            "A score is shown only when the number of people who gave each of the 5 answers is.",
            "The NHS Staff Survey scores such questions in this way, as far as we recall. That, and its published "
            "score, are not confirmed, so no score of it is shown.",
        ),
        audience=instrument.audience,
        about=tuple(
            About(audience=instrument.audience, item=code)
            for code in (*(question.code for question in asked), SUB_SCORE)
        ),
    )


def facts_of(part: Part | None, question: str) -> dict[str, FactFigures]:
    """A group's figures of one question by answer."""
    return {fact.value: fact for fact in (part.facts if part else ()) if fact.question == question}


def _agreement(code: str, part: Part | None) -> tuple[Cell, Cell, Cell, Cell, Cell]:
    """People who answered and who agree, the share and its limits, from published counts."""
    facts = facts_of(part, code)
    if not all(value in facts for value in AGREEING):
        return (missing_cell(part),) * 5
    n = facts[AGREEING[0]].n
    count = people_of(tuple(facts[value].count for value in AGREEING))
    return n, count, share_of(count, n), *interval_of(count, n)


def _score(code: str, part: Part | None) -> float | None:
    """The mean of the answers' points from their published counts; None unless every one is shown."""
    facts = facts_of(part, code)
    counts = {value: facts[value].count.value for value in POINTS if value in facts}
    people = sum(count or 0 for count in counts.values())
    if len(counts) < len(POINTS) or None in counts.values() or people < PERCENTAGE_BASE:
        return None
    return sum(POINTS[value] * (count or 0) for value, count in counts.items()) / people


def _score_cell(score: float | None, empty: Cell) -> Cell:
    if score is None:
        return empty
    rounded = math.floor(10 * score + 0.5) / 10
    return Cell(text=f"{rounded:.1f}", value=rounded)


def _published(found: tuple[Benchmark, BenchmarkFigure] | None) -> Cell:
    if found is None:
        return not_applicable
    share = found[1].share
    return not_available if share is None else Cell(text=f"{share:.1f}", value=share)


def _named(found: tuple[Benchmark, BenchmarkFigure] | None) -> str:
    if found is None:
        return "Nothing comparable"
    benchmark, figure = found
    confirmed = "" if figure.share is not None else ": not confirmed"
    return f"{benchmark.title} {benchmark.year}, {figure.item}{confirmed}"


def _benchmark_notes(found: tuple[Benchmark, BenchmarkFigure] | None) -> list[str]:
    if found is None:
        return []
    benchmark, figure = found
    about = f"{benchmark.title} {benchmark.year}: {benchmark.population}. Source: {benchmark.source}"
    if figure.share is None:
        return [about, f"{figure.item}, “{figure.gist}”: not confirmed. {figure.note}".strip()]
    return [about, f"{figure.item}, “{figure.gist}”. {figure.note}".strip()]


def _agreement_words(question: Question, share: Cell, found: tuple[Benchmark, BenchmarkFigure] | None) -> str:
    if not share.shown:
        return f"How many agree with “{statement(question)}” cannot be shown."
    beside = ""
    if found and found[1].share is not None:
        beside = f" In the {found[0].title} {found[0].year} it was {found[1].share:.1f}% of all staff who answered."
    return f"{share.text} agree with “{statement(question)}”.{beside}"
