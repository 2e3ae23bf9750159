"""Answering section by section: what is kept, what is refused, and where saving leads."""

from sqlmodel import select

from surveys.tables import FactAnswer, RatingAnswer, Response, TimePoint
from tests.app.respondents import (
    ABOUT_YOU,
    another_code,
    first_need_section,
    once,
    revision,
    save,
    started,
    started_with,
)
from tests.people import Browser, Service


def closed(service: Service) -> None:
    with service.database.writing() as session:
        session.exec(select(TimePoint)).one().state = "closed"


def stored_ratings(service: Service) -> dict[str, tuple[int | None, int | None]]:
    with service.database.reading() as session:
        rows = session.exec(select(RatingAnswer)).all()
    return {row.item: (row.importance, row.confidence) for row in rows if row.importance or row.confidence}


def ready(service: Service) -> tuple[Browser, str]:
    """A browser that is past "About you", and the code of the first need section."""
    browser, _ = started(service)
    save(browser, "about-you", **ABOUT_YOU)
    return browser, first_need_section(browser)


def test_half_a_section_can_be_kept_for_later(service: Service) -> None:
    browser, _ = started(service)
    assert save(browser, "about-you", pathway="mri", action="later") == "/my/tasks?saved=yes"
    tasks = browser.get("/my/tasks?saved=yes").text
    assert "Incomplete" in tasks
    assert "Cannot start yet" in tasks
    with service.database.reading() as session:
        assert [fact.value for fact in session.exec(select(FactAnswer))] == ["mri"]


def test_half_a_section_with_a_bad_answer_is_not_kept(service: Service) -> None:
    browser, _ = started(service)
    page = browser.get("/my/section/about-you").text
    fields = {"once": once(page), "revision": "0", "action": "later", "pathway": "wizardry"}
    answer = browser.send_fields("/my/section/about-you", fields)
    assert answer.status_code == 422
    assert 'href="#pathway"' in answer.text
    assert 'href="#stage"' not in answer.text


def test_a_section_that_cannot_start_yet_leads_back_to_the_list(service: Service) -> None:
    browser, _ = started(service)
    assert browser.get("/my/section/settling-in").headers["location"] == "/my/tasks"


def test_ux_12_changing_an_answer_leads_back_to_the_check(service: Service) -> None:
    browser, section = ready(service)
    check = browser.get("/my/check").text
    assert f"/my/section/{section}?back=check#N01-importance" in check
    page = browser.get(f"/my/section/{section}?back=check").text
    fields = {"once": once(page), "revision": "0", "back": "check", "N01-importance": "4"}
    answer = browser.send_fields(f"/my/section/{section}", fields)
    assert answer.headers["location"] == f"/my/check#{section}"
    elsewhere = browser.get(f"/my/section/{section}?back=https://elsewhere.example").text
    assert 'name="back"' not in elsewhere


def test_a_form_posted_twice_is_stored_once_and_leads_to_the_same_place(service: Service) -> None:
    browser, section = ready(service)
    page = browser.get(f"/my/section/{section}").text
    fields = {"once": once(page), "revision": "0", "N01-importance": "5", "N01-confidence": "2"}
    answers = [browser.send_fields(f"/my/section/{section}", fields) for _ in range(3)]
    assert len({(answer.status_code, answer.headers["location"]) for answer in answers}) == 1
    assert revision(browser.get(f"/my/section/{section}").text) == "1"


def test_rel_06_windows_on_different_sections_are_both_kept(service: Service) -> None:
    browser, _ = ready(service)
    pages = {section: browser.get(f"/my/section/{section}").text for section in ("settling-in", "safety")}
    for section, item in (("settling-in", "N01"), ("safety", "N03")):
        page = pages[section]
        fields = {"once": once(page), "revision": "0", f"{item}-importance": "4", f"{item}-confidence": "4"}
        assert browser.send_fields(f"/my/section/{section}", fields).status_code == 303
    assert stored_ratings(service) == {"N01": (4, 4), "N03": (4, 4)}


