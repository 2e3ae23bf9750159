"""An organisation's own figures and workbook, gathered from what its leads entered and from a release.

Of a release a lead reads their own organisation's part, their own region's and the nation's, no other.
"""

from datetime import date

from sqlmodel import Session

from app.definitions import Definitions
from app.place import Place
from app.presenters.answers import fact_words
from app.presenters.lead_capacity import plan_section, typed_plan
from app.presenters.lead_provision import in_order
from mapping.capacity import OrganisationPlan, run_plan
from mapping.figures import Part, Participation, Release
from mapping.scoring import score_self_assessment
from reports.capacity import capacity_by_month, capacity_summary
from reports.organisation import beside_others
from reports.organisation_book import NO_FIGURES, Assessed, Entered, entered_table, organisation_book
from reports.participation import participation_table
from reports.table import Table
from reports.workbook import build_workbook
from surveys.plans import saved_plan
from surveys.provision import saved_provision
from surveys.store.releases import latest_approved, release_parts
from surveys.store.self_assessments import saved_assessment
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


def figure_tables(release: Release, place: Place, definitions: Definitions) -> list[Table]:
    """Participation, then need for each audience: own figures beside the region and the nation."""
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
    return [_with_name(participation_table(release), place), *needs]


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
        figures=figure_tables(release, place, definitions) if release else (),
        figures_from=f"Release {release.number}, {release.time_point}" if release else NO_FIGURES,
        sample=sample,
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
    found = []
    for framework in definitions.frameworks.values():
        if not framework.assessable:
            continue
        saved = saved_assessment(session, framework=framework.id, **place.here)
        if saved.criteria:
            scores = {code: each.score for code, each in saved.criteria.items()}
            card = score_self_assessment(framework, scores)
            found.append(Assessed(framework, card, saved.criteria))
    return found


def _capacity(session: Session, place: Place) -> list[Table]:
    saved = saved_plan(session, **place.here)
    if saved.numbers is None:
        return []
    plan = OrganisationPlan.model_validate(saved.numbers)
    result, typed = run_plan(plan), typed_plan(plan)
    rows = [
        Entered("Capacity plan", question.text, fact_words(question, typed.get(question.code, ())))
        for question in plan_section([plan.first_month]).questions
    ]
    entered = entered_table(
        rows, id="capacity-plan", title="Numbers in your capacity plan", subtitle="As your leads entered them"
    )
    return [entered, capacity_summary(plan, result), capacity_by_month(result, name=place.name)]
