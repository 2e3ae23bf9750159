"""What a respondent does: starts with a code, comes back with a code, saves, submits, erases.

Nothing here is recorded in the audit trail, and no time is stored: either could say whose answers are whose.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select, update

from surveys.asking import items_for, sections_for
from surveys.codes import ALPHABET, hash_code, make_return_code
from surveys.errors import Closed, Conflict, Invalid, NotFound
from surveys.instrument import Instrument, NeedItem, Section
from surveys.rating import Rating
from surveys.store.responses import (
    facts_of,
    ratings_of,
    remove_ratings_besides,
    remove_response,
    section_revisions,
    write_facts,
    write_ratings,
)
from surveys.store.time_points import get_time_point
from surveys.tables import Invitation, Organisation, Response, SectionSave, TimePoint

WRONG_INVITATION = (
    "That code is not right, or it was used before. Check each letter and number. If you have started "
    "already, use your return code instead."
)
WRONG_RETURN = "That return code is not right. Check each letter and number."
SAVED_ELSEWHERE = "You saved this section in another window after you opened it here."
PLACING = ("pathway", "stage", "transition")
SUBMITTED = "submitted"


@dataclass(frozen=True)
class Answers:
    """One person's response with everything they answered, and what they are asked."""

    response: Response
    instrument: Instrument
    time_point: TimePoint
    organisation: Organisation
    ratings: dict[str, Rating]
    facts: dict[str, tuple[str, ...]]
    revisions: dict[str, int]

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections this person is asked."""
        return sections_for(
            self.instrument, pathway=self.response.pathway, transition=self.response.transition
        )

    @property
    def items(self) -> tuple[NeedItem, ...]:
        """The need items this person is asked."""
        return items_for(self.instrument, pathway=self.response.pathway, transition=self.response.transition)

    @property
    def can_change(self) -> bool:
        """True while the collection is open and nothing was submitted."""
        return self.response.state == "draft" and self.time_point.state == "open"

    @property
    def required_left(self) -> list[str]:
        """Codes of required questions that have no answer yet."""
        return [
            question.code
            for section in self.sections
            for question in section.questions
            if question.required and not self.facts.get(question.code)
        ]


def find_invitation(session: Session, *, code: str, key: bytes) -> Invitation:
    """The unused invitation of an open collection. Raises Invalid, or Closed when it was too late."""
    found = session.get(Invitation, hash_code(code, key=key, purpose="invitation"))
    if found is None or found.state != "handed out":
        raise Invalid({"code": WRONG_INVITATION})
    if get_time_point(session, found.time_point).state != "open":
        raise Closed("The collection this code is for is not open. Ask whoever gave you the code.")
    return found


def start_response(session: Session, *, code: str, key: bytes) -> tuple[Response, str]:
    """Use up an invitation and begin a response; the response and its return code.

    The two are written together and share nothing, so nobody can tell later which led to which.
    """
    invitation = find_invitation(session, code=code, key=key)
    used = session.exec(
        update(Invitation)
        .where(col(Invitation.code_hash) == invitation.code_hash, col(Invitation.state) == "handed out")
        .values(state="used")
    )
    if used.rowcount != 1:
        raise Invalid({"code": WRONG_INVITATION})
    point = get_time_point(session, invitation.time_point)
    organisation = session.get_one(Organisation, invitation.organisation)
    return_code = make_return_code()
    response = Response(
        id=secrets.token_hex(16),
        return_hash=_hash_return(return_code, key),
        reference=_free_reference(session),
        time_point=invitation.time_point,
        audience=invitation.audience,
        instrument=point.preceptee_instrument
        if invitation.audience == "preceptee"
        else point.preceptor_instrument,
        organisation=organisation.code,
        region=organisation.region,
    )
    session.add(response)
    session.flush()
    return response, return_code


def find_return(session: Session, *, code: str, key: bytes) -> Response:
    """The response a return code opens. Raises Invalid."""
    hashed = _hash_return(code, key)
    found = session.exec(select(Response).where(col(Response.return_hash) == hashed)).first()
    if found is None:
        raise Invalid({"code": WRONG_RETURN})
    return found


def replace_return_code(session: Session, *, response: Response, key: bytes) -> str:
    """A new return code; the old one stops working."""
    code = make_return_code()
    response.return_hash = _hash_return(code, key)
    session.add(response)
    return code


def read_answers(session: Session, *, response: str, instruments: Mapping[str, Instrument]) -> Answers:
    """Everything one respondent may see: their own. Raises NotFound."""
    found = session.get(Response, response)
    if found is None:
        raise NotFound("These answers have been erased.")
    return Answers(
        response=found,
        instrument=instruments[found.instrument],
        time_point=get_time_point(session, found.time_point),
        organisation=session.get_one(Organisation, found.organisation),
        ratings=ratings_of(session, response),
        facts=facts_of(session, response),
        revisions=section_revisions(session, response),
    )


def save_ratings(
    session: Session, *, answers: Answers, section: str, revision: int, ratings: Sequence[Rating]
) -> None:
    """Store one need section. Raises Closed, or Conflict when the section was saved in between."""
    _check_can_change(answers)
    _claim(session, answers, section, revision)
    write_ratings(session, answers.response.id, ratings)


def save_facts(
    session: Session,
    *,
    answers: Answers,
    section: Section,
    revision: int,
    facts: Mapping[str, tuple[str, ...]],
) -> None:
    """Store one section of plain questions; pathway, stage and transition also place the response."""
    _check_can_change(answers)
    _claim(session, answers, section.code, revision)
    questions = [question.code for question in section.questions]
    write_facts(session, answers.response.id, questions, facts)
    for name in PLACING:
        if name in questions:
            setattr(answers.response, name, next(iter(facts.get(name, ())), None))
    session.add(answers.response)


def submit(session: Session, *, answers: Answers, derived: Mapping[str, str]) -> None:
    """Submit for good: a blank row for each item asked and not answered, none for any other.

    `derived` are facts worked out from the answers, such as a preceptor's binding limit. Raises Closed,
    Conflict, or Invalid naming each required question that is open.
    """
    _check_can_change(answers)
    if answers.required_left:
        raise Invalid(dict.fromkeys(answers.required_left, "Answer this question before you submit."))
    response = answers.response
    asked = [item.code for item in answers.items]
    remove_ratings_besides(session, response.id, asked)
    blank = [Rating(item=code) for code in asked if code not in answers.ratings]
    write_ratings(session, response.id, blank)
    write_facts(session, response.id, list(derived), {name: (value,) for name, value in derived.items()})
    seen = (col(Response.id) == response.id, col(Response.state) == "draft")
    done = session.exec(update(Response).where(*seen).values(state=SUBMITTED, revision=response.revision + 1))
    if done.rowcount != 1:
        raise Conflict("Your answers were submitted already.")
    session.refresh(response)


def erase(session: Session, *, response: str) -> None:
    """Forget the response and all its answers. Releases made before stay as they are."""
    remove_response(session, response)


def _check_can_change(answers: Answers) -> None:
    if answers.response.state == SUBMITTED:
        raise Conflict("You have submitted your answers, so they can no longer be changed.")
    if answers.time_point.state != "open":
        raise Closed(f"{answers.time_point.title} has closed, so this was not saved.")


def _claim(session: Session, answers: Answers, section: str, revision: int) -> None:
    """Move a section's revision on by one, only from the revision the page was made from."""
    if revision == 0 and section not in answers.revisions:
        session.add(SectionSave(response=answers.response.id, section=section, revision=1))
        try:
            session.flush()
        except IntegrityError as error:  # another window saved it for the first time just now
            raise Conflict(SAVED_ELSEWHERE) from error
        return
    done = session.exec(
        update(SectionSave)
        .where(
            col(SectionSave.response) == answers.response.id,
            col(SectionSave.section) == section,
            col(SectionSave.revision) == revision,
        )
        .values(revision=revision + 1)
    )
    if done.rowcount != 1:
        raise Conflict(SAVED_ELSEWHERE)


def _free_reference(session: Session) -> str:
    while True:
        reference = "".join(secrets.choice(ALPHABET) for _ in range(6))
        taken = select(Response).where(col(Response.reference) == reference)
        if session.exec(taken).first() is None:
            return reference


def _hash_return(code: str, key: bytes) -> str:
    return hash_code(code, key=key, purpose="return")
