"""Every world of swapped answers agrees with every fact, means and hidden figures included."""

import numpy as np
import pytest

from mapping.attack.block import Between, Block, Fact, Mask, Mean, OneOf, Whole, holds
from mapping.attack.classes import make_classes
from mapping.attack.reading import few_or_nearly_all, read_count, weights_of
from mapping.attack.swap import Swaps
from mapping.policy import HIDE_UP_TO, ROUND_TO
from mapping.protect import mean_of, protect_categories, protect_count, protect_people

SOURCE = ("1", "preceptee", "nation", "all", "N01", "confident")
HIGH = (3, 4)


def rated(seed: int) -> Block:
    """60 cells of 1 to 30 people in 6 groups, their ratings, and what is published of each group."""
    dice = np.random.default_rng(seed)
    truth = np.stack(
        [dice.multinomial(dice.integers(1, 30), dice.dirichlet(np.ones(5) * 3)) for _ in range(60)]
    )
    group = dice.integers(0, 6, size=60).astype(str)
    places = {name: group.astype(object) for name in ("organisation", "region", "pathway", "stage")}
    places |= {"joined": np.zeros(60, dtype=np.int64), "left": np.full(60, 1_000_000)}
    facts: list[Fact] = []
    for where in (np.ones(60, dtype=bool), *(group == str(each) for each in range(6))):
        facts += published(truth, where)
    return Block("preceptee", "N01", places, truth.sum(axis=1), truth, {"confident": HIGH}, tuple(facts))


def published(truth: Whole, where: Mask) -> list[Fact]:
    """The count of high ratings and the mean of a group, as a release has them."""
    counts = truth[where].sum(axis=0).tolist()
    people = sum(counts)
    count = protect_count(sum(counts[3:]), people)
    facts = read_count(
        count, where=where, weights=weights_of(HIGH, 5), people=people, source=SOURCE, ours=False
    )
    mean = mean_of(protect_categories(counts, people), protect_people(people))
    if mean.value is not None:
        return [*facts, Mean(where, mean.value, people, SOURCE)]
    return facts + few_or_nearly_all(where, [weights_of((each,), 5) for each in range(5)], people, SOURCE)


def agrees(fact: Fact, world: Whole) -> bool:
    """Whether a fact is true of a world; of a mean, by publishing it again."""
    if not isinstance(fact, Mean):
        return holds(fact, world)
    counts = world[fact.where].sum(axis=0).tolist()
    return mean_of(
        protect_categories(counts, fact.people), protect_people(fact.people)
    ).value == pytest.approx(fact.value)


@pytest.mark.parametrize("seed", range(20))
def test_every_world_agrees_and_moves_the_group_further(seed: int) -> None:
    block = rated(seed)
    classes = make_classes(block, knowledge=[])
    swaps = Swaps(classes, known=np.zeros(len(classes.people), dtype=bool))
    found = 0
    for number in range(len(classes.people)):
        mine, people = np.array([number]), classes.people[[number]]
        for most in (True, False):
            last = classes.truth[number, list(HIGH)].sum()
            for world in swaps.worlds(people, mine, HIGH, most=most):
                assert (world >= 0).all()
                assert (world.sum(axis=1) == classes.people).all()
                assert all(agrees(fact, world) for fact in classes.facts)
                now = world[number, list(HIGH)].sum()
                assert now >= last if most else now <= last
                found, last = found + 1, now
    assert found > len(classes.people)


def test_who_is_known_stays_as_they_are() -> None:
    classes = make_classes(rated(1), knowledge=[])
    known = np.arange(len(classes.people)) % 2 == 0
    swaps = Swaps(classes, known=known)
    for number in np.flatnonzero(~known).tolist():
        for world in swaps.worlds(classes.people[[number]], np.array([number]), HIGH, most=True):
            assert (world[known] == classes.truth[known]).all()


def test_a_hidden_figure_of_several_groups_holds_the_reason_that_is_true() -> None:
    block = rated(2)
    one, other = block.places["region"] == "1", block.places["region"] == "2"
    options = tuple(
        Between(where, weights_of((4,), 5), low, high, SOURCE)
        for where, low, high in ((one, 0, HIDE_UP_TO), (other, 0, 10 * ROUND_TO * HIDE_UP_TO))
    )
    classes = make_classes(
        Block(**{**vars(block), "facts": (OneOf(options, SOURCE),)}),  # type: ignore[arg-type]
        knowledge=[],
    )
    swaps = Swaps(classes, known=np.zeros(len(classes.people), dtype=bool))
    for world in swaps.worlds(classes.people[:1], np.array([0]), HIGH, most=True):
        assert all(agrees(fact, world) for fact in classes.facts)
