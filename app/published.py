"""A release as one document: every figure of the tables people see, one a row, for the API and `release show`."""

from collections.abc import Iterable
from datetime import date

from app.definitions import Definitions
from app.subjects import FigureCell, Subject, figures_of, subject_of
from frameworks.model import Frozen
from mapping import policy
from mapping.attack.report import AttackReport, ScenarioResult
from mapping.cell import Cell
from mapping.figures import Release
from reports.table import Table
from reports.wording import SPOKEN
from surveys.tables import ReleaseRow

Value = int | float | str | None


class PublishedRow(Frozen):
    """One figure.

    `group` says whom it is about: `audience` (preceptee, preceptor, organisation, or all of them) with one of `nation`,
    `region`, `pathway`, `stage` or `organisation`, and `answer` where it counts those who gave an answer.
    `item` is the code of the need area, section, framework element or question, or `criterion:` with a framework's
    id and a code; null is for all areas, or for taking part. `text` is what every page prints; `value` is null where
    the figure is not shown.
    """

    group: dict[str, str]
    item: str | None
    measure: str
    value: Value
    text: str


class PublishedTable(Frozen):
    """One table. `dimensions` names everything its rows' groups are described by."""

    id: str
    title: str
    dimensions: tuple[str, ...]
    rows: tuple[PublishedRow, ...]


class PublishedRules(Frozen):
    """The numbers that decided what is shown; percentages are 0 to 100."""

    version: str
    minimum_group: int
    hide_up_to: int
    round_to: int
    percentage_base: int
    minimum_organisations: int
    largest_share_percent: float
    two_largest_share_percent: float
    minimum_changed: int


class PublishedAttack(Frozen):
    """The attack on the release, with the earlier releases it was attacked together with.

    `hidden` is how many figures were hidden so that no other can be worked out. Which ones is not told:
    knowing it would say that theirs are not small. `determinable` counts what could be worked out because
    of this release, `inherited` what could be before it.
    """

    together_with: tuple[int, ...]
    content_hash: str
    questions: int
    scenarios: tuple[ScenarioResult, ...]
    hidden: int
    determinable: int
    inherited: int = 0


class PublishedRelease(Frozen):
    """A release as far as its reader may read it. `approved_at` is null while it waits, `attack` where
    there was none.
    """

    id: int
    survey: str
    approved_at: date | None
    made_on: date
    sample: bool
    content_hash: str
    code_version: str
    rules: PublishedRules
    tables: tuple[PublishedTable, ...]
    attack: PublishedAttack | None


def publish(
    release: Release,
    row: ReleaseRow,
    tables: Iterable[Table],
    *,
    attack: AttackReport | None,
    definitions: Definitions,
) -> PublishedRelease:
    """The document of these tables of a release."""
    return PublishedRelease(
        id=release.number,
        survey=release.time_point,
        approved_at=row.decided_on if row.state == "approved" else None,
        made_on=release.made_on,
        sample=release.sample,
        content_hash=row.content_hash,
        code_version=release.code_version,
        rules=rules_of(release),
        tables=tuple(_table(table, release, definitions) for table in tables),
        attack=_attack(attack) if attack else None,
    )


def rules_of(release: Release) -> PublishedRules:
    """The rules a release was made under, each number from where it is decided."""
    return PublishedRules(
        version=release.rules,
        minimum_group=policy.MINIMUM_GROUP,
        hide_up_to=policy.HIDE_UP_TO,
        round_to=policy.ROUND_TO,
        percentage_base=policy.PERCENTAGE_BASE,
        minimum_organisations=policy.MINIMUM_ORGANISATIONS,
        largest_share_percent=_percent(policy.LARGEST_SHARE),
        two_largest_share_percent=_percent(policy.TWO_LARGEST_SHARE),
        minimum_changed=policy.MINIMUM_CHANGED,
    )


def _attack(report: AttackReport) -> PublishedAttack:
    return PublishedAttack(
        together_with=report.together_with,
        content_hash=report.content_hash,
        questions=report.questions,
        scenarios=report.scenarios,
        hidden=len(report.hidden),
        determinable=report.determinable,
        inherited=report.inherited,
    )


def _table(table: Table, release: Release, definitions: Definitions) -> PublishedTable:
    rows = []
    for row in table.rows:
        subject = subject_of(table, row, release=release, definitions=definitions)
        rows += [_row(figure, subject) for figure in figures_of(table, row, subject)]
    dimensions = dict.fromkeys(name for row in rows for name in row.group)
    return PublishedTable(id=table.id, title=table.title, dimensions=tuple(dimensions), rows=tuple(rows))


def _row(figure: FigureCell, subject: Subject) -> PublishedRow:
    dimension, code = figure.group
    answer = {} if subject.answer is None else {"answer": subject.answer}
    return PublishedRow(
        group={"audience": subject.audience, dimension: code, **answer},
        item=subject.item,
        measure=figure.measure,
        value=_value(figure.entry),
        text=figure.text,
    )


def _value(entry: Cell | str) -> Value:
    if isinstance(entry, str):
        return None if entry in SPOKEN else entry
    if entry.value is not None and entry.value.is_integer():
        return int(entry.value)
    return entry.value


def _percent(share: tuple[int, int]) -> float:
    part, whole = share
    return 100 * part / whole
