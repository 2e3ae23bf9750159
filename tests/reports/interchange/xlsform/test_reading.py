"""XLSForms nobody here wrote: what becomes a question, what is left out and said so, and what is refused."""

import pytest

from frameworks.document import DefinitionError
from reports.interchange.xlsform.convert import read_xlsform
from surveys.instrument import Instrument, Option, Question
from tests.reports.interchange.xlsform.books import book

COLORS = [["list name", "name", "label"], ["colors", "red", "Red"], ["colors", "blue", "Blue\nLike the sky"]]


def read(
    *survey: list[object], choices: list[list[str]] = COLORS, **sheets: list[list[object]]
) -> Instrument:
    """The instrument of a form with these rows of a survey."""
    (instrument, *_), _ = read_xlsform(book(survey=survey, choices=choices, **sheets), "their form.xlsx")
    assert isinstance(instrument, Instrument)
    return instrument


def losses(*survey: list[object], **sheets: list[list[object]]) -> list[tuple[str, str, str | None]]:
    """Place, what and value of everything the reading of a form lost, besides what a form never says."""
    _, report = read_xlsform(book(survey=survey, choices=COLORS, **sheets), "their form.xlsx")
    return [(each.place, each.what, each.value) for each in report.lost if "does not say" not in each.why]


def refused(*survey: list[object], **sheets: list[list[object]]) -> str:
    """Why a form is refused."""
    with pytest.raises(DefinitionError) as caught:
        read_xlsform(book(survey=survey, choices=COLORS, **sheets), "form.xlsx")
    return str(caught.value)


HEAD: list[object] = ["type", "name", "label"]


def test_groups_become_sections_and_each_kind_of_question_is_kept() -> None:
    instrument = read(
        ["type", "name", "label", "required", "constraint"],
        ["begin group", "about", "About you"],
        ["note", "hello", "Welcome."],
        ["select_one colors", "color", "A colour?", "yes"],
        ["select_multiple colors", "all", "Colours?"],
        ["end group"],
        ["integer", "age", "Your age (years)", "no", ". >= 18 and . < 120"],
        ["text", "more", "Anything else?"],
        settings=[["form_title", "form_id", "version"], ["My form", "my_form", 3]],
    )
    colours = (Option(code="red", label="Red"), Option(code="blue", label="Blue", hint="Like the sky"))
    about, rest = instrument.sections
    assert (instrument.id, instrument.title, instrument.edition) == ("my-form", "My form", "3")
    assert (about.code, about.title, about.intro) == ("about", "About you", "Welcome.")
    assert about.questions == (
        Question(code="color", text="A colour?", kind="single", options=colours, required=True),
        Question(code="all", text="Colours?", kind="multiple", options=colours),
    )
    assert (rest.code, rest.title) == ("questions", "My form")
    assert rest.questions == (
        Question(code="age", text="Your age", kind="number", minimum=18, maximum=119, unit="years"),
        Question(code="more", text="Anything else?", kind="text"),
    )


@pytest.mark.parametrize(
    "typed",
    ["select one from colors", "Select_One colors", "select1 colors", "select one colors",
     "add select one prompt using colors"],
)  # fmt: skip
def test_old_spellings_of_a_choice_are_understood(typed: str) -> None:
    assert read(HEAD, [typed, "color", "Colour?"]).questions[0].kind == "single"


@pytest.mark.parametrize(
    "typed", ["select all that apply from colors", "select multiple colors", "select_multiple colors"]
)
def test_old_spellings_of_several_choices_are_understood(typed: str) -> None:
    assert read(HEAD, [typed, "color", "Colour?"]).questions[0].kind == "multiple"


def test_columns_may_be_spelt_as_older_forms_do() -> None:
    instrument = read(
        ["Type", "Name", "Caption", "bind:required", "Constraint Message"],
        ["string", "word", "A word?", "true()", "Type one."],
        choices=[["List_Name", "value", "Label"], ["a", "b", "c"]],
    )
    assert instrument.questions[0] == Question(code="word", text="A word?", kind="text", required=True)


def test_the_default_language_is_read_and_the_others_are_listed() -> None:
    survey = [
        ["type", "name", "label::English (en)", "label::Français (fr)"],
        ["text", "q", "Word?", "Mot ?"],
    ]
    assert read(*survey).questions[0].text == "Word?"
    french = read(*survey, settings=[["default_language"], ["Français (fr)"]])
    assert french.questions[0].text == "Mot ?"
    assert ("label::Français (fr)", "dropped", "Français (fr)") in losses(*survey)


def test_a_choice_with_an_answer_of_ones_own_gets_a_question_for_it() -> None:
    color, other = read(HEAD, ["select_one colors or specify other", "color", "Colour?"]).questions
    assert [option.code for option in color.options] == ["red", "blue", "other"]
    assert (other.code, other.kind, other.text) == ("color-other", "text", "Colour?: if other, what?")


