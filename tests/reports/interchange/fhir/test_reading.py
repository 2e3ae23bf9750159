"""Questionnaires nobody here wrote: what becomes a question, what is left out and said so, and what is refused."""

import json
from typing import Any

import pytest

from frameworks.document import DefinitionError
from reports.interchange.fhir.convert import read_questionnaire, write_questionnaire
from surveys.instrument import Instrument, Option, Question
from surveys.load import load_instruments

Item = dict[str, Any]
HL7 = "http://hl7.org/fhir/StructureDefinition/"
COLOURS = [{"valueCoding": {"code": "red", "display": "Red"}}, {"valueString": "Blue"}]


def resource(*items: Item, **head: object) -> bytes:
    """A Questionnaire in another producer's style."""
    return json.dumps(
        {"resourceType": "Questionnaire", "status": "draft", **head, "item": list(items)}
    ).encode()


def read(*items: Item, **head: object) -> Instrument:
    """The instrument of these items."""
    (instrument, *_), _ = read_questionnaire(resource(*items, **head), "theirs.json")
    assert isinstance(instrument, Instrument)
    return instrument


def losses(*items: Item, **head: object) -> list[tuple[str, str, str | None]]:
    """Place, what and value of all that is lost, besides what a Questionnaire never says."""
    _, report = read_questionnaire(resource(*items, **head), "theirs.json")
    return [(each.place, each.what, each.value) for each in report.lost if "does not say" not in each.why]


def refused(content: bytes) -> str:
    """Why a file is refused."""
    with pytest.raises(DefinitionError) as caught:
        read_questionnaire(content, "theirs.json")
    return str(caught.value)


WORD: Item = {"linkId": "w", "type": "string", "text": "A word?"}


def test_groups_become_sections_and_each_type_a_question() -> None:
    instrument = read(
        {
            "linkId": "1",
            "type": "group",
            "text": "About you",
            "item": [
                {"linkId": "1.0", "type": "display", "text": "Welcome."},
                {
                    "linkId": "1.1",
                    "type": "choice",
                    "text": "A colour?",
                    "answerOption": COLOURS,
                    "required": True,
                },
                {
                    "linkId": "1.2",
                    "type": "choice",
                    "text": "Colours?",
                    "answerOption": COLOURS,
                    "repeats": True,
                },
                {"linkId": "1.3", "type": "boolean", "text": "Sure?"},
            ],
        },
        WORD,
        title="Their form",
        name="TheirForm",
        version="7",
    )
    about, rest = instrument.sections
    colours = (Option(code="red", label="Red"), Option(code="blue", label="Blue"))
    yes_no = (Option(code="yes", label="Yes"), Option(code="no", label="No"))
    assert (instrument.id, instrument.title, instrument.edition) == ("theirform", "Their form", "7")
    assert (about.code, about.title, about.intro) == ("section-1", "About you", "Welcome.")
    assert about.questions == (
        Question(code="question-1-1", text="A colour?", kind="single", options=colours, required=True),
        Question(code="question-1-2", text="Colours?", kind="multiple", options=colours),
        Question(code="question-1-3", text="Sure?", kind="yes-no", options=yes_no),
    )
    assert rest.questions == (Question(code="w", text="A word?", kind="text"),)


def test_bounds_units_help_and_answers_that_stand_alone_are_kept() -> None:
    number = read(
        {
            "linkId": "n",
            "type": "integer",
            "text": "How many?",
            "extension": [
                {"url": f"{HL7}minValue", "valueInteger": 1},
                {"url": f"{HL7}maxValue", "valueInteger": 9},
                {"url": f"{HL7}questionnaire-unit", "valueCoding": {"code": "h", "display": "hours"}},
            ],
            "item": [{"linkId": "n.help", "type": "display", "text": "In a week."}],
        }
    ).questions[0]
    assert number == Question(
        code="n", text="How many?", hint="In a week.", kind="number", minimum=1, maximum=9, unit="hours"
    )
    alone = {
        "extension": [{"url": f"{HL7}questionnaire-optionExclusive", "valueBoolean": True}],
        "valueString": "None",
    }
    several = read(
        {
            "linkId": "c",
            "type": "choice",
            "text": "Which?",
            "repeats": True,
            "answerOption": [*COLOURS, alone],
        }
    )
    assert [option.exclusive for option in several.questions[0].options] == [False, False, True]


def test_answers_from_a_set_of_values_inside_the_file_are_read() -> None:
    concepts = [{"code": "a", "display": "A"}, {"code": "b"}]
    contained = [{"resourceType": "ValueSet", "id": "ab", "compose": {"include": [{"concept": concepts}]}}]
    item = {"linkId": "c", "type": "choice", "text": "Which?", "answerValueSet": "#ab"}
    assert read(item, contained=contained).questions[0].options == (
        Option(code="a", label="A"),
        Option(code="b", label="b"),
    )


def test_answers_that_are_elsewhere_leave_a_closed_question_out_and_make_an_open_one_text() -> None:
    closed = {
        "linkId": "c",
        "type": "choice",
        "text": "Which?",
        "answerValueSet": "http://elsewhere.example/set",
    }
    assert losses(closed, WORD) == [("item[0]", "dropped", "Which?")]
    assert read({**closed, "type": "open-choice"}).questions[0].kind == "text"


