"""Answers to plain questions: how many people, or organisations, chose each option."""

from collections.abc import Iterable, Sequence

from mapping.cell import Cell, not_applicable, not_available
from mapping.figures import Dimension, FactFigures, Part, ProvisionFigures, Release
from reports.groups import missing_cell, national_part, order, part_name, withheld_notes
from reports.table import Column, Table
from reports.wording import REGIONS, group_name, join_words, plural
from surveys.instrument import Instrument, Question, Section

QUESTION = Column(key="question", title="Question", meaning="The question as asked.")
ANSWER = Column(key="answer", title="Answer", meaning="One answer that could be chosen.")
SHARE = Column(
    key="share",
    title="Share",
    unit="percent",
    meaning="Those who chose the answer as a share of those who answered the question.",
)
NATION = "all"
AGREEING = ("Agree", "Strongly agree")
YES_NO = (("yes", "Yes"), ("no", "No"))


def facts_table(
    release: Release,
    instrument: Instrument,
    questions: Sequence[Question],
    *,
    id: str,
    title: str,
    headlines: Sequence[str] = (),
) -> Table:
    """National counts of people for each option of some questions, in the order asked.

    `headlines` are the codes of the questions its sentence is about; without any, the first.
    """
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
        sentence=_common_words(rows, _texts(questions, headlines)),
        notes=withheld_notes([part] if part else []),
        audience=instrument.audience,
    )


def provision_table(
    release: Release,
    instrument: Instrument,
    dimension: Dimension,
    *,
    id: str | None = None,
    sections: Sequence[Section] | None = None,
    headlines: Sequence[str] = (),
) -> Table:
    """What organisations provide: a row for each group, question and option of one dimension.

    The nation is one group and needs no column for it. `headlines` as in `facts_table`.
    """
    found = [figures for figures in release.provision if figures.dimension == dimension]
    groups = sorted({figures.code for figures in found}, key=lambda code: order(dimension, code))
    questions = [question for section in sections or instrument.sections for question in section.questions]
    rows = tuple(
        (group_name(dimension, code), question.text, label, *_provision_cells(figures))
        for code in groups
        for question in questions
        for label, figures in _answers(question, [one for one in found if one.code == code])
    )
    nation = dimension == "nation"
    place = () if nation else (Column(key="group", title="Place", meaning="The nation or region."),)
    return Table(
        id=id or f"provision-by-{dimension}",
        title="What organisations provide" if nation else f"What organisations provide, by {dimension}",
        subtitle=f"{release.time_point}: organisations, not people, that gave each answer",
        columns=(
            *place,
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
        rows=tuple(row[1:] for row in rows) if nation else rows,
        sentence=_common_words(rows, _texts(questions, headlines)),
        audience=instrument.audience,
    )


def provision_by_region(
    release: Release, instrument: Instrument, *, id: str = "provision-by-region"
) -> Table:
    """A row for each answer, and the share of organisations that gave it in the nation and each region."""
    places: list[tuple[Dimension, str]] = [("nation", NATION), *(("region", code) for code in REGIONS)]
    found = {(one.dimension, one.code, one.question, one.value): one.share for one in release.provision}
    rows: list[tuple[str | Cell, ...]] = []
    for question in (question for section in instrument.sections for question in section.questions):
        given = [value for _, _, asked, value in found if asked == question.code]
        for value, label in choices(question, given):
            cells = [found.get((*place, question.code, value), not_available) for place in places]
            if any(cell not in (not_available, not_applicable) for cell in cells):
                rows.append((question.text, label, *cells))
    names = [group_name(dimension, code) for dimension, code in places]
    seen = {at for row in rows for at, cell in enumerate(row) if isinstance(cell, Cell) and cell.shown}
    answered = [name for at, name in enumerate(names[1:], start=3) if at in seen]
    return Table(
        id=id,
        title="What organisations provide, by region",
        subtitle=f"{release.time_point}: share of organisations, not people, that gave each answer",
        columns=(
            QUESTION,
            ANSWER,
            *(
                SHARE.model_copy(
                    update={
                        "key": code,
                        "title": name,
                        "meaning": f"{name}. {SHARE.meaning}",
                        "measure": SHARE.key,
                        "group": (dimension, code),
                    }
                )
                for (dimension, code), name in zip(places, names, strict=True)
            ),
        ),
        rows=tuple(rows),
        sentence=(
            f"{plural(len(answered), 'region')} of {len(REGIONS)} can be shown: {join_words(answered)}."
            if answered
            else "No region can be shown yet."
        ),
        audience=instrument.audience,
    )


def answers_to(table: Table, question: Question) -> Table:
    """The rows of one question, titled with it, saying which answer was given most often."""
    at = table.position("question")
    rows = tuple(row for row in table.rows if row[at] == question.text)
    return table.model_copy(
        update={
            "id": f"{table.id}-{question.code}",
            "title": question.text,
            "rows": rows,
            "sentence": _most_often(rows),
        }
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


def _texts(questions: Sequence[Question], codes: Sequence[str]) -> list[str]:
    """The texts of the questions with these codes, in the order of the codes."""
    texts = {question.code: question.text for question in questions}
    return [texts[code] for code in codes if code in texts]


def _common_words(rows: Sequence[tuple[str | Cell, ...]], headlines: Sequence[str]) -> str:
    """What some questions were answered with most often, and how much of the table is not shown."""
    shown = [row for row in rows if _share_of(row) is not None]
    if not shown:
        return "None of these figures can be shown yet."
    answered = {row[-5] for row in shown}
    asked = [text for text in headlines if text in answered] or [str(shown[0][-5])]
    often = (f"{text} {_most_often([row for row in shown if row[-5] == text])}" for text in asked)
    hidden = len(rows) - len(shown)
    rest = f" {hidden} of {plural(len(rows), 'share')} cannot be shown." if hidden else ""
    return " ".join(often) + rest


def _most_often(rows: Sequence[tuple[str | Cell, ...]]) -> str:
    """Which answer was given most; of a statement people agree with or not, how many agree."""
    if words := _agreeing_words(rows):
        return words
    shares = {str(row[-4]): share for row in rows if (share := _share_of(row)) is not None}
    if not shares:
        return "None of these figures can be shown yet."
    highest = max(shares.values())
    named = [f"“{answer}”" for answer, share in shares.items() if share == highest]
    return f"Most often {join_words(named)} ({highest:.0f}%)."


def _agreeing_words(rows: Sequence[tuple[str | Cell, ...]]) -> str:
    """From the counts shown; empty when this is no such statement, or one of them is not shown."""
    agreeing = [row for row in rows if row[-4] in AGREEING]
    counts = [row[-2].value for row in agreeing if isinstance(row[-2], Cell) and row[-2].value is not None]
    n = agreeing[0][-3] if agreeing else None
    if len(counts) != len(AGREEING) or not isinstance(n, Cell) or not n.value:
        return ""
    return f"{min(100, 100 * sum(counts) / n.value):.0f}% agree or strongly agree."


def _share_of(row: tuple[str | Cell, ...]) -> float | None:
    share = row[-1]
    return share.value if isinstance(share, Cell) else None
