"""What elements of a mapping task's target fall into, so that partial links can say which part they cover."""

import json
import re
from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from app.audit import record
from app.definitions import Definitions
from app.mapping_tasks import check_is_mapping, part_of, parts_of
from app.set_items import item_codes
from surveys.errors import Invalid
from surveys.store.mapping_tasks import change_mapping_task, get_mapping_task

MOST = 8
LONGEST = 120


def add_parts(
    session: Session,
    definitions: Definitions,
    task_id: str,
    *,
    target: str,
    words: Sequence[str],
    seen: int,
    by: str,
    now: datetime,
) -> None:
    """Say what one element falls into, for both mappers. Parts that are there never change.

    Raises NotAllowed for anyone but the two mappers, and Invalid for an element that will not do.
    """
    task = get_mapping_task(session, task_id)
    part_of(task, by)
    check_is_mapping(task)
    parts = parts_of(task)
    problems = {
        "target": _target_problem(target, item_codes(definitions, task.target), parts),
        "words": _words_problem(words),
    }
    wrong = {field: message for field, message in problems.items() if message}
    if wrong:
        raise Invalid(wrong)
    known = parts | {target: dict(zip(part_codes(words), words, strict=True))}
    change_mapping_task(session, task_id, seen=seen, parts=json.dumps(known))
    record(session, at=now, actor=by, action="add parts", subject=f"{task.title}: {target}")


def part_codes(words: Sequence[str]) -> list[str]:
    """A short code for each part, made from its first words, each once.

    >>> part_codes(["Who is offered it", "Who is not", "2026"])
    ['who-is', 'who-is-2', 'part']
    """
    codes: list[str] = []
    for text in words:
        first = re.sub(r"[^a-z]+", "-", " ".join(text.lower().split()[:2])).strip("-") or "part"
        number = sum(code == first or re.fullmatch(rf"{first}-\d+", code) is not None for code in codes)
        codes.append(first if not number else f"{first}-{number + 1}")
    return codes


def _target_problem(target: str, codes: Sequence[str], parts: dict[str, dict[str, str]]) -> str:
    if target not in codes:
        return "Choose the element."
    return "Its parts are listed above, and parts that are there never change." if target in parts else ""


def _words_problem(words: Sequence[str]) -> str:
    if not 2 <= len(words) <= MOST:
        return f"Type 2 to {MOST} parts, each on a line of its own."
    if any(len(text) > LONGEST or not text.isprintable() for text in words):
        return f"Use {LONGEST} letters and figures or fewer for each part."
    if len({text.casefold() for text in words}) < len(words):
        return "Two parts are the same. Say each once."
    return ""
