"""The sheets of a part: one for each section of provision, one for each framework."""

from collections.abc import Mapping

from frameworks.model import Framework, Item
from frameworks.sections import assessed_parts, score_titles
from frameworks.yaml_text import content_hash
from reports.definitions import PROVENANCE
from reports.pack.form import (
    PROVISION,
    YES,
    Answer,
    AnswerKind,
    Cell,
    Choice,
    Code,
    Fixed,
    PartAsked,
    Sheet,
    SheetColumn,
)
from reports.sheets.text import sheet_name
from surveys.fields import plain
from surveys.instrument import Instrument, Question, Section
from surveys.rating import LONGEST_TEXT

HIDDEN_CODE = SheetColumn(title="Code", width=24, hidden=True)


def provision_part(instrument: Instrument, *, revision: int, taken: set[str]) -> PartAsked:
    """An organisation's provision, a sheet a section. Sheet names are added to `taken`."""
    return PartAsked(
        id=PROVISION,
        title="Your provision",
        edition=instrument.id,
        hash=content_hash(instrument),
        revision=revision,
        sheets=tuple(_section_sheet(section, taken) for section in instrument.sections),
    )


def framework_part(
    framework: Framework, *, revision: int, taken: set[str], longest_evidence: int
) -> PartAsked:
    """A self-assessment, all on one sheet. Its name is added to `taken`."""
    return PartAsked(
        id=framework.id,
        title=f"Self-assessment: {framework.short_title}",
        note=framework.note or "",
        edition=framework.id,
        hash=content_hash(framework),
        revision=revision,
        sheets=(_framework_sheet(framework, taken, longest_evidence),),
    )


def _section_sheet(section: Section, taken: set[str]) -> Sheet:
    return Sheet(
        name=sheet_name(section.title, taken),
        title=section.title,
        intro=section.intro or "Answer what you can. You can leave a cell blank and come back to it.",
        columns=(
            SheetColumn(title="Question", width=58),
            SheetColumn(title="Your answer", width=36),
            SheetColumn(title="How to answer", width=46),
            HIDDEN_CODE,
        ),
        rows=tuple(row for question in section.questions for row in _question_rows(question)),
    )


def _question_rows(question: Question) -> list[tuple[Cell, ...]]:
    if question.kind != "multiple":
        return [
            (
                Fixed(text=question.text),
                _answer(question),
                Fixed(text=_how(question)),
                Code(text=question.code),
            )
        ]
    return [
        (
            Fixed(text=f"{question.text} {option.label}"),
            Answer(
                field=question.code,
                asks=f"{question.text} {option.label}",
                kind="tick",
                choices=(Choice(label=YES, value=option.code),),
            ),
            Fixed(text=" ".join(filter(None, ("Choose Yes, or leave it blank.", option.hint)))),
            Code(text=f"{question.code}/{option.code}"),
        )
        for option in question.options
    ]


def _answer(question: Question) -> Answer:
    kinds: Mapping[str, AnswerKind] = {"number": "number", "text": "text"}
    return Answer(
        field=question.code,
        asks=question.text,
        kind=kinds.get(question.kind, "choice"),
        choices=tuple(Choice(label=option.label, value=option.code) for option in question.options),
        minimum=question.minimum,
        maximum=question.maximum,
        whole=question.whole,
        longest=LONGEST_TEXT if question.kind == "text" else None,
    )


def _how(question: Question) -> str:
    return " ".join(filter(None, (_kind_words(question), question.hint)))


def _kind_words(question: Question) -> str:
    if question.kind == "text":
        return "Type your answer."
    if question.kind == "number":
        kind = "a whole number" if question.whole else "a number"
        bounds = (
            ""
            if question.minimum is None or question.maximum is None
            else (f" from {plain(question.minimum)} to {plain(question.maximum)}")
        )
        return f"Type {kind}{bounds}{f', in {question.unit}' if question.unit else ''}."
    return "Choose from the list in the cell."


def _framework_sheet(framework: Framework, taken: set[str], longest: int) -> Sheet:
    rows: list[tuple[Cell, ...]] = []
    blank = Fixed(text="")
    for part in assessed_parts(framework):
        heading: tuple[Cell, ...] = (
            Fixed(text=part.title, heading=True), blank, blank, blank, Code(text=part.code),
        )  # fmt: skip
        rows += [heading, *(_item_row(framework, item, longest) for item in part.items)]
    return Sheet(
        name=sheet_name(framework.short_title, taken),
        title=framework.title,
        intro="Score each point, and note what shows it. You can leave a cell blank and come back to it.",
        columns=(
            SheetColumn(title="Point", width=50),
            SheetColumn(title="Your score", width=26),
            SheetColumn(title="Evidence (optional)", width=44),
            SheetColumn(title="What scores mean", width=56),
            HIDDEN_CODE,
        ),
        rows=tuple(rows),
    )


def _item_row(framework: Framework, item: Item, longest: int) -> tuple[Cell, ...]:
    titles = score_titles(framework)
    marks = ["mandatory"] if item.mandatory else []
    marks += [PROVENANCE["working"].lower()] if item.provenance == "working" else []
    marked = f" ({', '.join(marks)})" if marks else ""
    meanings = [f"{score}: {item.levels.get(score, words)}" for score, words in titles.items()]
    return (
        Fixed(text=f"{item.code} {item.title}{marked}. {item.gist}"),
        Answer(
            field=item.code,
            asks=f"{item.title}: score",
            kind="choice",
            choices=tuple(
                Choice(label=f"{score}: {words}", value=str(score)) for score, words in titles.items()
            ),
        ),
        Answer(
            field=f"{item.code}-evidence",
            asks=f"{item.title}: evidence",
            kind="text",
            longest=longest,
        ),
        Fixed(text="\n".join(meanings)),
        Code(text=item.code),
    )
