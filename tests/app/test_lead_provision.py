"""A lead describes provision, is told what does not fit, and marks it as finished."""

from sqlmodel import select

from surveys.store.provision import find_return, provision_facts
from surveys.tables import OrganisationReturn
from tests.app.leads import fill, hidden_fields, lead_of, words_of
from tests.people import Browser, Service

AVAILABILITY = {"offered": "all", "pathways-covered": ["diagnostic", "mri"]}
STRUCTURE = {"structure": ["named-lead"], "length-months": "12", "named-preceptor": "always"}
TIME = {
    "preceptee-protected-hours": "2.5",
    "preceptor-protected-hours": "8",
    "meetings-count": "3",
    "first-meeting-weeks": "2",
}
PEOPLE = {"starters-12m": "10", "leavers-12m-of-starters": "2"}
SECTIONS = {
    "availability": AVAILABILITY,
    "structure": STRUCTURE,
    "time-and-meetings": TIME,
    "people": PEOPLE,
}


def answers_all(lead: Browser) -> None:
    """Every section saved."""
    for code, fields in SECTIONS.items():
        assert fill(lead, f"/lead/provision/{code}", **fields).status_code == 303, code


def finish(lead: Browser) -> int:
    """Mark as finished; the answer's status."""
    return fill(lead, "/lead/provision/check", to="/lead/provision/finish").status_code


def test_provision_is_saved_by_section_finished_and_reopened(service: Service) -> None:
    point = service.has_open_time_point()
    lead = lead_of(service)
    first = fill(lead, "/lead/provision/availability", **AVAILABILITY)
    assert first.headers["location"] == "/lead/provision/structure"
    answers_all(lead)
    with service.database.reading() as session:
        facts = provision_facts(session, organisation="T01", time_point=point)
    assert facts["pathways-covered"] == ("diagnostic", "mri")
    assert facts["preceptee-protected-hours"] == ("2.5",)
    assert finish(lead) == 303
    assert lead.get("/lead/provision/people").headers["location"] == "/lead/provision/check"
    with service.database.reading() as session:
        saved = find_return(session, organisation="T01", time_point=point)
        assert saved is not None
        assert saved.state == "submitted"
    assert "Describe your provision 4 sections, then mark it as finished Completed" in words_of(
        lead.get("/lead")
    )
    assert fill(lead, "/lead/provision/check", to="/lead/provision/reopen").status_code == 303
    assert lead.get("/lead/provision/people").status_code == 200


