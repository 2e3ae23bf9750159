"""An organisation describes its own provision, section by section, and marks it as finished."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlmodel import Session

from surveys.errors import Conflict, Invalid
from surveys.instrument import Instrument, Section
from surveys.store.provision import (
    CHANGED,
    ensure_return,
    find_return,
    move_on,
    provision_facts,
    replace_facts,
)
from surveys.store.time_points import get_open_time_point

FINISHED = "This is marked as finished. Reopen it first, then change it."
WEEKS_A_MONTH = 52 / 12
Facts = Mapping[str, Sequence[str]]


class SavedProvision(NamedTuple):
    """Answers by question code, the state (`draft` or `submitted`), and the revision (0 before a save)."""

    facts: dict[str, tuple[str, ...]]
    state: str
    revision: int


def saved_provision(session: Session, *, organisation: str, time_point: int) -> SavedProvision:
    """What the organisation has said so far at this time point."""
    found = find_return(session, organisation=organisation, time_point=time_point)
    if found is None:
        return SavedProvision({}, "draft", 0)
    facts = provision_facts(session, organisation=organisation, time_point=time_point)
    return SavedProvision(facts, found.state, found.revision)


def save_section(
    session: Session, *, organisation: str, time_point: int, section: Section, facts: Facts, seen: int
) -> None:
    """Store one section's answers (already read by `read_facts`), in the place of what it held.

    Raises Closed, or Conflict when it is finished or another save came in between.
    """
    return_id = _begin(session, organisation, time_point)
    if not move_on(session, return_id, seen=seen, was=("draft",), state="draft"):
        raise Conflict(_why(session, organisation, time_point))
    replace_facts(session, return_id, questions=[each.code for each in section.questions], facts=facts)


def finish(
    session: Session, *, organisation: str, time_point: int, instrument: Instrument, seen: int
) -> None:
    """Mark as finished, so that it counts in the next release.

    Raises Closed, Conflict, or Invalid naming each question still open or at odds with another.
    """
    return_id = _begin(session, organisation, time_point)
    problems = open_questions(
        instrument, saved_provision(session, organisation=organisation, time_point=time_point).facts
    )
    if problems:
        raise Invalid(problems)
    if not move_on(session, return_id, seen=seen, was=("draft",), state="submitted"):
        raise Conflict(_why(session, organisation, time_point))


def reopen(session: Session, *, organisation: str, time_point: int, seen: int) -> None:
    """Take a finished return back to change it. Raises Closed or Conflict."""
    return_id = _begin(session, organisation, time_point)
    if not move_on(session, return_id, seen=seen, was=("submitted",), state="draft"):
        raise Conflict(CHANGED)


def open_questions(instrument: Instrument, facts: Facts) -> dict[str, str]:
    """What keeps a return from being finished: question code to message."""
    missing = {
        each.code: f"Answer '{each.text}'"
        for each in instrument.questions
        if each.required and not facts.get(each.code)
    }
    return missing | contradictions(facts)


def contradictions(facts: Facts) -> dict[str, str]:
    """Answers that cannot both be true, though each is a good answer by itself.

    >>> contradictions({"offered": ["none"], "length-months": ["12"]})
    {'length-months': "You said nobody is offered preceptorship yet, so the length must be 0."}
    """
    problems = {}
    months, meetings = _number(facts, "length-months"), _number(facts, "meetings-count")
    first = _number(facts, "first-meeting-weeks")
    if list(facts.get("offered", ())) == ["none"]:
        for question in ("pathways-covered", "transitions-covered"):
            if facts.get(question):
                problems[question] = (
                    "You said nobody is offered preceptorship yet, so nobody can be covered. Change one of the two."
                )
        if months:
            problems["length-months"] = (
                "You said nobody is offered preceptorship yet, so the length must be 0."
            )
    if meetings == 0 and first is not None:
        problems["first-meeting-weeks"] = (
            "You said there are no planned meetings, so leave the first one blank."
        )
    elif first is not None and months is not None and first > months * WEEKS_A_MONTH:
        problems["first-meeting-weeks"] = "The first meeting cannot be after the preceptorship has ended."
    for years in ("12m", "24m"):
        starters = _number(facts, f"starters-{years}")
        leavers = _number(facts, f"leavers-{years}-of-starters")
        if leavers is not None and starters is not None and leavers > starters:
            problems[f"leavers-{years}-of-starters"] = (
                f"There cannot be more leavers than starters. You gave {starters:.0f} starters."
            )
    return problems


def _begin(session: Session, organisation: str, time_point: int) -> int:
    get_open_time_point(session, time_point)
    return ensure_return(session, organisation=organisation, time_point=time_point)


def _why(session: Session, organisation: str, time_point: int) -> str:
    found = find_return(session, organisation=organisation, time_point=time_point)
    return FINISHED if found and found.state == "submitted" else CHANGED


def _number(facts: Facts, question: str) -> float | None:
    values = facts.get(question, ())
    return float(values[0]) if values else None
