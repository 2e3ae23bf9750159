"""Evidence for recommendations: three lenses on each construct, in the nation or in one region at a time."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.national import lenses_for
from app.pages.dashboard import ReleaseIn
from app.pages.frameworks import definitions_of
from app.presenters.evidence import evidence_context
from app.query import Takes
from app.rights import Right
from app.templating import render
from reports.wording import REGIONS
from surveys.errors import Invalid

router = APIRouter(
    prefix="/dashboard/evidence",
    dependencies=[Depends(Right("steering")), Depends(Takes("release", "region"))],
    include_in_schema=False,
)


@router.get("")
def evidence_page(request: Request, release: ReleaseIn) -> Response:
    """Every construct of one place, grouped by the action to consider. Raises Invalid for an unknown region."""
    region = request.query_params.get("region")
    if region is not None and region not in REGIONS:
        raise Invalid(
            {"region": f"There is no such region. Use one of {', '.join(REGIONS)}, or leave it out."}
        )
    lenses = lenses_for(release, definitions_of(request))
    return render(request, "dashboard/evidence.html", evidence_context(release, lenses, region))
