"""The national reports of a release: which tables and charts there are, and in which order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.definitions import Definitions, followed_by
from mapping.attack.report import AttackReport
from mapping.cell import not_applicable
from mapping.figures import Dimension, Release
from mapping.lens import Lenses
from mapping.release import shown_share
from reports import charts
from reports.agreement import agreement_by_area, agreement_counts
from reports.charts import Chart
from reports.comparing import need_by_group, section_need_by_group
from reports.criteria import (
    assessed_frameworks,
    criteria_by_region,
    criteria_table,
    nothing_assessed,
)
from reports.elements import Kind, need_by_level, with_codes
from reports.evidence import evidence_table
from reports.facts import answers_to, facts_table, provision_by_region, provision_table
from reports.groups import national_part
from reports.leavers import starters_and_leavers
from reports.leaving import PLANS, leaving_intentions, leaving_score
from reports.leaving_association import leaving_by_support, leaving_differences
from reports.missing import WHO, rates_of, response_table
from reports.national_book import national_book
from reports.needs import need_by_area, need_by_section
from reports.participation import participation_table, taken_part_by
from reports.quadrant_chart import quadrant_points
from reports.quadrants import crosshair, importance_and_confidence
from reports.support import support_by_area, support_by_region
from reports.table import Table, column_cells
from reports.wording import join_words
from reports.workbook import build_workbook
from surveys.errors import NotFound
from surveys.instrument import Instrument, Option, Question

BINDING_LIMIT = Question(
    code="binding-limit",
    text="Which limit binds, worked out from the hours given",
    kind="single",
    options=(
        Option(code="time", label="Time: protected hours run out first"),
        Option(code="ratio", label="Ratio: two preceptees for each preceptor"),
        Option(code="equal", label="Both at once"),
        Option(code="not-eligible", label="Not eligible yet"),
        Option(code="not-trained", label="Not trained, or training out of date"),
        Option(code="not-willing", label="Not willing at present"),
    ),
)
PRINCIPLES = "hcpc-principles-2023"
LEVELS: tuple[Kind, ...] = ("principle", "element")
CAPACITY = ("protected-hours", "preceptees-now", "preceptees-possible")
CHARTED = ("offered", "named-preceptor", "preceptor-protected-hours", "preceptee-protected-hours")


@dataclass(frozen=True)
class Figure:
    """A table and, where they help, the charts made from it."""

    table: Table
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True)
class Report:
    """One page of the dashboard."""

    id: str
    title: str
    figures: tuple[Figure, ...]


class Sources:
    """A release with the definitions it was made from, and of the links just those it follows."""

    def __init__(self, release: Release, definitions: Definitions) -> None:
        self.release = release
        self.definitions = followed_by(release, definitions)

    def instrument(self, audience: str) -> Instrument:
        """The edition that was asked."""
        return self.definitions.instruments[self.release.instruments[audience]]


def reports_of(release: Release, definitions: Definitions) -> tuple[Report, ...]:
    """Every report, made once for each release: releases never change."""
    return _reports(Key(release, definitions))


class Key(Sources):
    """Sources that are the same whenever the release's content and number are."""

    def __hash__(self) -> int:
        return hash((self.release.number, self.release.content_hash))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Key) and (self.release.number, self.release.content_hash) == (
            other.release.number,
            other.release.content_hash,
        )


@lru_cache(maxsize=8)
def _reports(sources: Key) -> tuple[Report, ...]:
    return tuple(Report(id, title, tuple(make(sources))) for id, (title, make) in REPORTS.items())


def lenses_for(release: Release, definitions: Definitions) -> Lenses:
    """The lenses that read the questionnaires of a release, else the newest, to which the others were not asked."""
    every = [definitions.lenses[id] for id in sorted(definitions.lenses)]
    asked = set(release.instruments.values())
    fitting = [each for each in every if asked == {each.preceptee, each.preceptor, each.organisation}]
    return (fitting or every)[-1]


def all_tables(release: Release, definitions: Definitions) -> list[Table]:
    """Every table of every report, in order."""
    return [figure.table for report in reports_of(release, definitions) for figure in report.figures]


def all_charts(release: Release, definitions: Definitions) -> list[Chart]:
    """Every chart of every report, in order."""
    figures = (figure for report in reports_of(release, definitions) for figure in report.figures)
    return [chart for figure in figures for chart in figure.charts]


def national_workbook(
    release: Release,
    definitions: Definitions,
    *,
    attack: AttackReport | None = None,
    extra: Sequence[Table] = (),
) -> bytes:
    """The national workbook: the dashboard's tables, `extra` ones that were asked for, and the attack."""
    book = national_book(
        release,
        [*all_tables(release, definitions), *extra],
        frameworks=definitions.frameworks.values(),
        crosswalks=followed_by(release, definitions).crosswalks.values(),
        attack=attack,
    )
    return build_workbook(book)


