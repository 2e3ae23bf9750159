"""An organisation scores itself against each criterion, 0, 1 or 2 unless the rule says else, with its evidence."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

from sqlmodel import Session

from surveys.carrying import check_not_moved
from surveys.errors import Conflict, Invalid
from surveys.fields import Unusable, read_choice, read_text
from surveys.store.carrying import confirm_marks, what_stands
from surveys.store.provision import CHANGED
from surveys.store.self_assessments import Scored, ensure_assessment, next_revision, replace_criteria
from surveys.store.time_points import get_open_time_point
from surveys.tables import SelfAssessment

LONGEST_EVIDENCE = 2000
SCORES = (0, 1, 2)
"""What a criterion can score in a framework without a rule of its own."""
CONFIRM = "-confirm"
"""Ends the name of the field that confirms a carried score."""


def read_criteria(
    answers: Mapping[str, Sequence[str]], *, items: Sequence[str], scores: Collection[int] = SCORES
) -> dict[str, Scored]:
    """Scores and evidence as typed: fields `{item}` (one of `scores`, or empty) and `{item}-evidence`.

    Raises Invalid naming each field that will not do, among them any field nobody asked for.
    """
    problems = {
        name: "This form has a field that this page did not ask for. Open the page again."
        for name in answers
        if name.removesuffix("-evidence").removesuffix(CONFIRM) not in items
    }
    criteria, allowed = {}, [str(score) for score in scores]
    for item in items:
        score = _tried(problems, item, partial(read_choice, answers, item, allowed))
        field = f"{item}-evidence"
        evidence = _tried(problems, field, partial(read_text, answers, field, longest=LONGEST_EVIDENCE))
        criteria[item] = Scored(int(score) if score else None, evidence or "")
    if problems:
        raise Invalid(problems)
    return criteria


def read_confirmed(answers: Mapping[str, Sequence[str]], *, items: Sequence[str]) -> set[str]:
    """The criteria whose carried score is confirmed: those whose field `{item}-confirm` is ticked."""
    return {item for item in items if any(answers.get(f"{item}{CONFIRM}", ()))}


def save_criteria(
    session: Session,
    *,
    organisation: str,
    time_point: int,
    framework: str,
    criteria: Mapping[str, Scored],
    allowed: Collection[str],
    seen: int,
    confirmed: Collection[str] = (),
) -> None:
    """Store these criteria; others keep what they had. A carried score is a lead's own once it is among
    `confirmed`, or once its score or evidence is another than what was carried.

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
    check_not_moved(session.get_one(SelfAssessment, assessment))
    if not next_revision(session, assessment, seen=seen):
        raise Conflict(CHANGED)
    stood = what_stands(session, assessment, criteria)
    changed = {item for item, scored in criteria.items() if stood[item].scored != scored}
    replace_criteria(session, assessment, criteria)
    confirm_marks(session, assessment, changed | set(confirmed))


def _tried(problems: dict[str, str], field: str, read: Callable[[], str | None]) -> str | None:
    try:
        return read()
    except Unusable as error:
        problems[field] = str(error)
        return None