def test_an_open_choice_gets_a_question_for_other_answers() -> None:
    color, other = read(
        {"linkId": "c", "type": "open-choice", "text": "Colour?", "answerOption": COLOURS}
    ).questions
    assert [option.code for option in color.options] == ["red", "blue", "other"]
    assert (other.code, other.text) == ("c-other", "Colour?: if other, what?")


def test_what_an_instrument_has_no_room_for_is_left_out_and_listed() -> None:
    found = losses(
        {"linkId": "d", "type": "date", "text": "When?"},
        {"linkId": "g", "type": "group", "repeats": True, "item": [{**WORD, "linkId": "again"}]},
        {"linkId": "r", "type": "string", "text": "Score", "readOnly": True},
        {**WORD, "initial": [{"valueString": "x"}], "definition": "http://there.example/d"},
        copyright="Somebody",
    )
    assert [(place, what) for place, what, _ in found] == [
        ("item[0]", "dropped"),
        ("item[1]", "dropped"),
        ("item[1].item[0]", "dropped"),
        ("item[2]", "dropped"),
        ("item[3].initial", "dropped"),
        ("item[3].definition", "dropped"),
        ("copyright", "dropped"),
    ]


def test_a_required_question_that_only_some_see_is_not_required_of_all() -> None:
    when = [{"question": "w", "operator": "=", "answerString": "x"}]
    more = {"linkId": "more", "type": "string", "text": "More?", "required": True, "enableWhen": when}
    assert read(WORD, more).questions[1].required is False
    assert losses(WORD, more) == [("item[1].enableWhen[0]", "dropped", "w =")]


def test_questions_below_a_question_come_after_it() -> None:
    below = {**WORD, "item": [{"linkId": "x", "type": "string", "text": "Below?", "required": True}]}
    assert [(each.code, each.required) for each in read(below).questions] == [("w", False), ("x", False)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<Questionnaire/>", "theirs.json:1: it is XML; save it as JSON"),
        (b'{"resourceType":\n "Questionnaire",}', "theirs.json:2: it is not JSON"),
        (b'{"a": 1, "a": 2}', "theirs.json: it cannot be used: the key 'a' is given twice in one object; keep one"),
        (b'{"a": NaN}', "theirs.json: it cannot be used: NaN is no number in JSON"),
        (b"[" * 200 + b"]" * 200, "theirs.json: it goes over 100 levels deep"),
        (b"[" * 100_000, "theirs.json: it goes over 100 levels deep"),
        (b"\xff{}", "theirs.json:1: it is not UTF-8 text"),
        (b'{"resourceType": "Patient"}', "theirs.json: it is not a FHIR Questionnaire but Patient"),
        (b"[]", "theirs.json: it is not a FHIR Questionnaire but no resource"),
    ],
)  # fmt: skip
def test_files_that_are_no_questionnaire_are_refused(content: bytes, said: str) -> None:
    assert refused(content).startswith(said)


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ([{"type": "string"}], "theirs.json: item[0].linkId: missing 'linkId'; add it"),
        ([WORD, WORD], "theirs.json: item[1].linkId: 'w' is also at item[0].linkId; give each its own"),
        ([{**WORD, "required": "true"}], "theirs.json: item[0].required: must be true or false, not text"),
        ([{**WORD, "item": "none"}], "theirs.json: item[0].item: must be a list, not text"),
        ([{**WORD, "text": "Did she fail?"}],
         "theirs.json: item[0]: 'fail': preceptorship is not something a person passes or fails; say what is in "
         "place"),
        ([{"linkId": "d", "type": "date"}], "theirs.json: nothing in it is a question this tool can ask"),
    ],
)  # fmt: skip
def test_a_refusal_names_the_place_and_how_to_put_it_right(items: list[Item], said: str) -> None:
    assert refused(resource(*items)).startswith(said)


def test_items_too_deep_are_refused() -> None:
    item = WORD
    for number in range(40):
        item = {"linkId": f"g{number}", "type": "group", "item": [item]}
    assert "items stand over 30 deep" in refused(resource(item))


def test_our_own_file_may_be_changed_and_what_was_changed_is_kept() -> None:
    instrument = load_instruments()["organisation-2026"]
    made = json.loads(write_questionnaire(instrument)[0])
    made["item"][0]["text"] = "Who gets it"
    (back,), report = read_questionnaire(json.dumps(made).encode(), "ours.json")
    assert isinstance(back, Instrument)
    assert back.sections[0].title == "Who gets it"
    assert back.sections[0].questions == instrument.sections[0].questions
    assert report.lost == ()


def test_our_own_extension_that_was_broken_is_refused_by_its_place() -> None:
    made = json.loads(write_questionnaire(load_instruments()["organisation-2026"])[0])
    made["extension"][0]["extension"][2]["valueString"] = "{"
    assert refused(json.dumps(made).encode()).startswith(
        "theirs.json: extension[0]: this is not as it was written"
    )
