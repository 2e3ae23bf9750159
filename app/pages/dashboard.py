"""The national dashboard: every figure from one approved release, as sentence, chart, table and file."""

from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response
from sqlmodel import Session

from app.downloads import download
from app.national import REPORTS, Report, find_figure, national_workbook, reports_of
from app.pages.frameworks import definitions_of
from app.releases import load_release
from app.rights import Right
from app.templating import render
from app.web import Db
from mapping.figures import Release
from reports.csv import table_csv
from surveys.errors import Invalid, NotFound
from surveys.store.releases import approved_releases
from surveys.tables import ReleaseRow

router = APIRouter(prefix="/dashboard", dependencies=[Depends(Right("steering"))], include_in_schema=False)


@router.get("")
def overview(request: Request, session: Db) -> Response:
    """What there is, with the headline sentence of each report."""
    rows = approved_releases(session)
    chosen = _chosen(request, rows)
    context: dict[str, Any] = {"rows": rows, "chosen": chosen, "reports": []}
    if chosen is not None:
        release = load_release(session, chosen.number)
        context |= {"release": release, "reports": reports_of(release, definitions_of(request))}
    return render(request, "dashboard/overview.html", context)


@router.get("/national.xlsx")
def workbook(request: Request, session: Db) -> Response:
    """The national workbook."""
    release = _release(request, session)
    content = national_workbook(release, definitions_of(request))
    return download(content, f"preceptmap-national-release-{release.number}.xlsx")


@router.get("/tables/{table_id}.csv")
def table_file(request: Request, session: Db, table_id: str) -> Response:
    """One table as CSV: the same cells as on its page."""
    release = _release(request, session)
    figure = find_figure(release, definitions_of(request), table_id)
    content = table_csv(figure.table)
    return download(content, f"preceptmap-{table_id}-release-{release.number}.csv")


@router.get("/charts/{table_id}.json")
def chart(request: Request, session: Db, table_id: str) -> Response:
    """One chart for the browser to draw: made from the same table."""
    figure = find_figure(_release(request, session), definitions_of(request), table_id)
    if figure.chart is None:
        raise NotFound("This table has no chart.")
    return JSONResponse(figure.chart.figure)


@router.get("/{report_id}")
def report_page(request: Request, session: Db, report_id: str) -> Response:
    """One report: each of its figures as sentence, chart and table."""
    if report_id not in REPORTS:
        raise NotFound("There is no such report.")
    release = _release(request, session)
    report: Report = next(
        each for each in reports_of(release, definitions_of(request)) if each.id == report_id
    )
    context = {"report": report, "release": release, "at": f"?release={release.number}"}
    return render(request, "dashboard/report.html", context)


def _release(request: Request, session: Session) -> Release:
    chosen = _chosen(request, approved_releases(session))
    if chosen is None:
        raise NotFound("No release has been approved yet.")
    return load_release(session, chosen.number)


def _chosen(request: Request, rows: list[ReleaseRow]) -> ReleaseRow | None:
    """The release asked for, else the latest. Raises Invalid for anything else asked (SDC-01)."""
    asked = request.query_params.multi_items()
    strange = {
        name: "This page takes only the number of a release." for name, _ in asked if name != "release"
    }
    if strange:
        raise Invalid(strange)
    if not asked:
        return rows[0] if rows else None
    found = next((row for row in rows if [("release", str(row.number))] == asked), None)
    if found is None:
        raise Invalid({"release": "There is no approved release with this number."})
    return found
