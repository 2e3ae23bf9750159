"""The API's surveys and releases, for signed-in staff. Releases only once approved."""

from datetime import date
from typing import Any

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from app.api.answers import refusals
from app.api.documentation import STAFF_ONLY
from app.releases import load_release
from app.rights import Right
from app.signins import Actor
from app.web import ActorIn, Db
from mapping.figures import Part, Participation, ProvisionFigures, Release
from surveys.errors import NotFound
from surveys.store.releases import latest_approved
from surveys.store.time_points import all_time_points
from surveys.tables import Organisation

router = APIRouter(
    prefix="/api/v1",
    dependencies=[Depends(Right("staff"))],
    tags=[STAFF_ONLY],
    responses=refusals(_401="Sign in with an account first.", _403="This is for people with an account."),
)


class SurveySummary(BaseModel):
    """One time point."""

    id: int
    title: str
    state: str
    opened_on: date | None
    closed_on: date | None
    instruments: dict[str, str]


@router.get("/surveys")
def list_surveys(session: Db) -> list[SurveySummary]:
    """Every time point, the newest first."""
    return [
        SurveySummary(
            id=point.id or 0,
            title=point.title,
            state=point.state,
            opened_on=point.opened_on,
            closed_on=point.closed_on,
            instruments={
                "preceptee": point.preceptee_instrument,
                "preceptor": point.preceptor_instrument,
                "organisation": point.organisation_instrument,
            },
        )
        for point in all_time_points(session)
    ]


@router.get(
    "/releases/latest",
    responses=refusals(_404="Nothing has been approved yet, or your role may not read it."),
)
def latest_release(session: Db, actor: ActorIn) -> Release:
    """The latest approved release, as far as your role may read it.

    The steering group reads the nation, regions, pathways and months in post. A lead reads the nation,
    their own region and their own organisation. 404 when nothing has been approved yet, or for other roles.
    """
    row = latest_approved(session)
    if row is None or actor.role not in {"steering", "lead"}:
        raise NotFound("There is no release you can read.")
    release = load_release(session, row.number)
    region = _region(session, actor)
    return release.model_copy(
        update={
            name: tuple(figures for figures in getattr(release, name) if _may_read(figures, actor, region))
            for name in ("parts", "participation", "provision")
        }
    )


def _region(session: Db, actor: Actor) -> str | None:
    organisation = session.get(Organisation, actor.organisation) if actor.organisation else None
    return organisation.region if organisation else None


def _may_read(figures: Part | Participation | ProvisionFigures, actor: Actor, region: str | None) -> bool:
    place: Any = figures.group if isinstance(figures, Part) else figures
    if actor.role == "steering":
        return bool(place.dimension != "organisation")
    own = {"nation": "all", "region": region, "organisation": actor.organisation}
    return bool(own.get(place.dimension) == place.code)
