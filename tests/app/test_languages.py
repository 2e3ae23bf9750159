"""Welsh and English as peers (`ANCHORS.md` (d) 14): choosing, what a page says, and what never depends on it."""

import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import html5lib
import pytest
from openpyxl import load_workbook
from sqlmodel import select

from app.languages import is_in_both
from surveys.tables import FactAnswer, RatingAnswer, SectionSave
from tests.app.pseudo import Fixed, speaks_in_brackets, words_in_english
from tests.app.respondents import (
    ABOUT_YOU,
    another_code,
    first_need_section,
    given_code,
    once,
    revision,
    save,
    shown_code,
    started_with,
)
from tests.app.test_year import come_back, has_moment, press
from tests.people import Browser, Service

PUBLIC = ("/", "/join", "/return", "/help", "/privacy", "/who-sees-what", "/accessibility")
DATA = (
    "preceptmap",
    "Trust One",
    "Autumn 2026: 3 months",
    "Autumn 2026",
    "English",
    "a private note",
    "JavaScript",
)
RATED = {"N01-importance": "5", "N01-confidence": "2", "N01-support": "time", "N01-note": "a private note"}


def chooses(browser: Browser, language: str, page: str = "/") -> str:
    """Press the switch; where that led."""
    answer = browser.send("/language", language=language, page=page)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def begins(service: Service, code: str, language: str) -> tuple[Browser, str]:
    """A browser in which somebody who reads this language has just started, and their return code."""
    browser = service.browser()
    chooses(browser, language)
    before = browser.send("/join", code=code).text
    return browser, shown_code(browser.send("/join/start", code=code, once=once(before)).text)


def answers_all(browser: Browser) -> None:
    """Answer the first sections and submit."""
    save(browser, "about-you", **ABOUT_YOU)
    save(browser, first_need_section(browser), **RATED)
    browser.send("/my/submit", once=once(browser.get("/my/check").text))


def root(page: str) -> Any:
    return html5lib.parse(page, namespaceHTMLElements=False)


def heading(page: str) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    assert found is not None
    return re.sub(r"<[^>]*>", "", found[1]).strip()


def test_a_page_is_in_english_until_somebody_chooses_welsh_and_then_stays_welsh(service: Service) -> None:
    browser = service.browser()
    page = browser.get("/join").text
    assert root(page).get("lang") == "en-GB"
    assert heading(page) == "Enter your invitation code"
    assert chooses(browser, "cy", "/join") == "/join"
    page = browser.get("/join").text
    assert root(page).get("lang") == "cy"
    assert heading(page) == "Rhowch eich cod gwahodd"
    chooses(browser, "en", "/join")
    assert heading(browser.get("/join").text) == "Enter your invitation code"


@pytest.mark.parametrize(
    ("accepts", "language"),
    [("cy, en-GB;q=0.8", "cy"), ("cy-GB", "cy"), ("en-GB, cy;q=0.9", "en-GB"), ("fr, cy;q=0.9", "en-GB")],
)
def test_welsh_is_the_default_only_where_a_browser_asks_for_it_first(
    service: Service, accepts: str, language: str
) -> None:
    page = service.browser().get("/join", headers={"Accept-Language": accepts}).text
    assert root(page).get("lang") == language


def test_a_choice_wins_over_what_the_browser_asks_for(service: Service) -> None:
    browser = service.browser()
    chooses(browser, "en")
    assert root(browser.get("/", headers={"Accept-Language": "cy"}).text).get("lang") == "en-GB"


def test_the_choice_goes_back_to_the_page_and_never_to_another_site(service: Service) -> None:
    browser = service.browser()
    assert chooses(browser, "cy", "/my/section/safety?back=check") == "/my/section/safety?back=check"
    assert chooses(browser, "cy", "//elsewhere.example/x") == "/"
    assert chooses(browser, "cy", "https://elsewhere.example/x") == "/"


def test_an_unknown_language_is_refused_and_nothing_is_remembered(service: Service) -> None:
    browser = service.browser()
    assert browser.send("/language", language="fr", page="/").status_code == 422
    assert not list(browser.cookies)


def test_no_get_changes_the_language(service: Service) -> None:
    browser = service.browser()
    assert browser.get("/language?language=cy").status_code == 405
    assert browser.post("/language", data={"language": "cy"}).status_code == 403
    assert root(browser.get("/?language=cy").text).get("lang") == "en-GB"


