"""A preceptee's own plan: from needs to actions, ordered, changed and kept (UX-08, UX-09, UX-18, UX-25)."""

import io
import re

import pytest
from openpyxl import load_workbook
from sqlmodel import select

from surveys.tables import PlanAction, RatingAnswer, Response, TimePoint
from tests.app.pairs import two_people
from tests.app.plans import add_action, add_meeting, change_fields, order
from tests.app.respondents import once, started, submitted
from tests.people import Service
from tests.reports.books import check_structure


def test_a_need_becomes_an_action_filled_in_from_it(service: Service) -> None:
    browser, _ = submitted(service)
    assert 'href="/my/plan/add?item=N01"' in browser.get("/my/plan").text
    page = browser.get("/my/plan/add?item=N01").text
    assert "Moving from supervised student to accountable practitioner" in page
    assert re.search(r'value="time"[^>]* checked', page)
    assert "You could:" in page
    assert "Principles for preceptorship, being a preceptee" in page
    add_action(browser, "Feel part of the team", item="N01", support="time")
    plan = browser.get("/my/plan").text
    assert "Your plan has 1 action: 1 planned." in plan
    assert "Moving from supervised student" in plan
    assert 'href="/my/plan/add?item=N01"' not in plan
    assert "At the start: importance 5, confidence 2" in plan


def test_an_action_of_ones_own_needs_only_its_aim_even_before_submitting(service: Service) -> None:
    browser, _ = started(service)
    assert "Your plan is empty." in browser.get("/my/plan").text
    add_action(browser, "Work a first night shift", due_day="1", due_month="3", due_year="2027", cpd="formal")
    plan = browser.get("/my/plan").text
    assert "1 March 2027" in plan
    assert "Your actions have 1 kind of learning. The HCPC asks for a mixture: at least 2 kinds." in plan


def test_ux_09_what_is_wrong_is_named_and_everything_typed_is_still_there(service: Service) -> None:
    browser, _ = submitted(service)
    page = browser.get("/my/plan/add?item=N01").text
    fields = {
        "once": once(page),
        "item": "N01",
        "aim": "x" * 301,
        "who": "My <preceptor>",
        "due-day": "31",
        "due-month": "2",
        "due-year": "2027",
        "evidence": "A note of the shift",
    }
    answer = browser.send_fields("/my/plan/add", fields)
    assert answer.status_code == 422
    assert "<title>Error: Add an action" in answer.text
    assert 'href="#aim"' in answer.text
    assert 'href="#due-day"' in answer.text
    assert "By when: there is no such date" in answer.text
    assert "My &lt;preceptor&gt;" in answer.text
    assert "A note of the shift" in answer.text
    assert 'name="item" value="N01"' in answer.text
    assert re.search(r'id="due-year"[^>]* value="2027"', answer.text)
    with service.database.reading() as session:
        assert session.exec(select(PlanAction)).all() == []


def test_actions_are_ordered_finished_and_deleted(service: Service) -> None:
    browser, _ = started(service)
    first, second = add_action(browser, "First"), add_action(browser, "Second")
    page = browser.get("/my/plan").text
    assert order(page) == [first, second]
    answer = browser.send(f"/my/plan/actions/{second}/move", once=once(page), to="up")
    assert answer.headers["location"] == f"/my/plan#action-{second}"
    assert order(browser.get("/my/plan").text) == [second, first]
    browser.send(
        f"/my/plan/actions/{first}/state", once=once(browser.get("/my/plan").text), revision=1, state="done"
    )
    assert "1 planned, 1 done." in browser.get("/my/plan").text
    fields = change_fields(browser, f"/my/plan/actions/{first}/delete")
    assert browser.send_fields(f"/my/plan/actions/{first}/delete", fields).status_code == 303
    assert order(browser.get("/my/plan").text) == [second]


