"""Where a lead works: their own organisation, which comes from the account and never from the request,
and one time point."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated, TypedDict

from fastapi import Depends, Query, Request
from sqlmodel import Session

from app.web import ActorIn, Db, Form
from surveys.errors import Invalid, NotFound
from surveys.store.time_points import all_time_points, get_time_point, open_starts
from surveys.tables import Organisation, TimePoint

QUERY = {"time_point", "done"}
MACHINERY = {"once", "revision", "action"}
STRANGER = "This page does not take this field. Open the page again and use the form on it."


class Here(TypedDict):
    """What every query and action about an organisation's own work asks for."""

    organisation: str
    time_point: int


@dataclass(frozen=True)
class Place:
    """One organisation at one time point. `asked` is True when the address names the time point."""

    organisation: str
    name: str
    region: str | None
    time_point: int
    title: str
    instrument: str
    is_open: bool
    asked: bool

    @property
    def here(self) -> Here:
        """This place as keyword arguments."""
        return {"organisation": self.organisation, "time_point": self.time_point}

    @property
    def at(self) -> str:
        """What to add to an address so that it stays at this time point."""
        return f"?time_point={self.time_point}" if self.asked else ""

    def address(self, path: str, *, done: str = "") -> str:
        """`path` at this time point; `done` names the message the next page opens with."""
        both = "&" if self.asked else "?"
        return path + self.at + (f"{both}done={done}" if done else "")


def own_organisation(session: Session, actor: ActorIn) -> Organisation:
    """The organisation of the lead who is asking. Raises NotFound when the account has none."""
    found = session.get(Organisation, actor.organisation) if actor.organisation else None
    if found is None:
        raise NotFound("Your account has no organisation. Ask an administrator to set it.")
    return found


def find_place(
    request: Request,
    session: Db,
    actor: ActorIn,
    time_point: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None,
) -> Place | None:
    """The lead's place, or None before any collection was opened.

    Raises Invalid for a query key this part does not know or that is sent twice (SEC-05), NotFound for a
    time point that is not there or not opened yet.
    """
    check_query(request)
    organisation = own_organisation(session, actor)
    point = _point(session, time_point)
    if point is None or point.id is None:
        return None
    return place_of(organisation, point, asked=time_point is not None)


def place_of(organisation: Organisation, point: TimePoint, *, asked: bool = False) -> Place:
    """An organisation at a time point."""
    return Place(
        organisation=organisation.code,
        name=organisation.name,
        region=organisation.region,
        time_point=point.id or 0,
        title=point.title,
        instrument=point.organisation_instrument,
        is_open=point.state == "open",
        asked=asked,
    )


def get_place(place: Annotated[Place | None, Depends(find_place)]) -> Place:
    """The lead's place. Raises NotFound before any collection was opened."""
    if place is None:
        raise NotFound("No collection has been opened yet. Your start page says what happens next.")
    return place


MaybePlaceIn = Annotated[Place | None, Depends(find_place)]
PlaceIn = Annotated[Place, Depends(get_place)]


def started_time_points(session: Session) -> list[TimePoint]:
    """Every time point that is or was open, the newest first. An organisation answers at the start only."""
    return [point for point in all_time_points(session) if point.state != "planned" and point.moment == 0]


def check_query(request: Request) -> None:
    """Refuse an address with keys we do not know, or with one twice."""
    keys = [key for key, _ in request.query_params.multi_items()]
    strange = {key: STRANGER for key in keys if key not in QUERY or keys.count(key) > 1}
    if strange:
        raise Invalid(strange)


def check_fields(form: Form, allowed: Collection[str] = ()) -> None:
    """Refuse a form with fields its page does not have (SEC-08)."""
    strange = {name: STRANGER for name in form if name not in allowed and name not in MACHINERY}
    if strange:
        raise Invalid(strange)


def _point(session: Session, asked: int | None) -> TimePoint | None:
    if asked is not None:
        point = get_time_point(session, asked)
        if point.state == "planned" or point.moment:
            raise NotFound("There is no such time point.")
        return point
    return next(iter(open_starts(session) or started_time_points(session)), None)
