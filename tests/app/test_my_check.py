"""Checking, submitting and what comes after: return codes and erasing."""

import re
from io import BytesIO

from openpyxl import load_workbook
from sqlmodel import select

from surveys.tables import RatingAnswer, Response
from tests.app.respondents import ABOUT_YOU, first_need_section, once, save, shown_code, started, submitted
from tests.people import Service


def test_areas_left_blank_or_half_rated_are_counted_and_named(service: Service) -> None:
    browser, _ = started(service)
    save(browser, "about-you", **ABOUT_YOU)
    section = first_need_section(browser)
    asked = len(re.findall(r"#N\d\d-importance", browser.get("/my/check").text))
    half = {
        "N01-importance": "5",
        "N02-importance": "4",
        "N02-confidence": "4",
        "N36-importance": "not-in-role",
    }
    save(browser, section, **half)
    page = browser.get("/my/check").text
    assert f"{asked - 2} areas are not rated, or only half rated" in page
    assert "Importance: Essential. Confidence: Not provided." in page
    named = page.split("Which ones")[1].split("</details>")[0]
    assert "Moving from supervised student" in named
    assert "saying no when something is not safe" not in named


def test_missing_answers_link_to_the_section_that_asks_them(service: Service) -> None:
    browser, _ = started(service, "preceptor")
    save(browser, "about-you", pathway="mri", setting="acute")
    answer = browser.send("/my/submit", once=once(browser.get("/my/check").text))
    assert answer.status_code == 422
    assert "<title>Error: " in answer.text
    assert 'href="/my/section/capacity?back=check#protected-hours"' in answer.text


def test_every_item_asked_has_one_row_after_submitting_and_answers_stay(service: Service) -> None:
    submitted(service)
    with service.database.reading() as session:
        rows = {row.item: row for row in session.exec(select(RatingAnswer))}
    assert (rows["N01"].importance, rows["N01"].confidence, rows["N01"].support) == (5, 2, "time")
    assert (rows["N02"].importance, rows["N02"].confidence, rows["N02"].not_in_role) == (None, None, False)
    assert "N45" not in rows


def test_ux_10_after_submitting_every_earlier_page_leads_to_the_confirmation(service: Service) -> None:
    browser, _ = submitted(service)
    for path in ("/my/tasks", "/my/check", "/my/section/about-you"):
        assert browser.get(path).headers["location"] == "/my/submitted"
    with service.database.reading() as session:
        assert session.exec(select(Response)).one().reference in browser.get("/my/submitted").text


def test_everything_submitted_can_be_read_again_notes_included(service: Service) -> None:
    browser, _ = started(service)
    assert browser.get("/my/answers").headers["location"] == "/my/check"
    save(browser, "about-you", **ABOUT_YOU)
    note = "=1+1 O'Brien <b>“日本”</b>"
    save(browser, "settling-in", **{"N01-importance": "4", "N01-confidence": "4", "N01-note": note})
    browser.send("/my/submit", once=once(browser.get("/my/check").text))
    page = browser.get("/my/answers").text
    assert "=1+1 O&#39;Brien &lt;b&gt;“日本”&lt;/b&gt;" in page
    assert "Change" not in page
    book = load_workbook(BytesIO(browser.get("/my/profile.xlsx").content))
    words = [cell.value for row in book["All answers"].iter_rows() for cell in row]
    assert (
        f"Importance: Very important. Confidence: Confident: I ask for help when I need it. Your note: {note}"
        in words
    )


def test_before_submitting_there_is_no_profile(service: Service) -> None:
    browser, _ = started(service)
    for path in ("/my/profile", "/my/profile.xlsx", "/my/profile/chart.json", "/my/submitted"):
        assert browser.get(path).headers["location"] == "/my/tasks"


def test_a_new_return_code_asked_for_twice_with_one_form_is_made_once(service: Service) -> None:
    browser, _ = started(service)
    key = once(browser.get("/my/return-code").text)
    code = shown_code(browser.send("/my/return-code", once=key).text)
    again = browser.send("/my/return-code", once=key)
    assert (again.status_code, again.headers["location"]) == (303, "/my/return-code")
    assert service.browser().send("/return", code=code).status_code == 303
