"""People get the questions that fit them, and a form is read whole: values, or every problem in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.asking import FieldProblem, Rating, items_for, read_facts, read_ratings, sections_for
from surveys.instrument import Instrument, NeedItem, Option, Question, Section
from surveys.load import load_instruments

NEEDS = Section(
    code="needs",
    title="Needs",
    items=(
        NeedItem(code="N01", text="Settling in"),
        NeedItem(code="N02", text="Scanning", pathways=("mri",)),
        NeedItem(code="N03", text="Coming back", transitions=("returner",)),
    ),
)
SCANS = Section(code="scans", title="Scans", items=(NeedItem(code="N04", text="Coils", pathways=("mri",)),))
FACTS = Section(
    code="facts",
    title="Facts",
    questions=(
        Question(
            code="setting",
            text="Where do you work?",
            kind="single",
            required=True,
            options=(Option(code="acute", label="Acute"), Option(code="mobile-unit", label="Mobile")),
        ),
        Question(
            code="barriers",
            text="What would help?",
            kind="multiple",
            options=(
                Option(code="time", label="Time"),
                Option(code="training", label="Training"),
                Option(code="nothing", label="Nothing", exclusive=True),
            ),
        ),
        Question(code="starters", text="Starters?", kind="number", minimum=0, maximum=30, unit="people"),
        Question(
            code="leavers",
            text="Leavers?",
            kind="number",
            minimum=0,
            maximum=30,
            unit="people",
            no_more_than="starters",
        ),
        Question(
            code="hours", text="Hours?", kind="number", minimum=0.5, maximum=400, whole=False, unit="hours"
        ),
        Question(code="reasons", text="Reasons?", kind="text"),
    ),
)
TINY = Instrument(
    id="tiny",
    title="Tiny",
    edition="1",
    audience="preceptee",
    source="this test",
    sections=(FACTS, NEEDS, SCANS),
)


def asked(pathway: str | None, transition: str | None) -> list[str]:
    return [item.code for item in items_for(TINY, pathway=pathway, transition=transition)]


def facts(**form: str | list[str]) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    fields = {name: [value] if isinstance(value, str) else value for name, value in form.items()}
    read, problems = read_facts(FACTS, {"setting": ["acute"], **fields})
    return read, {problem.field: problem.message for problem in problems}


def test_items_are_chosen_by_pathway_and_transition() -> None:
    assert asked("mri", "returner") == ["N01", "N02", "N03", "N04"]
    assert asked("diagnostic", "returner") == ["N01", "N03"]
    assert asked("diagnostic", "newly-registered") == ["N01"]


def test_before_a_person_has_said_who_they_are_they_get_what_everybody_gets() -> None:
    assert asked(None, None) == ["N01"]


def test_a_section_left_without_items_is_dropped_and_questions_stay() -> None:
    sections = sections_for(TINY, pathway="diagnostic", transition=None)
    assert [section.code for section in sections] == ["facts", "needs"]


@pytest.mark.parametrize(
    ("pathway", "transition", "sections", "items"),
    [
        ("diagnostic", "newly-registered", 8, 35),
        ("diagnostic", "internationally-educated", 8, 36),
        ("therapeutic", "returner", 8, 31),
        ("ultrasound", "newly-registered", 8, 21),
        ("nuclear-medicine", "newly-registered", 8, 24),
        ("mri", "back-from-leave", 8, 23),
    ],
)
def test_everybody_meets_six_to_ten_sections(
    pathway: str, transition: str, sections: int, items: int
) -> None:
    preceptee = load_instruments()["preceptee-2026"]
    shown = sections_for(preceptee, pathway=pathway, transition=transition)
    assert (len(shown), sum(len(section.items) for section in shown)) == (sections, items)


@pytest.mark.parametrize("pathway", ["therapeutic", "ultrasound", "nuclear-medicine", "mri"])
def test_the_section_of_a_pathway_is_named_after_its_own_work(pathway: str) -> None:
    titles = {
        "therapeutic": "Radiotherapy",
        "ultrasound": "Ultrasound",
        "nuclear-medicine": "Nuclear medicine and PET",
    }
    preceptee = load_instruments()["preceptee-2026"]
    shown = sections_for(preceptee, pathway=pathway, transition="newly-registered")
    assert shown[3].title == titles.get(pathway, "Imaging and scanning")


def test_a_diagnostic_person_meets_four_to_nine_items_a_section() -> None:
    preceptee = load_instruments()["preceptee-2026"]
    shown = sections_for(preceptee, pathway="diagnostic", transition="newly-registered")
    assert [len(section.items) for section in shown if section.items] == [4, 7, 8, 6, 5, 5]


def test_every_item_of_the_section_gets_a_rating_blank_or_not() -> None:
    ratings, problems = read_ratings(
        NEEDS,
        {
            "N01-importance": ["5"],
            "N01-confidence": ["2"],
            "N01-support": ["peer-support"],
            "N01-note": [" first week\r\nof nights "],
            "N02-importance": [""],
        },
    )
    assert problems == []
    assert ratings == [
        Rating(item="N01", importance=5, confidence=2, support="peer-support", note="first week\nof nights"),
        Rating(item="N02"),
        Rating(item="N03"),
    ]


def test_not_in_my_role_drops_the_confidence_rating() -> None:
    ratings, problems = read_ratings(
        SCANS, {"N04-importance": ["not-in-role"], "N04-confidence": ["3"], "N04-note": ["Next year"]}
    )
    assert (ratings, problems) == ([Rating(item="N04", not_in_role=True, note="Next year")], [])


def test_every_problem_of_a_ratings_form_is_reported_at_once() -> None:
    ratings, problems = read_ratings(
        NEEDS,
        {
            "N01-importance": ["6"],
            "N01-confidence": ["1", "2"],
            "N01-note": ["x" * 503],
            "N02-support": ["money"],
            "N99-importance": ["3"],
            "N03-importance": ["4"],
        },
    )
    assert ratings == [Rating(item="N03", importance=4)]
    assert problems == [
        FieldProblem(
            field="N99-importance",
            message="'N99-importance' is not a question on this page. Open the page again and answer it there.",
        ),
        FieldProblem(field="N01-importance", message="Choose one of the answers shown."),
        FieldProblem(field="N01-confidence", message="Choose or type one answer only."),
        FieldProblem(field="N01-note", message="Use 500 characters or fewer. Take out at least 3."),
        FieldProblem(field="N02-support", message="Choose one of the answers shown."),
    ]


def test_a_confidence_cannot_be_not_in_role() -> None:
    _, problems = read_ratings(SCANS, {"N04-confidence": ["not-in-role"]})
    assert [problem.field for problem in problems] == ["N04-confidence"]


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x85", "\ud800", "\ufffe", "\U0001ffff"])
def test_a_character_that_cannot_be_stored_is_refused(character: str) -> None:
    _, problems = read_ratings(SCANS, {"N04-note": [f"a{character}b"]})
    assert [problem.field for problem in problems] == ["N04-note"]


def test_facts_come_back_by_question_with_blank_ones_left_out() -> None:
    read, problems = facts(barriers=["training", "time", "time"], starters="7", hours=" 07.50 ", reasons="")
    assert problems == {}
    assert read == {
        "setting": ("acute",),
        "barriers": ("time", "training"),
        "starters": ("7",),
        "hours": ("7.5",),
    }


def test_zero_is_an_answer() -> None:
    assert facts(starters="-0")[0]["starters"] == ("0",)


@pytest.mark.parametrize(
    "typed", ["seven", "NaN", "inf", "1e309", "1e1", "0x10", "1,5", "٣", "1 2", "+", "."]
)
def test_what_is_not_a_number_is_refused_with_what_to_type(typed: str) -> None:
    assert facts(starters=typed)[1] == {"starters": "Type a whole number from 0 to 30, in figures."}


@pytest.mark.parametrize("typed", ["-1", "31", "2.5", "999999999999"])
def test_a_number_that_cannot_be_right_is_refused(typed: str) -> None:
    assert facts(starters=typed)[1] == {"starters": "Type a whole number from 0 to 30."}


def test_a_part_cannot_be_larger_than_its_whole() -> None:
    assert facts(starters="4", leavers="5")[1] == {
        "leavers": "Type 4 or fewer: this cannot be more than the number it is part of."
    }
    assert facts(starters="4", leavers="4")[1] == {}
    assert facts(leavers="5")[1] == {}


def test_nothing_cannot_be_chosen_beside_something() -> None:
    assert facts(barriers=["nothing", "time"])[1] == {
        "barriers": "Choose 'Nothing' on its own, or take it away and keep the other answers."
    }


def test_every_problem_of_a_facts_form_is_reported_at_once() -> None:
    _, problems = facts(setting="", barriers="money", hours="0", colour="red")
    assert problems == {
        "colour": "'colour' is not a question on this page. Open the page again and answer it there.",
        "setting": "Choose an answer to 'Where do you work?'",
        "barriers": "Choose from the answers shown.",
        "hours": "Type a number from 0.5 to 400.",
    }


@given(st.dictionaries(st.sampled_from(["N04-importance", "N04-note", "N04-x", "z"]), st.lists(st.text())))
def test_any_ratings_form_is_either_read_or_explained(form: dict[str, list[str]]) -> None:
    ratings, problems = read_ratings(SCANS, form)
    assert (len(ratings) == 1) != any(
        problem.field.startswith("N04-") and problem.field != "N04-x" for problem in problems
    )
    assert all(problem.field in form and problem.message for problem in problems)


@given(st.decimals(min_value=0, max_value=30, places=0))
def test_any_number_within_bounds_is_kept_as_it_was(number: object) -> None:
    assert facts(starters=str(number))[0]["starters"] == (str(number).lstrip("-"),)


@given(st.text())
def test_any_text_typed_as_a_number_is_a_number_within_bounds_or_a_problem(typed: str) -> None:
    read, problems = facts(starters=typed)
    if "starters" in read:
        assert 0 <= int(read["starters"][0]) <= 30
    else:
        assert not typed.strip() or "starters" in problems