def test_pages_for_staff_are_in_english_and_say_so_in_welsh(service: Service) -> None:
    service.has_organisation()
    browser = service.signed_in("lead@example.org", role="lead", organisation="T01")
    chooses(browser, "cy")
    page = browser.get("/lead").text
    assert root(page).get("lang") == "en-GB"
    assert '<span lang="cy">Nid yw\'r dudalen hon ar gael yn Gymraeg eto.</span>' in page
    assert "Nid yw'r dudalen" not in service.browser().get("/frameworks").text


@pytest.mark.parametrize(
    ("path", "in_both"),
    [
        ("/", True),
        ("/my/profile.xlsx", True),
        ("/my/plan.xlsx", False),
        ("/my/sharing/new", False),
        ("/joint", False),
    ],
)
def test_each_page_is_in_both_languages_or_in_english(path: str, in_both: bool) -> None:
    assert is_in_both(path) is in_both


def test_pages_of_the_learning_plan_are_in_english_and_say_so(service: Service) -> None:
    browser, _ = begins(service, given_code(service), "cy")
    page = browser.get("/my/plan").text
    assert root(page).get("lang") == "en-GB"
    assert "Nid yw'r dudalen hon ar gael yn Gymraeg eto." in page
    assert "Your learning plan" in page


def test_a_welsh_page_says_in_both_languages_that_no_speaker_has_checked_it(service: Service) -> None:
    browser = service.browser()
    chooses(browser, "cy")
    page = browser.get("/help").text
    assert "Nid oes siaradwr Cymraeg wedi gwirio'r geiriau ar y dudalen hon eto." in page
    assert '<span lang="en-GB">No Welsh speaker has checked the words on this page yet.</span>' in page
    button = r'<button[^>]*name="language" value="en" lang="en-GB">Read this page in English</button>'
    assert re.search(button, page)
    assert "No Welsh speaker" not in service.browser().get("/help").text


def test_the_same_answers_in_welsh_and_in_english_make_the_same_rows(service: Service) -> None:
    code = given_code(service)
    point = 1
    for each, language in ((code, "cy"), (another_code(service, point), "en")):
        browser, _ = begins(service, each, language)
        answers_all(browser)
    with service.database.reading() as session:
        rows = [
            sorted(str(sorted(each.model_dump(exclude={"id", "response"}).items())) for each in found)
            for response in session.exec(select(SectionSave.response).distinct()).all()
            for found in [
                [
                    *session.exec(select(RatingAnswer).where(RatingAnswer.response == response)).all(),
                    *session.exec(select(FactAnswer).where(FactAnswer.response == response)).all(),
                ]
            ]
        ]
    assert len(rows) == 2
    assert rows[0] == rows[1]
    assert len(rows[0]) > 4


def test_an_answer_that_cannot_be_used_is_refused_in_the_readers_language(service: Service) -> None:
    browser, _ = begins(service, given_code(service), "cy")
    page = browser.get("/my/section/about-you").text
    fields = {"once": once(page), "revision": revision(page), "pathway": "diagnostic"}
    answer = browser.send_fields("/my/section/about-you", fields)
    assert answer.status_code == 422
    assert "<title>Gwall: Amdanoch chi" in answer.text
    assert "Dewiswch ateb i &#39;Ble rydych chi&#39;n gweithio&#39;n bennaf?&#39;" in answer.text


def test_chart_table_and_workbook_of_ones_own_are_in_the_readers_language(service: Service) -> None:
    browser, _ = begins(service, given_code(service), "cy")
    answers_all(browser)
    page = browser.get("/my/profile").text
    assert "Eich angen cryfaf yw “Symud o fod yn fyfyriwr dan oruchwyliaeth" in page
    names = [trace.get("name") for trace in browser.get("/my/profile/chart.json").json()["data"]]
    assert names[-2:] == ["Pwysigrwydd", "Hyder"]
    assert browser.get("/my/profile.xlsx").status_code == 200


def test_questions_that_are_not_published_in_welsh_are_shown_in_english(service: Service) -> None:
    definitions = service.app.state.current.get()
    only = definitions.instruments["preceptee-2026"].model_copy(update={"languages": ("en",)})
    instruments = definitions.instruments | {only.id: only}
    service.app.state.current = Fixed(replace(definitions, instruments=instruments))
    browser, _ = begins(service, given_code(service), "cy")
    page = browser.get("/my/section/about-you").text
    assert root(page).get("lang") == "en-GB"
    assert "Which pathway do you work in?" in page


