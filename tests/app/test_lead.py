"""The start page: empty states, true statuses, and only one's own organisation."""

import pytest

from tests.app.leads import lead_of, words_of
from tests.people import Service

PAGES = (
    "/lead",
    "/lead/codes",
    "/lead/provision",
    "/lead/provision/availability",
    "/lead/provision/check",
    "/lead/assessments",
    "/lead/assessments/nhse-ahp-2023",
    "/lead/assessments/nhse-ahp-2023/S1",
    "/lead/assessments/nhse-ahp-2023/score",
    "/lead/capacity",
    "/lead/figures",
    "/lead/workbook.xlsx",
)


def test_before_any_collection_the_start_page_says_what_happens_next(service: Service) -> None:
    lead = lead_of(service)
    page = lead.get("/lead")
    assert page.status_code == 200
    assert "No collection has been opened yet" in page.text
    assert lead.get("/lead/codes").status_code == 404


def test_every_page_opens_for_a_lead_who_has_done_nothing_yet(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    assert [lead.get(page).status_code for page in PAGES] == [200] * len(PAGES)
    assert "No figures have been released yet" in lead.get("/lead/figures").text


@pytest.mark.parametrize("role", ["steering", "admin"])
def test_pages_are_for_leads_only(service: Service, role: str) -> None:
    service.has_open_time_point()
    other = service.signed_in("somebody", role=role)
    assert {other.get(page).status_code for page in PAGES} == {403}
    assert {service.browser().get(page).status_code for page in PAGES} == {303}


def test_a_lead_with_several_collections_can_choose_and_stays_there(service: Service) -> None:
    first, second = service.has_open_time_point("Spring"), service.has_open_time_point("Autumn")
    lead = lead_of(service)
    assert "Autumn" in words_of(lead.get("/lead"))
    page = lead.get(f"/lead?time_point={first}")
    assert '<h2 class="nhsuk-heading-m">Spring</h2>' in page.text
    assert f'/lead/codes?time_point={first}"' in page.text
    assert f'/lead?time_point={second}"' in page.text
    assert lead.get("/lead?time_point=999").status_code == 404
    assert lead.get("/lead?time_point=99999999999").status_code == 422


def test_ux_11_statuses_are_true(service: Service) -> None:
    service.has_open_time_point()
    words = words_of(lead_of(service).get("/lead"))
    assert "Hand out codes So that people can answer Not started" in words
    assert "Describe your provision 4 sections, then mark it as finished Not started" in words
    assert "Assess yourselves: HCPC principles 0 of 30 answered Not started" in words
