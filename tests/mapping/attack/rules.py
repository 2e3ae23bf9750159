"""Rules of publication, weak ones too, and what an attacker who knows a rule reads off what it printed."""

import itertools
from collections.abc import Callable, Iterator

import numpy as np

from mapping.attack.block import Between, Fact, Mask, OneOf
from mapping.protect import protect_count, round_count
from tests.mapping.attack.populations import Population

Rule = Callable[[int, int], str | None]
"""What is printed of a count of so many people; None prints nothing at all."""

ONE_FILTER = tuple((name,) for name in ("organisation", "region", "pathway", "stage"))
ALL_FILTERS = tuple(
    names
    for size in (1, 2, 3)
    for names in itertools.combinations(("organisation", "pathway", "stage"), size)
)


def exact(count: int, _people: int) -> str:
    return str(count)


def hide_1_to_4(count: int, _people: int) -> str:
    return "*" if 1 <= count <= 4 else str(count)


def exact_from_ten(count: int, people: int) -> str | None:
    return str(count) if people >= 10 else None


def round_but_show_nought(count: int, people: int) -> str | None:
    if people < 10:
        return None
    return "*" if 1 <= count <= 7 else str(round_count(count))


def low_and_high_tokens(count: int, people: int) -> str | None:
    if people < 10:
        return None
    return "low" if count <= 7 else "high" if people - count <= 7 else str(round_count(count))


def ours(count: int, people: int) -> str | None:
    return protect_count(count, people).text if people >= 10 else None


def one_decimal(count: int, people: int) -> str | None:
    if people < 10:
        return None
    return "[c]" if count <= 7 or people - count <= 7 else f"{100 * count / people:.1f}%"


def groups(population: Population, menu: tuple[tuple[str, ...], ...]) -> Iterator[Mask]:
    """Every group of a menu, the nation first."""
    yield np.ones(len(population.people), dtype=bool)
    for names in menu:
        columns = [population.places[name].astype(str) for name in names]
        for values in sorted(set(zip(*columns, strict=True))):
            yield np.all([column == value for column, value in zip(columns, values, strict=True)], axis=0)


def read(text: str | None, rule: Rule, where: Mask, people: int, *, name: str) -> list[Fact]:
    """The counts that would have been printed alike, as one interval or several."""
    if text is None:
        return []
    alike = [count for count in range(people + 1) if rule(count, people) == text]
    runs: list[list[int]] = []
    for count in alike:
        if runs and count == runs[-1][-1] + 1:
            runs[-1].append(count)
        else:
            runs.append([count])
    source = ("1", "preceptee", "menu", name, "A01", "need")
    options = tuple(Between(where, (1, 0), run[0], run[-1], source) for run in runs)
    return [options[0] if len(options) == 1 else OneOf(options, source)]


def published(population: Population, rule: Rule, menu: tuple[tuple[str, ...], ...]) -> list[Fact]:
    """Everything a rule prints of a menu, as an attacker reads it."""
    facts: list[Fact] = []
    for number, where in enumerate(groups(population, menu)):
        people, count = int(population.people[where].sum()), int(population.need[where].sum())
        facts += read(rule(count, people), rule, where, people, name=str(number))
    return facts
