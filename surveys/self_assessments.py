"""An organisation scores itself 0, 1 or 2 against each criterion, with notes on the evidence."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

from sqlmodel import Session

from surveys.errors import Conflict, Invalid
from surveys.fields import Unusable, read_choice, read_text
from surveys.store.provision import CHANGED
from surveys.store.self_assessments import Scored, ensure_assessment, next_revision, replace_criteria
from surveys.store.time_points import get_open_time_point

LONGEST_EVIDENCE = 2000


def read_criteria(answers: Mapping[str, Sequence[str]], *, items: Sequence[str]) -> dict[str, Scored]:
    """Scores and evidence as typed: fields `{item}` (0, 1, 2 or empty) and `{item}-evidence`.

    Raises Invalid naming each field that will not do, among them any field nobody asked for.
    """
    problems = {
        name: "This form has a field that this page did not ask for. Open the page again."
        for name in answers
        if name.removesuffix("-evidence") not in items
    }
    criteria = {}
    for item in items:
        score = _tried(problems, item, partial(read_choice, answers, item, ("0", "1", "2")))
        field = f"{item}-evidence"
        evidence = _tried(problems, field, partial(read_text, answers, field, longest=LONGEST_EVIDENCE))
        criteria[item] = Scored(int(score) if score else None, evidence or "")
    if problems:
        raise Invalid(problems)
    return criteria


def save_criteria(
    session: Session,
    *,
    organisation: str,
    time_point: int,
    framework: str,
    criteria: Mapping[str, Scored],
    allowed: Collection[str],
    seen: int,
) -> None:
    """Store these criteria; others keep what they had.

    Raises Closed, Conflict when another save came in between, or Invalid for an item that is not one of
    the framework's criteria (`allowed`).
    """
    strangers = {
        item: "This is not a criterion of this framework." for item in criteria if item not in allowed
    }
    if strangers:
        raise Invalid(strangers)
    get_open_time_point(session, time_point)
    assessment = ensure_assessment(
        session, organisation=organisation, time_point=time_point, framework=framework
    )
    if not next_revision(session, assessment, seen=seen):
        raise Conflict(CHANGED)
    replace_criteria(session, assessment, criteria)


def _tried(problems: dict[str, str], field: str, read: Callable[[], str | None]) -> str | None:
    try:
        return read()
    except Unusable as error:
        problems[field] = str(error)
        return None
