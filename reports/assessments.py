"""An organisation's self-assessments as tables: scores, what each rule came to and why, and every point."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from frameworks.model import Framework
from frameworks.sections import score_titles
from mapping.cell import Cell, not_applicable
from mapping.scoring import Result, Scorecard, Shortfall
from reports.definitions import PROVENANCE
from reports.table import Column, Table
from reports.values import NOT_ANSWERED, number_cell

MEETS = {True: "Meets the rule", False: "Does not yet meet the rule"}
NO_RULE, NOTHING_YET = "There is no rule", "Nothing answered yet"


class Assessed(NamedTuple):
    """One framework with its scorecard and, by item code, the score and the evidence noted.

    `carried` says of a score that was carried and not confirmed where it came from.
    """

    framework: Framework
    card: Scorecard
    criteria: Mapping[str, tuple[int | None, str]]
    carried: Mapping[str, str] = MappingProxyType({})


def assessment_tables(assessments: Sequence[Assessed]) -> list[Table]:
    """Scores, results where a rule has any, and every point."""
    results = results_table(assessments)
    return [scores_table(assessments), *([results] if results.rows else []), criteria_table(assessments)]


def scores_table(assessments: Sequence[Assessed]) -> Table:
    """A row a framework: the score, the share, what its rule came to, and how official the rule is."""
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
            _outcome(each.card),
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
            Column(
                key="met", title="Rule", meaning="Whether the framework's rule is met, or the level reached."
            ),
            Column(key="provenance", title="Where the rule comes from", meaning="How official the rule is."),
        ),
        rows=rows,
        sentence=f"{met} of {len(rows)} self-assessments meet a rule.",
    )


def results_table(assessments: Sequence[Assessed]) -> Table:
    """A row a named result: what it came to, the points that make it so, and what the next level needs."""
    rows = tuple(
        (each.framework.short_title, result.title, result.words, *_reasons(result))
        for each in assessments
        for result in each.card.results
    )
    return Table(
        id="self-assessment-results",
        title="What the rules came to",
        subtitle="Every result of each framework's rule, and why",
        columns=(
            Column(key="framework", title="Framework", meaning="What you compared yourselves with."),
            Column(key="result", title="Result", meaning="One result of the rule."),
            Column(
                key="words", title="What it came to", meaning="Met, not yet met, not yet known, or a level."
            ),
            Column(key="why", title="What keeps it from being met", meaning="Every point that does."),
            Column(key="next", title="Next", meaning="The next level, where there is one."),
            Column(key="needs", title="What the next needs", meaning="Every point that stands in the way."),
        ),
        rows=rows,
        sentence=f"{len(rows)} results.",
    )


def criteria_table(assessments: Sequence[Assessed]) -> Table:
    """A row a criterion, with what its score means and what keeps each rule from being met."""
    rows: list[tuple[str | Cell, ...]] = []
    for each in assessments:
        reasons = {shortfall.code: shortfall.reason for shortfall in each.card.shortfalls}
        titles = score_titles(each.framework)
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
                    titles.get(score, str(score)) if score is not None else "Not answered",
                    reasons.get(item.code, ""),
                    evidence,
                    item.levels.get(score, "") if score is not None else "",
                    each.carried.get(item.code, ""),
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
            Column(key="score", title="Score", unit="count", meaning="On the framework's own scale."),
            Column(key="words", title="In words", meaning="The score in words."),
            Column(key="reason", title="Keeps the rule from being met", meaning="Why, where it does."),
            Column(key="evidence", title="Evidence", meaning="What a lead noted."),
            Column(
                key="level", title="What the score means here", meaning="The level's description, if any."
            ),
            Column(
                key="carried",
                title="Carried, not confirmed yet",
                meaning="Where a score was carried from, until a lead confirms it.",
            ),
        ),
        rows=tuple(rows),
        sentence=_points_words(assessments, len(rows)),
    )


def _points_words(assessments: Sequence[Assessed], points: int) -> str:
    waiting = sum(len(each.carried) for each in assessments)
    return f"{points} points." + (f" {waiting} carried and not confirmed yet." if waiting else "")


def _threshold(card: Scorecard) -> Cell:
    return not_applicable if card.threshold is None else number_cell(100 * card.threshold, "mean")


def _outcome(card: Scorecard) -> str:
    """What the result called `met` came to, else the last one."""
    if not card.results:
        return NO_RULE
    if not card.answered:
        return NOTHING_YET
    return _last(card) if card.met is None else MEETS[card.met]


def _last(card: Scorecard) -> str:
    return f"{card.results[-1].title}: {card.results[-1].words}"


def _reasons(result: Result) -> tuple[str, str, str]:
    step = result.next
    return _listed(result.shortfalls), step.title if step else "", _listed(step.needs) if step else ""


def _listed(shortfalls: Sequence[Shortfall]) -> str:
    return "\n".join(f"{each.code} {each.title}: {each.reason}" for each in shortfalls)


def _rule_words(framework: Framework) -> str:
    rule = framework.scoring
    if rule is None:
        return NO_RULE + "."
    return " ".join(part for part in (f"{PROVENANCE[rule.provenance]}.", rule.note or "") if part)
