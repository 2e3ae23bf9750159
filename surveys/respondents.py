"""What a respondent does with their answers: reads, saves, submits, erases.

Nothing here is recorded in the audit trail, and no time is stored: either could say whose answers are whose.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, update

from frameworks.language import mark, say
from surveys.asking import items_for, sections_for
from surveys.errors import Closed, Conflict, Invalid, NotFound
from surveys.instrument import Instrument, NeedItem, Question, Section
from surveys.rating import Rating
from surveys.store.responses import (
    count_erased,
    facts_of,
    ratings_of,
    remove_ratings_besides,
    remove_respondent,
    responses_of,
    section_revisions,
    write_facts,
    write_ratings,
)
from surveys.store.time_points import get_time_point
from surveys.tables import Organisation, Response, SectionSave, TimePoint

SAVED_ELSEWHERE = mark("You saved this section in another window after you opened it here.")
PLACING = ("pathway", "stage", "transition")
SUBMITTED = "submitted"
LOOKS_BACK_AT = 12
"""The moment at which people also look back at their start (`DOMAIN.md` 4.3)."""


@dataclass(frozen=True)
class Before:
    """What a person answered at an earlier time point of the series."""

    time_point: TimePoint
    response: Response
    ratings: dict[str, Rating]
    facts: dict[str, tuple[str, ...]]

    @property
    def is_submitted(self) -> bool:
        """True when they submitted it: only then does it count."""
        return self.response.state == SUBMITTED


@dataclass(frozen=True)
class Answers:
    """One person's response with everything they answered, and what they are asked.

    `before` is what they answered at earlier time points, the first one first.
    """

    response: Response
    instrument: Instrument
    time_point: TimePoint
    organisation: Organisation
    ratings: dict[str, Rating]
    facts: dict[str, tuple[str, ...]]
    revisions: dict[str, int]
    before: tuple[Before, ...] = ()

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections this person is asked, without what they answered before and cannot have changed."""
        sections = sections_for(
            self.instrument, pathway=self.response.pathway, transition=self.response.transition
        )
        if not self.before:
            return sections
        left = (
            section.model_copy(update={"questions": self._not_asked_yet(section)}) for section in sections
        )
        return tuple(section for section in left if section.items or section.questions)

    @property
    def looks_back(self) -> bool:
        """True at 12 months, when people also say how confident they were at the start."""
        return self.time_point.moment == LOOKS_BACK_AT

    @property
    def items(self) -> tuple[NeedItem, ...]:
        """The need items this person is asked."""
        return items_for(self.instrument, pathway=self.response.pathway, transition=self.response.transition)

    @property
    def can_change(self) -> bool:
        """True while the collection is open and nothing was submitted."""
        return self.response.state == "draft" and self.time_point.state == "open"

    @property
    def is_placed(self) -> bool:
        """True once every required question of the first section, which choose the others, is answered."""
        return not self._open_questions(self.instrument.sections[:1])

    @property
    def required_left(self) -> list[str]:
        """Codes of required questions that have no answer yet."""
        return self._open_questions(self.sections)

    @property
    def unrated(self) -> list[NeedItem]:
        """The need items asked that lack a rating, or lack one of the two."""
        return [item for item in self.items if not is_rated(self.ratings.get(item.code))]

    def _not_asked_yet(self, section: Section) -> tuple[Question, ...]:
        settled = {code for one in self.before for code in one.facts}
        return tuple(
            question
            for question in section.questions
            if question.later != "never" or question.code not in settled & set(self.facts)
        )

    def _open_questions(self, sections: Sequence[Section]) -> list[str]:
        return [
            question.code
            for section in sections
            for question in section.questions
            if question.required and not self.facts.get(question.code)
        ]


def is_rated(rating: Rating | None) -> bool:
    """True when both ratings are given, or the item is not in the person's role."""
    return rating is not None and (
        rating.not_in_role or (rating.importance is not None and rating.confidence is not None)
    )


def read_answers(
    session: Session, *, response: str, instruments: Mapping[str, Instrument], to_change: bool = False
) -> Answers:
    """Everything one respondent may see: their own. Raises NotFound.

    With `to_change`, whoever else wants to change the same answers waits until this unit of work ends, and
    the collection does not close meanwhile: a submission never runs past a save that is under way.
    """
    found = session.get(Response, response, with_for_update={"key_share": True} if to_change else None)
    if found is None:
        raise NotFound(say("These answers have been erased."))
    if to_change:
        session.get(TimePoint, found.time_point, with_for_update={"read": True})
    return Answers(
        response=found,
        instrument=instruments[found.instrument],
        time_point=get_time_point(session, found.time_point),
        organisation=session.get_one(Organisation, found.organisation),
        ratings=ratings_of(session, response),
        facts=facts_of(session, response),
        revisions=section_revisions(session, response),
        before=_before(session, found),
    )


def _before(session: Session, response: Response) -> tuple[Before, ...]:
    """What the same respondent answered at earlier moments. Answers without one have nothing before them."""
    if response.respondent is None:
        return ()
    here = get_time_point(session, response.time_point)
    earlier = [
        (get_time_point(session, each.time_point), each)
        for each in session.exec(responses_of(response.respondent))
        if each.id != response.id
    ]
    return tuple(
        Before(point, each, ratings_of(session, each.id), facts_of(session, each.id))
        for point, each in earlier
        if point.series == here.series and point.moment < here.moment
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
        raise Invalid(dict.fromkeys(answers.required_left, say("Answer this question before you submit.")))
    response = answers.response
    asked = [item.code for item in answers.items]
    remove_ratings_besides(session, response.id, asked)
    blank = [Rating(item=code) for code in asked if code not in answers.ratings]
    write_ratings(session, response.id, blank)
    write_facts(session, response.id, list(derived), {name: (value,) for name, value in derived.items()})
    seen = (col(Response.id) == response.id, col(Response.state) == "draft")
    done = session.exec(update(Response).where(*seen).values(state=SUBMITTED, revision=response.revision + 1))
    if done.rowcount != 1:
        raise Conflict(say("Your answers were submitted already."))
    session.refresh(response)


def erase(session: Session, *, respondent: str) -> None:
    """Forget a respondent: their answers at every time point, plan, and what they shared.

    Releases made before stay as they are.
    """
    for response in session.exec(responses_of(respondent).with_for_update()).all():
        if response.state == SUBMITTED:
            count_erased(session, response)
    remove_respondent(session, respondent)


def _check_can_change(answers: Answers) -> None:
    if answers.response.state == SUBMITTED:
        raise Conflict(say("You have submitted your answers, so they can no longer be changed."))
    if answers.time_point.state != "open":
        closed = say("{collection} has closed, so this was not saved.", collection=answers.time_point.title)
        raise Closed(closed)


def _claim(session: Session, answers: Answers, section: str, revision: int) -> None:
    """Move a section's revision on by one, only from the revision the page was made from."""
    if revision == 0 and section not in answers.revisions:
        session.add(SectionSave(response=answers.response.id, section=section, revision=1))
        try:
            session.flush()
        except IntegrityError as error:  # another window saved it for the first time just now
            raise Conflict(say(SAVED_ELSEWHERE)) from error
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
        raise Conflict(say(SAVED_ELSEWHERE))
