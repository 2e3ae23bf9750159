"""The rules of small numbers, over every small case and over generated ones."""

from hypothesis import given
from hypothesis import strategies as st

from mapping.cell import hidden
from mapping.contributors import withheld_reason
from mapping.protect import (
    count_cell,
    interval_of,
    mean_of,
    protect_categories,
    protect_count,
    protect_options,
    protect_people,
    round_count,
    score_of,
    share_of,
)

people = st.integers(0, 2000)


def test_counts_are_rounded_to_the_nearest_five() -> None:
    assert [round_count(n) for n in (0, 2, 3, 7, 8, 12, 13, 1002)] == [0, 0, 5, 5, 10, 10, 15, 1000]


def test_nothing_is_said_about_a_group_under_ten() -> None:
    assert protect_people(9) == hidden
    assert protect_people(10).text == "10"
    assert all(protect_count(y, 9) == hidden for y in range(10))


def test_sdc_12_nobody_everybody_few_and_all_but_few_read_the_same() -> None:
    assert {protect_count(y, 30).text for y in (0, 3, 7, 23, 27, 30)} == {"[c]"}
    assert protect_count(8, 30).text == "10"
    assert protect_count(22, 30).text == "20"


def test_no_count_appears_below_sixteen_people() -> None:
    assert all(not protect_count(y, n).shown for n in range(16) for y in range(n + 1))
    assert protect_count(8, 16).shown


@given(people, st.data())
def test_a_shown_count_is_never_small_on_either_side_and_is_within_two(n: int, data: st.DataObject) -> None:
    y = data.draw(st.integers(0, n))
    cell = protect_count(y, n)
    if cell.value is not None:
        assert n >= 10
        assert y > 7
        assert n - y > 7
        assert abs(cell.value - y) <= 2
        assert cell.value % 5 == 0


def test_percentages_need_25_people_and_come_from_the_rounded_counts() -> None:
    assert share_of(protect_count(10, 22), protect_people(22)) == hidden
    assert share_of(protect_count(9, 23), protect_people(23)).text == "40%"
    assert share_of(hidden, protect_people(100)) == hidden


def test_the_interval_comes_from_the_rounded_counts() -> None:
    low, high = interval_of(count_cell(35), count_cell(100))
    assert (low.text, high.text) == ("26%", "45%")
    assert interval_of(hidden, count_cell(100)) == (hidden, hidden)


def test_categories_are_shown_together_or_not_at_all() -> None:
    assert not any(cell.shown for cell in protect_categories([3, 20, 20], 43))
    assert [cell.text for cell in protect_categories([13, 20, 20], 53)] == ["15", "20", "20"]


def test_one_hidden_option_takes_the_next_smallest_with_it() -> None:
    assert [cell.text for cell in protect_options([3, 20, 31], 54)] == ["[c]", "[c]", "30"]
    assert [cell.text for cell in protect_options([3, 4, 47], 54)] == ["[c]", "[c]", "[c]"]
    assert [cell.text for cell in protect_options([20, 31], 51)] == ["20", "30"]


def test_means_and_scores_come_from_protected_counts() -> None:
    assert mean_of(protect_categories([10, 10, 10, 10, 20], 60), count_cell(60)).text == "3.3"
    assert mean_of(protect_categories([1, 10, 10, 10, 20], 51), count_cell(50)) == hidden
    assert score_of(count_cell(10), count_cell(30), count_cell(60)).text == "−33"


def test_a_group_across_organisations_needs_three_and_none_dominant() -> None:
    assert withheld_reason({"A": 4, "B": 5}, across=True) == "too-few-people"
    assert withheld_reason({"A": 20, "B": 20}, across=True) == "too-few-organisations"
    assert withheld_reason({"A": 61, "B": 20, "C": 19}, across=True) == "one-organisation-dominates"
    assert withheld_reason({"A": 60, "B": 20, "C": 20}, across=True) is None
    assert withheld_reason({"A": 46, "B": 45, "C": 9}, across=True) == "one-organisation-dominates"
    assert withheld_reason({"A": 12}, across=False) is None
