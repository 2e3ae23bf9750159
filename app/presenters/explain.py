"""Where the figures of one row come from: formula, rule, what to use instead, and the release they are in."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, NamedTuple

from app.definitions import Definitions, followed_by
from app.national import Key, all_tables, reports_of
from app.presenters.explain_subject import counted_in, instrument_of, links_of, said_about
from app.subjects import NATION, FigureCell, Group, Subject, figures_of, subject_of
from mapping.cell import HIDDEN, Cell
from mapping.figures import Release
from mapping.support import support_in
from reports.formulas import Formula, formula_of
from reports.reasons import AGREEMENT, SUPPORT, figure_reason
from reports.table import Table
from reports.wording import group_name
from surveys.errors import NotFound
from surveys.tables import ReleaseRow

TITLES = {"need_share": "Share with a need", "share": "Share", "learning_share": "Chose learning"}
"""What a measure is called where the columns of its table are groups."""

NEAR = ("need_share", "share")
"""Shares that can be used in place of a figure that is not shown."""


WITHOUT_NEED = {"question", "criterion", "association", "taking part"}
"""Kinds whose shares are not of people with a need."""

LENS_AUDIENCES = {"need": "preceptee", "capacity": "preceptor", "provision": "organisation"}
"""Whom each lens looks at."""


class Instead(NamedTuple):
    """A figure that is shown and says something near to one that is not."""

    words: str
    text: str
    address: str


@dataclass(frozen=True)
class Explained:
    """One figure of the row: its column, its text, the rule, and what to use where it is not shown."""

    title: str
    text: str
    hidden: bool
    reason: str
    carried: str
    instead: tuple[Instead, ...]


@dataclass(frozen=True)
class Worked:
    """How one measure of the row is worked out."""

    title: str
    formula: Formula


@dataclass(frozen=True)
class Place:
    """A row of a table: where its explanation stands, and the row as read."""

    table: Table
    number: int
    row: tuple[str | Cell, ...]
    subject: Subject
    figures: tuple[FigureCell, ...]


class Explainer:
    """Every row of a release's tables, ready to be explained."""

    def __init__(self, release: Release, definitions: Definitions) -> None:
        self.release = release
        self.definitions = followed_by(release, definitions)
        self.places = [
            self._place(table, number, row)
            for table in all_tables(release, definitions)
            for number, row in enumerate(table.rows, start=1)
        ]
        self.shown = self._shown()

    def rows(self, table_id: str) -> list[Place]:
        """The rows of one table, from the top. Raises NotFound."""
        found = [place for place in self.places if place.table.id == table_id]
        if not found:
            raise NotFound("There is no such table, or it has no rows.")
        return found

    def row_context(self, row: ReleaseRow, table_id: str, number: int) -> dict[str, Any]:
        """Everything the page of one row says. Raises NotFound."""
        place = next((each for each in self.rows(table_id) if each.number == number), None)
        if place is None:
            raise NotFound("There is no such row in this table.")
        subject, groups = place.subject, list(dict.fromkeys(figure.group for figure in place.figures))
        return {
            "place": place,
            "name": row_name(place.table, place.row),
            "said": said_about(subject, self.release, self.definitions),
            "links": links_of(subject, self.release, self.definitions),
            "from_element": subject.kind == "element",
            "worked": worked(place),
            "counted": counted_in(subject, groups, self.release, self.definitions),
            "together": subject.kind in {"section", "element", "construct"},
            "counted_where": group_name(*(subject.group if subject.kind == "construct" else NATION)),
            "figures": [self._explained(place, figure) for figure in place.figures],
        } | self.table_context(row, place.table)

    def table_context(self, row: ReleaseRow, table: Table) -> dict[str, Any]:
        """What the page of a table, and of each of its rows, says of the release."""
        report = next(
            report
            for report in reports_of(self.release, self.definitions)
            if any(figure.table.id == table.id for figure in report.figures)
        )
        at = f"?release={self.release.number}"
        return {"table": table, "release": self.release, "row": row, "report": report, "at": at}

    def _place(self, table: Table, number: int, row: tuple[str | Cell, ...]) -> Place:
        subject = subject_of(table, row, release=self.release, definitions=self.definitions)
        return Place(table, number, row, subject, tuple(figures_of(table, row, subject)))

    def _shown(self) -> dict[tuple[str, Group, str | None, str | None], tuple[Place, str]]:
        """Shown shares by audience, group, item and answer, with the row each stands in."""
        return {
            (place.subject.audience, figure.group, place.subject.item, place.subject.answer): (
                place,
                figure.text,
            )
            for place in self.places
            for figure in place.figures
            if figure.measure in NEAR and isinstance(figure.entry, Cell) and figure.entry.shown
        }

    def _explained(self, place: Place, figure: FigureCell) -> Explained:
        # a share with a need says nothing of how far two views agree
        is_near = figure.measure not in AGREEMENT
        subject = _lens(place.subject, figure)
        part = self.release.part(subject.audience, *figure.group)
        reason = figure_reason(
            figure.entry,
            measure=figure.measure,
            kind=subject.kind,
            audience=subject.audience,
            group=figure.group,
            withheld=part.group.withheld if part else None,
            n=self._base(place, figure),
        )
        return Explained(
            title=figure.column.title,
            text=figure.text,
            hidden=figure.text == HIDDEN,
            reason=reason,
            carried=self._carried(subject, figure.group),
            instead=tuple(self._instead(subject, figure)) if figure.text == HIDDEN and is_near else (),
        )

    def _base(self, place: Place, figure: FigureCell) -> Cell | None:
        """The published number of people a figure is a share or a mean of, where the release tells it."""
        subject = place.subject
        part = self.release.part(subject.audience, *figure.group)
        if subject.kind == "area" and part and figure.measure in SUPPORT:
            found = support_in(part).get(subject.item or "")
            return found.n if found else None
        if subject.kind == "area" and part:
            return next((each.n for each in part.items if each.item == subject.item), None)
        if subject.kind == "question" and part:
            asked = (subject.item, subject.answer)
            return next((each.n for each in part.facts if (each.question, each.value) == asked), None)
        if subject.kind == "taking part":
            entry = place.row[place.table.position("handed_out")]
            return entry if isinstance(entry, Cell) else None
        return None

    def _carried(self, subject: Subject, group: Group) -> str:
        """That a group's figures stem from an earlier release, where they do."""
        if subject.kind == "taking part":
            lines = [one for one in self.release.participation if one.audience == subject.audience]
            of = next((one.as_of for one in lines if (one.dimension, one.code) == group), 0)
        elif subject.audience == "organisation":
            found = [one for one in self.release.provision if (one.dimension, one.code) == group]
            asked = (subject.item, subject.answer)
            of = next((one.as_of for one in found if (one.question, one.value) == asked), 0)
        else:
            part = self.release.part(subject.audience, *group)
            of = part.group.as_of if part else 0
        if not of:
            return ""
        return f"Carried over from release {of}: fewer than 10 people of this group had changed since then."

    def _instead(self, subject: Subject, figure: FigureCell) -> list[Instead]:
        """Shown shares that say something near: of the same row where this is another measure, of the section,
        of the nation, and of the section in the nation."""
        section = self._section(subject)
        tries = [
            (figure.group, subject.item, subject.answer) if figure.measure not in NEAR else None,
            (figure.group, section, None) if section else None,
            (NATION, subject.item, subject.answer) if figure.group != NATION else None,
            (NATION, section, None) if section else None,
        ]
        found: dict[str, Instead] = {}
        for group, item, answer in filter(None, tries):
            place, text = self.shown.get((subject.audience, group, item, answer), (None, ""))
            if place is None:
                continue
            where = "" if group == figure.group else f", {group_name(*group)}"
            words = f"{row_name(place.table, place.row)}{where}"
            with_a_need = "" if subject.kind in WITHOUT_NEED else " with a need"
            found.setdefault(words, Instead(words, text + with_a_need, address(place)))
        return list(found.values())

    def _section(self, subject: Subject) -> str | None:
        if subject.kind != "area":
            return None
        instrument = instrument_of(subject, self.release, self.definitions)
        return next(
            section.code
            for section in instrument.sections
            if any(item.code == subject.item for item in section.items)
        )


