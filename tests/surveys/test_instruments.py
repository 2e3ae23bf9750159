"""The shipped questionnaires hold what the reports and the capacity model count on."""

import pytest

from surveys.instrument import Instrument
from surveys.load import check_instruments, load_instruments

PATHWAYS = ["diagnostic", "therapeutic", "ultrasound", "nuclear-medicine", "mri"]
TRANSITIONS = [
    "newly-registered",
    "internationally-educated",
    "returner",
    "new-role",
    "new-setting",
    "new-organisation",
    "back-from-leave",
]


@pytest.fixture(scope="module")
def instruments() -> dict[str, Instrument]:
    return load_instruments()


def codes(instrument: Instrument, question: str) -> list[str]:
    asked = instrument.question(question)
    assert asked is not None
    return [option.code for option in asked.options]


def test_every_shipped_instrument_keeps_the_rules() -> None:
    assert check_instruments() == []


def test_there_is_one_instrument_for_each_audience(instruments: dict[str, Instrument]) -> None:
    assert {name: instrument.audience for name, instrument in instruments.items()} == {
        "organisation-2026": "organisation",
        "preceptee-2026": "preceptee",
        "preceptor-2026": "preceptor",
    }


def test_the_preceptee_is_asked_about_46_need_areas_and_the_preceptor_about_14(
    instruments: dict[str, Instrument],
) -> None:
    preceptee = sorted(item.code for item in instruments["preceptee-2026"].items)
    preceptor = sorted(item.code for item in instruments["preceptor-2026"].items)
    assert preceptee == [f"N{number:02}" for number in range(1, 47)]
    assert preceptor == [f"R{number:02}" for number in range(1, 15)]


def test_every_need_item_offers_two_or_three_next_steps(instruments: dict[str, Instrument]) -> None:
    for instrument in instruments.values():
        assert {len(item.next_steps) for item in instrument.items} <= {2, 3}


def test_ratings_go_from_1_to_5_with_six_kinds_of_support(instruments: dict[str, Instrument]) -> None:
    for name in ("preceptee-2026", "preceptor-2026"):
        instrument = instruments[name]
        assert [option.code for option in instrument.importance] == ["1", "2", "3", "4", "5"]
        assert [option.code for option in instrument.confidence] == ["1", "2", "3", "4", "5"]
        assert [option.code for option in instrument.support] == [
            "training",
            "supervised-practice",
            "time",
            "equipment",
            "policy",
            "peer-support",
        ]
        assert {code for code, kind in instrument.support_kinds.items() if kind == "learning"} == {
            "training",
            "supervised-practice",
            "peer-support",
        }
        assert {code for code, kind in instrument.support_kinds.items() if kind == "organisation"} == {
            "time",
            "equipment",
            "policy",
        }


def test_the_codes_that_publication_cells_are_made_of_are_fixed(instruments: dict[str, Instrument]) -> None:
    preceptee = instruments["preceptee-2026"]
    assert codes(preceptee, "pathway") == PATHWAYS
    assert codes(instruments["preceptor-2026"], "pathway") == PATHWAYS
    assert codes(instruments["organisation-2026"], "pathways-covered") == PATHWAYS
    assert codes(preceptee, "transition") == TRANSITIONS
    assert codes(instruments["organisation-2026"], "transitions-covered") == TRANSITIONS
    assert codes(preceptee, "stage") == ["under-3", "3-to-5", "6-to-11", "12-to-24", "over-24"]


def test_the_capacity_model_finds_its_questions_with_their_bounds(
    instruments: dict[str, Instrument],
) -> None:
    capacity = instruments["preceptor-2026"].section("capacity")
    assert capacity is not None
    assert {
        question.code: (question.minimum, question.maximum, question.unit, question.whole)
        for question in capacity.questions
        if question.kind == "number"
    } == {
        "protected-hours": (0, 400, "hours a year", False),
        "preceptees-now": (0, 30, "preceptees", True),
        "preceptees-possible": (0, 30, "preceptees", True),
        "hours-per-preceptee": (0.5, 200, "hours a year", False),
        "fixed-hours": (0, 100, "hours a year", False),
        "part-time": (0.1, 1, "of full time", False),
    }
    preceptor = instruments["preceptor-2026"]
    assert codes(preceptor, "training") == ["none", "under-a-day", "one-day", "more"]
    assert codes(preceptor, "training-current") == ["yes", "no"]
    assert codes(preceptor, "willing") == ["yes", "with-support", "no"]
    assert codes(preceptor, "eligible") == ["yes", "no"]


def test_an_organisation_must_answer_what_a_report_needs_and_may_not_know_the_rest(
    instruments: dict[str, Instrument],
) -> None:
    required = [question.code for question in instruments["organisation-2026"].questions if question.required]
    assert required == [
        "offered",
        "length-months",
        "named-preceptor",
        "preceptee-protected-hours",
        "preceptor-protected-hours",
        "meetings-count",
    ]


def test_nobody_has_to_say_whether_they_think_of_leaving(instruments: dict[str, Instrument]) -> None:
    plans = instruments["preceptee-2026"].section("plans")
    assert plans is not None
    assert [question.code for question in plans.questions] == [
        "thinks-of-leaving",
        "expects-to-look",
        "leaves-when-found",
        "stays-in-radiography",
    ]
    assert not any(question.required for question in plans.questions)
    assert all("never for one person" in (question.hint or "") for question in plans.questions)
