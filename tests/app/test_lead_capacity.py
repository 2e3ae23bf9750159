"""The capacity plan: only the lead's numbers, which limit binds, month by month."""

from surveys.plans import saved_plan
from tests.app.leads import fill, hidden_fields, lead_of, words_of
from tests.people import Service

PLAN = {
    "first-month": "2026-12",
    "starters-1": "4",
    "starters-10": "6",
    "preceptees-now": "0",
    "length-months": "12",
    "full-time-share": "1",
    "preceptors": "5",
    "protected-hours": "12",
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
}


def test_the_midwifery_split_binds_by_time_not_by_ratio(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    saved = fill(lead, "/lead/capacity", **PLAN)
    assert saved.headers["location"] == "/lead/capacity/result"
    words = words_of(lead.get("/lead/capacity/result"))
    assert "One preceptor's hours allow 1 preceptee; the ratio allows 2." in words
    assert "Time binds first" in words
    assert "The most preceptees at once is 10, in September 2027." in words
    assert "You need 10 preceptors for that month and have 5." in words
    assert "Dec 2026 4 5.0 -1.0 80%" in words
    assert "Sep 2027 10 5.0 5.0 200%" in words
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
    typed = PLAN | {"preceptors": "", "meetings": "three", "full-time-share": "0", "starters-2": "-1"}
    page = fill(lead, "/lead/capacity", **typed)
    assert page.status_code == 422
    for field in ("preceptors", "meetings", "full-time-share", "starters-2"):
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
    clash = second.send_fields("/lead/capacity", form | PLAN | {"preceptors": "9"})
    assert clash.status_code == 409
    assert "Preceptors who are eligible, trained and willing 5 people 9 people" in words_of(clash)
    again = second.send_fields("/lead/capacity", hidden_fields(clash) | PLAN | {"preceptors": "9"})
    assert again.status_code == 303
    with service.database.reading() as session:
        saved = saved_plan(session, organisation="T01", time_point=point)
    assert saved.revision == 2
    assert saved.numbers is not None
    assert saved.numbers["preceptors"] == 9


def test_a_plan_with_hours_for_nobody_says_what_to_do(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    fill(lead, "/lead/capacity", **(PLAN | {"protected-hours": "0"}))
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
    page = fill(lead_of(service), "/lead/capacity", **(PLAN | {"starters-3": "1.5", "meetings": "-1"}))
    words = words_of(page)
    assert "Month 3: type a whole number from 0 to 500." in words
    assert "Meetings with each preceptee: type a whole number from 0 to 60." in words


def test_rel_a_clash_still_shows_after_a_refused_plan_is_put_right(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    second = service.signed_in("second", role="lead", organisation="T01")
    form = hidden_fields(second.get("/lead/capacity"))
    fill(lead, "/lead/capacity", **PLAN)
    refused = second.send_fields("/lead/capacity", form | PLAN | {"preceptors": "six"})
    assert refused.status_code == 422
    clash = second.send_fields("/lead/capacity", hidden_fields(refused) | PLAN | {"preceptors": "6"})
    assert clash.status_code == 409
    assert "5 people 6 people" in words_of(clash)