def test_rel_06_notes_that_differ_are_shown_side_by_side(service: Service) -> None:
    browser, section = ready(service)
    pages = [browser.get(f"/my/section/{section}").text for _ in range(2)]
    address = f"/my/section/{section}"
    browser.send_fields(address, {"once": once(pages[0]), "revision": "0", "N01-note": "ask about nights"})
    clash = browser.send_fields(
        address, {"once": once(pages[1]), "revision": "0", "N01-note": "ask about days"}
    )
    assert clash.status_code == 409
    assert "Your note: ask about nights" in clash.text
    assert "Your note: ask about days" in clash.text


def test_changing_the_pathway_keeps_old_answers_but_asks_and_counts_only_what_fits(service: Service) -> None:
    browser, _ = ready(service)
    save(browser, "imaging", **{"N09-importance": "5", "N09-confidence": "1"})
    save(browser, "about-you", **ABOUT_YOU | {"pathway": "therapeutic"})
    assert "N09" not in browser.get("/my/check").text
    save(browser, "about-you", **ABOUT_YOU)
    assert stored_ratings(service)["N09"] == (5, 1)
    save(browser, "about-you", **ABOUT_YOU | {"pathway": "therapeutic"})
    browser.send("/my/submit", once=once(browser.get("/my/check").text))
    with service.database.reading() as session:
        items = set(session.exec(select(RatingAnswer.item)))
        response = session.exec(select(Response)).one()
    assert "N09" not in items
    assert "N21" in items
    assert (response.pathway, response.stage, response.transition) == (
        "therapeutic",
        "under-3",
        "newly-registered",
    )


def test_sec_09_a_closed_collection_can_be_read_but_not_changed(service: Service) -> None:
    browser, section = ready(service)
    page = browser.get(f"/my/section/{section}").text
    check = browser.get("/my/check").text
    closed(service)
    fields = {"once": once(page), "revision": "0", "N01-importance": "5"}
    refused = browser.send_fields(f"/my/section/{section}", fields)
    assert refused.status_code == 409
    assert "This collection is closed" in refused.text
    assert browser.send("/my/submit", once=once(check)).status_code == 409
    assert stored_ratings(service) == {}
    later = browser.get(f"/my/section/{section}")
    assert "This collection has closed" in later.text
    assert "Save and continue" not in later.text
    assert "Submit your answers" not in browser.get("/my/check").text


def test_nothing_of_one_respondent_is_reachable_by_another(service: Service) -> None:
    browser, section = ready(service)
    save(browser, section, **{"N01-importance": "5", "N01-confidence": "1", "N01-note": "the night shift"})
    key = once(browser.get(f"/my/section/{section}").text)
    with service.database.reading() as session:
        point, first = session.exec(select(TimePoint.id)).one(), session.exec(select(Response)).one()
    other, _ = started_with(service, another_code(service, point or 0))
    save(other, "about-you", **ABOUT_YOU)
    pages = [other.get(path).text for path in ("/my/tasks", f"/my/section/{section}", "/my/check")]
    for secret in ("the night shift", first.id, first.reference, first.respondent):
        assert not any(secret in page for page in pages)
    fields = {"once": key, "revision": "0", "N01-importance": "2"}
    assert browser.send_fields(f"/my/section/{section}", fields | {"revision": "1"}).status_code == 303
    assert other.send_fields(f"/my/section/{section}", fields).status_code == 422
    assert other.get(f"/my/{first.id}").status_code == 404
    assert service.browser().get("/my/check").headers["location"] == "/return"


def test_ux_32_odd_notes_are_kept_exactly_and_shown_as_text(service: Service) -> None:
    browser, section = ready(service)
    note = "<b>O\u2019Brien</b> \U0001f600 \u0634 =1+1\nsecond line"
    save(browser, section, **{"N01-note": note.replace("\n", "\r\n")})
    with service.database.reading() as session:
        stored = session.exec(select(RatingAnswer.note).where(RatingAnswer.item == "N01")).one()
    assert stored == note
    page = browser.get(f"/my/section/{section}").text
    assert "&lt;b&gt;O\u2019Brien&lt;/b&gt; \U0001f600" in page
    assert "<b>O" not in page
