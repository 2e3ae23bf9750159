"""Who is missing, and need weighted by known headcounts: only when it is asked for, and labelled wherever it stands."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.downloads import download
from app.evidence import load_attack
from app.national import national_workbook, reports_of
from app.pages.dashboard import ReleaseIn
from app.pages.frameworks import definitions_of
from app.query import Takes
from app.rights import Right
from app.templating import render
from app.web import Db
from app.weighted import get_weighted_table, weighted_table
from reports.csv import table_csv
from reports.weighted import refusals_of
from surveys.errors import Invalid

router = APIRouter(prefix="/dashboard", dependencies=[Depends(Right("steering"))], include_in_schema=False)
REPORT = "missing"
ON = "yes"


@router.get("/missing", dependencies=[Depends(Takes("release", "weighted"))])
def missing_page(request: Request, release: ReleaseIn) -> Response:
    """The response beside known headcounts; with `weighted=yes`, weighted shares too, or why there are none."""
    weighted = request.query_params.get("weighted")
    if weighted not in {None, ON}:
        raise Invalid({"weighted": "Leave this out, or use yes."})
    definitions = definitions_of(request)
    report = next(each for each in reports_of(release, definitions) if each.id == REPORT)
    context = {"report": report, "release": release, "at": f"?release={release.number}"}
    if weighted:
        context |= {"table": weighted_table(release, definitions), "refusals": refusals_of(release)}
    return render(request, "dashboard/missing.html", context | {"weighted": bool(weighted)})


@router.get("/weighted.csv", dependencies=[Depends(Takes("release"))])
def weighted_file(request: Request, release: ReleaseIn) -> Response:
    """The weighted shares as CSV. Raises NotFound saying why there are none."""
    table = get_weighted_table(release, definitions_of(request))
    return download(table_csv(table), f"preceptmap-{table.id}-release-{release.number}.csv")


@router.get("/national-weighted.xlsx", dependencies=[Depends(Takes("release"))])
def weighted_workbook(request: Request, session: Db, release: ReleaseIn) -> Response:
    """The national workbook with one more sheet, of weighted shares. Raises NotFound saying why there is none."""
    definitions = definitions_of(request)
    table = get_weighted_table(release, definitions)
    attack = load_attack(session, release.number)
    content = national_workbook(release, definitions, attack=attack, extra=(table,))
    return download(content, f"preceptmap-national-release-{release.number}-with-weighted.xlsx")
