"""Answers that come as one text a person, counted."""

from surveys.counts import FactCount
from surveys.gathered import BETWEEN, WITHIN, Counted, count_rated, fact_rows

FIRST = ("preceptee", "T01", "Y56", "mri", "start")
SECOND = ("preceptee", "T02", None, None, None)


def text(*answers: str) -> str:
    return BETWEEN.join(answer.replace(":", WITHIN) for answer in answers)


def test_the_same_answers_in_other_batches_are_the_same_counts() -> None:
    rows = [(*FIRST, text("a:1", "b:2")), (*SECOND, text("b:2")), (*FIRST, text("b:2")), (*FIRST, None)]
    expected = {
        FactCount(*FIRST, "a", "1", 1),
        FactCount(*FIRST, "b", "2", 2),
        FactCount(*SECOND, "b", "2", 1),
    }
    for batches in ([rows], [rows[:1], rows[1:]], [[row] for row in rows]):
        assert set(fact_rows(batches)) == expected


def test_people_who_gave_no_answer_are_in_no_count() -> None:
    assert Counted([[(*FIRST, None)]]).people.shape == (0, 0)
    assert list(fact_rows([])) == []
    assert [len(frame) for frame in count_rated([])] == [0, 0]


def test_a_blank_rating_is_missing_and_a_code_nobody_gave_too() -> None:
    frame = count_rated([[(*SECOND, text("N01:530", "N02:500", "N03:1", "N04:0"))]]).ratings
    rows = frame.astype(object).where(frame.notna(), None).itertuples(index=False, name=None)
    assert [row[2:] for row in rows] == [
        (None, None, None, "N01", 5, 3, False, 1),
        (None, None, None, "N02", 5, None, False, 1),
        (None, None, None, "N03", None, None, True, 1),
        (None, None, None, "N04", None, None, False, 1),
    ]


def test_ratings_that_differ_only_in_the_support_chosen_are_one_count() -> None:
    rows = [
        (*FIRST, text("N01:1530", "N02:1410")),
        (*FIRST, text("N01:2530")),
        (*SECOND, text("N01:2530")),
        (*SECOND, text("N01:530")),
    ]
    found = count_rated([rows])
    frame = found.ratings[["organisation", "item", "importance", "confidence", "people"]]
    assert sorted(frame.itertuples(index=False, name=None)) == [
        ("T01", "N01", 5, 3, 2),
        ("T01", "N02", 4, 1, 1),
        ("T02", "N01", 5, 3, 2),
    ]
    support = found.support.astype(object).where(found.support.notna(), None)
    assert len(support) == 4
    assert set(support.itertuples(index=False, name=None)) == {
        FactCount(*FIRST, "support:N01", "learning", 1),
        FactCount(*FIRST, "support:N01", "organisation", 1),
        FactCount(*FIRST, "support:N02", "learning", 1),
        FactCount(*SECOND, "support:N01", "organisation", 1),
    }
