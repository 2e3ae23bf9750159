"""Mapping tasks as their pages show them: who does what, how far it is, and what to do next."""

from collections.abc import Mapping
from typing import Any

from app.definitions import Definitions
from app.mapping_tasks import CLOSED, COMPARING, MAPPING, PUBLISHED, parts_of
from app.presenters.links import set_title
from app.set_items import set_items
from app.tables import Account
from mapping.crosswalk import current_crosswalks
from surveys.tables import MappingSheet, MappingTask

STATES = {
    MAPPING: ("Being mapped", "blue"),
    COMPARING: ("Being compared", "yellow"),
    PUBLISHED: ("Published", "green"),
    CLOSED: ("Closed", "grey"),
}
STARTS = {
    "afresh": ("Afresh", "Both judge every item and see nothing of what is linked now."),
    "carry": (
        "As a new edition of what is there",
        "Links there are now stay as they are, apart from those of items that both judge again.",
    ),
}


def task_line(definitions: Definitions, task: MappingTask, names: Mapping[str, str]) -> dict[str, Any]:
    """One task in a list."""
    words, colour = STATES[task.state]
    return {
        "id": task.id,
        "title": task.title,
        "address": f"/steering/mapping/{task.id}",
        "origin": title_of(definitions, task.origin),
        "target": title_of(definitions, task.target),
        "first": names.get("first", ""),
        "second": names.get("second", "Nobody yet"),
        "state": words,
        "colour": colour,
        "started_on": task.started_on,
    }


def task_context(
    definitions: Definitions,
    task: MappingTask,
    sheets: Mapping[str, MappingSheet],
    names: Mapping[str, str],
    *,
    username: str,
) -> dict[str, Any]:
    """A task's own page, as this member of the group sees it: of the other's part no more than "finished"."""
    mine = "first" if username == task.first else "second" if username == task.second else None
    finished = {mapper: sheet.finished for mapper, sheet in sheets.items()}
    return task_line(definitions, task, names) | {
        "task": task,
        "mine": mine,
        "finished": finished,
        "my_revision": sheets[mine].revision if mine else 0,
        "start": STARTS["carry" if task.carries else "afresh"],
        "can_become_second": task.state == MAPPING and task.second is None and mine is None,
        "can_map": task.state == MAPPING and mine is not None and not finished[mine],
        "can_go_on": task.state == MAPPING and mine is not None and finished[mine],
        "is_shown": task.state != MAPPING and all(finished.values()),
        "can_close": task.state in {MAPPING, COMPARING},
        "basis": definitions.crosswalks.get(task.basis or ""),
    }


def start_context(
    definitions: Definitions,
    members: Mapping[str, Account],
    *,
    typed: Mapping[str, str],
    problems: Mapping[str, str],
) -> dict[str, Any]:
    """The form that starts a task, with what was typed."""
    people = [{"value": username, "text": account.name} for username, account in members.items()]
    frameworks = [
        {"value": each.id, "text": f"{each.title} ({each.edition})"}
        for each in definitions.frameworks.values()
    ]
    asked = [
        {"value": each.id, "text": f"{each.title} ({each.edition})"}
        for each in definitions.instruments.values()
    ]
    return {
        "typed": typed,
        "problems": problems,
        "origins": [{"value": "", "text": "Choose one"}, *asked, *frameworks],
        "targets": [{"value": "", "text": "Choose one"}, *frameworks],
        "firsts": people,
        "seconds": [{"value": "", "text": "Leave it open for now"}, *people],
        "starts": [
            {"value": value, "text": text, "hint": {"text": hint}, "checked": typed.get("start") == value}
            for value, (text, hint) in STARTS.items()
        ],
        "pairs": [
            f"{title_of(definitions, each.origin)} to {title_of(definitions, each.target)}"
            for each in current_crosswalks(definitions.crosswalks).values()
        ],
    }


def parts_context(
    definitions: Definitions,
    task: MappingTask,
    *,
    typed: Mapping[str, str] | None = None,
    problems: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """What elements of the target fall into, and the form that says it of another."""
    items, parts = set_items(definitions, task.target), parts_of(task)
    known = [(item, list(parts[item.code].values())) for item in items if item.code in parts]
    left = [
        {"value": item.code, "text": f"{item.code} {item.text}"} for item in items if item.code not in parts
    ]
    return {
        "task": task,
        "base": f"/steering/mapping/{task.id}",
        "known": known,
        "choices": [{"value": "", "text": "Choose one"}, *left],
        "is_open": task.state == MAPPING,
        "typed": typed or {},
        "problems": problems or {},
    }


def title_of(definitions: Definitions, set_id: str) -> str:
    """A set's title, or its id where it was taken away since."""
    known = set_id in definitions.frameworks or set_id in definitions.instruments
    return set_title(definitions, set_id) if known else set_id
