"""What a move to a newer edition writes (REL-20, REL-21)."""

from hypothesis import given
from hypothesis import strategies as st

from frameworks.model import Framework
from mapping.carrying import Said
from mapping.editions import moved_items
from mapping.moving import Step, steps_of_move, written
from tests.mapping.criteria import criterion, framework

OLD = framework("one", criterion("A"), criterion("B"), criterion("C"), criterion("D"), criterion("E"))
NEW = framework(
    "two",
    criterion("A"),
    criterion("B", "B in other words"),
    criterion("X1", "Point C", was=("C",)),
    criterion("X2", "C and D together", was=("C", "D")),
    criterion("N"),
    replaces="one",
)


def steps(
    answers: dict[str, Said], existing: dict[str, Said] | None = None, *, new: Framework = NEW
) -> dict[str, Step]:
    rows = moved_items(OLD, new, {"one": OLD, "two": new})
    found = steps_of_move(OLD, new, rows=rows, answers=answers, existing=existing or {})
    return {step.item or step.was[0]: step for step in found}


def test_the_same_words_keep_score_and_evidence_as_they_were() -> None:
    assert written(steps({"A": Said(2, "Policy 7."), "C": Said(1)}).values()) == {
        "A": Said(2, "Policy 7."),
        "X1": Said(1, ""),
    }


def test_changed_words_bring_the_score_to_be_confirmed() -> None:
    assert written(steps({"B": Said(2, "Rota")}).values()) == {"B": Said(2, "Rota", "one")}


def test_several_that_became_one_give_the_weakest_once_all_are_answered() -> None:
    both = steps({"C": Said(2, "Plan"), "D": Said(0, "None")})["X2"]
    assert (both.score, both.carried_from) == (0, "one")
    assert both.evidence == "From ONE C: Plan\n\nFrom ONE D: None"
    half = steps({"C": Said(2, "Plan")})["X2"]
    assert (half.score, half.takes, half.carried_from) == (None, True, None)
    assert half.words == ("Not all of what it was made from is answered.",)


def test_new_points_and_points_without_a_place_write_nothing() -> None:
    found = steps({"E": Said(2, "Kept where it was")})
    assert (found["N"].fate, found["N"].takes) == ("new", False)
    assert (found["E"].fate, found["E"].takes) == ("gone", False)


def test_what_was_answered_in_the_newer_edition_stays() -> None:
    found = steps({"A": Said(2, "Policy 7.")}, {"A": Said(0, "Ours")})
    assert (found["A"].takes, found["A"].score) == (False, 0)
    assert found["A"].words == ("Answered in the newer edition already; that stays.",)


def test_a_score_that_was_still_to_be_confirmed_still_is() -> None:
    assert written(steps({"A": Said(2, "", "hcpc")}).values()) == {"A": Said(2, "", "hcpc")}


def test_another_scale_is_converted_openly_and_to_be_confirmed() -> None:
    old = framework("one", criterion("A"), equal_share=True)
    new = framework("two", criterion("A"), highest=4, equal_share=True, replaces="one")
    rows = moved_items(old, new, {"one": old, "two": new})
    (step,) = steps_of_move(old, new, rows=rows, answers={"A": Said(1)}, existing={})
    assert (step.score, step.carried_from, step.words) == (2, "one", ("1 of 0 to 2 becomes 2 of 0 to 4.",))


SAID = st.builds(
    Said,
    score=st.none() | st.integers(0, 2),
    evidence=st.sampled_from(["", "Policy 7.", "z" * 1500]),
    carried_from=st.sampled_from([None, "one", "q"]),
)


@given(
    answers=st.dictionaries(st.sampled_from("ABCDE"), SAID),
    existing=st.dictionaries(st.sampled_from(["A", "B", "X1", "X2", "N"]), SAID),
)
def test_a_move_loses_no_answer_of_the_newer_edition_and_is_the_same_twice(
    answers: dict[str, Said], existing: dict[str, Said]
) -> None:
    after = existing | written(steps(answers, existing).values())
    for code, before in existing.items():
        if before.score is not None and before.carried_from != "one":
            assert after[code] == before
    assert after | written(steps(answers, after).values()) == after
