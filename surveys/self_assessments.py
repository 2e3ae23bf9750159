"""An organisation scores itself 0, 1 or 2 against each criterion, with notes on the evidence."""

from collections.abc import Collection, Mapping, Sequence

from sqlmodel import Session

from surveys.errors import Conflict, Invalid
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
        score, evidence = _single(answers, item), _single(answers, f"{item}-evidence")
        if score not in {"", "0", "1", "2"}:
            problems[item] = "Choose not in place, partly in place or in place, or leave it blank."
        if len(evidence) > LONGEST_EVIDENCE:
            over = len(evidence) - LONGEST_EVIDENCE
            problems[f"{item}-evidence"] = f"Shorten the evidence for {item} by {over} characters."
        if not problems:
            criteria[item] = Scored(int(score) if score else None, evidence)
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


def _single(answers: Mapping[str, Sequence[str]], name: str) -> str:
    values = answers.get(name, ())
    if len(values) > 1:
        raise Invalid({name: "Send one answer here."})
    return values[0].replace("\r\n", "\n").strip() if values else ""
