"""Who reads a plan: its owner, and a preceptor it is open to, who confirms meetings (SEC-02, SEC-03, SEC-44)."""

import pytest
from sqlmodel import select

from app.tables import AuditEntry
from surveys.tables import PlanMeeting
from tests.app.pairs import shared, stop, two_people
from tests.app.plans import add_action, add_meeting, change_fields, confirm_form
from tests.app.respondents import another_code, once, started_with
from tests.people import Service

NOWHERE = "0" * 32


def test_both_confirm_what_they_read_and_a_change_asks_both_again(service: Service) -> None:
    two = two_people(service)
    meeting = add_meeting(two.preceptee)
    address = shared(two, "plan")
    own, theirs = f"/my/plan/meetings/{meeting}", f"{address}/plan/meetings/{meeting}"
    waiting = "Confirm the record of 5 October 2026: first meeting"
    assert waiting in two.preceptor.get("/my/month").text
    form = confirm_form(two.preceptee.get("/my/plan/meetings").text, meeting)
    assert two.preceptee.send_fields(f"{own}/confirm", form).headers["location"].endswith(meeting)
    read = two.preceptor.get(f"{address}/plan").text
    assert "Hopes and worries" in read
    assert two.preceptor.send_fields(f"{theirs}/confirm", confirm_form(read, meeting)).status_code == 303
    assert "Both confirmed" in two.preceptee.get("/my/plan/meetings").text
    assert "Both confirmed" in two.preceptor.get(f"{address}/plan").text
    assert waiting not in two.preceptor.get("/my/month").text
    changed = change_fields(
        two.preceptee,
        own,
        kind="initial",
        held_day="5",
        held_month="10",
        held_year="2026",
        notes="Hopes",
        agreed="Meet weekly",
    )
    assert two.preceptee.send_fields(own, changed).status_code == 303
    page = two.preceptee.get("/my/plan/meetings").text
    assert page.count("Needs confirming again") == 2
    assert "Both confirmed" not in page


def test_a_preceptor_never_confirms_what_they_have_not_read(service: Service) -> None:
    two = two_people(service)
    meeting = add_meeting(two.preceptee)
    address = shared(two, "plan")
    form = confirm_form(two.preceptor.get(f"{address}/plan").text, meeting)
    own = f"/my/plan/meetings/{meeting}"
    fields = change_fields(
        two.preceptee, own, kind="initial", held_day="5", held_month="10", held_year="2026", notes="Other"
    )
    two.preceptee.send_fields(own, fields)
    answer = two.preceptor.send_fields(f"{address}/plan/meetings/{meeting}/confirm", form)
    assert answer.status_code == 409
    assert "Read it again before you confirm it." in answer.text
    assert "Other" in answer.text
    with service.database.reading() as session:
        assert session.exec(select(PlanMeeting.confirmed_by_preceptor)).one() == 0


def test_a_meeting_still_to_come_cannot_be_confirmed(service: Service) -> None:
    two = two_people(service)
    meeting = add_meeting(two.preceptee, held_year="2027")
    page = two.preceptee.get("/my/plan/meetings").text
    assert confirm_form(page, meeting) == {}
    key = once(two.preceptee.get("/my/plan/add").text)
    answer = two.preceptee.send(f"/my/plan/meetings/{meeting}/confirm", once=key, revision=1)
    assert answer.status_code == 409
    assert "has not been held yet" in answer.text


def test_sec_03_a_plan_that_is_not_shared_is_answered_as_one_that_does_not_exist(service: Service) -> None:
    two = two_people(service)
    add_action(two.preceptee, "A secret aim")
    meeting = add_meeting(two.preceptee)
    address = shared(two, "profile", "ratings")
    stranger, _ = started_with(service, another_code(service, two.time_point, "preceptor"))
    for browser, path in (
        (two.preceptor, f"{address}/plan"),
        (two.preceptor, f"/my/preceptees/{NOWHERE}/plan"),
        (stranger, f"{address}/plan"),
    ):
        answer = browser.get(path)
        assert answer.status_code == 404
        assert "A secret aim" not in answer.text
        key = once(browser.get("/my/preceptees").text)
        sent = browser.send(f"{path}/meetings/{meeting}/confirm", once=key, revision=1)
        assert sent.status_code == 404
    with service.database.reading() as session:
        assert session.exec(select(PlanMeeting.confirmed_by_preceptor)).one() == 0


