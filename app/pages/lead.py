"""A lead's start page: what is open, what is done, what is left."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.carrying import read_sides
from app.editions import editions_for
from app.pages.frameworks import definitions_of
from app.place import MaybePlaceIn, own_organisation, started_time_points
from app.presenters.lead_tasks import lead_tasks
from app.presenters.participation import participation_rows
from app.rights import Right
from app.templating import render
from app.web import ActorIn, Db
from surveys.plans import saved_plan
from surveys.provision import saved_provision
from surveys.store.invitations import batches, submitted_by_audience
from surveys.store.releases import latest_approved
from surveys.store.self_assessments import saved_assessment

router = APIRouter(prefix="/lead", dependencies=[Depends(Right("lead"))], include_in_schema=False)


@router.get("")
def home(request: Request, session: Db, actor: ActorIn, place: MaybePlaceIn) -> Response:
    """What there is to do in the open collection, and participation as far as it may be shown."""
    organisation = own_organisation(session, actor)
    release = latest_approved(session)
    context: dict[str, object] = {"name": organisation.name, "place": place, "release": release}
    if place is None:
        return render(request, "lead/home.html", context)
    definitions = definitions_of(request)
    made = batches(session, **place.here)
    editions = editions_for(definitions, place, read_sides(session, place, definitions))
    assessed = {each.id: saved_assessment(session, framework=each.id, **place.here) for each in editions.now}
    context["tasks"] = lead_tasks(
        place,
        codes=sum(batch.made for batch in made),
        provision=saved_provision(session, **place.here),
        instrument=definitions.instruments[place.instrument],
        frameworks=definitions.frameworks,
        assessed=assessed,
        has_plan=saved_plan(session, **place.here).numbers is not None,
    )
    context["participation"] = participation_rows(made, submitted_by_audience(session, **place.here))
    context["points"] = started_time_points(session)
    return render(request, "lead/home.html", context)