def explainer_of(release: Release, definitions: Definitions) -> Explainer:
    """Every row of a release, put together once: releases never change."""
    return _explainer(Key(release, definitions))


@lru_cache(maxsize=4)
def _explainer(key: Key) -> Explainer:
    return Explainer(key.release, key.definitions)


def worked(place: Place) -> list[Worked]:
    """How each measure of a row is worked out, once each."""
    found: dict[str, Worked] = {}
    for figure in place.figures:
        formula = formula_of(figure.measure, place.subject.kind, place.subject.audience)
        if formula:
            title = TITLES.get(figure.column.measure, figure.column.title)
            found.setdefault(figure.measure, Worked(title, formula))
    return list(found.values())


def _lens(subject: Subject, figure: FigureCell) -> Subject:
    """Of a construct, each figure is about those whom its lens looks at."""
    lens = figure.measure.removeprefix("lens_").partition("_")[0]
    if subject.kind != "construct" or lens not in LENS_AUDIENCES:
        return subject
    return replace(subject, audience=LENS_AUDIENCES[lens])


def row_name(table: Table, row: tuple[str | Cell, ...]) -> str:
    """What tells a row from the others of its table, as a person would say it."""
    names = ("question", "answer") if any(column.key == "question" for column in table.columns) else ()
    names = ("group", "audience") if any(column.key == "dimension" for column in table.columns) else names
    names = (
        ("criterion", "place")
        if {"criterion", "place"} <= {column.key for column in table.columns}
        else names
    )
    names = ("topic", "place") if any(column.key == "construct" for column in table.columns) else names
    named = names or (table.columns[0].key,)
    return ": ".join(str(row[table.position(key)]) for key in named).replace("?: ", "? ")


def address(place: Place) -> str:
    """Where a row is explained, without the release."""
    return f"/dashboard/explain/{place.table.id}/{place.number}"
