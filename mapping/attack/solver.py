"""The integer programme: numbers of people in each class that agree with every fact (scipy's HiGHS)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

from mapping.attack.block import Between, Mask, Mean, OneOf, Whole
from mapping.attack.classes import Classes
from mapping.policy import HIDE_UP_TO, ROUND_TO

SECONDS = 1.0
"""How long one programme may take. A group that is not shown to be safe by then counts as unsafe."""

SECONDS_IF_EXACT = 60.0
"""How long it may take where an exact interval was asked for."""


INFEASIBLE = 2
"""What `milp` says of a programme that no numbers agree with."""


HAIR = 1e-6
"""Less than any two sums of rounded counts that make different means can differ by."""


@dataclass
class Rows:
    """Linear constraints under construction, one entry a number."""

    data: list[float] = field(default_factory=list)
    row: list[int] = field(default_factory=list)
    column: list[int] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def add(self, columns: Sequence[int], weights: Sequence[float], low: float, high: float) -> None:
        """low <= the weighted sum of these columns <= high."""
        self.row += [len(self.low)] * len(columns)
        self.column += columns
        self.data += weights
        self.low.append(low)
        self.high.append(high)


class Solver:
    """Every world that agrees with the facts about some classes; asked for one, or for the extremes."""

    def __init__(self, classes: Classes, *, known: Mask) -> None:
        self.classes = classes
        self.count, self.answers = classes.truth.shape
        self.rows = Rows()
        most = np.where(known[:, None], classes.truth, classes.people[:, None])
        self.upper: list[float] = most.ravel().astype(float).tolist()
        for number, people in enumerate(classes.people):
            columns = range(number * self.answers, (number + 1) * self.answers)
            self.rows.add(list(columns), [1.0] * self.answers, float(people), float(people))
        for fact in classes.facts:
            if isinstance(fact, Between):
                self._between(fact)
            elif isinstance(fact, OneOf):
                self._one_of(fact)
            else:
                self._mean(fact)

    def extreme(
        self,
        people: Whole,
        of: Whole,
        answers: Sequence[int],
        *,
        most: bool,
        goal: int | None = None,
        seconds: float = SECONDS,
    ) -> tuple[Whole | None, bool]:
        """A world in which a group has the fewest, or the most, of these answers, and whether that is proven.

        The group has `people[i]` members in class `of[i]`, who are like everybody else in it. With a `goal`,
        any world will do that has so few, or so many. None when no world was found in so many seconds.
        """
        rows = Rows(*(list(each) for each in vars(self.rows).values()))
        start = len(self.upper)
        for position, (number, members) in enumerate(zip(of.tolist(), people.tolist(), strict=True)):
            columns = [number * self.answers + answer for answer in answers]
            entry = ([*columns, start + position], [*([1.0] * len(columns)), -1.0])
            rest = float(self.classes.people[number] - members)
            rows.add(*entry, *((0.0, np.inf) if most else (-np.inf, rest)))
        aim = 0.0 if goal is not None else -1.0 if most else 1.0
        upper = [*self.upper, *people.astype(float).tolist()]
        if goal is not None:
            chosen = list(range(start, len(upper)))
            rows.add(chosen, [1.0] * len(chosen), *((goal, np.inf) if most else (-np.inf, goal)))
        matrix = csr_matrix((rows.data, (rows.row, rows.column)), shape=(len(rows.low), len(upper)))
        result = milp(
            np.concatenate([np.zeros(start), np.full(len(of), aim)]),
            constraints=LinearConstraint(matrix, rows.low, rows.high),
            bounds=Bounds(0, upper),
            integrality=np.ones(len(upper)),
            options={"time_limit": seconds, "mip_rel_gap": 0.0},
        )
        if result.x is None:
            return None, goal is not None and result.status == INFEASIBLE
        numbers = np.rint(result.x[: self.count * self.answers]).astype(np.int64)
        return numbers.reshape(self.count, self.answers), result.status == 0

    def _columns(self, fact: Between) -> tuple[list[int], list[float]]:
        answers = [answer for answer, weight in enumerate(fact.weights) if weight]
        columns = [
            number * self.answers + answer
            for number in np.flatnonzero(fact.where).tolist()
            for answer in answers
        ]
        weights = [float(fact.weights[answer]) for answer in answers] * int(fact.where.sum())
        return columns, weights

    def _between(self, fact: Between) -> None:
        self.rows.add(*self._columns(fact), float(fact.low), float(fact.high))

    def _one_of(self, fact: OneOf) -> None:
        switches = []
        for option in fact.options:
            switch = self._variable(1.0)
            columns, weights = self._columns(option)
            reach = float(self.classes.people[option.where].sum())
            if np.isfinite(option.high):
                slack = max(0.0, reach - option.high)
                self.rows.add([*columns, switch], [*weights, slack], -np.inf, option.high + slack)
            if np.isfinite(option.low):
                slack = max(0.0, option.low + reach)
                self.rows.add([*columns, switch], [*weights, -slack], option.low - slack, np.inf)
            switches.append(switch)
        self.rows.add(switches, [1.0] * len(switches), 1.0, float(len(switches)))

    def _mean(self, fact: Mean) -> None:
        """What rounds, halves up, to the mean of counts that are multiples of ROUND_TO near the true ones."""
        reach = ROUND_TO // 2
        roundeds = []
        for answer in range(self.answers):
            rounded = self._variable(float(fact.people // ROUND_TO + 1))
            columns = [number * self.answers + answer for number in np.flatnonzero(fact.where).tolist()]
            ones = [1.0] * len(columns)
            self.rows.add([*columns, rounded], [*ones, -float(ROUND_TO)], -reach, reach)
            shown = HIDE_UP_TO + 1
            self.rows.add(columns, ones, float(shown), float(fact.people - shown))
            roundeds.append(rounded)
        for bound, sign, least in ((fact.value - 0.05, 1.0, -HAIR), (fact.value + 0.05, -1.0, HAIR)):
            weights = [sign * (answer + 1 - bound) for answer in range(self.answers)]
            self.rows.add(roundeds, weights, least, np.inf)

    def _variable(self, upper: float) -> int:
        self.upper.append(upper)
        return len(self.upper) - 1