def test_nothing_but_data_is_left_in_english_on_any_page_in_both_languages(service: Service) -> None:
    speaks_in_brackets(service)
    code = given_code(service)
    visitor = service.browser()
    chooses(visitor, "cy")
    seen = {path: visitor.get(path).text for path in PUBLIC}
    seen["/join wrong"] = visitor.send("/join", code="wrong").text
    browser, return_code = started_with_welsh(service, code, seen)
    seen |= {
        path: browser.get(path).text
        for path in ("/my/tasks", "/my/section/about-you", "/my/return-code", "/my/erase")
    }
    page = seen["/my/section/about-you"]
    broken = {"once": once(page), "revision": revision(page), "pathway": "nowhere"}
    seen["broken"] = browser.send_fields("/my/section/about-you", broken).text
    save(browser, "about-you", **ABOUT_YOU)
    section = first_need_section(browser)
    seen["ratings"] = browser.get(f"/my/section/{section}").text
    save(browser, section, **RATED)
    clash = {"once": once(seen["ratings"]), "revision": "0", "N01-importance": "1"}
    seen["clash"] = browser.send_fields(f"/my/section/{section}", clash).text
    seen["not found"] = browser.get("/my/section/nowhere").text
    seen["/my/check"] = browser.get("/my/check").text
    browser.send("/my/submit", once=once(seen["/my/check"]))
    after = ("/my/submitted", "/my/profile", "/my/answers", "/my/year", "/my/progress")
    seen |= {path: browser.get(path).text for path in after}
    point = has_moment(service, 3)
    browser, _ = come_back(service, return_code)
    chooses(browser, "cy")
    seen["/my/year open"] = browser.get("/my/year").text
    press(browser, "begin", point)
    save(browser, "about-you", pathway="diagnostic", stage="3-to-5", setting="acute")
    seen["ratings again"] = browser.get(f"/my/section/{section}").text
    save(browser, section, **RATED)
    browser.send("/my/submit", once=once(browser.get("/my/check").text))
    seen["/my/progress twice"] = browser.get("/my/progress").text
    left = {path: words_in_english(page, besides=(*DATA, return_code, code)) for path, page in seen.items()}
    assert {path: words for path, words in left.items() if words} == {}
    assert [path for path, page in seen.items() if "⟦" not in page] == []


def started_with_welsh(service: Service, code: str, seen: dict[str, str]) -> tuple[Browser, str]:
    """Somebody who starts in Welsh, with every page on the way kept in `seen`."""
    browser = service.browser()
    chooses(browser, "cy")
    seen["before"] = browser.send("/join", code=code).text
    seen["started"] = browser.send("/join/start", code=code, once=once(seen["before"])).text
    return browser, shown_code(seen["started"])


def test_a_preceptors_pages_leave_nothing_in_english_either(service: Service) -> None:
    speaks_in_brackets(service)
    code = given_code(service, "preceptor")
    browser, return_code = started_with(service, code)
    chooses(browser, "cy")
    save(browser, "about-you", pathway="diagnostic", setting="acute")
    capacity = {
        "protected-hours": "12",
        "preceptees-now": "1",
        "preceptees-possible": "3",
        "training": "one-day",
        "willing": "yes",
        "eligible": "yes",
    }
    seen = {path: browser.get(f"/my/section/{path}").text for path in ("the-role", "capacity")}
    save(browser, "the-role", **{"R01-importance": "5", "R01-confidence": "2", "R01-support": "time"})
    save(browser, "capacity", **capacity)
    browser.send("/my/submit", once=once(browser.get("/my/check").text))
    seen |= {path: browser.get(path).text for path in ("/my/submitted", "/my/result", "/my/answers")}
    left = {path: words_in_english(page, besides=(*DATA, return_code)) for path, page in seen.items()}
    assert {path: words for path, words in left.items() if words} == {}


def test_a_workbook_of_ones_own_leaves_nothing_in_english(service: Service) -> None:
    speaks_in_brackets(service)
    browser, _ = begins(service, given_code(service), "cy")
    answers_all(browser)
    book = load_workbook(BytesIO(browser.get("/my/profile.xlsx").content))
    assert book.properties.language == "cy"
    said = {
        str(cell.value)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and re.search("[A-Za-z]{2}", cell.value)
    }
    table_names = {sheet.title for sheet in book.worksheets}
    # keys of columns, data, and HCPC's words, which are in English
    keys = re.compile(r"[a-z_]+|P\d[a-z] .*|a private note|Autumn 2026")
    assert sorted(text for text in said - table_names if "⟦" not in text and not keys.fullmatch(text)) == []
