"""The national dashboard: approved releases only, each page the same bytes however often it is asked for."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response

from app.downloads import download
from app.evidence import load_attack
from app.national import REPORTS, Report, find_chart, find_table, national_workbook, reports_of
from app.over_time import over_time_report
from app.pages.frameworks import definitions_of
from app.query import Takes
from app.rights import Right
from app.templating import render
from app.web import Db
from mapping.figures import Release
from reports.attack import attack_headline
from reports.csv import table_csv
from surveys.errors import Invalid, NotFound
from surveys.store.releases import approved_releases
from surveys.tables import ReleaseRow

router = APIRouter(
    prefix="/dashboard",
    dependencies=[Depends(Right("steering")), Depends(Takes("release"))],
    include_in_schema=False,
)


def find_chosen(request: Request, session: Db) -> ReleaseRow | None:
    """The approved release asked for, else the latest. Raises Invalid for any other number."""
    rows = approved_releases(session)
    asked = request.query_params.get("release")
    if asked is None:
        return rows[0] if rows else None
    found = next((row for row in rows if str(row.number) == asked), None)
    if found is None:
        raise Invalid({"release": "There is no approved release with this number."})
    return found


ChosenIn = Annotated[ReleaseRow | None, Depends(find_chosen)]


def find_release(request: Request, session: Db, chosen: ChosenIn) -> Release:
    """The whole chosen release. Raises NotFound while none is approved."""
    if chosen is None:
        raise NotFound("No release has been approved yet.")
    release: Release = request.app.state.shelf.release(session, chosen)
    return release


ReleaseIn = Annotated[Release, Depends(find_release)]


@router.get("")
def overview(request: Request, session: Db, chosen: ChosenIn) -> Response:
    """What the chosen release says, report by report."""
    context: dict[str, Any] = {"rows": approved_releases(session), "chosen": chosen}
    if chosen is not None:
        release = find_release(request, session, chosen)
        context |= {"release": release, "reports": reports_of(release, definitions_of(request))}
        context["over_time"] = _over_time(request, session, chosen)
        attack = load_attack(session, release.number)
        context["attack"] = attack_headline(attack) if attack else ""
    return render(request, "dashboard/overview.html", context)


@router.get("/national.xlsx")
def workbook(request: Request, session: Db, chosen: ChosenIn, release: ReleaseIn) -> Response:
    """The national workbook, with the series over time where there is more than one moment of it."""
    attack = load_attack(session, release.number)
    report = _over_time(request, session, chosen) if chosen else None
    extra = [figure.table for figure in report.figures] if report else []
    content = national_workbook(release, definitions_of(request), attack=attack, extra=extra)
    return download(content, f"preceptmap-national-release-{release.number}.xlsx")


@router.get("/tables/{table_id}.csv")
def table_file(request: Request, release: ReleaseIn, table_id: str) -> Response:
    """One table as CSV: the same cells as on its page."""
    table = find_table(release, definitions_of(request), table_id)
    return download(table_csv(table), f"preceptmap-{table.id}-release-{release.number}.csv")


@router.get("/charts/{chart_id}.json")
def chart(request: Request, release: ReleaseIn, chart_id: str) -> Response:
    """One chart for the browser to draw: made from the same table."""
    return JSONResponse(find_chart(release, definitions_of(request), chart_id).figure)


@router.get("/{report_id}")
def report_page(request: Request, release: ReleaseIn, report_id: str) -> Response:
    """One report: each of its figures as sentence, charts and table."""
    if report_id not in REPORTS:
        raise NotFound("There is no such report.")
    reports = reports_of(release, definitions_of(request))
    report = next(each for each in reports if each.id == report_id)
    context = {"report": report, "release": release, "at": f"?release={release.number}"}
    return render(request, "dashboard/report.html", context)


def _over_time(request: Request, session: Db, chosen: ReleaseRow) -> Report | None:
    read = request.app.state.shelf.release
    return over_time_report(session, chosen, definitions_of(request), read=read)
