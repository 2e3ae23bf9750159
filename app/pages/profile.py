"""A preceptee's own gap profile and a preceptor's own result: for their eyes, after submitting."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from app.clock import london_day
from app.downloads import download
from app.own import own_workbook, ranked_needs
from app.pages.frameworks import definitions_of
from app.pages.my import own_answers
from app.presenters.answers import check_lists
from app.presenters.conclusion import conclusion_words
from app.presenters.profile import profile_sentences, profile_table
from app.rights import Right
from app.templating import render
from app.web import ActorIn, ClockIn, Db
from app.year import progress_of
from mapping.profile import make_profile
from reports.charts import two_ratings
from reports.interchange.fhir.answers import write_response
from reports.progress import progress_table
from surveys.learning_plans import read_plan
from surveys.respondents import Answers

preceptee = APIRouter(prefix="/my", dependencies=[Depends(Right("preceptee"))], include_in_schema=False)
preceptor = APIRouter(prefix="/my", dependencies=[Depends(Right("preceptor"))], include_in_schema=False)
both = APIRouter(prefix="/my", dependencies=[Depends(Right("respondent"))], include_in_schema=False)


@preceptee.get("/profile")
def profile_page(request: Request, session: Db, actor: ActorIn) -> Response:
    """Words, chart and table of one's own needs, with next steps."""
    answers = own_answers(request, session, actor)
    if answers.response.state != "submitted":
        return RedirectResponse("/my/tasks", 303)
    planned = read_plan(session, respondent=actor.respondent or "").items
    context = _own_context(request, answers) | {"planned": planned}
    return render(request, "respondent/profile.html", context)


@preceptor.get("/result")
def result_page(request: Request, session: Db, actor: ActorIn) -> Response:
    """What a preceptor's hours allow, which limit binds, and their own needs."""
    answers = own_answers(request, session, actor)
    if answers.response.state != "submitted":
        return RedirectResponse("/my/tasks", 303)
    context = _own_context(request, answers) | {"conclusion": conclusion_words(answers.facts)}
    return render(request, "respondent/result.html", context)


@both.get("/answers")
def answers_page(request: Request, session: Db, actor: ActorIn) -> Response:
    """Everything that was submitted, notes included, to read."""
    answers = own_answers(request, session, actor)
    if answers.response.state != "submitted":
        return RedirectResponse("/my/check", 303)
    return render(request, "respondent/answers.html", {"answers": answers, "lists": check_lists(answers)})


@both.get("/profile/chart.json")
def chart(request: Request, session: Db, actor: ActorIn) -> Response:
    """The chart of one's own ratings."""
    answers = own_answers(request, session, actor)
    if answers.response.state != "submitted":
        return RedirectResponse("/my/tasks", 303)
    table = profile_table(answers, make_profile(answers.items, list(answers.ratings.values())))
    figure = two_ratings(table, label="area", first="importance", second="confidence").figure
    return JSONResponse(figure)


@both.get("/profile.xlsx")
def workbook(request: Request, session: Db, actor: ActorIn) -> Response:
    """One's own answers and profile as a workbook to keep."""
    answers = own_answers(request, session, actor)
    if answers.response.state != "submitted":
        return RedirectResponse("/my/tasks", 303)
    definitions = definitions_of(request)
    progress = progress_of(session, answers, definitions)
    content = own_workbook(
        answers,
        definitions,
        sample=request.app.state.sample,
        progress=progress_table(progress) if len(progress.moments) > 1 else None,
    )
    return download(content, "preceptmap-my-profile.xlsx")


@both.get("/answers.json")
def answers_file(request: Request, session: Db, actor: ActorIn, clock: ClockIn) -> Response:
    """One's own answers as a FHIR QuestionnaireResponse, finished or not; it does not say whose they are."""
    answers = own_answers(request, session, actor)
    content = write_response(
        definitions_of(request).instruments[answers.instrument.id],
        answers.ratings,
        answers.facts,
        complete=answers.response.state == "submitted",
        month=f"{london_day(clock()):%Y-%m}",
    )
    return download(content, "preceptmap-my-answers.json", media_type="application/fhir+json")


def _own_context(request: Request, answers: Answers) -> dict[str, object]:
    profile = make_profile(answers.items, list(answers.ratings.values()))
    return {
        "answers": answers,
        "profile": profile,
        "sentences": profile_sentences(profile),
        "table": profile_table(answers, profile),
        "needs": ranked_needs(answers, profile, definitions_of(request)),
    }
