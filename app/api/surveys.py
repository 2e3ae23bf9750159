"""The API's surveys, for signed-in staff."""

from datetime import date

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from app.api.answers import refusals
from app.api.documentation import STAFF_ONLY
from app.rights import Right
from app.web import Db
from surveys.store.time_points import all_time_points

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
