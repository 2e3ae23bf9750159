"""Answers to plain questions: how many people, or organisations, chose each option."""

from collections.abc import Iterable, Sequence

from mapping.cell import Cell
from mapping.figures import Dimension, FactFigures, Part, ProvisionFigures, Release
from reports.groups import missing_cell, national_part, order, part_name, withheld_notes
from reports.table import Column, Table
from reports.wording import group_name, plural
from surveys.instrument import Instrument, Question, Section

QUESTION = Column(key="question", title="Question", meaning="The question as asked.")
ANSWER = Column(key="answer", title="Answer", meaning="One answer that could be chosen.")
SHARE = Column(
    key="share",
    title="Share",
    unit="percent",
    meaning="Those who chose the answer as a share of those who answered the question.",
)
YES_NO = (("yes", "Yes"), ("no", "No"))


def facts_table(
    release: Release, instrument: Instrument, questions: Sequence[Question], *, id: str, title: str
) -> Table:
    """National counts of people for each option of some questions, in the order asked."""
    part = national_part(release, instrument.audience)
    found = {(fact.question, fact.value): fact for fact in (part.facts if part else ())}
    rows = tuple(
        (question.text, label, *_fact_cells(found.get((question.code, value)), part))
        for question in questions
        for value, label in choices(question, [v for q, v in found if q == question.code])
    )
    return Table(
        id=id,
        title=title,
        subtitle=f"{part_name(part)}, {release.time_point}: people who chose each answer",
        columns=(
            QUESTION,
            ANSWER,
            Column(key="n", title="People who answered", unit="count", meaning="People who answered."),
            Column(key="count", title="People", unit="count", meaning="People who chose the answer."),
            SHARE,
        ),
        rows=rows,
        sentence=_common_words(rows),
        notes=withheld_notes([part] if part else []),
    )


def provision_table(
    release: Release,
    instrument: Instrument,
    dimension: Dimension,
    *,
    id: str | None = None,
    sections: Sequence[Section] | None = None,
) -> Table:
    """What organisations provide: a row for each group, question and option of one dimension."""
    found = [figures for figures in release.provision if figures.dimension == dimension]
    groups = sorted({figures.code for figures in found}, key=lambda code: order(dimension, code))
    questions = [question for section in sections or instrument.sections for question in section.questions]
    rows = tuple(
        (group_name(dimension, code), question.text, label, *_provision_cells(figures))
        for code in groups
        for question in questions
        for label, figures in _answers(question, [one for one in found if one.code == code])
    )
    return Table(
        id=id or f"provision-by-{dimension}",
        title=f"What organisations provide, by {dimension}",
        subtitle=f"{release.time_point}: organisations, not people, that gave each answer",
        columns=(
            Column(key="group", title="Place", meaning="The nation or region."),
            QUESTION,
            ANSWER,
            Column(
                key="organisations",
                title="Organisations that answered",
                unit="count",
                meaning="Organisations that answered the question.",
            ),
            Column(key="count", title="Organisations", unit="count", meaning="Those that gave the answer."),
            SHARE,
        ),
        rows=rows,
        sentence=(
            f"Answers from organisations in {plural(len(groups), 'place')} to "
            f"{plural(len({row[1] for row in rows}), 'question')} about what they provide."
        ),
    )


def choices(question: Question, found: Iterable[str]) -> list[tuple[str, str]]:
    """The answers a question can have and their words; codes not among its options keep their place last."""
    known = [(option.code, option.label) for option in question.options]
    if question.kind == "yes-no" and not known:
        known = list(YES_NO)
    codes = {code for code, _ in known}
    return known + [
        (value, value.replace("-", " ").capitalize()) for value in dict.fromkeys(found) if value not in codes
    ]


def _answers(question: Question, figures: list[ProvisionFigures]) -> list[tuple[str, ProvisionFigures]]:
    found = {one.value: one for one in figures if one.question == question.code}
    return [(label, found[value]) for value, label in choices(question, found) if value in found]


def _fact_cells(fact: FactFigures | None, part: Part | None) -> tuple[Cell, Cell, Cell]:
    if fact is None:
        return (missing_cell(part),) * 3
    return (fact.n, fact.count, fact.share)


def _provision_cells(figures: ProvisionFigures) -> tuple[Cell, Cell, Cell]:
    return (figures.organisations, figures.count, figures.share)


def _common_words(rows: tuple[tuple[str | Cell, ...], ...]) -> str:
    shown = [row for row in rows if isinstance(row[-1], Cell) and row[-1].shown]
    if not shown:
        return "None of these figures can be shown yet."
    return f"{len(shown)} of {plural(len(rows), 'share')} can be shown."
