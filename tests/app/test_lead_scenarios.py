"""Scenarios: copies of the plan with other numbers, side by side."""

import re

from surveys.scenarios import scenarios
from tests.app.leads import fill, hidden_fields, lead_of, words_of
from tests.app.test_lead_capacity import PLAN
from tests.people import Browser, Service

HOME = "/lead/capacity/scenarios"


def planned(service: Service) -> Browser:
    """A lead with a plan of 5 preceptors with 12 hours."""
    service.has_open_time_point()
    lead = lead_of(service)
    fill(lead, "/lead/capacity", **PLAN)
    return lead


def copied(lead: Browser, name: str) -> str:
    """The address of a new scenario of this name."""
    added = fill(lead, HOME, name=name)
    assert added.status_code == 303, added.text
    return added.headers["location"]


def test_a_scenario_is_copied_changed_and_compared(service: Service) -> None:
    lead = planned(service)
    address = copied(lead, "More hours")
    page = lead.get(address)
    assert "Change the scenario More hours" in words_of(page)
    assert re.search(r'name="eligible-1"[^>]*value="5"', page.text)
    changed = PLAN | {"name": "More hours", "trained-1": "5", "willing-1": "5", "protected-hours-1": "14"}
    assert fill(lead, address, **changed).headers["location"] == f"{HOME}?done=saved"
    words = words_of(lead.get(HOME))
    assert "Group 1: protected hours for each: 12 hours a year in your plan, 14 hours a year here." in words
    assert "Months with more preceptees than places: 0, and 3 in your plan." in words
    assert "Largest gap: none; in your plan: 5 places in September 2027." in words
    assert "Your plan 5 5.0 5.0 10 5.0 3 Time 10 310.0" in words
    assert "More hours 5 10.0 10.0 10 0.0 0 Enough places 5" in words
    assert "Sep 2027 5.0 0.0" in words


def test_sdc_08_the_chart_of_scenarios_shows_the_same_numbers_as_the_table(service: Service) -> None:
    lead = planned(service)
    copied(lead, "As it is")
    data = lead.get(f"{HOME}/chart.json").json()["data"]
    assert [trace["name"] for trace in data] == ["Your plan", "As it is"]
    assert data[0]["y"] == data[1]["y"] == [*[-1] * 9, *[5] * 3]


def test_a_scenario_needs_a_name_of_its_own_and_there_are_at_most_four(service: Service) -> None:
    lead = planned(service)
    blank = fill(lead, HOME, name=" ")
    assert blank.status_code == 422
    assert "Type a name, such as 'More protected hours'." in words_of(blank)
    for name in ("A", "B", "C"):
        copied(lead, name)
    taken = fill(lead, HOME, name="A")
    assert taken.status_code == 422
    assert "You have a scenario with this name." in words_of(taken)
    other = lead.get(HOME)
    copied(lead, "D")
    assert 'name="name"' not in lead.get(HOME).text
    fifth = lead.send_fields(HOME, hidden_fields(other) | {"name": "E"})
    assert fifth.status_code == 422
    assert "You have 4 scenarios already, which is the most. Delete one first." in words_of(fifth)


def test_two_leads_are_shown_both_versions_of_a_scenario(service: Service) -> None:
    lead = planned(service)
    address = copied(lead, "More hours")
    second = service.signed_in("second", role="lead", organisation="T01")
    form = hidden_fields(second.get(address))
    fill(lead, address, **(PLAN | {"name": "More hours", "meetings": "4"}))
    clash = second.send_fields(address, form | PLAN | {"name": "Fewer meetings", "meetings": "2"})
    assert clash.status_code == 409
    words = words_of(clash)
    assert "Name of the scenario More hours Fewer meetings" in words
    assert "Meetings with each preceptee 4 a year 2 a year" in words
    kept = second.send_fields(
        address, hidden_fields(clash) | PLAN | {"name": "Fewer meetings", "meetings": "2"}
    )
    assert kept.status_code == 303


def test_a_refused_scenario_keeps_its_name_and_numbers(service: Service) -> None:
    lead = planned(service)
    address = copied(lead, "More hours")
    page = fill(lead, address, **(PLAN | {"name": "", "meetings": "many"}))
    assert page.status_code == 422
    assert 'value="many"' in page.text
    page = fill(lead, address, **(PLAN | {"name": ""}))
    assert page.status_code == 422
    assert 'href="#name"' in page.text


def test_a_scenario_is_deleted_unless_it_was_saved_since(service: Service) -> None:
    lead = planned(service)
    address = copied(lead, "More hours")
    asked = lead.get(f"{address}/delete")
    assert "Delete the scenario More hours?" in words_of(asked)
    fill(lead, address, **(PLAN | {"name": "More hours"}))
    assert lead.send_fields(f"{address}/delete", hidden_fields(asked)).status_code == 409
    again = fill(lead, f"{address}/delete")
    assert again.headers["location"] == f"{HOME}?done=deleted"
    assert lead.get(address).status_code == 404


def test_sec_02_another_organisations_scenario_is_not_there(service: Service) -> None:
    lead = planned(service)
    address = copied(lead, "More hours")
    stranger = lead_of(service, "T02")
    fill(stranger, "/lead/capacity", **PLAN)
    assert stranger.get(address).status_code == 404
    form = hidden_fields(stranger.get("/lead/capacity"))
    assert stranger.send_fields(address, form | PLAN | {"name": "Mine"}).status_code == 404
    assert stranger.send_fields(f"{address}/delete", form).status_code == 404
    assert "More hours" not in stranger.get(HOME).text


def test_rel_04_a_form_sent_twice_copies_once(service: Service) -> None:
    point = service.has_open_time_point()
    lead = lead_of(service)
    fill(lead, "/lead/capacity", **PLAN)
    form = hidden_fields(lead.get(HOME)) | {"name": "Once"}
    first, again = lead.send_fields(HOME, form), lead.send_fields(HOME, form)
    assert first.headers["location"] == again.headers["location"]
    with service.database.reading() as session:
        assert len(scenarios(session, organisation="T01", time_point=point)) == 1


def test_without_a_plan_there_is_nothing_to_vary(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    assert lead.get(HOME).headers["location"] == "/lead/capacity"
    assert lead.get(f"{HOME}/chart.json").status_code == 404