@pytest.mark.parametrize("how", ["stopped", "narrowed", "erased"])
def test_sec_56_a_plan_closes_at_the_very_next_request(service: Service, how: str) -> None:
    two = two_people(service)
    add_action(two.preceptee, "A secret aim")
    meeting = add_meeting(two.preceptee)
    address = shared(two, "plan")
    share = address.rpartition("/")[2]
    page = two.preceptor.get(f"{address}/plan").text
    assert "A secret aim" in page
    if how == "stopped":
        stop(two.preceptee, share)
    elif how == "narrowed":
        fields = change_fields(two.preceptee, f"/my/sharing/{share}", name="Jo", opens="profile")
        assert two.preceptee.send_fields(f"/my/sharing/{share}", fields).status_code == 303
    else:
        two.preceptee.send("/my/erase")
    answer = two.preceptor.get(f"{address}/plan")
    assert answer.status_code == 404
    assert "A secret aim" not in answer.text
    confirm = two.preceptor.send_fields(
        f"{address}/plan/meetings/{meeting}/confirm", confirm_form(page, meeting)
    )
    assert confirm.status_code == 404


def test_sec_04_a_share_opens_no_meeting_of_another_preceptee(service: Service) -> None:
    two = two_people(service)
    address = shared(two, "plan")
    other, _ = started_with(service, another_code(service, two.time_point))
    theirs = add_meeting(other)
    key = once(two.preceptor.get("/my/preceptees").text)
    answer = two.preceptor.send(f"{address}/plan/meetings/{theirs}/confirm", once=key, revision=1)
    assert answer.status_code == 404


def test_sec_03_another_preceptee_reaches_nothing_of_a_plan(service: Service) -> None:
    two = two_people(service)
    action, meeting = add_action(two.preceptee, "A secret aim"), add_meeting(two.preceptee)
    other, _ = started_with(service, another_code(service, two.time_point))
    key = once(other.get("/my/plan/add").text)
    fields = {"once": key, "revision": "1", "aim": "Mine now", "to": "up", "state": "done"}
    meeting_fields = {"once": key, "revision": "1", "kind": "interim"}
    for path, sent in (
        (f"/my/plan/actions/{action}", fields),
        (f"/my/plan/actions/{action}/delete", fields),
        (f"/my/plan/actions/{action}/move", fields),
        (f"/my/plan/actions/{action}/state", fields),
        (f"/my/plan/meetings/{meeting}", meeting_fields),
        (f"/my/plan/meetings/{meeting}/delete", meeting_fields),
        (f"/my/plan/meetings/{meeting}/confirm", meeting_fields),
    ):
        there = other.send_fields(path, sent)
        nowhere = other.send_fields(path.replace(action, NOWHERE).replace(meeting, NOWHERE), sent)
        assert there.status_code == 404, path
        assert there.text == nowhere.text, path
    assert other.get(f"/my/plan/actions/{action}").status_code == 404
    assert other.get(f"/my/plan/meetings/{meeting}").status_code == 404
    assert "A secret aim" in two.preceptee.get("/my/plan").text


def test_sec_02_no_lead_steering_member_or_administrator_reaches_a_plan_and_nothing_is_audited(
    service: Service,
) -> None:
    two = two_people(service)
    action = add_action(two.preceptee, "A secret aim")
    add_meeting(two.preceptee)
    address = shared(two, "plan")
    two.preceptor.get(f"{address}/plan")
    for role in ("lead", "steering", "admin"):
        staff = service.signed_in(
            f"{role}@example.org", role=role, organisation="T01" if role == "lead" else None
        )
        for path in (
            "/my/plan",
            "/my/plan.xlsx",
            "/my/plan/print",
            "/my/plan/meetings",
            f"/my/plan/actions/{action}",
            f"{address}/plan",
        ):
            answer = staff.get(path)
            assert answer.status_code == 403, (role, path)
            assert "A secret aim" not in answer.text
    with service.database.reading() as session:
        recorded = [
            f"{entry.actor} {entry.action} {entry.subject}" for entry in session.exec(select(AuditEntry))
        ]
    assert not [line for line in recorded if "plan" in line or "meeting" in line or "share" in line]


def test_the_ratings_of_a_need_are_not_in_a_shared_plan(service: Service) -> None:
    two = two_people(service)
    add_action(two.preceptee, "Feel part of the team", item="N01")
    address = shared(two, "plan")
    assert "importance 5, confidence 2" in two.preceptee.get("/my/plan").text
    page = two.preceptor.get(f"{address}/plan").text
    assert "Feel part of the team" in page
    assert "importance 5" not in page
    assert "Read the learning plan" in two.preceptor.get(address).text
