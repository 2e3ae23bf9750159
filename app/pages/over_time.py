"""The dashboard's page of a series over time, its chart and its CSV files."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response

from app.downloads import download
from app.national import Report
from app.over_time import over_time_report
from app.pages.dashboard import ChosenIn
from app.pages.frameworks import definitions_of
from app.query import Takes
from app.rights import Right
from app.templating import render
from app.web import Db
from reports.csv import table_csv
from surveys.errors import NotFound

router = APIRouter(
    prefix="/dashboard/over-time",
    dependencies=[Depends(Right("steering")), Depends(Takes("release"))],
    include_in_schema=False,
)


def find_report(request: Request, session: Db, chosen: ChosenIn) -> Report:
    """The report of the chosen release. Raises NotFound where there is nothing to compare it with."""
    read = request.app.state.shelf.release
    report = over_time_report(session, chosen, definitions_of(request), read=read) if chosen else None
    if report is None:
        raise NotFound("No other time point of this series has an approved release yet.")
    return report


ReportIn = Annotated[Report, Depends(find_report)]


@router.get("")
def over_time_page(request: Request, session: Db, chosen: ChosenIn, report: ReportIn) -> Response:
    """Need among all who answered, then change among those who answered both times."""
    release = request.app.state.shelf.release(session, chosen)
    context = {"report": report, "release": release, "at": f"?release={release.number}"}
    return render(request, "dashboard/over_time.html", context)


@router.get("/tables/{table_id}.csv")
def table_file(chosen: ChosenIn, report: ReportIn, table_id: str) -> Response:
    """One table as CSV: the same cells as on its page."""
    table = next((each.table for each in report.figures if each.table.id == table_id), None)
    if table is None or chosen is None:
        raise NotFound("There is no such table.")
    return download(table_csv(table), f"preceptmap-{table.id}-release-{chosen.number}.csv")


@router.get("/charts/{chart_id}.json")
def chart(report: ReportIn, chart_id: str) -> Response:
    """One chart for the browser to draw."""
    charts = (chart for each in report.figures for chart in each.charts)
    found = next((each for each in charts if each.id == chart_id), None)
    if found is None:
        raise NotFound("There is no such chart.")
    return JSONResponse(found.figure)