def test_more_leavers_than_starters_is_refused_and_everything_typed_is_still_there(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    page = fill(
        lead, "/lead/provision/people", starters_12m="3", leavers_12m_of_starters="4", starters_24m="9"
    )
    assert page.status_code == 422
    assert 'href="#leavers-12m-of-starters"' in page.text
    assert "Type 3 or fewer" in page.text
    assert 'value="9"' in page.text
    with service.database.reading() as session:
        assert session.exec(select(OrganisationReturn)).all() == []


def test_answers_that_cannot_both_be_true_keep_it_from_being_finished(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    answers_all(lead)
    fill(lead, "/lead/provision/availability", offered="none")
    page = fill(lead, "/lead/provision/check", to="/lead/provision/finish")
    assert page.status_code == 422
    assert "nobody is offered preceptorship yet, so the length must be 0" in page.text
    assert 'href="/lead/provision/structure#length-months"' in page.text
    fill(lead, "/lead/provision/availability", offered="some")
    assert finish(lead) == 303


def test_a_return_with_open_questions_cannot_be_finished(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    page = fill(lead, "/lead/provision/check", to="/lead/provision/finish")
    assert page.status_code == 422
    assert 'href="/lead/provision/availability#offered"' in page.text


def test_rel_two_leads_are_shown_both_versions_and_nothing_is_lost(service: Service) -> None:
    point = service.has_open_time_point()
    lead = lead_of(service)
    second = service.signed_in("second", role="lead", organisation="T01")
    form = hidden_fields(second.get("/lead/provision/availability"))
    fill(lead, "/lead/provision/availability", offered="all")
    clash = second.send_fields("/lead/provision/availability", form | {"offered": "none"})
    assert clash.status_code == 409
    words = words_of(clash)
    assert "Everyone who starts or moves, and anyone who asks Nobody yet" in words
    kept = second.send_fields("/lead/provision/availability", hidden_fields(clash) | {"offered": "none"})
    assert kept.status_code == 303
    with service.database.reading() as session:
        assert provision_facts(session, organisation="T01", time_point=point) == {"offered": ("none",)}


def test_sec_08_fields_nobody_asked_for_are_refused(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    for extra in ("organisation", "state", "id", "starters-12m"):
        page = fill(lead, "/lead/provision/availability", **(AVAILABILITY | {extra: "T02"}))
        assert page.status_code == 422, extra
    assert fill(lead, "/lead/provision/check", to="/lead/provision/finish", state="draft").status_code == 422


def test_another_lead_does_not_see_my_answers(service: Service) -> None:
    service.has_open_time_point()
    mine, other = lead_of(service), lead_of(service, "T02")
    fill(mine, "/lead/provision/availability", offered="some")
    assert "Some people" not in other.get("/lead/provision/check").text
    assert "Some people" in mine.get("/lead/provision/check").text


def test_a_closed_collection_can_be_read_but_not_changed(service: Service) -> None:
    point = service.has_open_time_point()
    lead = lead_of(service)
    fill(lead, "/lead/provision/availability", offered="some")
    form = hidden_fields(lead.get("/lead/provision/structure"))
    service.closes(point)
    assert lead.send_fields("/lead/provision/structure", form | STRUCTURE).status_code == 409
    page = lead.get("/lead/provision/check")
    assert "Some people" in page.text
    assert "Change" not in page.text


def test_a_half_filled_section_can_be_kept_for_later_but_not_finished(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    answers_all(lead)
    half = {"structure": ["workshops"], "length-months": "9"}
    assert fill(lead, "/lead/provision/structure", **half).status_code == 422
    later = fill(lead, "/lead/provision/structure", action="later", **half)
    assert later.headers["location"] == "/lead/provision?done=saved"
    assert "How it is set up 4 questions Incomplete" in words_of(lead.get("/lead/provision"))
    assert finish(lead) == 422
    wrong = fill(lead, "/lead/provision/structure", action="later", length_months="99")
    assert wrong.status_code == 422


def test_each_problem_names_its_question_in_the_order_of_the_page(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    page = fill(
        lead, "/lead/provision/people", starters_12m="3", leavers_12m_of_starters="4", starters_24m="many"
    )
    words = words_of(page)
    first = words.index("How many of those had left within 12 months of starting? Type 3 or fewer")
    second = words.index("How many people started in the year that ended 24 months ago? Type a whole number")
    assert first < second


def test_rel_a_clash_still_shows_after_a_refused_form_is_put_right(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    second = service.signed_in("second", role="lead", organisation="T01")
    address = "/lead/provision/people"
    form = hidden_fields(second.get(address))
    fill(lead, address, starters_12m="10")
    refused = second.send_fields(address, form | {"starters-12m": "ten"})
    assert refused.status_code == 422
    clash = second.send_fields(address, hidden_fields(refused) | {"starters-12m": "11"})
    assert clash.status_code == 409
    assert "10 people 11 people" in words_of(clash)


def test_one_of_something_is_not_many(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    fill(lead, "/lead/provision/time-and-meetings", **(TIME | {"first-meeting-weeks": "1"}))
    fill(lead, "/lead/provision/people", starters_12m="1")
    words = words_of(lead.get("/lead/provision/check"))
    assert "1 week " in words
    assert "1 person " in words
    assert "8 hours a year" in words
