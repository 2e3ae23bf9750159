"""A respondent's own progress over their year: for their eyes, from what they submitted."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from app.pages.frameworks import definitions_of
from app.pages.my import own_answers
from app.rights import Right
from app.templating import render
from app.web import ActorIn, Db
from app.year import progress_of
from reports.progress import progress_charts, progress_sentences, progress_table
from surveys.errors import NotFound

router = APIRouter(
    prefix="/my/progress", dependencies=[Depends(Right("respondent"))], include_in_schema=False
)


@router.get("")
def progress_page(request: Request, session: Db, actor: ActorIn) -> Response:
    """Words, charts and table of what changed; their year while there is nothing yet."""
    answers = own_answers(request, session, actor)
    progress = progress_of(session, answers, definitions_of(request))
    if not progress.moments:
        return RedirectResponse("/my/year", 303)
    table = progress_table(progress)
    context = {
        "answers": answers,
        "progress": progress,
        "sentences": progress_sentences(progress),
        "table": table,
        "charts": progress_charts(progress, table),
    }
    return render(request, "respondent/progress.html", context)


@router.get("/{chart_id}.json")
def chart(request: Request, session: Db, actor: ActorIn, chart_id: str) -> Response:
    """One of the charts, from the same table."""
    answers = own_answers(request, session, actor)
    progress = progress_of(session, answers, definitions_of(request))
    charts = progress_charts(progress, progress_table(progress)) if progress.moments else ()
    found = next((each for each in charts if each.id == chart_id), None)
    if found is None:
        raise NotFound("There is no such chart.")
    return JSONResponse(found.figure)
