"""An organisation's own figures and workbook, gathered from what its leads entered and from a release.

Of a release a lead reads their own organisation's part, their own region's and the nation's, no other.
"""

from datetime import date

from sqlmodel import Session

from app.bands import band
from app.carrying import read_sides
from app.definitions import Definitions
from app.place import Place
from app.presenters.answers import fact_words
from app.presenters.capacity_questions import NATIONS
from app.presenters.lead_capacity import plan_numbers
from app.presenters.lead_carry import mark_words
from app.presenters.lead_provision import in_order
from mapping.capacity import OrganisationPlan, run_plan
from mapping.figures import Part, Participation, Release
from mapping.scoring import score_self_assessment
from reports.assessments import Assessed
from reports.capacity import capacity_by_month, capacity_summary, plan_table
from reports.charts import Chart, group_points
from reports.leavers import own_leavers
from reports.organisation import beside_others, need_id
from reports.organisation_book import NO_FIGURES, Entered, entered_table, organisation_book
from reports.organisation_provision import provision_compared
from reports.participation import participation_table
from reports.table import Table, column_cells
from reports.workbook import build_workbook
from surveys.errors import NotFound
from surveys.plans import saved_plan
from surveys.provision import saved_provision
from surveys.store.releases import latest_approved, release_parts
from surveys.tables import ReleaseRow

AUDIENCES = ("preceptee", "preceptor")


def own_release(session: Session, place: Place) -> Release | None:
    """The newest approved release, of this time point where there is one, cut down to what a lead may read."""
    row = latest_approved(session, time_point=place.time_point) or latest_approved(session)
    return cut_down(session, row, place) if row else None


def cut_down(session: Session, row: ReleaseRow, place: Place) -> Release:
    """Only the parts and participation of the nation, the place's region and the place itself.

    Other organisations' parts are not even read, so the content's hash is not checked here.
    """
    head = Release.model_validate_json(row.content)
    found = list(release_parts(session, row.number, dimension="nation"))
    if place.region:
        found += release_parts(session, row.number, dimension="region", code=place.region)
    found += release_parts(session, row.number, dimension="organisation", code=place.organisation)
    return head.model_copy(
        update={
            "parts": tuple(Part.model_validate_json(part.content) for part in found),
            "participation": tuple(each for each in head.participation if _is_ours(each, place)),
        }
    )


def figure_tables(session: Session, place: Place, release: Release, definitions: Definitions) -> list[Table]:
    """Need for each audience, provision and participation: own figures beside the region and the nation."""
    needs = [
        beside_others(
            release,
            definitions.instruments[release.instruments[audience]],
            organisation=place.organisation,
            name=place.name,
            region=place.region,
        )
        for audience in AUDIENCES
    ]
    saved = saved_provision(session, **place.here).facts
    provision = provision_compared(
        release,
        definitions.instruments[release.instruments.get("organisation", place.instrument)],
        own={code: [band(code, value) for value in values] for code, values in saved.items()},
        name=place.name,
        region=place.region,
    )
    leavers = own_leavers(release, own=saved, organisation=place.organisation, name=place.name)
    return [*needs, provision, leavers, _with_name(participation_table(release), place)]


def find_figure_table(session: Session, place: Place, definitions: Definitions, *, id: str) -> Table:
    """One of the figures page's tables. Raises NotFound."""
    release = own_release(session, place)
    tables = figure_tables(session, place, release, definitions) if release else []
    found = next((table for table in tables if table.id == id), None)
    if found is None:
        raise NotFound("There is no such table.")
    return found


def compared_chart(table: Table) -> Chart | None:
    """The chart of own need beside others; None for another table, or while no share is shown."""
    groups = ("own", "region", "nation")
    if table.id not in map(need_id, AUDIENCES):
        return None
    if not any(cell.shown for key in groups for cell in column_cells(table, key)):
        return None
    return group_points(table, label="area", groups=groups)


def organisation_workbook(
    session: Session, place: Place, *, definitions: Definitions, made_on: date, sample: bool
) -> bytes:
    """The organisation's own workbook as an .xlsx file."""
    release = own_release(session, place)
    book = organisation_book(
        name=place.name,
        code=place.organisation,
        time_point=place.title,
        made_on=made_on,
        provision=_provision(session, place, definitions),
        assessments=_assessments(session, place, definitions),
        capacity=_capacity(session, place),
        figures=figure_tables(session, place, release, definitions) if release else (),
        figures_from=f"Release {release.number}, {release.time_point}" if release else NO_FIGURES,
        sample=sample,
        frameworks=definitions.frameworks.values(),
        crosswalks=definitions.crosswalks.values(),
    )
    return build_workbook(book)


def _with_name(table: Table, place: Place) -> Table:
    """A release knows organisations by code; a lead knows their own by name."""
    rows = tuple((place.name, *row[1:]) if row[0] == place.organisation else row for row in table.rows)
    return table.model_copy(update={"rows": rows})


def _is_ours(each: Participation, place: Place) -> bool:
    mine = {"region": place.region, "organisation": place.organisation}
    return each.dimension == "nation" or (each.dimension in mine and each.code == mine[each.dimension])


def _provision(session: Session, place: Place, definitions: Definitions) -> Table:
    saved = saved_provision(session, **place.here)
    rows = [
        Entered(
            section.title,
            question.text,
            fact_words(question, in_order(question, saved.facts.get(question.code, ()))),
        )
        for section in definitions.instruments[place.instrument].sections
        for question in section.questions
    ]
    state = "marked as finished" if saved.state == "submitted" else "not marked as finished yet"
    return entered_table(rows, id="provision", title="Your provision", subtitle=f"{place.title}: {state}")


def _assessments(session: Session, place: Place, definitions: Definitions) -> list[Assessed]:
    """Every self-assessment there is, but for those that were moved to another edition."""
    found = []
    for side in read_sides(session, place, definitions).values():
        if side.said and not side.moved_to:
            card = score_self_assessment(
                side.framework, {code: each.score for code, each in side.said.items()}
            )
            criteria = {code: (each.score, each.evidence) for code, each in side.said.items()}
            carried = {
                code: mark_words(mark, definitions.frameworks) for code, mark in side.unconfirmed.items()
            }
            found.append(Assessed(side.framework, card, criteria, carried))
    return found


def _capacity(session: Session, place: Place) -> list[Table]:
    saved = saved_plan(session, **place.here)
    if saved.numbers is None:
        return []
    plan = OrganisationPlan.model_validate(saved.numbers)
    result = run_plan(plan)
    entered = plan_table(plan_numbers(plan), nation=NATIONS[plan.nation])
    return [entered, capacity_summary(plan, result), capacity_by_month(result, name=place.name)]
