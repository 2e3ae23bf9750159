"""A preceptor's month on one page: who needs what from them, and whether they have room."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from sqlmodel import Session

from app.clock import london_day
from app.pages.frameworks import definitions_of
from app.presenters.month import Who, month_sentence, room_of, who_needs_what
from app.rights import Right
from app.shared import read_shared
from app.templating import render
from app.web import ActorIn, ClockIn, Db
from surveys.learning_plans import read_plan
from surveys.shares import opens, shared_with
from surveys.store.responses import facts_of
from surveys.store.shares import submitted_responses

router = APIRouter(prefix="/my/month", dependencies=[Depends(Right("preceptor"))], include_in_schema=False)


@router.get("")
def month_page(request: Request, session: Db, actor: ActorIn, clock: ClockIn) -> Response:
    """What is open to this preceptor now, and their own numbers."""
    today = london_day(clock())
    instruments = definitions_of(request).instruments
    people: list[Who] = []
    for share in shared_with(session, actor.respondent or ""):
        shared = read_shared(session, share, instruments=instruments)
        plan = read_plan(session, respondent=share.preceptee) if opens(share, "plan") else None
        people.append(who_needs_what(share, shared, plan, today=today))
    context = {
        "month": f"{today:%B %Y}",
        "people": people,
        "sentence": month_sentence(people),
        "room": room_of(_own_facts(session, actor.respondent or ""), sharing=len(people)),
    }
    return render(request, "preceptees/month.html", context)


def _own_facts(session: Session, preceptor: str) -> dict[str, tuple[str, ...]] | None:
    """What the preceptor submitted last about themselves; None before that."""
    submitted = submitted_responses(session, preceptor)
    return facts_of(session, submitted[-1][0].id) if submitted else None
