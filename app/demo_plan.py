"""The sample preceptee's learning plan: a few actions from their own needs, and a first meeting that was held."""

from datetime import date

from sqlmodel import Session, select

from app.definitions import Definitions
from mapping.profile import make_profile
from surveys.learning_plans import add_action, read_plan
from surveys.plan_choices import DONE
from surveys.plan_forms import ActionWords, MeetingWords
from surveys.plan_meetings import add_meeting, confirm_meeting
from surveys.respondents import read_answers
from surveys.shares import shares_of
from surveys.store.shares import ACCEPTED
from surveys.tables import Response

HELD = date(2026, 9, 14)
FROM_NEEDS = (
    {
        "who": "My preceptor, and the team that does this every week",
        "due": date(2026, 10, 30),
        "cpd": "work-based",
        "state": DONE,
        "evidence": "Dates of four sessions with someone beside me, and what I did in each",
        "reflection": (
            "The first session was hard because I did not know whom to call. I now know the number and when to "
            "use it.\nNext I want to lead a session and be asked about it afterwards."
        ),
    },
    {
        "who": "The practice educator",
        "due": date(2027, 1, 29),
        "cpd": "self-directed",
        "evidence": "Notes from the e-learning and two cases I talked over",
    },
    {"who": "My preceptor", "due": date(2027, 3, 31), "cpd": "professional"},
)
OWN = ActionWords(
    aim="Write one reflection a month for my portfolio",
    support="time",
    who="My line manager, for the time",
    cpd="self-directed",
    evidence="The reflections, with no patient or colleague named",
)
MEETING = MeetingWords(
    kind="initial",
    held_on=HELD,
    notes="How the first weeks went, what I rated lowest and why, and how we both like to give and get feedback.",
    agreed="We meet on the first Monday of each month. I bring one thing that went well and one that did not.",
)


def add_sample_plan(session: Session, response: str, *, definitions: Definitions) -> None:
    """Give the respondent of this sample response a plan, unless they have one.

    The meeting is confirmed by the preceptee, and by the preceptor where the plan is open to one.
    """
    respondent = session.exec(select(Response.respondent).where(Response.id == response)).first()
    if not respondent or read_plan(session, respondent=respondent).actions:
        return
    answers = read_answers(session, response=response, instruments=definitions.instruments)
    profile = make_profile(answers.items, list(answers.ratings.values()))
    for need, words in zip(profile.needs, FROM_NEEDS, strict=False):
        action = ActionWords.model_validate({"aim": need.item.text, "support": need.support} | words)
        add_action(session, respondent=respondent, words=action, item=need.item.code)
    add_action(session, respondent=respondent, words=OWN)
    meeting = add_meeting(session, respondent=respondent, words=MEETING)
    readers = [
        share.preceptor
        for share in shares_of(session, respondent)
        if share.state == ACCEPTED and share.opens_plan
    ]
    for preceptor in (None, *readers[:1]):
        confirm_meeting(
            session,
            meeting=meeting.id,
            respondent=respondent,
            revision=1,
            today=HELD,
            preceptor=preceptor,
        )
