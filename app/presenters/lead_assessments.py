"""A self-assessment as pages show it: frameworks, headings, criteria, and what the score is short of."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import ceil
from typing import Any, NamedTuple

from app.place import Place
from app.presenters.lead_tasks import assessment_status, is_over, progress, task
from frameworks.model import Framework, Item
from mapping.scoring import Scorecard
from surveys.self_assessments import LONGEST_EVIDENCE
from surveys.store.self_assessments import Saved

SCORES = {0: "Not in place", 1: "Partly in place", 2: "In place"}
WHO_READS = "Leads in your organisation can read this. Do not name patients or colleagues."


class ShortfallRow(NamedTuple):
    """A criterion that keeps the rule from being met, and where to change it."""

    code: str
    title: str
    reason: str
    address: str


def framework_rows(
    place: Place, frameworks: Sequence[Framework], saved: Mapping[str, Saved]
) -> list[dict[str, Any]]:
    """A task list line for each framework."""
    return [
        task(
            framework.title,
            place.address(f"/lead/assessments/{framework.id}"),
            status=assessment_status(framework, saved[framework.id]),
            hint=progress(framework, saved[framework.id]),
        )
        for framework in sorted(frameworks, key=is_over)
    ]


def heading_tasks(place: Place, framework: Framework, saved: Saved) -> list[dict[str, Any]]:
    """A task list line for each heading that has criteria."""
    lines = []
    for heading in framework.children(None):
        items = [item for item in framework.children(heading.code) if item.assessable]
        given = sum(
            saved.criteria[item.code].score is not None for item in items if item.code in saved.criteria
        )
        status = "Completed" if given == len(items) else "Incomplete" if given else "Not started"
        address = place.address(f"/lead/assessments/{framework.id}/{heading.code}")
        if items:
            lines.append(
                task(heading.title, address, status=status, hint=f"{given} of {len(items)} answered")
            )
    return lines


def criterion_fields(
    framework: Framework, item: Item, typed: Mapping[str, Sequence[str]], problems: Mapping[str, str]
) -> dict[str, Any]:
    """One criterion: stacked radios and a box for the evidence, as NHS macros take them."""
    evidence, chosen = f"{item.code}-evidence", _first(typed, item.code)
    return {
        "item": item,
        "score": {
            "name": item.code,
            "idPrefix": item.code,
            "fieldset": {
                "legend": {"text": item.gist, "classes": "nhsuk-fieldset__legend--s"},
            },
            "items": [
                {"value": str(score), "text": f"{score}: {words}", "checked": chosen == str(score)}
                for score, words in scores_of(framework).items()
            ]
            + [{"divider": "or"}, {"value": "", "text": "Not agreed yet", "checked": not chosen}],
            "errorMessage": _error(problems, item.code),
        },
        "evidence": {
            "id": evidence,
            "name": evidence,
            "rows": 3,
            "label": {"text": f"Evidence: {item.title} (optional)"},
            "hint": {"text": f"{WHO_READS} At most {LONGEST_EVIDENCE} characters."},
            "value": _first(typed, evidence),
            "errorMessage": _error(problems, evidence),
        },
        "working": item.provenance == "working",
        "address": f"/frameworks/{framework.id}/{item.code}",
    }


def scores_of(framework: Framework) -> dict[int, str]:
    """Each score with its words: those of the framework's rule where it has one."""
    return framework.scoring.scores if framework.scoring else SCORES


def criterion_names(items: Sequence[Item]) -> dict[str, str]:
    """What people read for each field of these criteria."""
    return {
        field: name
        for item in items
        for field, name in ((item.code, item.title), (f"{item.code}-evidence", f"Evidence: {item.title}"))
    }


def typed_criteria(saved: Saved) -> dict[str, list[str]]:
    """Saved criteria as the form fields that would save them again."""
    fields: dict[str, list[str]] = {}
    for code, scored in saved.criteria.items():
        fields[code] = [] if scored.score is None else [str(scored.score)]
        fields[f"{code}-evidence"] = [scored.evidence]
    return fields


def shortfall_rows(place: Place, framework: Framework, card: Scorecard) -> list[ShortfallRow]:
    """Every criterion that keeps the rule from being met, each with a link to change it."""
    rows = []
    for shortfall in card.shortfalls:
        item = framework.item(shortfall.code)
        heading = item.parent if item else None
        address = place.address(f"/lead/assessments/{framework.id}/{heading}") + f"#{shortfall.code}"
        rows.append(ShortfallRow(shortfall.code, shortfall.title, shortfall.reason, address))
    return rows


def points_needed(card: Scorecard) -> int | None:
    """The lowest total that reaches the rule's share; None without a rule."""
    if card.threshold is None:
        return None
    return ceil(Fraction(str(card.threshold)) * card.possible)


def score_words(value: str) -> str:
    """A typed or saved score in words; empty when not answered."""
    return SCORES[int(value)] if value in {"0", "1", "2"} else value


def _first(typed: Mapping[str, Sequence[str]], name: str) -> str:
    values = typed.get(name, ())
    return values[0] if values else ""


def _error(problems: Mapping[str, str], field: str) -> dict[str, str] | None:
    return {"text": problems[field]} if field in problems else None
