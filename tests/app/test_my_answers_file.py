"""One's own answers taken away as a FHIR QuestionnaireResponse (ANCHORS e3): only by whoever gave them."""

import json

from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse

from reports.interchange.fhir.answers_reading import read_response
from surveys.load import load_instruments
from surveys.rating import Rating
from tests.app.respondents import ABOUT_YOU, once, save, started
from tests.people import Service

INSTRUMENTS = load_instruments()
NOTE = "Ask =1+1 “Alex”."


def test_answers_can_be_taken_away_before_and_after_submitting(service: Service) -> None:
    browser, code = started(service)
    save(browser, "about-you", **ABOUT_YOU)
    save(browser, "settling-in", **{"N01-importance": "4", "N01-confidence": "2", "N01-note": NOTE})
    draft = browser.get("/my/answers.json")
    assert draft.headers["content-type"] == "application/fhir+json"
    assert draft.headers["content-disposition"] == 'attachment; filename="preceptmap-my-answers.json"'
    browser.send("/my/submit", once=once(browser.get("/my/check").text))
    final = browser.get("/my/answers.json")
    QuestionnaireResponse.model_validate_json(final.content)
    assert (draft.json()["status"], final.json()["status"]) == ("in-progress", "completed")
    back = read_response(final.json(), "mine.json", INSTRUMENTS)
    assert back.ratings == {"N01": Rating(item="N01", importance=4, confidence=2, note=NOTE)}
    assert back.facts == {question: (value,) for question, value in ABOUT_YOU.items()}
    assert code not in final.text


def test_the_file_says_nothing_of_who_where_or_which_day(service: Service) -> None:
    browser, _ = started(service)
    save(browser, "about-you", **ABOUT_YOU)
    made = browser.get("/my/answers.json").json()
    assert set(made) == {"resourceType", "questionnaire", "status", "authored", "item"}
    assert made["authored"] == f"{service.clock():%Y-%m}"
    assert "T01" not in json.dumps(made)


def test_the_pages_after_submitting_link_to_the_file(service: Service) -> None:
    browser, _ = started(service)
    save(browser, "about-you", **ABOUT_YOU)
    browser.send("/my/submit", once=once(browser.get("/my/check").text))
    for path in ("/my/answers", "/my/profile"):
        assert 'href="/my/answers.json"' in browser.get(path).text