def find_table(release: Release, definitions: Definitions, table_id: str) -> Table:
    """The table with this id. Raises NotFound."""
    found = next((table for table in all_tables(release, definitions) if table.id == table_id), None)
    if found is None:
        raise NotFound("There is no such table.")
    return found


def find_chart(release: Release, definitions: Definitions, chart_id: str) -> Chart:
    """The chart with this id. Raises NotFound."""
    found = next((chart for chart in all_charts(release, definitions) if chart.id == chart_id), None)
    if found is None:
        raise NotFound("There is no such chart.")
    return found


def usefulness(tables: Sequence[Table]) -> list[tuple[str, str]]:
    """Each table's title and the share of the cells that apply which are shown (SDC-24)."""
    lines = []
    for table in tables:
        shown, every = shown_share(cell for cell in table.cells() if cell != not_applicable)
        lines.append((table.title, f"{100 * shown // every}%" if every else "no figures"))
    return lines


def _needs(sources: Sources) -> list[Figure]:
    instrument = sources.instrument("preceptee")
    area = need_by_area(sources.release, instrument)
    section = need_by_section(sources.release, instrument)
    figures = [
        Figure(area, (_bars(area, "area"),)),
        Figure(section, (_bars(section, "section"),)),
    ]
    for crosswalk in sources.definitions.crosswalks.values():
        if crosswalk.origin == instrument.id and crosswalk.target == PRINCIPLES:
            framework = sources.definitions.frameworks[crosswalk.target]
            for kind in LEVELS:
                table = need_by_level(sources.release, instrument, framework, crosswalk, kind=kind)
                figures.append(Figure(table, (_bars(with_codes(table), "title"),)))
    return figures


def _by(dimension: Dimension) -> Callable[[Sources], list[Figure]]:
    def make(sources: Sources) -> list[Figure]:
        instrument = sources.instrument("preceptee")
        sections = section_need_by_group(sources.release, instrument, dimension)
        areas = need_by_group(sources.release, instrument, dimension)
        return [Figure(table, _beside_the_nation(table)) for table in (sections, areas)]

    return make


def _bars(table: Table, label: str) -> Chart:
    return charts.share_bars(table, label=label, share="need_share")


def _beside_the_nation(table: Table) -> tuple[Chart, ...]:
    """Charts of the nation and at most three groups each, so that series can be told apart (UX-22)."""
    keys = [column.key for column in table.columns if column.unit == "percent"]
    nation, *groups = [key for key in keys if any(cell.shown for cell in column_cells(table, key))] or [""]
    if not groups:
        return ()
    threes = [groups[start : start + 3] for start in range(0, len(groups), 3)]
    return tuple(
        charts.group_points(table, label=table.columns[0].key, groups=[nation, *three]).model_copy(
            update={
                "id": f"{table.id}-{number}",
                "title": _names(table, [nation, *three]),
            }
        )
        for number, three in enumerate(threes, start=1)
    )


def _names(table: Table, keys: Sequence[str]) -> str:
    return join_words(table.columns[table.position(key)].title for key in keys)


def _answer_charts(table: Table, instrument: Instrument, questions: Sequence[str]) -> tuple[Chart, ...]:
    """A chart for each of these questions that has a share to show."""
    tables = [answers_to(table, found) for code in questions if (found := instrument.question(code))]
    return tuple(
        charts.share_bars(each, label="answer", share="share")
        for each in tables
        if any(cell.shown for cell in column_cells(each, "share"))
    )


def _quadrants(sources: Sources) -> list[Figure]:
    instrument = sources.instrument("preceptee")
    table = importance_and_confidence(sources.release, instrument)
    cross = crosshair(national_part(sources.release, "preceptee"))
    lines = (cross.confident, cross.important) if cross else None
    chart = quadrant_points(
        table,
        label="item",
        across="confident_share",
        up="important_share",
        quadrant="quadrant",
        cross=lines,
    )
    return [Figure(table, (chart,))]


def _support(sources: Sources) -> list[Figure]:
    figures = []
    for audience in ("preceptee", "preceptor"):
        instrument = sources.instrument(audience)
        areas = support_by_area(sources.release, instrument)
        regions = support_by_region(sources.release, instrument)
        chart = charts.share_bars(areas, label="area", share="learning_share")
        figures += [Figure(areas, (chart,)), Figure(regions, _beside_the_nation(regions))]
    return figures


