"""A preceptee's own plan to take away: on paper and as a workbook."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.clock import london_day
from app.downloads import download
from app.own_plan import own_plan_workbook
from app.pages.frameworks import definitions_of
from app.pages.plan import own, ratings_of_needs
from app.presenters.plan import action_cards, cpd_sentence, day_words, meeting_cards, plan_sentence
from app.rights import Right
from app.templating import render
from app.web import ActorIn, ClockIn, Db
from surveys.learning_plans import read_plan

router = APIRouter(prefix="/my", dependencies=[Depends(Right("preceptee"))], include_in_schema=False)


@router.get("/plan/print")
def print_page(request: Request, session: Db, actor: ActorIn, clock: ClockIn) -> Response:
    """The whole plan with its meetings, laid out for paper."""
    plan, today = read_plan(session, respondent=own(actor)), london_day(clock())
    context = {
        "actions": action_cards(plan, definitions_of(request), ratings=ratings_of_needs(session, actor)),
        "meetings": meeting_cards(plan.meetings, today=today),
        "sentence": plan_sentence(plan),
        "cpd": cpd_sentence(plan),
        "today": day_words(today),
    }
    return render(request, "plan/print.html", context)


@router.get("/plan.xlsx")
def workbook(request: Request, session: Db, actor: ActorIn, clock: ClockIn) -> Response:
    """The whole plan as a workbook to keep."""
    content = own_plan_workbook(
        read_plan(session, respondent=own(actor)),
        definitions_of(request),
        ratings=ratings_of_needs(session, actor),
        today=london_day(clock()),
        sample=request.app.state.sample,
    )
    return download(content, "preceptmap-my-plan.xlsx")
