"""What an organisation provides beside what others in its region and the nation provide."""

from collections.abc import Mapping, Sequence

from mapping.cell import Cell, hidden, not_applicable, not_available
from mapping.figures import Dimension, ProvisionFigures, Release
from mapping.policy import MINIMUM_ORGANISATIONS
from reports.facts import ANSWER, NATION, QUESTION, SHARE, choices
from reports.table import Column, Table
from reports.wording import group_name
from surveys.instrument import Instrument, Question

Facts = Mapping[str, Sequence[str]]
Shares = Mapping[tuple[Dimension, str, str, str], Cell]
NOT_PROVIDED = "Not provided"
OTHERS_NOTE = f"A share is shown only where at least {MINIMUM_ORGANISATIONS} other organisations answered."


def provision_compared(
    release: Release, instrument: Instrument, *, own: Facts, name: str, region: str | None
) -> Table:
    """A row an answer: whether it is the own one, and the share of organisations that gave it.

    `own` holds the own answers by question code, numbers already in the bands a release counts. Who knows
    their own answer could take it away from a share, so at least three others must have answered too.
    """
    shares: Shares = {
        (one.dimension, one.code, one.question, one.value): _safe_beside_own(one) for one in release.provision
    }
    rows = tuple(
        row
        for question in instrument.questions
        for row in _rows(question, shares, own=own, region=region)
        if any(cell not in (not_available, not_applicable) for cell in row[3:])
    )
    return Table(
        id="provision-compared",
        title=f"What {name} provides beside others",
        subtitle=f"{release.time_point}: share of organisations, not people, that gave each answer",
        columns=(
            QUESTION,
            ANSWER,
            Column(key="own", title="Your answer", meaning="Whether your organisation gave this answer."),
            _column("region", group_name("region", region) if region else "Region", ("region", region or "")),
            _column("nation", group_name("nation", NATION), ("nation", NATION)),
        ),
        rows=rows,
        sentence=_sentence(rows),
        notes=(OTHERS_NOTE,),
        audience=instrument.audience,
    )


def _rows(
    question: Question, shares: Shares, *, own: Facts, region: str | None
) -> list[tuple[str | Cell, ...]]:
    given = [value for _, _, asked, value in shares if asked == question.code]
    return [
        (
            question.text,
            label,
            _own(question, own, value),
            shares.get(("region", region or "", question.code, value), not_available),
            shares.get(("nation", NATION, question.code, value), not_available),
        )
        for value, label in choices(question, given)
    ]


def _safe_beside_own(figures: ProvisionFigures) -> Cell:
    others = (figures.organisations.value or 0) - 1
    return hidden if figures.share.shown and others < MINIMUM_ORGANISATIONS else figures.share


def _own(question: Question, own: Facts, value: str) -> str:
    """Yes or No; of leavers, how many of the starters they are part of."""
    given = own.get(question.code, ())
    if not given:
        return NOT_PROVIDED
    if question.no_more_than:
        return f"{given[0]} of {next(iter(own.get(question.no_more_than, ())), 'unknown')}"
    return "Yes" if value in given else "No"


def _column(key: str, title: str, group: tuple[Dimension, str]) -> Column:
    return Column(
        key=key,
        title=title,
        unit="percent",
        meaning=f"{title}. {SHARE.meaning}",
        measure=SHARE.key,
        group=group,
    )


def _sentence(rows: Sequence[tuple[str | Cell, ...]]) -> str:
    """How many of the own answers are also what most organisations in the nation answer."""
    yes = [row[4] for row in rows if row[2] == "Yes"]
    shown = [cell.value for cell in yes if isinstance(cell, Cell) and cell.value is not None]
    if not shown:
        return "Nothing can be compared yet."
    common = sum(share > 50 for share in shown)
    return f"{len(shown)} of your answers can be compared: more than half of organisations gave {common} of them."