def _preceptors(sources: Sources) -> list[Figure]:
    instrument = sources.instrument("preceptor")
    area = need_by_area(sources.release, instrument, id="preceptor-need-by-area")
    region = need_by_group(sources.release, instrument, "region")
    capacity = next(section for section in instrument.sections if section.code == "capacity")
    questions = [question for question in capacity.questions if question.kind != "text"]
    facts = facts_table(
        sources.release,
        instrument,
        [*questions, BINDING_LIMIT],
        id="preceptor-capacity",
        title="Preceptors: capacity",
        headlines=(*CAPACITY, BINDING_LIMIT.code),
    )
    return [
        Figure(area, (_bars(area, "area"),)),
        Figure(region, _beside_the_nation(region)),
        Figure(facts, _answer_charts(facts, instrument, CAPACITY)),
    ]


def _agreement(sources: Sources) -> list[Figure]:
    instrument = sources.instrument("preceptee")
    table = agreement_by_area(sources.release, instrument)
    shown = any(cell.shown for cell in column_cells(table, "same_share"))
    bars = (charts.share_bars(table, label="area", share="same_share"),) if shown else ()
    return [Figure(table, bars), Figure(agreement_counts(sources.release, instrument))]


def _provision(sources: Sources) -> list[Figure]:
    instrument = sources.instrument("organisation")
    nation = provision_table(sources.release, instrument, "nation", headlines=CHARTED)
    return [
        Figure(nation, _answer_charts(nation, instrument, CHARTED)),
        Figure(provision_by_region(sources.release, instrument)),
    ]


def _assessments(sources: Sources) -> list[Figure]:
    frameworks = sources.definitions.frameworks
    figures = []
    for national in assessed_frameworks(sources.release):
        table = criteria_table(sources.release, frameworks, national)
        figures.append(Figure(table, _shown_bars(table, "criterion")))
        figures.append(Figure(criteria_by_region(sources.release, frameworks, national)))
    return figures or [Figure(nothing_assessed(sources.release))]


def _participation(sources: Sources) -> list[Figure]:
    around = tuple(one for one in sources.release.participation if one.dimension != "organisation")
    table = participation_table(sources.release.model_copy(update={"participation": around}))
    parts = [taken_part_by(table, audience) for audience in ("preceptee", "preceptor")]
    shown = [part for part in parts if any(cell.shown for cell in column_cells(part, "share"))]
    return [Figure(table, tuple(charts.share_bars(part, label="group", share="share") for part in shown))]


def _plans(sources: Sources) -> list[Figure]:
    instrument = sources.instrument("preceptee")
    sections = [section for section in instrument.sections if section.questions]
    questions = [
        question for section in sections for question in section.questions if question.kind != "text"
    ]
    table = facts_table(
        sources.release,
        instrument,
        questions,
        id="preceptee-answers",
        title="Preceptees: about them and plans",
        headlines=PLANS,
    )
    return [Figure(table, _answer_charts(table, instrument, PLANS))]


def _staying(sources: Sources) -> list[Figure]:
    instrument = sources.instrument("preceptee")
    plans = leaving_intentions(sources.release, instrument, sources.definitions.benchmarks.values())
    support = leaving_by_support(sources.release)
    leavers = starters_and_leavers(sources.release)
    return [
        Figure(plans, _shown_bars(plans, "question")),
        Figure(leaving_score(sources.release, instrument)),
        Figure(support, _shown_bars(support, "what")),
        Figure(leaving_differences(sources.release)),
        Figure(leavers, _shown_bars(leavers, "what")),
    ]


def _shown_bars(table: Table, label: str) -> tuple[Chart, ...]:
    """A chart of shares, where there is one to show."""
    if not any(cell.shown for cell in column_cells(table, "share")):
        return ()
    return (charts.share_bars(table, label=label, share="share"),)


def _missing(sources: Sources) -> list[Figure]:
    table = response_table(sources.release)
    parts = [part for audience in WHO if (part := rates_of(table, audience)).rows]
    drawn = (charts.share_bars(part, label="group", share="response_rate") for part in parts)
    return [Figure(table, tuple(drawn))]


def _evidence(sources: Sources) -> list[Figure]:
    return [Figure(evidence_table(sources.release, lenses_for(sources.release, sources.definitions)))]


Maker = Callable[[Sources], list[Figure]]
REPORTS: dict[str, tuple[str, Maker]] = {
    "evidence": ("Evidence for recommendations", _evidence),
    "need": ("Need by area and principle", _needs),
    "regions": ("Need by region", _by("region")),
    "pathways": ("Need by pathway", _by("pathway")),
    "stages": ("Need by months in post", _by("stage")),
    "quadrants": ("Importance beside confidence", _quadrants),
    "support": ("Learning or organisation?", _support),
    "preceptors": ("Preceptors: needs and capacity", _preceptors),
    "agreement": ("Where preceptees and preceptors agree", _agreement),
    "provision": ("Provision and protected time", _provision),
    "assessments": ("Self-assessments by criterion", _assessments),
    "staying": ("Staying and leaving", _staying),
    "participation": ("Participation", _participation),
    "missing": ("Who is missing", _missing),
    "answers": ("Who answered, and their plans", _plans),
}
