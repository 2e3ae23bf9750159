"""The steering group reads evidence for recommendations: one place at a time, each figure explained."""

import re

import pytest

from app.national import all_tables
from app.releases import load_release
from tests.app.leads import words_of
from tests.app.steering import has_release
from tests.people import Browser, Service


@pytest.fixture
def member(service: Service) -> Browser:
    """A member of the steering group with an approved release of 120 preceptees."""
    has_release(service)
    return service.signed_in("cat@example.org", role="steering")


def test_sdc_08_page_and_file_have_the_words_and_figures_of_the_table(
    service: Service, member: Browser
) -> None:
    with service.database.reading() as session:
        tables = all_tables(load_release(session, 1), service.app.state.definitions)
    table = next(each for each in tables if each.id == "evidence")
    page, file = (
        member.get("/dashboard/evidence?release=1"),
        member.get("/dashboard/tables/evidence.csv?release=1"),
    )
    assert page.status_code == file.status_code == 200
    said = words_of(page)
    national = [row for row in table.rows if row[2] == "National"]
    assert len(national) == 15
    for row in national:
        assert str(row[0]) in said
        assert str(row[0]) in file.text
    assert said.count("Explain these figures") == 16


def test_each_construct_leads_to_what_it_rests_on(member: Browser) -> None:
    page = member.get("/dashboard/evidence?release=1").text
    addresses = re.findall(r'href="(/dashboard/explain/evidence/\d+\?release=1)"', page)
    assert len(addresses) == 15
    words = words_of(member.get(addresses[1]))
    for said in (
        "A named preceptor to turn to: National",
        "Asking for help, raising a concern and saying no when something is not safe (N02): share with a need",
        "Giving feedback that is honest, kind and useful (R02)",
        "Does each preceptee have a named preceptor for the whole period? (named-preceptor)",
        "Need: high above 50%, low below.",
        "Rule that was applied",
        "Three lenses on preceptorship, edition 2026.1",
        "A lens that is hidden or was not asked always gives unknown",
    ):
        assert said in words


def test_one_region_at_a_time_and_its_own_rows_are_explained(member: Browser) -> None:
    page = member.get("/dashboard/evidence?release=1&region=Y56")
    assert "Evidence for recommendations: London" in words_of(page)
    address = re.findall(r'href="(/dashboard/explain/evidence/\d+\?release=1)"', page.text)[0]
    assert "A structured start for everyone: London" in words_of(member.get(address))


@pytest.mark.parametrize(
    "query", ["region=Y99", "region=", "region=Y56&region=Y58", "organisation=T01", "release=9"]
)
def test_sdc_01_any_other_filter_is_refused(member: Browser, query: str) -> None:
    assert member.get(f"/dashboard/evidence?{query}").status_code == 422


def test_what_is_not_known_says_why(member: Browser) -> None:
    words = words_of(member.get("/dashboard/evidence"))
    assert "No action can be suggested." in words
    assert "Organisations were not asked about it." in words
