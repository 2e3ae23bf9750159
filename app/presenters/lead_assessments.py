"""A self-assessment as pages show it: frameworks, headings, criteria, and what the score is short of."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import ceil
from typing import Any, NamedTuple

from app.place import Place
from app.presenters.lead_tasks import assessment_status, is_over, progress, task
from frameworks.model import Framework, Item
from frameworks.scoring.rules import MET
from frameworks.sections import AssessedPart, assessed_parts, part_of, score_titles
from mapping.scoring import Result, Scorecard, Shortfall
from surveys.self_assessments import LONGEST_EVIDENCE
from surveys.store.self_assessments import Saved

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
        for framework in sorted(frameworks, key=lambda each: (each.optional, is_over(each)))
    ]


def heading_tasks(place: Place, framework: Framework, saved: Saved) -> list[dict[str, Any]]:
    """A task list line for each heading that has criteria."""
    return [_heading_task(place, framework, part, saved) for part in assessed_parts(framework)]


def _heading_task(place: Place, framework: Framework, part: AssessedPart, saved: Saved) -> dict[str, Any]:
    scored = [saved.criteria[item.code].score for item in part.items if item.code in saved.criteria]
    given = sum(score is not None for score in scored)
    status = "Completed" if given == len(part.items) else "Incomplete" if given else "Not started"
    address = place.address(f"/lead/assessments/{framework.id}/{part.code}")
    return task(part.title, address, status=status, hint=f"{given} of {len(part.items)} answered")


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
                | ({"hint": {"text": item.levels[score]}} if score in item.levels else {})
                for score, words in score_titles(framework).items()
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


def score_context(place: Place, framework: Framework, card: Scorecard) -> dict[str, Any]:
    """The score page's words: what the rule came to, what is still needed, and why each other result is as it is."""
    deciding = next((each for each in card.results if each.code == MET), (None, *card.results)[-1])
    return {
        "share": f"{100 * card.share:.1f}%",
        "needed": points_needed(card),
        "threshold": f"{100 * card.threshold:g}%" if card.threshold is not None else "",
        "outcome": _outcome(deciding),
        "needs_title": _needs_title(deciding),
        "shortfalls": shortfall_rows(place, framework, card.shortfalls),
        "reasons": [
            {"title": _reason_title(each), "rows": shortfall_rows(place, framework, found)}
            for each in card.results
            if (found := _needs(each)) and each != deciding and found != card.shortfalls
        ],
        "provenance": framework.scoring.provenance if framework.scoring else "",
    }


def shortfall_rows(place: Place, framework: Framework, shortfalls: Sequence[Shortfall]) -> list[ShortfallRow]:
    """Every criterion that keeps the rule from being met, each with a link to change it."""
    rows = []
    for shortfall in shortfalls:
        part = part_of(framework, shortfall.code)
        page = f"/lead/assessments/{framework.id}/{part.code if part else ''}"
        address = f"{place.address(page)}#{shortfall.code}"
        rows.append(ShortfallRow(shortfall.code, shortfall.title, shortfall.reason, address))
    return rows


def points_needed(card: Scorecard) -> int | None:
    """The lowest total that reaches the rule's share; None without a rule."""
    if card.threshold is None:
        return None
    return ceil(Fraction(str(card.threshold)) * card.possible)


def score_words(framework: Framework, value: str) -> str:
    """A typed or saved score in words; empty when not answered."""
    titles = {str(score): words for score, words in score_titles(framework).items()}
    return titles.get(value, value)


def _outcome(deciding: Result | None) -> str:
    if deciding is None:
        return "This framework has no scoring rule. The score below only adds up what you said."
    return deciding.words if deciding.code == MET else f"{deciding.title}: {deciding.words}"


def _needs_title(deciding: Result | None) -> str:
    if deciding is None:
        return "Points not fully in place"
    if deciding.next:
        return f"What is needed for: {deciding.next.title}"
    return "What keeps the rule from being met"


def _reason_title(result: Result) -> str:
    return (
        f"{result.title}: what is needed for {result.next.title}" if result.next else f"Why: {result.title}"
    )


def _needs(result: Result) -> tuple[Shortfall, ...]:
    return result.shortfalls or (result.next.needs if result.next else ())


def _first(typed: Mapping[str, Sequence[str]], name: str) -> str:
    values = typed.get(name, ())
    return values[0] if values else ""


def _error(problems: Mapping[str, str], field: str) -> dict[str, str] | None:
    return {"text": problems[field]} if field in problems else None