def test_a_range_is_a_number_between_its_ends() -> None:
    question = read([*HEAD, "parameters"], ["range", "q", "How many?", "start=0 end=5 step=0.5"]).questions[0]
    assert (question.minimum, question.maximum, question.whole) == (0, 5, False)


def test_what_an_instrument_has_no_kind_for_is_left_out_and_listed() -> None:
    found = losses(HEAD, ["geopoint", "here", "Where?"], ["start", "start"], ["text", "q", "Word?"])
    assert found == [("survey!A2", "dropped", "geopoint here"), ("survey!A3", "dropped", "start start")]


def test_what_is_asked_several_times_over_is_left_out_whole() -> None:
    found = losses(
        HEAD,
        ["begin repeat", "child", "Child"],
        ["text", "name", "Name?"],
        ["end repeat"],
        ["text", "q", "Word?"],
    )
    assert found == [("survey!A2", "dropped", "child"), ("survey!A3", "dropped", "name")]


def test_a_required_question_that_only_some_see_is_not_required_of_all() -> None:
    survey = [[*HEAD, "required", "relevant"], ["text", "q", "Word?", "yes", "${other} = 'x'"]]
    assert read(*survey).questions[0].required is False
    assert losses(*survey) == [("survey!E2", "dropped", "${other} = 'x'")]


def test_bounds_a_form_leaves_open_are_added_and_said() -> None:
    survey = [HEAD, ["integer", "q", "How many?"]]
    question = read(*survey).questions[0]
    assert (question.minimum, question.maximum, question.unit) == (-999999999999, 999999999999, "number")
    assert [(place, what) for place, what, _ in losses(*survey)] == [("survey!B2", "added")] * 3


def test_notes_between_questions_join_the_hint_of_the_next() -> None:
    instrument = read(
        HEAD, ["text", "a", "First?"], ["note", "n", "Now the second."], ["text", "b", "Second?"]
    )
    assert instrument.question("b") == Question(code="b", text="Second?", hint="Now the second.", kind="text")


def test_disabled_rows_are_not_asked() -> None:
    survey = [[*HEAD, "disabled"], ["text", "a", "First?", "yes"], ["text", "b", "Second?", ""]]
    assert [question.code for question in read(*survey).questions] == ["b"]


def test_names_that_are_no_codes_here_get_the_nearest_and_never_the_same() -> None:
    instrument = read(HEAD, ["text", "First_Name", "A?"], ["text", "first name", "B?"], ["text", "名", "C?"])
    assert [question.code for question in instrument.questions] == ["first-name", "first-name-2", "question"]


def test_a_form_without_a_survey_is_refused() -> None:
    with pytest.raises(DefinitionError, match="there is no sheet 'survey'"):
        read_xlsform(book(questions=[HEAD], choices=COLORS), "form.xlsx")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["text", "", "Word?"]], "form.xlsx:2: survey!B2: the question has no name; give it one"),
        ([["", "q", "Word?"]], "form.xlsx:2: survey!A2: the row has no type; say what it is"),
        ([["end group"]], "form.xlsx:2: survey!A2: no group is open here; delete this row"),
        ([["begin group", "g", "G"], ["text", "q", "Word?"]],
         "form.xlsx:3: survey!A3: a group that begins in this form does not end; add its end_group"),
        ([["geopoint", "q", "Where?"]],
         "form.xlsx: nothing in it is a question this tool can ask: a choice of one or of several, a number, or "
         "text; add one"),
        ([["text", "q", "Is she competent?"]],
         "form.xlsx:2: survey!B2: 'competent': say 'confidence' or 'support': HCPC principle 3 rules out judging "
         "competence"),
    ],
)  # fmt: skip
def test_a_refusal_names_the_cell_and_how_to_put_it_right(rows: list[list[object]], said: str) -> None:
    assert refused(HEAD, *rows) == said


def test_a_formula_without_its_result_is_refused_by_its_cell() -> None:
    assert refused(HEAD, ["text", "q", "=A1"]).startswith(
        "form.xlsx:2: survey!C2: the result of this formula"
    )


def test_a_missing_column_is_named() -> None:
    assert (
        refused(["name", "label"], ["q", "Word?"])
        == "form.xlsx:1: survey!1: there is no column 'type'; add it"
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"type,name\n", "it is not a workbook"),
        (b"PK\x03\x04 broken", "it is not a workbook that can be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", "an old .xls file or has a password"),
    ],
)
def test_files_that_are_no_workbook_are_refused(content: bytes, said: str) -> None:
    with pytest.raises(DefinitionError, match=said):
        read_xlsform(content, "form.xlsx")


def test_what_stands_far_below_a_form_is_refused_and_empty_rows_are_not() -> None:
    below = [HEAD, ["text", "q", "Word?"], *([[]] * 20_000), ["text", "r", "Far?"]]
    assert "survey!20003: there is something below row 20000" in refused(*below)
    assert read(*below[:-1]).questions[0].code == "q"
