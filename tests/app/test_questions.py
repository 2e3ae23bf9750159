"""Questions as NHS macros take them: an answer can be taken back, and a problem names what was asked."""

from app.definitions import load_definitions
from app.presenters.questions import fact_field, named_problems, rating_fields
from surveys.instrument import Option, Question

PRECEPTEE = load_definitions().instruments["preceptee-2026"]
CAPACITY = load_definitions().instruments["preceptor-2026"].section("capacity")
BLANK = {"value": "", "text": "Leave this blank"}


def question(*, required: bool) -> Question:
    options = (Option(code="yes", label="Yes"), Option(code="no", label="No"))
    return Question(code="say", text="Do you?", kind="yes-no", options=options, required=required)


def test_an_optional_choice_can_be_taken_back_and_blank_is_never_chosen_beforehand() -> None:
    items = fact_field(question(required=False), {}, {})["params"]["items"]
    assert items[-1] == BLANK
    assert BLANK not in fact_field(question(required=True), {}, {})["params"]["items"]
    support = rating_fields(PRECEPTEE, PRECEPTEE.items[0], {}, {})["support"]["items"]
    assert support[-1] == {"value": "", "text": "No support needed", "checked": False}

    for part in ("importance", "confidence"):
        rating = rating_fields(PRECEPTEE, PRECEPTEE.items[0], {}, {})[part]["items"]
        assert (rating[-1]["text"], rating[-1]["value"], rating[-1]["checked"]) == (
            "Clear this answer",
            "",
            False,
        )


def test_the_summary_names_the_question_once() -> None:
    assert CAPACITY is not None
    problems = {
        "protected-hours": "Type a number from 0 to 400.",
        "training": "Choose an answer to 'How much training for the role have you had?'",
        "revision": "This form is not complete.",
    }
    assert list(named_problems(CAPACITY, problems).values()) == [
        "How many hours a year are you given for the preceptor role? Type a number from 0 to 400.",
        "Choose an answer to 'How much training for the role have you had?'",
        "This form is not complete.",
    ]


def test_the_summary_names_the_area_of_a_note() -> None:
    settling = PRECEPTEE.section("settling-in")
    assert settling is not None
    named = named_problems(settling, {"N02-note": "Use 500 characters or fewer."})
    assert named["N02-note"].startswith("Asking for help, raising a concern")
    assert named["N02-note"].endswith(": Use 500 characters or fewer.")
