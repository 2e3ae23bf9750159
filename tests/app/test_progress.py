"""A respondent's progress page, its charts and its sheet, from every time point they submitted."""

import io

from openpyxl import load_workbook

from tests.app.respondents import ABOUT_YOU, another_code, once, save, started_with
from tests.app.test_year import STILL_HERE, came_back_at
from tests.people import Browser, Service


def at_3_months(service: Service) -> Browser:
    """A browser of a preceptee who closed one need between the start and 3 months."""
    browser, _ = came_back_at(service, 3)
    save(browser, "about-you", **STILL_HERE)
    save(browser, "settling-in", **{"N01-importance": "5", "N01-confidence": "5"})
    browser.send("/my/submit", once=once(browser.get("/my/check").text))
    return browser


def test_progress_shows_every_submitted_moment_and_what_closed(service: Service) -> None:
    browser = at_3_months(service)
    assert "/my/progress" in browser.get("/my/year").text
    page = browser.get("/my/progress").text
    assert "1 need closed" in page
    assert "Confidence: 3 months" in page
    assert browser.get("/my/progress/progress-confidence.json").json()["data"][0]["x"] == [2, 5, None]
    assert browser.get("/my/progress/progress-nothing.json").status_code == 404


def test_the_personal_workbook_has_a_sheet_of_progress(service: Service) -> None:
    browser = at_3_months(service)
    book = load_workbook(io.BytesIO(browser.get("/my/profile.xlsx").content))
    sheet = next(sheet for sheet in book.worksheets if sheet.title == "My progress")
    words = [cell.value for row in sheet.iter_rows() for cell in row]
    assert "Confidence: 3 months" in words
    assert "Closed" in words


def test_sec_03_a_draft_and_a_stranger_show_no_progress(service: Service) -> None:
    browser, _ = came_back_at(service, 3)
    page = browser.get("/my/progress").text
    assert "answered once so far" in page
    assert service.browser().get("/my/progress").status_code in {303, 401}
    first, _ = submitted_elsewhere(service)
    assert "1 need closed" not in first.get("/my/progress").text


def submitted_elsewhere(service: Service) -> tuple[Browser, str]:
    """Somebody else who started in the same place."""
    browser, code = started_with(service, another_code(service, 1))
    save(browser, "about-you", **ABOUT_YOU)
    browser.send("/my/submit", once=once(browser.get("/my/check").text))
    return browser, code
