"""A lead reads the organisation's protected figures beside the region and the nation, and takes the workbook."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.clock import london_day
from app.downloads import download
from app.organisation_report import figure_tables, organisation_workbook, own_release
from app.pages.frameworks import definitions_of
from app.place import PlaceIn
from app.rights import Right
from app.templating import render
from app.web import ClockIn, Db

router = APIRouter(prefix="/lead", dependencies=[Depends(Right("lead"))], include_in_schema=False)


@router.get("/figures")
def figures_page(request: Request, session: Db, place: PlaceIn) -> Response:
    """The latest approved release, cut down to the organisation, its region and the nation."""
    release = own_release(session, place)
    tables = figure_tables(release, place, definitions_of(request)) if release else []
    context = {"place": place, "release": release, "tables": tables}
    return render(request, "lead/figures.html", context)


@router.get("/workbook.xlsx")
def workbook(request: Request, session: Db, place: PlaceIn, clock: ClockIn) -> Response:
    """The organisation's own workbook."""
    content = organisation_workbook(
        session,
        place,
        definitions=definitions_of(request),
        made_on=london_day(clock()),
        sample=request.app.state.sample,
    )
    return download(content, "preceptmap-organisation.xlsx")
