"""An organisation's own workbook: what its leads entered, and its protected figures beside others'."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from frameworks.model import Framework
from mapping.cell import Cell, not_applicable
from mapping.crosswalk import Crosswalk
from mapping.scoring import Scorecard
from reports.definitions import PROVENANCE, crosswalk_table, frameworks_table
from reports.native_charts import NativeChart
from reports.organisation import need_id
from reports.table import Column, Table
from reports.values import NOT_ANSWERED, number_cell
from reports.wording import AUDIENCES, RULES
from reports.workbook import Book

SCORES = {0: "Not in place", 1: "Partly in place", 2: "In place"}
MET = {True: "Meets the rule", False: "Does not yet meet the rule"}
NO_RULE, NOTHING_YET = "There is no rule", "Nothing answered yet"
NO_FIGURES = "No figures have been released yet, so this workbook holds only what your leads entered."


class Entered(NamedTuple):
    """One thing a lead entered, in words."""

    part: str
    question: str
    answer: str


class Assessed(NamedTuple):
    """One framework with its scorecard and, by item code, the score and the evidence noted."""

    framework: Framework
    card: Scorecard
    criteria: Mapping[str, tuple[int | None, str]]


def organisation_book(
    *,
    name: str,
    code: str,
    time_point: str,
    made_on: date,
    provision: Table,
    assessments: Sequence[Assessed],
    capacity: Sequence[Table],
    figures: Sequence[Table],
    figures_from: str,
    sample: bool,
    frameworks: Iterable[Framework] = (),
    crosswalks: Iterable[Crosswalk] = (),
) -> Book:
    """The book. `figures_from` says which release the figures come from, or that there is none."""
    tables = [provision]
    if assessments:
        tables += [scores_table(assessments), criteria_table(assessments)]
    tables += [*capacity, *figures, frameworks_table(frameworks), crosswalk_table(crosswalks)]
    ids = {table.id for table in tables}
    charts = (
        NativeChart(table="capacity-by-month", kind="line", label="month", values=("active", "supply")),
        *(
            NativeChart(table=table.id, kind="bar", label="area", values=("own", "region", "nation"))
            for table in figures
            if table.id in map(need_id, AUDIENCES)
        ),
    )
    return Book(
        title=f"Preceptorship in radiography: {name}",
        subject="Your organisation's provision, self-assessment, capacity and protected figures",
        about=(
            ("Organisation", f"{name} ({code})"),
            ("Time point", time_point),
            ("Made on", made_on.strftime("%-d %B %Y")),
            ("Figures", figures_from),
            ("What your leads entered", "Provision, self-assessments and capacity are shown as entered."),
            ("What people answered", "Only groups, never one person, and small numbers are hidden."),
            (
                "Confidence, not competence",
                "People were asked about importance, confidence and support only.",
            ),
        ),
        notes=(
            *(("Rule", rule) for rule in RULES),
            ("Need", "A person has a need in an area they rated less confident than important."),
            ("Working draft", "An item we wrote ourselves until the official text is loaded. Not official."),
        ),
        tables=tuple(tables),
        charts=tuple(chart for chart in charts if chart.table in ids),
        made_on=made_on,
        sample=sample,
    )


def entered_table(rows: Iterable[Entered], *, id: str, title: str, subtitle: str) -> Table:
    """What leads entered, a row an answer."""
    found = tuple(tuple(row) for row in rows)
    return Table(
        id=id,
        title=title,
        subtitle=subtitle,
        columns=(
            Column(key="part", title="Part", meaning="The part of the form."),
            Column(key="question", title="Question", meaning="The question as asked."),
            Column(key="answer", title="Answer", meaning="What a lead answered."),
        ),
        rows=found,
        sentence=f"{len(found)} questions.",
    )


def scores_table(assessments: Sequence[Assessed]) -> Table:
    """A row a framework: the score, the share, whether its rule is met, and how official the rule is."""
    rows = tuple(
        (
            each.framework.title,
            number_cell(each.card.total, "count"),
            number_cell(each.card.possible, "count"),
            number_cell(100 * each.card.share, "mean"),
            _threshold(each.card),
            number_cell(each.card.mandatory_met, "count"),
            number_cell(each.card.mandatory, "count"),
            number_cell(each.card.answered, "count"),
            number_cell(each.card.asked, "count"),
            _met_words(each.card),
            _rule_words(each.framework),
        )
        for each in assessments
    )
    met = sum(each.card.met is True for each in assessments)
    return Table(
        id="self-assessment-scores",
        title="Self-assessment scores",
        subtitle="What your leads scored, added up; points not answered count as 0",
        columns=(
            Column(key="framework", title="Framework", meaning="What you compared yourselves with."),
            Column(key="total", title="Score", unit="count", meaning="The scores added up."),
            Column(key="possible", title="Highest possible", unit="count", meaning="All points in place."),
            Column(key="share", title="Share, out of 100", unit="mean", meaning="Score out of the highest."),
            Column(key="threshold", title="Share the rule asks for", unit="mean", meaning="At least this."),
            Column(
                key="mandatory_met", title="Mandatory in place", unit="count", meaning="As the rule asks."
            ),
            Column(key="mandatory", title="Mandatory", unit="count", meaning="Points the rule must have."),
            Column(key="answered", title="Answered", unit="count", meaning="Points with a score."),
            Column(key="asked", title="Asked", unit="count", meaning="Points there are."),
            Column(key="met", title="Rule", meaning="Whether the framework's rule is met."),
            Column(key="provenance", title="Where the rule comes from", meaning="How official the rule is."),
        ),
        rows=rows,
        sentence=f"{met} of {len(rows)} self-assessments meet a rule.",
    )


def criteria_table(assessments: Sequence[Assessed]) -> Table:
    """A row a criterion, with what keeps each rule from being met."""
    rows: list[tuple[str | Cell, ...]] = []
    for each in assessments:
        reasons = {shortfall.code: shortfall.reason for shortfall in each.card.shortfalls}
        for item in each.framework.assessable:
            score, evidence = each.criteria.get(item.code, (None, ""))
            rows.append(
                (
                    each.framework.short_title,
                    item.code,
                    item.title,
                    item.gist,
                    "Yes" if item.mandatory else "No",
                    PROVENANCE[item.provenance],
                    number_cell(score, "count", empty=NOT_ANSWERED),
                    SCORES[score] if score is not None else "Not answered",
                    reasons.get(item.code, ""),
                    evidence,
                )
            )
    return Table(
        id="self-assessment-criteria",
        title="Self-assessment point by point",
        subtitle="What your leads scored each point, and the evidence they noted",
        columns=(
            Column(key="framework", title="Framework", meaning="What you compared yourselves with."),
            Column(key="code", title="Code", meaning="The point's code."),
            Column(key="title", title="Title", meaning="The point in short."),
            Column(key="gist", title="In our own words", meaning="What the point asks for."),
            Column(key="mandatory", title="Mandatory", meaning="Whether the rule needs this point."),
            Column(key="provenance", title="Provenance", meaning="Published, paraphrased or a draft."),
            Column(key="score", title="Score", unit="count", meaning="0, 1 or 2."),
            Column(key="words", title="In words", meaning="The score in words."),
            Column(key="reason", title="Keeps the rule from being met", meaning="Why, where it does."),
            Column(key="evidence", title="Evidence", meaning="What a lead noted."),
        ),
        rows=tuple(rows),
        sentence=f"{len(rows)} points.",
    )


def _threshold(card: Scorecard) -> Cell:
    return not_applicable if card.threshold is None else number_cell(100 * card.threshold, "mean")


def _met_words(card: Scorecard) -> str:
    if card.threshold is None:
        return NO_RULE
    return NOTHING_YET if card.met is None else MET[card.met]


def _rule_words(framework: Framework) -> str:
    rule = framework.scoring
    if rule is None:
        return NO_RULE + "."
    return " ".join(part for part in (f"{PROVENANCE[rule.provenance]}.", rule.note or "") if part)
