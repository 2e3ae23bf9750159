"""Records of the meetings of a preceptorship, each confirmed by the preceptee and by a preceptor.

Each confirms the revision they read, so that whoever changes a record asks for both again. Nothing here is
recorded in the audit trail: it could say who is paired with whom.
"""

import secrets
from datetime import date

from sqlmodel import Session

from surveys.errors import Conflict, Invalid, NotFound
from surveys.learning_plans import CHANGED, hold
from surveys.plan_choices import MOST_MEETINGS, ONLY_ONE
from surveys.plan_forms import MeetingWords
from surveys.store.learning_plans import meetings_of, replace_row
from surveys.tables import PlanMeeting

NO_MEETING = "There is no such meeting in this plan."
READ_AGAIN = "This record changed after you opened it. Read it again before you confirm it."
NOT_HELD = "This meeting has not been held yet. Confirm it on or after its day."
OTHER_PRECEPTOR = "Another preceptor has confirmed this record."
FULL = (
    f"Your plan has {MOST_MEETINGS} meetings, which is as many as it holds. "
    "Delete one you no longer need first."
)
TWICE = {
    "initial": "You have recorded your first meeting already. Change that record, or choose another kind.",
    "final": "You have recorded your last meeting already. Change that record, or choose another kind.",
}


def own_meeting(session: Session, meeting: str, *, respondent: str) -> PlanMeeting:
    """One meeting of this person's plan. Raises NotFound, the same for another's and for none."""
    found = session.get(PlanMeeting, meeting, populate_existing=True)
    if found is None or not respondent or found.respondent != respondent:
        raise NotFound(NO_MEETING)
    return found


def add_meeting(session: Session, *, respondent: str, words: MeetingWords) -> PlanMeeting:
    """Record a meeting. Raises Invalid for a second first or last meeting, or when there are too many."""
    hold(session, respondent)
    held = meetings_of(session, respondent)
    if len(held) >= MOST_MEETINGS:
        raise Invalid({"kind": FULL})
    _check_kind(held, words.kind)
    meeting = PlanMeeting(id=secrets.token_hex(16), respondent=respondent, **words.model_dump())
    session.add(meeting)
    session.flush()
    return meeting


def change_meeting(
    session: Session, *, meeting: str, respondent: str, revision: int, words: MeetingWords
) -> None:
    """Word a record anew, which both then have to confirm again. Raises Conflict, or Invalid for its kind.

    Saving it as it was changes nothing, so that no confirmation is lost.
    """
    hold(session, respondent)
    found = own_meeting(session, meeting, respondent=respondent)
    _check_kind([each for each in meetings_of(session, respondent) if each.id != meeting], words.kind)
    if found.revision == revision and all(
        getattr(found, name) == value for name, value in words.model_dump().items()
    ):
        return
    if not replace_row(session, found, revision=revision, values=words.model_dump()):
        raise Conflict(CHANGED)


def delete_meeting(session: Session, *, meeting: str, respondent: str, revision: int) -> None:
    """Take a record out of the plan for good. Raises Conflict when it was saved in between."""
    hold(session, respondent)
    found = own_meeting(session, meeting, respondent=respondent)
    if found.revision != revision:
        raise Conflict(CHANGED)
    session.delete(found)
    session.flush()


def confirm_meeting(
    session: Session,
    *,
    meeting: str,
    respondent: str,
    revision: int,
    today: date,
    preceptor: str | None = None,
) -> None:
    """Confirm the revision that was read: as the preceptee, or as the `preceptor` the plan is open to.

    Raises Conflict when it changed since, is not held yet, or another preceptor confirmed it as it stands.
    """
    hold(session, respondent)
    found = own_meeting(session, meeting, respondent=respondent)
    if found.revision != revision:
        raise Conflict(READ_AGAIN)
    if found.held_on is None or found.held_on > today:
        raise Conflict(NOT_HELD)
    if preceptor is None:
        found.confirmed_by_preceptee = revision
    elif is_confirmed_by_preceptor(found) and found.preceptor != preceptor:
        raise Conflict(OTHER_PRECEPTOR)
    else:
        found.confirmed_by_preceptor, found.preceptor = revision, preceptor
    session.add(found)
    session.flush()


def is_confirmed_by_preceptee(meeting: PlanMeeting) -> bool:
    """True when the preceptee confirmed the record as it stands."""
    return meeting.confirmed_by_preceptee == meeting.revision


def is_confirmed_by_preceptor(meeting: PlanMeeting) -> bool:
    """True when a preceptor confirmed the record as it stands."""
    return meeting.confirmed_by_preceptor == meeting.revision


def _check_kind(others: list[PlanMeeting], kind: str) -> None:
    if kind in ONLY_ONE and any(each.kind == kind for each in others):
        raise Invalid({"kind": TWICE[kind]})
