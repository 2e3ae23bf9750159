"""Agreement between two mappers, with values worked out by hand (ANCHORS (d) 4)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapping.agreement import kappa_of
from mapping.mapper_agreement import MapperAgreement, agreement_between, band_of, plain_kappa
from mapping.relation import ORDER, Relation

PAIRS = st.tuples(st.sampled_from("AB"), st.sampled_from("xyz"))
MAPPINGS = st.dictionaries(PAIRS, st.sampled_from(ORDER))


def test_kappa_of_the_textbook_table() -> None:
    # 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: 0.7 observed, 0.5 by chance
    assert plain_kappa([[20, 5], [10, 15]]) == pytest.approx(0.4)


def test_kappa_of_three_answers_takes_no_account_of_how_far_apart_they_are() -> None:
    # observed 8 of 12; by chance (4*5 + 4*4 + 4*3) / 144 = 1/3
    assert plain_kappa([[3, 1, 0], [1, 3, 0], [1, 0, 3]]) == pytest.approx((9 / 12 - 1 / 3) / (2 / 3))


def test_two_people_who_agree_on_everything_have_kappa_one_and_opposite_ones_minus_one() -> None:
    assert plain_kappa([[3, 0], [0, 5]]) == 1
    assert plain_kappa([[0, 4], [4, 0]]) == -1


@pytest.mark.parametrize("table", [[[0, 0], [0, 0]], [[7, 0], [0, 0]], [[0, 0], [0, 7]]])
def test_kappa_is_not_calculable_without_pairs_or_where_both_gave_one_answer(table: list[list[int]]) -> None:
    assert plain_kappa(table) is None


@given(st.lists(st.lists(st.integers(0, 20), min_size=2, max_size=2), min_size=2, max_size=2))
def test_of_two_answers_it_is_the_kappa_that_pairs_of_people_have_too(table: list[list[int]]) -> None:
    plain, weighted = plain_kappa(table), kappa_of(table)
    assert (plain is None) == (weighted is None)
    if plain is not None:
        assert plain == pytest.approx(weighted)


def test_pairs_are_counted_by_who_linked_them() -> None:
    first: dict[tuple[str, str], Relation] = {
        ("A", "x"): "supports",
        ("A", "y"): "equal",
        ("B", "z"): "subset",
    }
    second: dict[tuple[str, str], Relation] = {
        ("A", "x"): "supports",
        ("A", "y"): "overlaps",
        ("B", "x"): "subset",
    }
    found = agreement_between(first, second, items=["A", "B"], targets=["x", "y", "z"])
    # linked 2 by both, 1 by each alone, 2 by nobody: (6*4 - 18) / (36 - 18); relations (2*1 - 1) / (4 - 1)
    assert found == MapperAgreement(
        items=2,
        both=2,
        first_only=1,
        second_only=1,
        neither=2,
        kappa=0.33,
        same_relation=1,
        relation_kappa=0.33,
    )
    assert (found.pairs, found.same_share, found.linked_share, found.relation_share) == (6, 4 / 6, 0.5, 0.5)


def test_links_of_items_that_only_one_judged_are_left_out() -> None:
    found = agreement_between({("A", "x"): "equal"}, {}, items=["B"], targets=["x"])
    assert (found.pairs, found.neither, found.kappa, found.linked_share) == (1, 1, None, None)


@given(MAPPINGS, MAPPINGS)
def test_every_pair_is_in_one_count_and_it_does_not_matter_who_is_first(
    first: dict[tuple[str, str], Relation], second: dict[tuple[str, str], Relation]
) -> None:
    there = agreement_between(first, second, items=["A", "B"], targets=["x", "y", "z"])
    back = agreement_between(second, first, items=["A", "B"], targets=["x", "y", "z"])
    assert there.pairs == 6
    assert (there.both, there.first_only, there.kappa) == (back.both, back.second_only, back.kappa)
    assert there.relation_kappa == back.relation_kappa
    assert list(there.problems()) == []


def test_a_kappa_that_its_counts_do_not_give_is_refused() -> None:
    wrong = MapperAgreement(
        items=1, both=1, first_only=0, second_only=0, neither=1, kappa=0.5, same_relation=2
    )
    assert [(loc, words.split(";")[0]) for loc, words in wrong.problems()] == [
        (("kappa",), "the four counts give 1.0"),
        (("same_relation",), "only 1 pairs were linked by both"),
    ]


def test_the_names_of_ranges_are_those_of_landis_and_koch() -> None:
    assert [band_of(kappa) for kappa in (-0.2, 0.0, 0.21, 0.6, 0.61, 1.0)] == [
        None,
        "slight",
        "fair",
        "moderate",
        "substantial",
        "almost perfect",
    ]
