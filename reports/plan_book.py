"""A preceptee's learning plan as a workbook of their own. Nothing in it is about anyone else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reports.table import Column, Table
from reports.values import number_cell
from reports.wording import plural
from reports.workbook import Book


@dataclass(frozen=True)
class PlannedAction:
    """One action in words; `ratings` are how its need was rated each time."""

    aim: str
    need: str
    state: str
    support: str
    who: str
    due: str
    kind: str
    evidence: str
    reflection: str
    ratings: tuple[str, ...] = ()


@dataclass(frozen=True)
class HeldMeeting:
    """One meeting in words, with who confirmed it as it stands."""

    title: str
    held: str
    notes: str
    agreed: str
    by_preceptee: str
    by_preceptor: str


@dataclass(frozen=True)
class Place:
    """One place to learn from, for one need of the plan."""

    need: str
    title: str
    publisher: str
    purpose: str
    address: str


def plan_book(
    *,
    sentences: Sequence[str],
    actions: Sequence[PlannedAction],
    meetings: Sequence[HeldMeeting],
    kinds: Sequence[str],
    places: Sequence[Place],
    cpd_source: str,
    made_on: date,
    sample: bool,
) -> Book:
    """The book: actions, meetings, kinds of learning, and places to learn from."""
    return Book(
        title="My learning plan",
        subject="Your own actions and meetings. Only you have this file",
        about=(
            ("Made on", made_on.strftime("%-d %B %Y")),
            *(("In words", sentence) for sentence in sentences),
            ("Who sees this", "Nobody but you, unless you show it to somebody or share your plan with them."),
            ("Do not name", "Patients or colleagues. A role is enough."),
            ("Confidence, not competence", "A plan is yours. Nobody marks it."),
        ),
        notes=(
            ("Kind of learning", f"The types of learning activity that the HCPC names: {cpd_source}"),
            (
                "Confirmed",
                "That person confirmed the record as it stands. A change asks them to confirm again.",
            ),
            ("Ratings", "Importance and confidence from 1 (low) to 5 (high), as you rated them each time."),
        ),
        tables=(
            actions_table(actions),
            reflections_table(actions),
            meetings_table(meetings),
            kinds_table(actions, kinds),
            places_table(places),
        ),
        made_on=made_on,
        sample=sample,
    )


def actions_table(actions: Sequence[PlannedAction]) -> Table:
    """A row an action, in its owner's order."""
    columns = (
        ("aim", "What you want to be able to do", "In your own words."),
        ("state", "How far it is", "Planned, done or dropped."),
        ("support", "Support that would help", "The support you chose."),
        ("who", "Who will help", "As you wrote it."),
        ("due", "By when", "The day you gave."),
        ("kind", "Kind of learning", "One of the types of learning activity that the HCPC names."),
    )
    return Table(
        id="actions",
        title="Actions",
        subtitle="In your own order",
        columns=_columns(columns),
        rows=tuple((each.aim, each.state, each.support, each.who, each.due, each.kind) for each in actions),
        sentence=f"{plural(len(actions), 'action')}.",
    )


def reflections_table(actions: Sequence[PlannedAction]) -> Table:
    """Where each action comes from and what came of it: need, ratings, evidence, reflection."""
    columns = (
        ("aim", "What you want to be able to do", "In your own words."),
        ("need", "Need it starts from", "The area you rated, if the action starts from one."),
        ("ratings", "How you rated it", "Importance and confidence at each time you submitted."),
        ("evidence", "What will show it", "As you wrote it."),
        ("reflection", "Reflection", "As you wrote it."),
    )
    return Table(
        id="reflections",
        title="Evidence and reflections",
        subtitle="In your own order",
        columns=_columns(columns),
        rows=tuple(
            (each.aim, each.need, "; ".join(each.ratings), each.evidence, each.reflection) for each in actions
        ),
        sentence=f"{plural(sum(bool(each.reflection) for each in actions), 'reflection')} so far.",
    )


def meetings_table(meetings: Sequence[HeldMeeting]) -> Table:
    """A row a meeting, the earliest first."""
    columns = (
        ("meeting", "Meeting", "First, along the way, or last."),
        ("held", "Date", "The day you gave."),
        ("notes", "What you talked about", "As you wrote it."),
        ("agreed", "What you agreed", "As you wrote it."),
        ("preceptee", "Preceptee", "Whether you confirmed the record as it stands."),
        ("preceptor", "Preceptor", "Whether your preceptor confirmed the record as it stands."),
    )
    return Table(
        id="meetings",
        title="Meetings",
        subtitle="The earliest first",
        columns=_columns(columns),
        rows=tuple(
            (each.title, each.held, each.notes, each.agreed, each.by_preceptee, each.by_preceptor)
            for each in meetings
        ),
        sentence=f"{plural(len(meetings), 'meeting')}.",
    )


def kinds_table(actions: Sequence[PlannedAction], kinds: Sequence[str]) -> Table:
    """How many actions are of each kind of learning, dropped ones left out."""
    kept = [each for each in actions if each.state != "Dropped"]
    rows = tuple(
        (
            kind,
            number_cell(sum(each.kind == kind for each in kept), "count"),
            number_cell(sum(each.kind == kind and each.state == "Done" for each in kept), "count"),
        )
        for kind in kinds
    )
    used = sum(any(each.kind == kind for each in kept) for kind in kinds)
    return Table(
        id="kinds",
        title="Kinds of learning",
        subtitle="Actions you have not dropped",
        columns=(
            Column(
                key="kind", title="Kind of learning", meaning="A type of learning activity the HCPC names."
            ),
            Column(
                key="actions", title="Actions", unit="count", meaning="Planned and done actions of this kind."
            ),
            Column(key="done", title="Done", unit="count", meaning="Those of them that are done."),
        ),
        rows=rows,
        sentence=f"Your actions have {plural(used, 'kind')} of learning.",
    )


def places_table(places: Sequence[Place]) -> Table:
    """A row a place to learn from and need."""
    columns = (
        ("need", "Need", "The area it is for."),
        ("title", "Title", "What it is called."),
        ("publisher", "Publisher", "Who made it."),
        ("purpose", "What it is for", "In our own words."),
        ("address", "Address", "Type or copy it into a browser."),
    )
    return Table(
        id="places",
        title="Places to learn from",
        subtitle="Public pages for the needs in your plan",
        columns=_columns(columns),
        rows=tuple((each.need, each.title, each.publisher, each.purpose, each.address) for each in places),
        sentence=f"{plural(len(places), 'place')} to learn from.",
    )


def _columns(named: Sequence[tuple[str, str, str]]) -> tuple[Column, ...]:
    return tuple(Column(key=key, title=title, meaning=meaning) for key, title, meaning in named)
