"""One's own answers as a QuestionnaireResponse and back (ANCHORS e3): nothing in it says whose they are."""

import json
from typing import Any

import pytest
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite

from frameworks.document import DefinitionError
from reports.interchange.fhir.answers import write_response
from reports.interchange.fhir.answers_reading import Response, read_response
from reports.interchange.fhir.convert import write_questionnaire
from surveys.asking import sections_for
from surveys.fields import plain
from surveys.instrument import Instrument, Question
from surveys.load import load_instruments
from surveys.rating import RATINGS, SUPPORT, Rating
from tests.frameworks.strategies import texts
from tests.surveys.strategies import instruments

PRECEPTEE = load_instruments()["preceptee-2026"]
RATED = {
    "N01": Rating(
        item="N01", importance=5, confidence=2, support="time", note="Ask Alex.\nSoon.", looking_back=1
    ),
    "N02": Rating(item="N02", not_in_role=True),
}
FACTS = {"pathway": ("mri",), "transition": ("returner",), "stage": ("under-3",)}


def response(**changes: Any) -> dict[str, Any]:
    """A response as JSON, with some of its fields changed."""
    made: dict[str, Any] = json.loads(
        write_response(PRECEPTEE, RATED, FACTS, complete=False, month="2026-11")
    )
    return made | changes


def read(data: object) -> Response:
    return read_response(data, "mine.json", {PRECEPTEE.id: PRECEPTEE})


def refused(data: object) -> str:
    with pytest.raises(DefinitionError) as caught:
        read(data)
    return str(caught.value)


def test_a_response_is_valid_fhir_and_says_nothing_of_whose_it_is() -> None:
    made = response()
    QuestionnaireResponse.model_validate(made)
    assert set(made) == {"resourceType", "questionnaire", "status", "authored", "item"}
    assert made["questionnaire"] == "urn:preceptmap:questionnaire:preceptee-2026|2026.1"
    assert (made["status"], made["authored"]) == ("in-progress", "2026-11")


def test_what_was_submitted_is_completed() -> None:
    made = json.loads(write_response(PRECEPTEE, RATED, FACTS, complete=True, month="2026-11"))
    assert made["status"] == "completed"


def test_every_link_id_is_one_of_the_questionnaire_at_the_same_level() -> None:
    asked = json.loads(write_questionnaire(PRECEPTEE)[0])
    assert _paths(response()["item"]) <= _paths(asked["item"])


def _paths(items: list[dict[str, Any]], above: str = "") -> set[str]:
    found = {f"{above}/{item['linkId']}" for item in items}
    return found.union(*(_paths(item.get("item", []), f"{above}/{item['linkId']}") for item in items))


def test_answers_come_back_equal() -> None:
    back = read(response())
    assert (back.ratings, back.facts, back.complete) == (RATED, FACTS, False)


@composite
def answered(draw: DrawFn) -> tuple[Instrument, dict[str, Rating], dict[str, tuple[str, ...]]]:
    """An instrument with some answers to it, as they are stored."""
    instrument = draw(instruments())
    ratings = {item.code: draw(_ratings(item.code)) for item in instrument.items if draw(st.booleans())}
    facts = {each.code: draw(_values(each)) for each in instrument.questions if draw(st.booleans())}
    given = {code: rating for code, rating in ratings.items() if rating != Rating(item=code)}
    return (
        instrument,
        given,
        {code: values for code, values in facts.items() if values and _below(instrument, code)},
    )


def _below(instrument: Instrument, code: str) -> bool:
    """Numbers held against another are left out: whether they may be together is tested with the forms."""
    question = instrument.question(code)
    return question is not None and question.no_more_than is None


@composite
def _ratings(draw: DrawFn, code: str) -> Rating:
    away = draw(st.booleans())
    scale = st.none() if away else st.sampled_from((None, *RATINGS))
    return Rating(
        item=code,
        importance=draw(scale),
        confidence=draw(scale),
        looking_back=draw(scale),
        not_in_role=away,
        support=draw(st.sampled_from((None, *SUPPORT))),
        note=draw(st.none() | texts()),
    )


@composite
def _values(draw: DrawFn, question: Question) -> tuple[str, ...]:
    codes = [option.code for option in question.options]
    if question.kind == "text":
        return (draw(texts()),)
    if question.kind == "multiple":
        free = [option.code for option in question.options if not option.exclusive]
        chosen = draw(st.sets(st.sampled_from(free)))
        return tuple(code for code in codes if code in chosen)
    if question.kind != "number":
        return (draw(st.sampled_from(codes)),)
    least, most = question.minimum or 0, question.maximum or 0
    number = draw(st.integers(int(least * 4), int(most * 4))) / 4
    return () if question.whole and not number.is_integer() else (plain(number),)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(answered())
def test_any_answers_to_any_instrument_come_back_equal(
    case: tuple[Instrument, dict[str, Rating], dict[str, tuple[str, ...]]],
) -> None:
    instrument, ratings, facts = case
    made = json.loads(write_response(instrument, ratings, facts, complete=False, month="2026-11"))
    QuestionnaireResponse.model_validate(made)
    back = read_response(made, "mine.json", {instrument.id: instrument})
    assert (back.ratings, back.facts) == (ratings, facts)


def test_a_question_left_blank_is_refused_only_once_all_is_completed() -> None:
    required = [each for section in sections_for(PRECEPTEE, pathway="mri", transition="returner")
                for each in section.questions if each.required and each.code not in FACTS]  # fmt: skip
    assert required
    assert f"Choose an answer to '{required[0].text}'" in refused(response(status="completed"))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"resourceType": "Patient"}, "mine.json: it is not a FHIR QuestionnaireResponse"),
        ({"questionnaire": "urn:other"}, "mine.json: questionnaire: 'urn:other' is not a questionnaire asked here"),
        ({"status": "amended"}, "mine.json: status: 'amended' answers are not taken"),
        ({"item": [{"linkId": "age", "answer": [{"valueInteger": 30}]}]},
         "mine.json: item[0]: this is not a question of the questionnaire"),
        ({"item": [{"linkId": "N01-importance", "answer": [{"valueCoding": {"code": "9"}}]}]},
         "mine.json: item[0]: Choose one of the answers shown."),
        ({"item": [{"linkId": "pathway", "answer": [{"valueDate": "2026"}]}]},
         "mine.json: item[0].answer[0]: there is no answer in it that can be read"),
        ({"item": [{"linkId": "pathway", "answer": []}] * 2}, "mine.json: item[1]: 'pathway' is answered twice"),
    ],
)  # fmt: skip
def test_a_refusal_names_the_place(changes: dict[str, Any], said: str) -> None:
    assert refused(response(**changes)).startswith(said)
