"""How far a release is that somebody asked for, and stopping it."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import JSONResponse, Response

from app.jobs.asking import cancel_job, get_job
from app.posting import carry_out
from app.presenters.jobs import JobView, present_job
from app.query import Takes
from app.rights import Right
from app.templating import render
from app.web import ActorIn, ClockIn, Db, FormIn
from surveys.store.time_points import get_time_point

router = APIRouter(
    prefix="/steering/jobs",
    dependencies=[Depends(Right("steering")), Depends(Takes())],
    include_in_schema=False,
)
JobIn = Annotated[str, Path(pattern="^[0-9a-f]{16}$")]


@router.get("/{job_id}.json")
def job_progress(session: Db, job_id: JobIn) -> Response:
    """How far it is, for the page's script."""
    view = _view(session, job_id)
    answer: dict[str, Any] = {"state": view.state, "words": view.words, "done": view.done, "of": view.of}
    return JSONResponse(answer | {"finished": not view.unfinished})


@router.get("/{job_id}")
def job_page(request: Request, session: Db, job_id: JobIn) -> Response:
    """How far it is, or how it ended."""
    return render(request, "steering/job.html", {"job": _view(session, job_id)})


@router.post("/{job_id}/cancel")
def cancel(session: Db, actor: ActorIn, form: FormIn, clock: ClockIn, job_id: JobIn) -> Response:
    """Stop it; nothing of it is kept."""

    def act() -> str:
        cancel_job(session, job=job_id, by=actor.username, now=clock())
        return f"/steering/jobs/{job_id}"

    return carry_out(session, form, actor, act)


def _view(session: Db, job_id: str) -> JobView:
    job = get_job(session, job_id)
    return present_job(job, title=get_time_point(session, job.time_point).title)
