"""How shares of two groups differ: golden values, and nothing from a hidden count."""

import pytest

from mapping.association import NOT_SHOWN, Side, difference_of, newcombe, people_of
from mapping.cell import hidden
from mapping.protect import count_cell


def side(count: float, people: float) -> Side:
    return Side(count_cell(count), count_cell(people))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ((56, 70), (48, 80), (0.0524, 0.3339)),
        ((9, 10), (3, 10), (0.1705, 0.8090)),
        ((10, 10), (0, 10), (0.6075, 1.0)),
    ],
)
def test_newcombes_interval_has_its_published_values(
    first: tuple[int, int], second: tuple[int, int], expected: tuple[float, float]
) -> None:
    found = newcombe(*first, *second)
    assert found == pytest.approx(expected, abs=0.0001)


def test_a_difference_is_in_whole_percentage_points_with_its_interval() -> None:
    found = difference_of(side(55, 70), side(50, 80))
    assert [cell.text for cell in found] == ["16", "1", "30"]
    assert found.is_clear
    other_way = difference_of(side(50, 80), side(55, 70))
    assert [cell.text for cell in other_way] == ["−16", "−30", "−1"]
    assert other_way.is_clear
    assert not difference_of(side(30, 60), side(30, 65)).is_clear


def test_sdc_10_nothing_follows_from_a_hidden_count_or_a_small_group() -> None:
    assert difference_of(Side(hidden, count_cell(70)), side(50, 80)) == NOT_SHOWN
    assert difference_of(side(55, 70), Side(count_cell(50), hidden)) == NOT_SHOWN
    assert difference_of(side(10, 20), side(50, 80)) == NOT_SHOWN
    assert people_of((count_cell(40), hidden)) == hidden
    assert people_of((count_cell(40), count_cell(25))).text == "65"
