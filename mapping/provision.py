"""What organisations offer: counts of organisations, which are not people, and of starters and leavers,
who are (`DOMAIN.md` 6.1; `DESIGN.md` 5)."""

from collections.abc import Mapping, Sequence

import pandas as pd

from mapping.cell import Cell, hidden, not_applicable
from mapping.contributors import withheld_reason
from mapping.figures import Dimension, ProvisionFigures
from mapping.parts import published_questions
from mapping.policy import MINIMUM_ORGANISATIONS
from mapping.protect import count_cell, percent_cell, protect_count, protect_people, share_of
from mapping.tally import frame_of, with_group
from surveys.counts import ProvisionAnswer
from surveys.instrument import Instrument

STAYERS = (("starters-12m", "leavers-12m-of-starters"), ("starters-24m", "leavers-24m-of-starters"))


def build_provision(
    answers: Sequence[ProvisionAnswer] | pd.DataFrame,
    instrument: Instrument,
    dimensions: Sequence[Dimension],
    bands: Mapping[str, Sequence[str]],
) -> tuple[ProvisionFigures, ...]:
    """Every published question for each group along each dimension."""
    frame = frame_of(answers, ProvisionAnswer)
    figures: list[ProvisionFigures] = []
    for dimension in dimensions:
        grouped = with_group(frame, dimension)
        for code in sorted(set(grouped["group"])):
            within = grouped[grouped["group"] == code]
            for question, values, _several in published_questions(instrument, bands):
                figures += _choices(within, dimension, code, question, values)
            for starters, leavers in STAYERS:
                figures += _leavers(within, dimension, code, starters, leavers)
    return tuple(figures)


def _choices(
    within: pd.DataFrame, dimension: Dimension, code: str, question: str, values: Sequence[str]
) -> list[ProvisionFigures]:
    answers = within[within["question"] == question]
    organisations = int(answers["organisation"].nunique())
    enough = organisations >= MINIMUM_ORGANISATIONS
    chosen = answers.groupby("value")["organisation"].nunique()
    return [
        ProvisionFigures(
            dimension=dimension,
            code=code,
            question=question,
            value=value,
            organisations=count_cell(organisations) if enough else hidden,
            count=count_cell(int(chosen.get(value, 0))) if enough else hidden,
            share=_share(int(chosen.get(value, 0)), organisations) if enough else hidden,
        )
        for value in values
    ]


def _leavers(
    within: pd.DataFrame, dimension: Dimension, code: str, starters: str, leavers: str
) -> list[ProvisionFigures]:
    numbers = within[within["question"].isin([starters, leavers])].pivot_table(
        index="organisation", columns="question", values="value", aggfunc="first"
    )
    both = numbers.dropna() if {starters, leavers} <= set(numbers.columns) else numbers.iloc[:0]
    enough = len(both) >= MINIMUM_ORGANISATIONS
    sizes = {str(name): int(float(value)) for name, value in both.get(starters, {}).items()}
    started = sum(sizes.values())
    left = sum(int(float(value)) for value in both.get(leavers, []))
    publishable = withheld_reason(sizes, across=True) is None
    people = protect_people(started) if publishable else hidden
    gone = protect_count(left, started) if publishable else hidden
    organisations = count_cell(len(both)) if enough else hidden

    def line(question: str, value: str, count: Cell, share: Cell) -> ProvisionFigures:
        return ProvisionFigures(
            dimension=dimension,
            code=code,
            question=question,
            value=value,
            organisations=organisations,
            count=count,
            share=share,
        )

    return [
        line(starters, "started", people, not_applicable),
        line(leavers, "left", gone, share_of(gone, people)),
    ]


def _share(part: int, whole: int) -> Cell:
    return percent_cell((200 * part + whole) // (2 * whole))
