"""A lead reads the organisation's protected figures beside the region and the nation, and takes the workbook."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response

from app.clock import london_day
from app.downloads import download
from app.organisation_report import (
    compared_chart,
    figure_tables,
    find_figure_table,
    organisation_workbook,
    own_release,
)
from app.pages.frameworks import definitions_of
from app.place import PlaceIn
from app.rights import Right
from app.templating import render
from app.web import ClockIn, Db
from reports.csv import table_csv
from surveys.errors import NotFound

LONGEST_UNFOLDED = 12
"""Rows of a table that is shown without being opened."""

router = APIRouter(prefix="/lead", dependencies=[Depends(Right("lead"))], include_in_schema=False)


@router.get("/figures")
def figures_page(request: Request, session: Db, place: PlaceIn) -> Response:
    """The latest approved release, cut down to the organisation, its region and the nation."""
    release = own_release(session, place)
    tables = figure_tables(session, place, release, definitions_of(request)) if release else []
    charted = {table.id for table in tables if compared_chart(table)}
    context = {
        "place": place,
        "release": release,
        "tables": tables,
        "charted": charted,
        "longest_unfolded": LONGEST_UNFOLDED,
    }
    return render(request, "lead/figures.html", context)


@router.get("/figures/{table_id}.json")
def chart(request: Request, session: Db, place: PlaceIn, table_id: str) -> Response:
    """The chart of one table, made from that table."""
    drawn = compared_chart(find_figure_table(session, place, definitions_of(request), id=table_id))
    if drawn is None:
        raise NotFound("There is no such chart.")
    return JSONResponse(drawn.figure)


@router.get("/figures/{table_id}.csv")
def table_file(request: Request, session: Db, place: PlaceIn, table_id: str) -> Response:
    """One table as CSV: the same cells as on the page."""
    table = find_figure_table(session, place, definitions_of(request), id=table_id)
    return download(table_csv(table), f"preceptmap-{table.id}.csv")


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
