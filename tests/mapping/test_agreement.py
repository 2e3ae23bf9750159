"""Agreement of preceptees and preceptors: golden values, and nothing without all nine counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapping.agreement import VALUES, Agreement, agreements_in, icc_of, kappa_of, make_agreement
from mapping.cell import Cell, hidden
from mapping.figures import FactFigures, Group, Part
from mapping.protect import count_cell, protect_options, protect_people
from mapping.reliability import icc_2_1, weighted_kappa

PRECEPTEE = (1, 2, 3, 4, 5, 3, 2, 4)
PRECEPTOR = (2, 3, 3, 5, 5, 4, 3, 5)


def table_of(first: tuple[int, ...], second: tuple[int, ...], size: int) -> list[list[float]]:
    """How often each two ratings were given together."""
    table = [[0.0] * size for _ in range(size)]
    for one, other in zip(first, second, strict=True):
        table[one - 1][other - 1] += 1
    return table


def figures(counts: list[int]) -> dict[str, FactFigures]:
    """Nine counts, protected as a release protects them."""
    n = sum(counts)
    cells = protect_options(counts, n)
    return {
        value: FactFigures(
            question="agreement:A01", value=value, n=protect_people(n), count=cell, share=hidden
        )
        for value, cell in zip(VALUES, cells, strict=True)
    }


def agreement(counts: list[int]) -> Agreement:
    return make_agreement("A01", figures(counts))


def test_the_golden_values_of_set_b() -> None:
    table = table_of(PRECEPTEE, PRECEPTOR, 5)
    assert kappa_of(table) == pytest.approx(0.76923, abs=5e-6)
    assert icc_of(table) == pytest.approx(0.79208, abs=5e-6)


def test_set_b_a_hundred_times_over_in_three_bands_as_published() -> None:
    """In bands set B is (1,1,2,3,3,2,1,3) and (1,2,2,3,3,3,2,3): nine counts, of which four are not 0."""
    counts = [100, 200, 0, 0, 100, 100, 0, 0, 300]
    assert agreement(counts).kappa == hidden, "four of the nine counts are hidden, so nothing is told"
    filled = [count + 100 for count in counts]
    found = agreement(filled)
    assert [cell.text for cell in found.counts] == [f"{count:,}" for count in filled]
    assert (found.n.text, found.same_share.text) == ("1,700", "47%")
    assert (found.more_share.text, found.less_share.text) == ("35%", "18%")
    assert (found.kappa.text, found.icc.text) == ("0.35", "0.35")


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3)), min_size=2, max_size=40))
def test_counting_twice_gives_the_same_statistics(pairs: list[tuple[int, int]]) -> None:
    first, second = zip(*pairs, strict=True)
    table = table_of(first, second, 3)
    slow = weighted_kappa(first, second, categories=3)
    assert kappa_of(table) == (None if slow is None else pytest.approx(slow))
    ratings = icc_2_1(pairs)
    if ratings is not None:
        assert icc_of(table) == pytest.approx(ratings, abs=1e-9)


def test_two_people_who_always_say_the_same_one_thing_are_not_calculable() -> None:
    assert kappa_of([[40.0, 0, 0], [0, 0, 0], [0, 0, 0]]) is None
    assert icc_of([[40.0, 0, 0], [0, 0, 0], [0, 0, 0]]) is None


@pytest.mark.parametrize(
    "counts",
    [[3] * 9, [100] * 8 + [7], [100] * 8 + [0], [0] * 9, [60, 8, 8, 8, 8, 8, 8, 8, 5]],
)
def test_s4_nothing_is_told_unless_all_nine_counts_are_shown(counts: list[int]) -> None:
    found = agreement(counts)
    assert {found.kappa, found.icc, found.same_share, found.more_share, found.less_share} == {hidden}


def test_only_shown_counts_are_used() -> None:
    exact = agreement([41, 12, 9, 13, 52, 11, 8, 12, 43])
    rounded = agreement([40, 10, 10, 15, 50, 10, 10, 10, 45])
    assert exact.counts == rounded.counts
    assert (exact.kappa, exact.icc, exact.same_share) == (rounded.kappa, rounded.icc, rounded.same_share)


def test_a_part_tells_of_each_item_that_pairs_were_counted_for() -> None:
    group = Group(audience="preceptee", dimension="nation", code="all", people=count_cell(500))
    other = FactFigures(question="stay", value="yes", n=hidden, count=hidden, share=hidden)
    part = Part(group=group, facts=(other, *figures([20] * 9).values()))
    assert list(agreements_in(part)) == ["A01"]
    assert agreements_in(part)["A01"].counts == (Cell(text="20", value=20),) * 9
