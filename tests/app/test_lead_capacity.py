"""The capacity plan: only the lead's numbers, which limit binds, month by month."""

import re

from surveys.plans import save_plan, saved_plan
from tests.app.leads import fill, hidden_fields, lead_of, words_of
from tests.people import Service

PLAN = {
    "first-month": "2026-12",
    "starters-2026-12": "4",
    "starters-2027-09": "6",
    "preceptees-now": "0",
    "length-months": "12",
    "full-time-share": "1",
    "eligible-1": "5",
    "protected-hours-1": "12",
    "group-share-1": "1",
    "meetings": "3",
    "meeting-hours": "1",
    "preparation-hours": "0.5",
    "record-hours": "1.5",
    "training-hours": "2",
    "peer-hours": "0",
    "ratio-cap": "2",
    "absence-percent": "0",
    "preceptee-hours": "24",
    "nation": "england",
    "years": "1",
    "becoming-percent": "0",
    "experience-months": "12",
}


def test_the_midwifery_split_binds_by_time_not_by_ratio(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    saved = fill(lead, "/lead/capacity", **PLAN)
    assert saved.headers["location"] == "/lead/capacity/result"
    words = words_of(lead.get("/lead/capacity/result"))
    assert "All preceptors: one preceptor's hours allow 1 preceptee; the ratio allows 2." in words
    assert "12 protected hours each. Meets NHSE nursing gold" in words
    assert "Time binds first" in words
    assert "The most preceptees at once is 10, in September 2027." in words
    assert (
        "You need 10 preceptors for that month, with the places yours have on average, and have 5." in words
    )
    assert "Dec 2026 4 5.0 10.0 5.0 -1.0 80% Enough places" in words
    assert "Sep 2027 10 5.0 10.0 5.0 5.0 200% Time" in words
    assert "There are more preceptees than places in 3 of 12 months." in words


def test_sdc_08_the_chart_shows_the_same_numbers_as_the_table(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    fill(lead, "/lead/capacity", **PLAN)
    figure = lead.get("/lead/capacity/chart.json").json()
    assert figure["data"][0]["y"] == [4] * 9 + [10] * 3
    assert figure["data"][1]["y"] == [5] * 12


def test_bad_numbers_are_named_with_how_to_fix_them_and_kept(service: Service) -> None:
    point = service.has_open_time_point()
    lead = lead_of(service)
    typed = PLAN | {"eligible-1": "", "meetings": "three", "full-time-share": "0", "starters-2027-01": "-1"}
    page = fill(lead, "/lead/capacity", **typed)
    assert page.status_code == 422
    for field in ("eligible-1", "meetings", "full-time-share", "starters-2027-01"):
        assert f'href="#{field}"' in page.text
    assert "Type a whole number from 0 to 60, in figures." in page.text
    assert 'value="three"' in page.text
    with service.database.reading() as session:
        assert saved_plan(session, organisation="T01", time_point=point) == (None, 0)


def test_two_leads_are_shown_both_plans(service: Service) -> None:
    point = service.has_open_time_point()
    lead = lead_of(service)
    second = service.signed_in("second", role="lead", organisation="T01")
    form = hidden_fields(second.get("/lead/capacity"))
    fill(lead, "/lead/capacity", **PLAN)
    clash = second.send_fields("/lead/capacity", form | PLAN | {"eligible-1": "9"})
    assert clash.status_code == 409
    assert "Group 1: eligible preceptors 5 people 9 people" in words_of(clash)
    again = second.send_fields("/lead/capacity", hidden_fields(clash) | PLAN | {"eligible-1": "9"})
    assert again.status_code == 303
    with service.database.reading() as session:
        saved = saved_plan(session, organisation="T01", time_point=point)
    assert saved.revision == 2
    assert saved.numbers is not None
    assert saved.numbers["groups"][0]["willing"] == 9  # type: ignore[index]


def test_a_plan_with_hours_for_nobody_says_what_to_do(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    fill(lead, "/lead/capacity", **(PLAN | {"protected-hours-1": "0"}))
    words = words_of(lead.get("/lead/capacity/result"))
    assert "no preceptor can take anybody. Give more protected hours" in words
    assert "no supply" in words


def test_saving_a_plan_does_not_disturb_provision_opened_before(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    form = hidden_fields(lead.get("/lead/provision/availability"))
    fill(lead, "/lead/capacity", **PLAN)
    saved = lead.send_fields("/lead/provision/availability", form | {"offered": "all"})
    assert saved.status_code == 303


def test_fields_nobody_asked_for_are_refused(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    assert fill(lead, "/lead/capacity", **(PLAN | {"organisation": "T02"})).status_code == 422


def test_each_problem_names_its_question(service: Service) -> None:
    service.has_open_time_point()
    page = fill(lead_of(service), "/lead/capacity", **(PLAN | {"starters-2027-02": "1.5", "meetings": "-1"}))
    words = words_of(page)
    assert "Newly registered, February 2027: type a whole number from 0 to 500." in words
    assert "Meetings with each preceptee: type a whole number from 0 to 60." in words


def test_rel_a_clash_still_shows_after_a_refused_plan_is_put_right(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    second = service.signed_in("second", role="lead", organisation="T01")
    form = hidden_fields(second.get("/lead/capacity"))
    fill(lead, "/lead/capacity", **PLAN)
    refused = second.send_fields("/lead/capacity", form | PLAN | {"eligible-1": "six"})
    assert refused.status_code == 422
    clash = second.send_fields("/lead/capacity", hidden_fields(refused) | PLAN | {"eligible-1": "6"})
    assert clash.status_code == 409
    assert "5 people 6 people" in words_of(clash)


def test_months_are_called_by_name_and_change_without_losing_what_was_typed(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    page = lead.get("/lead/capacity")
    assert "Month 1" not in words_of(page)
    asked = (
        hidden_fields(page) | PLAN | {"action": "months", "months-shown": "2026-12", "first-month": "2027-02"}
    )
    changed = lead.send_fields("/lead/capacity", asked)
    assert changed.status_code == 200
    words = words_of(changed)
    assert "Newly registered, February 2027" in words
    assert "Newly registered, December 2026" not in words
    assert re.search(r'name="starters-2027-09"[^>]*value="6"', changed.text)
    assert '<input type="hidden" name="starters-2026-12" value="4">' in changed.text


def test_a_first_month_changed_without_looking_at_the_months_is_asked_about(service: Service) -> None:
    point = service.has_open_time_point()
    lead = lead_of(service)
    typed = PLAN | {"months-shown": "2026-11", "first-month": "2026-12"}
    page = fill(lead, "/lead/capacity", **typed)
    assert page.status_code == 422
    assert "The months below have changed to start in December 2026." in words_of(page)
    with service.database.reading() as session:
        assert saved_plan(session, organisation="T01", time_point=point) == (None, 0)
    again = lead.send_fields("/lead/capacity", hidden_fields(page) | PLAN | {"months-shown": "2026-12"})
    assert again.status_code == 303


def test_a_group_is_added_and_a_blank_one_is_taken_away(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    added = lead.send_fields(
        "/lead/capacity", hidden_fields(lead.get("/lead/capacity")) | PLAN | {"action": "add"}
    )
    assert 'name="eligible-2"' in added.text
    assert re.search(r'name="starters-2026-12"[^>]*value="4"', added.text)
    second = {"group-name-2": "Theatres", "eligible-2": "4", "trained-2": "3", "protected-hours-2": "40",
              "group-share-2": "0.5", "eligible-3": "", "protected-hours-3": "8", "group-share-3": "1"}  # fmt: skip
    saved = lead.send_fields("/lead/capacity", hidden_fields(added) | PLAN | second)
    assert saved.status_code == 303
    words = words_of(lead.get("/lead/capacity/result"))
    assert "Theatres 4 3 3 20.0 Meets NHSE nursing gold 3 2 2 Ratio 6.0" in words
    assert "Group 3" not in words
    assert 'name="eligible-3"' not in lead.get("/lead/capacity").text


def test_more_trained_than_eligible_is_refused_beside_its_field(service: Service) -> None:
    service.has_open_time_point()
    page = fill(lead_of(service), "/lead/capacity", **(PLAN | {"trained-1": "6"}))
    assert page.status_code == 422
    assert 'href="#trained-1"' in page.text
    assert "Group 1: of those, trained: type 5 or fewer: only 5 are eligible." in words_of(page)


def test_other_starters_have_a_length_of_their_own(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    assert '<details class="nhsuk-details" open' not in lead.get("/lead/capacity").text
    others = {"others-2026-12": "3", "others-length-months": "6", "others-full-time-share": "1"}
    fill(lead, "/lead/capacity", **(PLAN | others))
    words = words_of(lead.get("/lead/capacity/result"))
    assert "May 2027 7 5.0" in words
    assert "Jun 2027 4 5.0" in words
    assert '<details class="nhsuk-details" open' in lead.get("/lead/capacity").text


def test_the_chart_of_hours_has_the_marks_of_the_frameworks(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    fill(lead, "/lead/capacity", **PLAN)
    figure = lead.get("/lead/capacity/hours.json").json()
    assert figure["data"][0]["x"] == [12.0]
    assert [line["x0"] for line in figure["layout"]["shapes"]] == [8.0, 12.0]


def test_a_plan_stored_before_groups_is_read_and_shown(service: Service) -> None:
    point = service.has_open_time_point()
    lead = lead_of(service)
    stored = {
        "first_month": "2026-12-01",
        "starters": [4, *[0] * 11],
        "preceptors": 5,
        "protected_hours": "12",
    }
    with service.database.writing() as session:
        save_plan(session, organisation="T01", time_point=point, numbers=stored, seen=0)
    assert "Dec 2026 4" in words_of(lead.get("/lead/capacity/result"))
    assert re.search(r'name="eligible-1"[^>]*value="5"', lead.get("/lead/capacity").text)
