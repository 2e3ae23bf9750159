"""The journey of somebody who answers, from a code on a slip to their own profile."""

import re
from concurrent.futures import ThreadPoolExecutor

from sqlmodel import select

from surveys.joining import WRONG_INVITATION, WRONG_RETURN
from surveys.tables import FactAnswer, Invitation, RatingAnswer, Response, SectionSave
from tests.app.respondents import (
    ABOUT_YOU,
    first_need_section,
    given_code,
    once,
    save,
    started,
    submitted,
)
from tests.people import Service


def test_a_preceptee_goes_from_code_to_profile(service: Service) -> None:
    browser, _ = submitted(service)
    assert "Answers submitted" in browser.get("/my/submitted").text
    profile = browser.get("/my/profile").text
    assert "1. " in profile
    assert "a strong need" in profile.casefold()
    assert profile.index("For your organisation to change") < profile.index(
        ">1. Moving from supervised student"
    )
    assert "For you to learn" not in profile
    assert browser.get("/my/profile.xlsx").content.startswith(b"PK")
    assert browser.get("/my/profile/chart.json").json()["data"]


def test_before_about_you_is_answered_the_other_sections_cannot_be_started(service: Service) -> None:
    browser, _ = started(service)
    assert "Cannot start yet" in browser.get("/my/tasks").text
    save(browser, "about-you", **ABOUT_YOU)
    assert "Cannot start yet" not in browser.get("/my/tasks").text


def test_only_the_questions_of_the_pathway_are_asked(service: Service) -> None:
    browser, _ = started(service)
    save(browser, "about-you", **ABOUT_YOU | {"pathway": "therapeutic"})
    page = browser.get("/my/check").text
    assert "N21-importance" in page
    assert "N09-importance" not in page


def test_an_invitation_works_once_and_every_refusal_reads_the_same(service: Service) -> None:
    code = given_code(service)
    browser = service.browser()
    page = browser.send("/join", code=code).text
    browser.send("/join/start", code=code, once=once(page))
    for typed in (code, "AAAA-BBBB-CCCC", "", "x" * 500):
        answer = service.browser().send("/join", code=typed)
        assert answer.status_code == 422
        assert WRONG_INVITATION in answer.text


def test_looking_at_a_code_does_not_use_it_up(service: Service) -> None:
    code = given_code(service)
    for _ in range(3):
        assert service.browser().send("/join", code=code).status_code == 200
    with service.database.reading() as session:
        assert session.exec(select(Response)).all() == []


def test_sec_25_codes_cannot_be_guessed_without_end(service: Service) -> None:
    given_code(service)
    browser = service.browser()
    answers = [browser.send("/join", code=f"AAAA-BBBB-{number:04d}").status_code for number in range(62)]
    assert answers[0] == 422
    assert answers[-1] == 429


def test_ux_13_somebody_comes_back_on_another_device(service: Service) -> None:
    browser, code = started(service)
    save(browser, "about-you", **ABOUT_YOU, action="later")
    other = service.browser()
    assert other.send("/return", code=code.lower().replace("-", " ")).status_code == 303
    assert "Completed" in other.get("/my/tasks").text
    wrong = service.browser().send("/return", code="AAAA")
    assert wrong.status_code == 422
    assert WRONG_RETURN in wrong.text


def test_rel_05_fifty_parallel_posts_of_one_form_submit_once(service: Service) -> None:
    browser, _ = started(service)
    save(browser, "about-you", **ABOUT_YOU)
    key = once(browser.get("/my/check").text)
    cookie = browser.cookies["preceptmap"]

    def post(_number: int) -> tuple[int, str]:
        client = service.browser()
        client.cookies.set("preceptmap", cookie)
        answer = client.send("/my/submit", once=key)
        return answer.status_code, answer.headers["location"]

    with ThreadPoolExecutor(10) as pool:
        assert set(pool.map(post, range(50))) == {(303, "/my/submitted")}
    with service.database.reading() as session:
        (response,) = session.exec(select(Response)).all()
        assert (response.state, response.revision) == ("submitted", 2)


def test_rel_06_the_second_of_two_windows_loses_nothing(service: Service) -> None:
    browser, _ = started(service)
    save(browser, "about-you", **ABOUT_YOU)
    section = first_need_section(browser)
    first, second = (browser.get(f"/my/section/{section}").text for _ in range(2))
    stored = {"once": once(first), "revision": "0", "N01-importance": "5", "N01-confidence": "1"}
    assert browser.send_fields(f"/my/section/{section}", stored).status_code == 303
    typed = {"once": once(second), "revision": "0", "N01-importance": "2", "N01-confidence": "4"}
    clash = browser.send_fields(f"/my/section/{section}", typed)
    assert clash.status_code == 409
    assert "Essential" in clash.text
    assert 'name="N01-importance" value="2"' in clash.text
    kept = typed | {"once": once(clash.text), "revision": "1"}
    assert browser.send_fields(f"/my/section/{section}", kept).status_code == 303
    with service.database.reading() as session:
        (rating,) = session.exec(select(RatingAnswer).where(RatingAnswer.item == "N01")).all()
        assert (rating.importance, rating.confidence) == (2, 4)


