"""The API's releases: approved ones only, as far as the reader's role goes, figure by figure as on the pages."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from sqlmodel import Session

from app.api.answers import refusals
from app.api.documentation import STAFF_ONLY
from app.evidence import load_attack
from app.national import all_tables
from app.organisation_report import cut_down, figure_tables
from app.pages.frameworks import definitions_of
from app.place import own_organisation, place_of
from app.published import PublishedRelease, publish
from app.rights import Right
from app.signins import Actor
from app.web import ActorIn, Db
from surveys.errors import NotFound
from surveys.store.releases import approved_releases, latest_approved
from surveys.store.time_points import get_time_point
from surveys.tables import ReleaseRow

router = APIRouter(
    prefix="/api/v1/releases",
    dependencies=[Depends(Right("staff"))],
    tags=[STAFF_ONLY],
    responses=refusals(_401="Sign in with an account first.", _403="This is for people with an account."),
)
NONE_TO_READ = "There is no release you can read."
ReleaseId = Annotated[
    int, Path(description="A release's number, as its pages show it.", examples=[1], ge=1, le=2**31 - 1)
]


@router.get(
    "/latest", responses=refusals(_404="Nothing has been approved yet, or your role may not read it.")
)
def latest_release(request: Request, session: Db, actor: ActorIn) -> PublishedRelease:
    """The latest approved release, every figure of every table your role may read.

    The steering group reads the tables of the dashboard: the nation, regions, pathways and months in post.
    A lead reads the tables of their own figures: the nation, their own region and their own organisation.
    """
    return _readable(request, session, actor, latest_approved(session))


@router.get(
    "/{release_id}",
    responses=refusals(
        _404="There is no approved release with this number, or your role may not read it.",
        _422="A release's number is a whole number, 1 or more.",
    ),
)
def show_release(request: Request, session: Db, actor: ActorIn, release_id: ReleaseId) -> PublishedRelease:
    """One approved release by its number, in the same way."""
    rows = approved_releases(session)
    row = next((row for row in rows if row.number == release_id), None)
    return _readable(request, session, actor, row)


def _readable(request: Request, session: Session, actor: Actor, row: ReleaseRow | None) -> PublishedRelease:
    definitions = definitions_of(request)
    if row is None or actor.role not in {"steering", "lead"}:
        raise NotFound(NONE_TO_READ)
    attack = load_attack(session, row.number)
    if actor.role == "steering":
        release = request.app.state.shelf.release(session, row)
        tables = all_tables(release, definitions)
        return publish(release, row, tables, attack=attack, definitions=definitions)
    place = place_of(own_organisation(session, actor), get_time_point(session, row.time_point))
    release = cut_down(session, row, place)
    tables = figure_tables(session, place, release, definitions)
    return publish(release, row, tables, attack=attack, definitions=definitions)
