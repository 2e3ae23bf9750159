"""A respondent's own answers and profile as a workbook of their own. Nothing in it is about anyone else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from frameworks.language import say, say_count
from reports.native_charts import NativeChart
from reports.table import Column, Table
from reports.workbook import Book


@dataclass(frozen=True)
class OwnNeed:
    """One need as its owner reads it: in words, with next steps and what it speaks to."""

    code: str
    text: str
    words: str
    support: str
    note: str
    steps: tuple[str, ...]
    elements: tuple[str, ...]
    kind: str = ""


def personal_book(
    *,
    title: str,
    time_point: str,
    instrument: str,
    profile: Table,
    needs: Sequence[OwnNeed],
    extra: Sequence[Table] = (),
    sentences: Sequence[str] = (),
    sample: bool,
) -> Book:
    """The book: the ratings, the needs with next steps, and any further tables."""
    return Book(
        title=title,
        subject=say("Your own ratings and needs. Only you have this file"),
        about=(
            (say("Time point"), time_point),
            (say("Questionnaire"), instrument),
            *((say("In words"), sentence) for sentence in sentences),
            (say("Who sees this"), say("Nobody but you, unless you show it to somebody.")),
            (
                say("Confidence, not competence"),
                say("You rated importance and confidence. Nobody has marked you."),
            ),
        ),
        notes=((say("Need"), say("An area you rated less confident than important.")),),
        tables=(profile, needs_table(needs), *extra),
        charts=(
            NativeChart(
                table=profile.id, kind="bar", label="area", values=("importance", "confidence"), highest=5
            ),
        ),
        made_on=date(2026, 1, 1),
        sample=sample,
    )


def needs_table(needs: Sequence[OwnNeed]) -> Table:
    """A row for each next step of each need, strongest first, with room to plan."""
    rows = tuple(
        (
            need.text,
            str(rank),
            need.words,
            need.support,
            need.kind,
            step,
            "; ".join(need.elements),
            need.note if index == 0 else "",
            "",
            "",
        )
        for rank, need in enumerate(needs, start=1)
        for index, step in enumerate(need.steps or ("",))
    )
    names = (
        ("area", say("Area"), say("What you rated.")),
        ("rank", say("Rank"), say("1 is the strongest need.")),
        ("words", say("In words"), say("What the gap says.")),
        ("support", say("Support you would like"), say("The support you chose.")),
        (
            "kind",
            say("What it calls for"),
            say("Learning, or a change by your organisation, by the support you chose."),
        ),
        ("step", say("You could"), say("A suggested next step.")),
        ("elements", say("Speaks to"), say("Parts of the HCPC principles it speaks to.")),
        ("note", say("Your note"), say("What you wrote for yourself.")),
        ("who", say("Who will help"), say("For you to fill in.")),
        ("when", say("By when"), say("For you to fill in.")),
    )
    return Table(
        id="needs",
        title=say("Needs and next steps"),
        subtitle=say("Strongest needs first"),
        columns=tuple(Column(key=key, title=title, meaning=meaning) for key, title, meaning in names),
        rows=rows,
        sentence=say_count("{count} need.", "{count} needs.", len(needs)),
    )