def test_ux_09_a_bad_answer_is_named_and_everything_typed_is_still_there(service: Service) -> None:
    browser, _ = started(service)
    page = browser.get("/my/section/about-you").text
    fields = {"once": once(page), "revision": "0", "pathway": "diagnostic", "stage": "nonsense"}
    answer = browser.send_fields("/my/section/about-you", fields)
    assert answer.status_code == 422
    assert "<title>Error: " in answer.text
    assert 'href="#stage"' in answer.text
    assert 'href="#setting"' in answer.text
    assert re.search(r'value="diagnostic"[^>]* checked', answer.text)
    with service.database.reading() as session:
        assert session.exec(select(FactAnswer)).all() == []


def test_sec_10_ratings_that_do_not_exist_are_refused_and_nothing_is_stored(service: Service) -> None:
    browser, _ = started(service)
    save(browser, "about-you", **ABOUT_YOU)
    section = first_need_section(browser)
    for field, value in (
        ("N01-importance", "6"),
        ("N01-confidence", "NaN"),
        ("N01-confidence", "1e309"),
        ("N01-support", "gold"),
        ("N99-importance", "3"),
        ("state", "submitted"),
        ("organisation", "T02"),
    ):
        page = browser.get(f"/my/section/{section}").text
        fields = {"once": once(page), "revision": "0", field: value}
        assert browser.send_fields(f"/my/section/{section}", fields).status_code == 422, field
    with service.database.reading() as session:
        assert session.exec(select(RatingAnswer)).all() == []


def test_sec_09_nothing_changes_after_submitting(service: Service) -> None:
    browser, _ = submitted(service)
    assert browser.get("/my/section/about-you").headers["location"] == "/my/submitted"
    fields = {"once": "a-key-long-enough-to-be-one", "revision": "1", **ABOUT_YOU}
    answer = browser.send_fields("/my/section/about-you", fields)
    assert answer.status_code == 409


def test_missing_answers_about_you_stop_a_submission_and_blank_ratings_do_not(service: Service) -> None:
    browser, _ = started(service)
    answer = browser.send("/my/submit", once=once(browser.get("/my/check").text))
    assert answer.status_code == 422
    save(browser, "about-you", **ABOUT_YOU)
    answer = browser.send("/my/submit", once=once(browser.get("/my/check").text))
    assert answer.headers["location"] == "/my/submitted"
    with service.database.reading() as session:
        rows = session.exec(select(RatingAnswer)).all()
        assert rows
        assert all(row.importance is None and not row.not_in_role for row in rows)


def test_a_new_return_code_replaces_the_old_one(service: Service) -> None:
    browser, code = started(service)
    page = browser.send("/my/return-code", once=once(browser.get("/my/return-code").text)).text
    fresh = re.search(r'id="return-code">([^<]+)<', page)
    assert fresh is not None
    assert service.browser().send("/return", code=code).status_code == 422
    assert service.browser().send("/return", code=fresh[1]).status_code == 303


def test_erasing_removes_every_answer_and_every_session(service: Service) -> None:
    browser, code = submitted(service)
    other = service.browser()
    other.send("/return", code=code)
    assert "have been erased" in browser.send("/my/erase").text
    assert other.get("/my/submitted").headers["location"] == "/return"
    assert service.browser().send("/return", code=code).status_code == 422
    with service.database.reading() as session:
        for table in (Response, RatingAnswer, FactAnswer, SectionSave):
            assert session.exec(select(table)).all() == []


def test_sec_59_nothing_stored_says_which_invitation_led_to_which_answers(service: Service) -> None:
    submitted(service)
    with service.database.reading() as session:
        (invitation,) = session.exec(select(Invitation)).all()
        (response,) = session.exec(select(Response)).all()
    shared = set(invitation.model_dump().values()) & set(response.model_dump().values())
    assert shared == {"T01", "preceptee", response.time_point}
    assert not any("date" in name or name.endswith("_at") for name in Response.model_fields)


def test_a_preceptor_is_told_which_limit_binds_and_a_release_can_count_it(service: Service) -> None:
    browser, _ = started(service, "preceptor")
    save(browser, "about-you", pathway="diagnostic", setting="acute")
    save(
        browser,
        "capacity",
        **{
            "protected-hours": "12",
            "hours-per-preceptee": "6",
            "fixed-hours": "2",
            "preceptees-now": "1",
            "preceptees-possible": "1",
            "training": "one-day",
            "training-current": "yes",
            "willing": "yes",
            "eligible": "yes",
        },
    )
    browser.send("/my/submit", once=once(browser.get("/my/check").text))
    page = browser.get("/my/result").text
    assert "Time is the limit. Your hours allow 1 preceptee" in page
    assert "One more preceptee would take 2 more protected hours" in page
    with service.database.reading() as session:
        facts = session.exec(select(FactAnswer).where(FactAnswer.question == "binding-limit")).all()
        assert [fact.value for fact in facts] == ["time"]
    assert browser.get("/my/profile").status_code == 403
