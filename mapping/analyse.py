"""Measures of every item in a file of answers (`DESIGN.md` 8), for its owner or for the public."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from mapping.answers_file import Answer
from mapping.cell import Cell
from mapping.contributors import withheld_reason
from mapping.measures import (
    mean,
    mean_gap,
    mean_weighted_discrepancy,
    need_count,
    quadrant,
    ranked_discrepancy,
    wilson_interval,
)
from mapping.protect import (
    interval_of,
    mean_of,
    protect_categories,
    protect_count,
    protect_people,
    score_of,
    share_of,
)

Audience = Literal["own", "public"]
FIGURES = (
    "n",
    "missing",
    "not_in_role",
    "mean_importance",
    "mean_confidence",
    "mean_gap",
    "need",
    "mwds",
    "rds",
    "quadrant",
    "need_share",
    "need_low",
    "need_high",
)


@dataclass
class Pairs:
    """One item's valid pairs, and how many answers were not pairs."""

    importance: list[int] = field(default_factory=list)
    confidence: list[int] = field(default_factory=list)
    missing: int = 0
    not_in_role: int = 0
    organisations: Counter[str] = field(default_factory=Counter)
    """Valid pairs by organisation."""
    asked: Counter[str] = field(default_factory=Counter)
    """Answers of any kind by organisation."""

    @property
    def n(self) -> int:
        """How many valid pairs."""
        return len(self.importance)


def analyse(answers: Sequence[Answer], *, audience: Audience = "own") -> dict[str, Any]:
    """`{"items": [...], "respondents": int, "refused": []}`: one entry an item, in order of first appearance.

    Not calculable is None. For the public audience counts are protected, everything else is made from the
    protected counts, what is hidden is None, and each item names what was `hidden`. A file that names
    several organisations is a group across organisations, and so is each item in it (S7).
    """
    items = group_pairs(answers)
    respondents = {answer.respondent: answer.organisation for answer in answers}
    if audience == "public":
        return _for_the_public(items, Counter(respondents.values()))
    figures = _with_quadrants([{"item": item, **_own(pairs)} for item, pairs in items.items()])
    return {"items": figures, "respondents": len(respondents), "refused": []}


def _for_the_public(items: Mapping[str, Pairs], respondents: Counter[str]) -> dict[str, Any]:
    across = len(respondents.keys() - {""}) > 1
    withheld = _leans(respondents, across=across)
    figures = []
    for item, pairs in items.items():
        leans = withheld or any(_leans(group, across=across) for group in (pairs.organisations, pairs.asked))
        figures.append({"item": item, **(dict.fromkeys(FIGURES) if leans else _public(pairs))})
    for entry in _with_quadrants(figures):
        entry["hidden"] = [name for name in FIGURES if entry[name] is None]
    people = None if withheld else _whole(protect_people(respondents.total()))
    return {"items": figures, "respondents": people, "refused": []}


def _leans(people: Mapping[str, int], *, across: bool) -> bool:
    """Whether too few organisations contribute, or mostly one does; nobody knows whose the unnamed are, so
    they count with the largest."""
    named = {name: number for name, number in people.items() if name}
    if named:
        named[max(named, key=lambda name: named[name])] += people.get("", 0)
    return withheld_reason(named, across=across) in {"too-few-organisations", "one-organisation-dominates"}


def group_pairs(answers: Iterable[Answer]) -> dict[str, Pairs]:
    """Answers gathered by item, in order of first appearance."""
    items: dict[str, Pairs] = {}
    for answer in answers:
        pairs = items.setdefault(answer.item, Pairs())
        pairs.asked[answer.organisation] += 1
        if answer.not_in_role:
            pairs.not_in_role += 1
        elif answer.importance is None or answer.confidence is None:
            pairs.missing += 1
        else:
            pairs.importance.append(answer.importance)
            pairs.confidence.append(answer.confidence)
            pairs.organisations[answer.organisation] += 1
    return items


def _own(pairs: Pairs) -> dict[str, Any]:
    need = need_count(pairs.importance, pairs.confidence)
    low, high = wilson_interval(need, pairs.n) or (None, None)
    return {
        "n": pairs.n,
        "missing": pairs.missing,
        "not_in_role": pairs.not_in_role,
        "mean_importance": mean(pairs.importance),
        "mean_confidence": mean(pairs.confidence),
        "mean_gap": mean_gap(pairs.importance, pairs.confidence),
        "need": need,
        "mwds": mean_weighted_discrepancy(pairs.importance, pairs.confidence),
        "rds": ranked_discrepancy(pairs.importance, pairs.confidence),
        "quadrant": None,
        "need_share": need / pairs.n if pairs.n else None,
        "need_low": low,
        "need_high": high,
    }


def _public(pairs: Pairs) -> dict[str, Any]:
    n = protect_people(pairs.n)
    asked = pairs.n + pairs.missing + pairs.not_in_role
    need_true = need_count(pairs.importance, pairs.confidence)
    over_true = sum(c > i for i, c in zip(pairs.importance, pairs.confidence, strict=True))
    ranks = protect_categories([need_true, over_true, pairs.n - need_true - over_true], pairs.n)
    need = protect_count(need_true, pairs.n)
    low, high = interval_of(need, n)
    importance, confidence = (
        mean_of(protect_categories([ratings.count(rating) for rating in range(1, 6)], pairs.n), n).value
        for ratings in (pairs.importance, pairs.confidence)
    )
    gap = None if importance is None or confidence is None else round(importance - confidence, 1)
    return {
        "n": _whole(n),
        "missing": _whole(protect_count(pairs.missing, asked)),
        "not_in_role": _whole(protect_count(pairs.not_in_role, asked)),
        "mean_importance": importance,
        "mean_confidence": confidence,
        "mean_gap": gap,
        "need": _whole(need),
        "mwds": None if gap is None or importance is None else round(gap * importance, 2),
        "rds": score_of(ranks[1], ranks[0], n).value,
        "quadrant": None,
        "need_share": _fraction(share_of(need, n)),
        "need_low": _fraction(low),
        "need_high": _fraction(high),
    }


def _with_quadrants(figures: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Crosshairs stand at the means over the items that have means."""
    rated = [entry for entry in figures if None not in (entry["mean_importance"], entry["mean_confidence"])]
    importance_at = mean([entry["mean_importance"] for entry in rated])
    confidence_at = mean([entry["mean_confidence"] for entry in rated])
    if importance_at is not None and confidence_at is not None:
        for entry in rated:
            entry["quadrant"] = quadrant(
                entry["mean_importance"],
                entry["mean_confidence"],
                importance_at=importance_at,
                confidence_at=confidence_at,
            )
    return figures


def _whole(cell: Cell) -> int | None:
    return None if cell.value is None else int(cell.value)


def _fraction(percent: Cell) -> float | None:
    return None if percent.value is None else percent.value / 100