def test_rel_05_a_form_sent_twice_adds_one_action(service: Service) -> None:
    browser, _ = started(service)
    fields = {"once": once(browser.get("/my/plan/add").text), "aim": "Once only"}
    led = {browser.send_fields("/my/plan/add", fields).headers["location"] for _ in range(2)}
    assert len(led) == 1
    assert len(order(browser.get("/my/plan").text)) == 1


def test_rel_06_the_second_of_two_windows_loses_nothing(service: Service) -> None:
    browser, _ = started(service)
    action = add_action(browser, "Nights")
    address = f"/my/plan/actions/{action}"
    first, second = (
        change_fields(browser, address, aim=f"Nights {number}", state="done") for number in (1, 2)
    )
    assert browser.send_fields(address, first).status_code == 303
    clash = browser.send_fields(address, second)
    assert clash.status_code == 409
    assert "Nights 1" in clash.text
    assert 'name="aim" value="Nights 2"' in clash.text
    kept = second | {"once": once(clash.text), "revision": "2"}
    assert browser.send_fields(address, kept).status_code == 303
    assert "Nights 2" in browser.get("/my/plan").text


@pytest.mark.parametrize("what", ["state", "delete"])
def test_a_button_on_an_older_page_changes_nothing(service: Service, what: str) -> None:
    browser, _ = started(service)
    action = add_action(browser, "Nights")
    page = browser.get("/my/plan").text
    address = f"/my/plan/actions/{action}"
    browser.send_fields(address, change_fields(browser, address, aim="Nights alone"))
    answer = browser.send(f"{address}/{what}", once=once(page), revision=1, state="done")
    assert answer.status_code == 409
    assert "Nights alone" in browser.get("/my/plan").text


def test_sec_10_what_no_page_offers_is_refused(service: Service) -> None:
    browser, _ = started(service)
    action = add_action(browser, "Nights")
    page = browser.get("/my/plan").text
    for path, fields in (
        (f"actions/{action}/state", {"state": "approved", "revision": "1"}),
        (f"actions/{action}/state", {"state": "done", "revision": "one"}),
        (f"actions/{action}/move", {"to": "top"}),
        ("add", {"aim": "Mine", "respondent": "another"}),
        ("add", {"aim": "Mine", "support": "gold"}),
        ("meetings/add", {"kind": "initial", "confirmed-by-preceptor": "1"}),
    ):
        answer = browser.send_fields(f"/my/plan/{path}", {"once": once(page)} | fields)
        assert answer.status_code == 422, path
    assert browser.send("/my/plan/add", once=once(page), aim="Mine", item="N99").status_code == 404
    assert browser.get("/my/plan?who=all").status_code == 422
    assert "Your plan has 1 action: 1 planned." in browser.get("/my/plan").text


def later_answers(service: Service, state: str, **ratings: int) -> None:
    """The same person's answers at 6 months, with ratings of N01 if there are any."""
    with service.database.writing() as session:
        first = session.exec(select(Response)).one()
        point = TimePoint(
            title="Spring 2027",
            series="Autumn 2026",
            moment=6,
            state="open",
            preceptee_instrument="preceptee-2026",
            preceptor_instrument="preceptor-2026",
            organisation_instrument="organisation-2026",
        )
        session.add(point)
        session.flush()
        session.add(
            Response(
                id="later",
                respondent=first.respondent,
                reference="LATER1",
                time_point=point.id,
                audience="preceptee",
                instrument="preceptee-2026",
                organisation="T01",
                state=state,
            )
        )
        session.flush()
        if ratings:
            session.add(RatingAnswer(response="later", item="N01", **ratings))


def test_ux_18_the_plan_lives_on_at_the_next_time_point_with_both_ratings(service: Service) -> None:
    browser, _ = submitted(service)
    add_action(browser, "Feel part of the team", item="N01")
    later_answers(service, "submitted", importance=5, confidence=4)
    plan = browser.get("/my/plan").text
    assert "At the start: importance 5, confidence 2<br>At 6 months: importance 5, confidence 4" in plan


