"""Self-assessments by criterion in a release: counted from what was saved, on page, CSV, API and explanation.

London uses its own version (`ANCHORS.md` (d) 3); the fixture is the full test case, four amended and 5.5 left out.
"""

import json
from datetime import date

import pytest
from sqlmodel import Session

from app.attacks import rebuild_release
from app.definitions import Definitions
from app.making import make_release
from app.own_definitions import add_definitions, load_own
from app.releases import approve_release, load_release
from frameworks.model import Frozen
from surveys.store.definitions import definition_rows, definitions_revision
from surveys.store.tallies import assessment_scores
from surveys.tables import CarriedScore, Carry, CriterionScore, SelfAssessment
from tests.answers import has_answers, has_places
from tests.app.steering import ANN, BEN, has_release
from tests.app.unattacked import unattacked
from tests.frameworks.overlays import london, national
from tests.people import Service

BASE = national()
SCORES = {
    "T01": ("london", {"4.1": 0}),
    "T02": ("london", {"4.1": 2}),
    "T03": ("london", {"4.1": 2}),
    "T04": ("national", {"4.1": 2, "5.5": 0}),
    "T05": ("national", {"4.1": 1, "5.5": 2}),
    "T06": ("national", {"4.1": 2, "5.5": 2}),
}


def assesses(
    session: Session, organisation: str, point: int, framework: str, scores: dict[str, int | None]
) -> int:
    row = SelfAssessment(organisation=organisation, time_point=point, framework=framework)
    session.add(row)
    session.flush()
    for item, score in scores.items():
        session.add(CriterionScore(self_assessment=row.id or 0, item=item, score=score))
    session.flush()
    return row.id or 0


def adds(service: Service, *added: Frozen) -> Definitions:
    """The steering group adds these definitions; all there are afterwards."""
    with service.database.writing() as session:
        add_definitions(
            session, added, by=ANN, now=service.clock(), reason="Test", seen=definitions_revision(session)
        )
    with service.database.reading() as session:
        return load_own(definition_rows(session))


@pytest.fixture
def released(service: Service) -> int:
    """An approved release with six self-assessments, three of them in London."""
    definitions = adds(service, BASE, london(BASE))
    has_places(service)
    point = service.has_open_time_point()
    has_answers(service, point, people=60)
    with service.database.writing() as session:
        for organisation, (framework, scores) in SCORES.items():
            assesses(session, organisation, point, framework, dict(scores))
    number = make_release(
        service.database,
        time_point=point,
        by=ANN,
        now=service.clock(),
        definitions=definitions,
        code_version="test",
        protect=unattacked,
    )
    with service.database.writing() as session:
        approve_release(session, number=number, revision=1, by=BEN, now=service.clock())
    return number


def test_the_withdrawn_item_is_z_in_london_and_out_of_the_national_denominator_everywhere(
    service: Service, released: int
) -> None:
    browser = service.signed_in("cat@example.org", role="steering")
    page = browser.get(f"/dashboard/assessments?release={released}").text
    assert "London leaves out 5.5: its organisations are not counted there" in page
    assert "London words 4.1, 4.2, 5.1 and 5.2 in its own way" not in page
    assert "London words 4.1 in its own way" in page
    file = browser.get(f"/dashboard/tables/assessment-national-by-region.csv?release={released}").text
    lines = [line for line in file.splitlines() if line.startswith("5.5 ")]
    assert lines[0] == "5.5 Standard 5.5,National,3,1,0,2,67"
    assert "5.5 Standard 5.5,London,[z],[z],[z],[z],[z]" in lines
    document = json.loads(browser.get(f"/api/v1/releases/{released}").text)
    (table,) = [each for each in document["tables"] if each["id"] == "assessment-national-by-region"]
    cells = {
        (row["group"].get("region", "nation"), row["measure"]): (row["value"], row["text"])
        for row in table["rows"]
        if row["item"] == "criterion:national:5.5"
    }
    assert cells["nation", "organisations"] == (3, "3")
    assert cells["Y56", "share"] == (None, "[z]")
    assert cells["Y60", "score_2"] == (2, "2")


def test_a_figure_is_explained_with_the_criterion_and_whose_words_were_scored(
    service: Service, released: int
) -> None:
    browser = service.signed_in("cat@example.org", role="steering")
    page = browser.get(f"/dashboard/explain/assessment-national/1?release={released}").text
    assert "4.1 Standard 4.1" in page
    assert "By organisations that use The standards as London uses them" in page
    assert "How many organisations gave themselves the score 0." in page


def test_the_release_can_be_made_again_from_what_was_kept(service: Service, released: int) -> None:
    with service.database.reading() as session:
        again = rebuild_release(session, released, load_own(definition_rows(session)))
        assert again == load_release(session, released)
    assert any(each.item == "5.5" for each in again.assessments)


def test_a_release_without_self_assessments_says_so(service: Service) -> None:

    number = has_release(service, people=60)
    browser = service.signed_in("cat@example.org", role="steering")
    page = browser.get(f"/dashboard/assessments?release={number}")
    assert "No organisation&#39;s self-assessment is in this release." in page.text


def test_moved_blank_and_unconfirmed_scores_are_not_counted(service: Service) -> None:
    has_places(service)
    point = service.has_open_time_point()
    with service.database.writing() as session:
        first = assesses(
            session, "T01", point, "hcpc-principles-2023", {"P1a": 2, "P1b": None, "P1c": 1, "P1d": 0}
        )
        moved = assesses(session, "T02", point, "hcpc-principles-2023", {"P1a": 1})
        session.get_one(SelfAssessment, moved).moved_to = "hcpc-principles-2027"
        carry = Carry(
            self_assessment=first,
            source=moved,
            kind="carry",
            made_on=date(2026, 11, 25),
            made_by="lead",
            before="{}",
            revision=2,
        )
        session.add(carry)
        session.flush()
        for item, confirmed in (("P1c", False), ("P1d", True)):
            session.add(
                CarriedScore(
                    self_assessment=first,
                    item=item,
                    carry=carry.id or 0,
                    framework="nhse-ahp-2023",
                    codes="W1.1",
                    how="supports",
                    confirmed=confirmed,
                )
            )
    with service.database.reading() as session:
        found = assessment_scores(session, time_point=point)
    assert [(each.organisation, each.region, each.version, each.item, each.score) for each in found] == [
        ("T01", "Y56", "hcpc-principles-2023", "P1a", 2),
        ("T01", "Y56", "hcpc-principles-2023", "P1d", 0),
    ]


def test_a_lead_in_london_assesses_against_londons_version_and_others_against_the_national_one(
    service: Service,
) -> None:
    has_places(service)
    service.has_open_time_point()
    inside = (
        service.signed_in("lead@example.org", role="lead", organisation="T01").get("/lead/assessments").text
    )
    outside = (
        service.signed_in("other@example.org", role="lead", organisation="T04").get("/lead/assessments").text
    )
    assert "/lead/assessments/nhse-ahp-2023-london" in inside
    assert '/lead/assessments/nhse-ahp-2023"' not in inside
    assert '/lead/assessments/nhse-ahp-2023"' in outside
    assert "nhse-ahp-2023-london" not in outside
