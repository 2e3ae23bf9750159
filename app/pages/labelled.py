"""The figures of a release as labelled data, and invented answers in the layout of the real ones."""

from typing import Literal

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.downloads import download
from app.national import all_tables
from app.pages.dashboard import ReleaseIn
from app.pages.frameworks import definitions_of
from app.query import Takes
from app.rights import Right
from app.synthetic import synthetic_rows
from reports.labelled.files import WRAPPINGS
from reports.labelled.release import release_data

router = APIRouter(
    prefix="/dashboard",
    dependencies=[Depends(Right("steering")), Depends(Takes("release"))],
    include_in_schema=False,
)
Ending = Literal["zip", "parquet", "sav"]
PEOPLE = 1000
SEED = 2026


@router.get("/figures/{ending}")
def figures(request: Request, release: ReleaseIn, ending: Ending) -> Response:
    """Every figure of a release, one row a figure, with what every variable means."""
    wrapping = WRAPPINGS[f".{ending}"]
    data = release_data(release, all_tables(release, definitions_of(request)))
    name = f"preceptmap-figures-release-{release.number}.{ending}"
    return download(wrapping.write(data), name, media_type=wrapping.media_type)


@router.get("/synthetic/{audience}/{ending}")
def synthetic(request: Request, audience: Literal["preceptee", "preceptor"], ending: Ending) -> Response:
    """Invented answers to write an analysis with: the same rows every time, and nobody's."""
    wrapping = WRAPPINGS[f".{ending}"]
    data = synthetic_rows(definitions_of(request), audience=audience, people=PEOPLE, seed=SEED)
    name = f"preceptmap-synthetic-{audience}.{ending}"
    return download(wrapping.write(data), name, media_type=wrapping.media_type)
