"""Provision as pages show it: the task list and the answers to check."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.place import Place
from app.presenters.answers import fact_words
from app.presenters.lead_tasks import section_status, task
from reports.wording import plural
from surveys.instrument import Instrument, Question, Section
from surveys.provision import SavedProvision


def section_tasks(
    place: Place, instrument: Instrument, facts: Mapping[str, tuple[str, ...]]
) -> list[dict[str, Any]]:
    """A line for each section."""
    return [
        task(
            section.title,
            place.address(f"/lead/provision/{section.code}"),
            status=section_status(section, facts),
            hint=plural(len(section.questions), "question"),
        )
        for section in instrument.sections
    ]


def check_lists(place: Place, instrument: Instrument, saved: SavedProvision) -> list[dict[str, Any]]:
    """A summary list for each section; answers can be changed until the return is finished or closed."""
    can_change = place.is_open and saved.state == "draft"
    return [
        {
            "title": section.title,
            "rows": [
                _row(place, section, question, saved.facts.get(question.code, ()), can_change)
                for question in section.questions
            ],
        }
        for section in instrument.sections
    ]


def in_order(question: Question, values: Sequence[str]) -> list[str]:
    """Chosen options in the order they were asked; what is not an option keeps its place at the end."""
    codes = [option.code for option in question.options]
    return sorted(values, key=lambda value: codes.index(value) if value in codes else len(codes))


def _row(
    place: Place, section: Section, question: Question, values: tuple[str, ...], can_change: bool
) -> dict[str, Any]:
    row: dict[str, Any] = {
        "key": {"text": question.text},
        "value": {"text": fact_words(question, in_order(question, values))},
    }
    if can_change:
        address = f"{place.address(f'/lead/provision/{section.code}')}#{question.code}"
        link = {"href": address, "text": "Change", "visuallyHiddenText": question.text}
        row["actions"] = {"items": [link]}
    return row
