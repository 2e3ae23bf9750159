"""The steering group loads known headcounts of a time point, and sees which are known."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import Response

from app.audit import record
from app.downloads import download
from app.headcounts import check_source, load_headcounts, read_content
from app.posting import carry_out
from app.presenters.refused import kept_revision
from app.query import Takes
from app.rights import Right
from app.templating import render
from app.uploads import Upload, UploadIn
from app.web import ActorIn, ClockIn, Db
from mapping.sector import load_sectors
from mapping.spreadsheet import AnswersRefused
from reports.headcounts import headcounts_csv, headcounts_table
from reports.wording import PATHWAYS, REGIONS
from surveys.counts import HeadcountLine
from surveys.fields import Unusable
from surveys.headcounts import HeadcountsChanged, revision_of
from surveys.store.headcounts import headcounts_of
from surveys.store.time_points import get_time_point

router = APIRouter(
    prefix="/steering/time-points/{time_point}",
    dependencies=[Depends(Right("steering")), Depends(Takes())],
    include_in_schema=False,
)
PointIn = Annotated[int, Path(ge=1, le=2**31 - 1)]
NO_FILE = "Choose a file of headcounts."
SENT = "lines"
"""The lines of a file that met another load, sent again from the page that shows both."""


@router.get("/headcounts")
def headcounts_page(request: Request, session: Db, time_point: PointIn) -> Response:
    """What is known now, and the form to load a file in its place."""
    return render(request, "steering/headcounts.html", _page(session, time_point))


@router.get("/headcounts.csv")
def headcounts_file(session: Db, time_point: PointIn) -> Response:
    """A file to fill in: what is known, and a blank for every other group."""
    get_time_point(session, time_point)
    lines = headcounts_of(session, time_point=time_point)
    return download(headcounts_csv(lines), f"preceptmap-headcounts-{time_point}.csv")


@router.post("/headcounts")
def load(
    request: Request, session: Db, actor: ActorIn, upload: UploadIn, clock: ClockIn, time_point: PointIn
) -> Response:
    """Keep the file's numbers in place of those there were, whole or not at all."""
    point, form = get_time_point(session, time_point), upload.form
    lines, problems, faults = _read(upload)
    if problems:
        context = _page(session, time_point, problems=problems, faults=faults, typed=form.one("source"))
        context["revision"] = kept_revision(form, context["revision"])
        return render(request, "steering/headcounts.html", context, status=422)
    address, title = f"/steering/time-points/{time_point}/headcounts", point.title

    def act() -> str:
        done = load_headcounts(session, lines, time_point=time_point, revision=form.whole("revision"))
        by, at = actor.username, clock()
        record(session, at=at, actor=by, action="load headcounts", subject=title, result=done)
        return address

    try:
        return carry_out(session, form, actor, act)
    except HeadcountsChanged:
        session.rollback()
        context = _page(session, time_point) | {
            "yours": headcounts_table(lines, title="What you just sent", id="yours"),
            "lines": headcounts_csv(lines).decode("utf-8-sig"),
            "typed": form.one("source"),
        }
        return render(request, "steering/headcounts_clash.html", context, status=409)


def _read(upload: Upload) -> tuple[list[HeadcountLine], dict[str, str], list[str]]:
    """The lines of what was sent; else what is wrong by field, and every fault of the file."""
    problems: dict[str, str] = {}
    faults: list[str] = []
    lines: list[HeadcountLine] = []
    source = upload.form.one("source")
    content = upload.content or upload.form.one(SENT).encode()
    try:
        check_source(source)
    except Unusable as unusable:
        problems["source"] = str(unusable)
    try:
        lines = read_content(content, source=source) if content else []
    except AnswersRefused as refusal:
        faults = [str(one) for one in refusal.refusals]
    if not content:
        problems["file"] = NO_FILE
    elif faults:
        more = f" There are {len(faults)} faults: this page lists them all." if len(faults) > 1 else ""
        problems["file"] = f"{faults[0][:1].upper()}{faults[0][1:]}{more}"
    return lines, {field: problems[field] for field in ("file", "source") if field in problems}, faults


def _page(
    session: Db,
    time_point: int,
    *,
    problems: dict[str, str] | None = None,
    faults: list[str] | None = None,
    typed: str = "",
) -> dict[str, Any]:
    lines = headcounts_of(session, time_point=time_point)
    return {
        "point": get_time_point(session, time_point),
        "known": headcounts_table(lines, title="Headcounts known now"),
        "revision": revision_of(lines),
        "problems": problems or {},
        "faults": faults or [],
        "typed": typed,
        "codes": {"region": REGIONS, "pathway": PATHWAYS, "sector": load_sectors().labels},
    }
