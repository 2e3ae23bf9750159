"""The protected figures of each group of one audience along one dimension."""

from collections.abc import Mapping, Sequence
from typing import cast

import pandas as pd

from mapping.cell import Cell, hidden, not_applicable
from mapping.contributors import one_sided, withheld_reason
from mapping.derived import Derived
from mapping.figures import Dimension, FactFigures, Group, ItemFigures, Part
from mapping.protect import (
    interval_of,
    mean_of,
    protect_categories,
    protect_count,
    protect_options,
    protect_people,
    score_of,
    share_of,
)
from mapping.tally import RATINGS, item_counts, with_group
from surveys.instrument import Instrument, NeedItem

Counted = Mapping[str, int]
AskedQuestion = tuple[str, tuple[str, ...], bool]


def build_parts(
    *,
    audience: str,
    dimension: Dimension,
    instrument: Instrument,
    bands: Mapping[str, Sequence[str]],
    derived: Sequence[Derived],
    cells: pd.DataFrame,
    people: pd.DataFrame,
    facts: pd.DataFrame,
) -> list[Part]:
    """One part a group, by code. A group that is withheld has its reason and nothing else.

    `cells` is what `count_cells` made of the audience's ratings.
    """
    elsewhere = [each.question for each in derived if dimension not in each.dimensions]
    facts = facts[~facts["question"].isin(elsewhere)]
    sizes = with_group(people, dimension).groupby(["group", "organisation"])["people"].sum()
    counted = cast(dict[tuple[str, str], dict[str, int]], item_counts(cells, dimension).to_dict("index"))
    sums = with_group(facts, dimension).groupby(["group", "question", "value"])["people"].sum()
    chosen = cast(dict[tuple[str, str, str], int], sums.to_dict())
    leaning = _leaning(cells, facts, dimension) if dimension != "organisation" else set()
    questions = published_questions(instrument, bands) + [
        (each.question, each.values, False) for each in derived if dimension in each.dimensions
    ]
    parts = []
    for code in sorted(set(sizes.index.get_level_values("group"))):
        contributors = {str(name): int(size) for name, size in sizes[code].items()}
        reason = withheld_reason(contributors, across=dimension != "organisation")
        total = sum(contributors.values())
        group = Group(
            audience=audience,
            dimension=dimension,
            code=code,
            people=protect_people(total) if reason != "too-few-people" else hidden,
            withheld=reason,
        )
        if reason is not None:
            parts.append(Part(group=group.model_copy(update={"people": hidden})))
            continue
        items = tuple(
            _all_cells(item.code, hidden)
            if (code, item.code) in leaning
            else _item_figures(item, counted.get((code, item.code)), dimension, code)
            for item in instrument.items
        )
        figures = _facts(questions, chosen, code, total, leaning)
        parts.append(Part(group=group, items=items, facts=figures))
    return parts


def _leaning(cells: pd.DataFrame, facts: pd.DataFrame, dimension: Dimension) -> set[tuple[str, str]]:
    """(group, item or question) whose own people come from too few organisations, or mostly from one."""
    rated = with_group(cells, dimension)
    rated = rated.assign(asked=rated["n"] + rated["missing"] + rated["not_in_role"])
    by_item = rated.groupby(["group", "item", "organisation"])
    answered = with_group(facts, dimension).groupby(["group", "question", "organisation"])["people"].sum()
    found: set[tuple[str, str]] = set()
    for sizes in (by_item["n"].sum(), by_item["asked"].sum(), answered):
        found |= one_sided(cast(dict[tuple[str, str, str], int], sizes.to_dict()).items())
    return found


def _item_figures(item: NeedItem, counts: Counted | None, dimension: Dimension, code: str) -> ItemFigures:
    if dimension == "pathway" and item.pathways and code not in item.pathways:
        return _all_cells(item.code, not_applicable)
    if counts is None:
        return _all_cells(item.code, hidden)
    people = counts["n"]
    asked = people + counts["missing"] + counts["not_in_role"]
    n = protect_people(people)
    need, important, confident = (
        protect_count(counts[name], people) for name in ("need", "important", "confident")
    )
    ranks = protect_categories([counts[name] for name in ("need", "over", "tied")], people)
    low, high = interval_of(need, n)
    return ItemFigures(
        item=item.code,
        n=n,
        missing=protect_count(counts["missing"], asked),
        not_in_role=protect_count(counts["not_in_role"], asked),
        need=need,
        need_share=share_of(need, n),
        need_low=low,
        need_high=high,
        important=important,
        important_share=share_of(important, n),
        confident=confident,
        confident_share=share_of(confident, n),
        mean_importance=_mean(counts, "importance", n),
        mean_confidence=_mean(counts, "confidence", n),
        rds=score_of(ranks[1], ranks[0], n),
    )


def _mean(counts: Counted, scale: str, n: Cell) -> Cell:
    return mean_of(protect_categories([counts[f"{scale}_{rating}"] for rating in RATINGS], counts["n"]), n)


def _all_cells(item: str, cell: Cell) -> ItemFigures:
    return ItemFigures(item=item, **{name: cell for name in ItemFigures.model_fields if name != "item"})


def _facts(
    questions: Sequence[AskedQuestion],
    chosen: Mapping[tuple[str, str, str], int],
    code: str,
    people: int,
    leaning: set[tuple[str, str]],
) -> tuple[FactFigures, ...]:
    figures: list[FactFigures] = []
    for question, values, several in questions:
        if (code, question) in leaning:
            figures += [
                FactFigures(
                    question=question, value=value, n=hidden, count=hidden, share=hidden, several=several
                )
                for value in values
            ]
            continue
        counts = [int(chosen.get((code, question, value), 0)) for value in values]
        base = people if several else sum(counts)
        n = protect_people(base)
        cells = (
            tuple(protect_count(count, base) for count in counts)
            if several
            else protect_options(counts, base)
        )
        figures += [
            FactFigures(
                question=question, value=value, n=n, count=cell, share=share_of(cell, n), several=several
            )
            for value, cell in zip(values, cells, strict=True)
        ]
    return tuple(figures)


def published_questions(instrument: Instrument, bands: Mapping[str, Sequence[str]]) -> list[AskedQuestion]:
    """(code, values, whether several may be chosen) of each question that a release counts."""
    found: list[AskedQuestion] = []
    for question in instrument.questions:
        if question.code in bands:
            found.append((question.code, tuple(bands[question.code]), False))
        elif question.options:
            values = tuple(option.code for option in question.options)
            found.append((question.code, values, question.kind == "multiple"))
        elif question.kind == "yes-no":
            found.append((question.code, ("yes", "no"), False))
    asked = {code for code, _, _ in found}
    if instrument.audience == "preceptor" and "binding-limit" in bands and "binding-limit" not in asked:
        found.append(("binding-limit", tuple(bands["binding-limit"]), False))
    return found
