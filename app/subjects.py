"""What each row and column of a published table is about: the thing counted, and the group of people."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from app.definitions import Definitions
from app.national import BINDING_LIMIT
from mapping.assessments import criterion_of
from mapping.cell import Cell
from mapping.figures import Dimension, Release
from mapping.leaving import is_leaving_by
from reports.evidence import EVERYONE
from reports.facts import choices
from reports.table import About, Column, Table
from reports.wording import AUDIENCES, DIMENSIONS, group_name
from surveys.instrument import Instrument, Question

Kind = Literal[
    "area",
    "section",
    "element",
    "question",
    "criterion",
    "association",
    "construct",
    "taking part",
    "response",
]
Group = tuple[Dimension, str]
NATION: Group = ("nation", "all")
LEVELS = ("need_level", "capacity_level", "provision_level")
RESULTS = ("based_on", "quadrant", "support", "action", *LEVELS)
"""Columns of text that say something about the figures, and so are published figures themselves."""


@dataclass(frozen=True)
class Subject:
    """What a row is about. `item` is the code of a need area, section, framework element, question, criterion or
    construct.

    A row over all need areas has the kind `section` and no item; one about response has none either. `answer`
    is a question's option, or a sector that response is about.
    """

    kind: Kind
    audience: str
    item: str | None = None
    answer: str | None = None
    group: Group = NATION


@dataclass(frozen=True)
class FigureCell:
    """One published figure: `entry` stands in `column` of a row, about `group`."""

    column: Column
    entry: Cell | str
    group: Group

    @property
    def measure(self) -> str:
        """The name of what is figured, whichever way round the table is."""
        return self.column.measure or self.column.key

    @property
    def text(self) -> str:
        """What every reader sees."""
        return self.entry if isinstance(self.entry, str) else self.entry.text


def subject_of(
    table: Table, row: tuple[str | Cell, ...], *, release: Release, definitions: Definitions
) -> Subject:
    """What one row of a national or an organisation's table is about."""
    words = {
        column.key: entry
        for column, entry in zip(table.columns, row, strict=True)
        if isinstance(entry, str) and column.unit == "text"
    }
    if table.about:
        return _said_by(table.about[table.rows.index(row)])
    if not table.audience:
        return _taking_part(words, release)
    instrument = definitions.instruments[release.instruments[table.audience]]
    if "item" in words:
        return Subject("area", table.audience, words["item"])
    if "code" in words:
        return Subject("element", table.audience, words["code"])
    if "question" in words:
        question = asked(instrument, words["question"])
        answer = _answer(question, words["answer"], _values(release, question.code))
        return Subject("question", table.audience, question.code, answer)
    titles = {section.title: section.code for section in instrument.sections}
    return Subject("section", table.audience, titles.get(words["section"]))


def figures_of(table: Table, row: tuple[str | Cell, ...], subject: Subject) -> list[FigureCell]:
    """The published figures of one row, from the left."""
    return [
        FigureCell(column, entry, column.group or subject.group)
        for column, entry in zip(table.columns, row, strict=True)
        if isinstance(entry, Cell) or column.key in RESULTS
    ]


def _said_by(about: About) -> Subject:
    """What a table says itself that a row is about."""
    kind: Kind = "question"
    if about.audience == EVERYONE:
        kind = "construct"
    elif about.item is None:
        kind = "response"
    elif criterion_of(about.item):
        kind = "criterion"
    elif is_leaving_by(about.item):
        kind = "association"
    return Subject(kind, about.audience, about.item, about.answer, about.group)


def asked(instrument: Instrument, text: str) -> Question:
    """The question with this text, or the one that is worked out at submission."""
    known = [*instrument.questions, BINDING_LIMIT]
    return next(question for question in known if question.text == text)


def _answer(question: Question, label: str, values: Iterable[str]) -> str:
    return next(value for value, words in choices(question, values) if words == label)


def _values(release: Release, question: str) -> list[str]:
    """The answers to a question that a release counts, which are bands where numbers were asked."""
    counted = [fact.value for part in release.parts for fact in part.facts if fact.question == question]
    provided = [one.value for one in release.provision if one.question == question]
    return [*dict.fromkeys(counted + provided)]


def _taking_part(words: dict[str, str], release: Release) -> Subject:
    """The group and audience a row of participation names; a lead's own organisation has its name there."""
    found = next(
        one
        for one in release.participation
        if AUDIENCES.get(one.audience, one.audience) == words["audience"]
        and DIMENSIONS[one.dimension] == words["dimension"]
        and (one.dimension == "organisation" or group_name(one.dimension, one.code) == words["group"])
    )
    return Subject("taking part", found.audience, group=(found.dimension, found.code))
