"""Who thinks about leaving beside support and needs: one answer a person, from their own answers."""

from mapping.leaving import leaving_facts, leaving_questions
from surveys.load import load_instruments
from surveys.rating import Rating
from tests.mapping.samples import PRECEPTEE


def ratings(needs: int, others: int) -> list[Rating]:
    """So many areas with a need, and so many without."""
    pairs = [(5, 2)] * needs + [(3, 3)] * others
    return [Rating(item=f"A{at}", importance=i, confidence=c) for at, (i, c) in enumerate(pairs)]


def test_each_question_says_which_group_a_person_is_in_and_whether_they_may_leave() -> None:
    facts = {
        "thinks-of-leaving": ("strongly-agree",),
        "named-preceptor": ("no",),
        "protected-time": ("lost",),
        "in-preceptorship": ("yes",),
    }
    assert leaving_facts(facts, ratings(5, 20)) == {
        "leaving-by:named-preceptor": "no-leaving",
        "leaving-by:protected-time": "no-leaving",
        "leaving-by:in-preceptorship": "yes-leaving",
        "leaving-by:needs": "5-to-9-leaving",
    }


def test_whoever_does_not_agree_counts_as_staying() -> None:
    for thinks in ("strongly-disagree", "disagree", "neither"):
        found = leaving_facts({"thinks-of-leaving": (thinks,), "protected-time": ("used",)}, [])
        assert found == {"leaving-by:protected-time": "yes-staying"}


def test_not_sure_and_not_answered_are_left_out() -> None:
    facts = {"thinks-of-leaving": ("agree",), "named-preceptor": ("not-sure",), "in-preceptorship": ()}
    assert leaving_facts(facts, []) == {}
    assert leaving_facts({"named-preceptor": ("yes",)}, ratings(5, 20)) == {}


def test_needs_are_banded_and_need_enough_areas_rated() -> None:
    thinks = {"thinks-of-leaving": ("disagree",)}
    found = [
        leaving_facts(thinks, ratings(needs, 30 - needs))["leaving-by:needs"] for needs in (0, 4, 5, 9, 10)
    ]
    assert found == [
        "0-to-4-staying",
        "0-to-4-staying",
        "5-to-9-staying",
        "5-to-9-staying",
        "10-or-more-staying",
    ]
    assert leaving_facts(thinks, ratings(9, 0)) == {}
    blank = [*ratings(4, 5), Rating(item="B1", importance=5), Rating(item="B2", not_in_role=True)]
    assert leaving_facts(thinks, blank) == {}


def test_only_the_nation_is_published_and_only_where_the_questions_are_asked() -> None:
    preceptee = next(each for each in load_instruments().values() if each.audience == "preceptee")
    found = leaving_questions(preceptee)
    assert [each.question for each in found] == [
        "leaving-by:named-preceptor",
        "leaving-by:protected-time",
        "leaving-by:in-preceptorship",
        "leaving-by:needs",
    ]
    assert {each.dimensions for each in found} == {("nation",)}
    assert found[0].values == ("yes-leaving", "yes-staying", "no-leaving", "no-staying")
    assert leaving_questions(PRECEPTEE) == ()