def test_needs_submitted_last_can_be_planned_while_the_next_answers_are_begun(service: Service) -> None:
    browser, code = submitted(service)
    later_answers(service, "draft")
    browser.send("/return", code=code)
    assert browser.get("/my/profile").headers["location"] == "/my/tasks"
    assert 'href="/my/plan/add?item=N01"' in browser.get("/my/plan").text
    assert re.search(r'value="time"[^>]* checked', browser.get("/my/plan/add?item=N01").text)


def test_ux_25_the_printed_page_has_every_action_and_room_to_write(service: Service) -> None:
    browser, _ = submitted(service)
    add_action(browser, "Feel part of the team", item="N01", evidence="Line one\nLine two")
    add_meeting(browser)
    page = browser.get("/my/plan/print").text
    assert "Line one<br>Line two" in page
    assert page.count("app-write") == 5
    assert "24 November 2026" in page
    assert "5 October 2026" in page
    assert "/static/plan.css" in page


def test_sec_33_the_workbook_has_the_plan_as_text_and_no_formula(service: Service) -> None:
    browser, _ = submitted(service)
    add_action(
        browser,
        "=1+1",
        item="N01",
        who="@me",
        evidence="-2",
        cpd="work-based",
        due_day="1",
        due_month="3",
        due_year="2027",
    )
    add_meeting(browser, notes="+44")
    content = browser.get("/my/plan.xlsx").content
    check_structure(content, title="My learning plan", sample=False)
    book = load_workbook(io.BytesIO(content))
    row = [cell.value for cell in book["Actions"][6]]
    assert row[:6] == [
        "=1+1",
        "Planned",
        None,
        "@me",
        "1 March 2027",
        "Work-based learning",
    ]
    assert [cell.value for cell in book["Reflections"][6]] == [
        "=1+1",
        "Moving from supervised student to accountable practitioner, and feeling part of the team",
        "At the start: importance 5, confidence 2",
        "-2",
        None,
    ]
    assert [cell.value for cell in book["Meetings"][6]][:4] == [
        "First meeting",
        "5 October 2026",
        "+44",
        "Meet monthly",
    ]
    assert [cell.value for cell in book["Kinds"][6]] == ["Work-based learning", 1, 0]
    assert book["Places"]["E6"].value.startswith("https://")


def test_erasing_takes_the_plan_with_it(service: Service) -> None:
    browser, _ = submitted(service)
    add_action(browser, "Nights")
    browser.send("/my/erase", once=once(browser.get("/my/plan/add").text))
    with service.database.reading() as session:
        assert session.exec(select(PlanAction)).all() == []
    assert browser.get("/my/plan").status_code == 303


def test_sec_11_what_people_write_is_shown_and_never_run(service: Service) -> None:
    two = two_people(service)
    attack = "<script>alert(1)</script>"
    add_action(two.preceptee, attack, who=attack, evidence=attack)
    add_meeting(two.preceptee, notes=attack, agreed=attack)
    for path in ("/my/plan", "/my/plan/print", "/my/plan/meetings"):
        page = two.preceptee.get(path).text
        assert attack not in page
        assert "&lt;script&gt;alert(1)" in page


def test_the_profile_shows_where_to_learn_and_which_needs_are_planned(service: Service) -> None:
    browser, _ = submitted(service)
    profile = browser.get("/my/profile").text
    assert "Principles for preceptorship, being a preceptee" in profile
    assert 'href="/my/plan/add?item=N01"' in profile
    add_action(browser, "Feel part of the team", item="N01")
    profile = browser.get("/my/profile").text
    assert 'href="/my/plan/add?item=N01"' not in profile
    assert "In your plan" in profile


def test_a_framework_item_shows_where_to_learn_more(service: Service) -> None:
    page = service.browser().get("/frameworks/hcpc-principles-2023/P3b").text
    assert "Where to learn more" in page
    assert "focus-on-being-a-preceptee/" in page
    assert "Where to learn more" not in service.browser().get("/frameworks/nhse-ahp-2023/W5.4").text
