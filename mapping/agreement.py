"""How far preceptees and preceptors agree on confidence, from protected counts of pairs only (`DOMAIN.md` 4.2).

A pair is counted by two bands of the scale, 1 and 2, 3, and 4 and 5. One pair's agreement is personal and is
never published; the statistics are of a nation's pairs, and only where all nine counts behind them are shown.
"""

from collections.abc import Iterable, Mapping, Sequence

from frameworks.model import Frozen
from mapping.cell import Cell, hidden
from mapping.derived import Derived
from mapping.figures import FactFigures, Part
from mapping.protect import percent_cell
from surveys.counts import PAIR_BANDS, agreement_of
from surveys.instrument import Instrument

ASKED = agreement_of("")
VALUES = tuple(f"{own}-{view}" for own in PAIR_BANDS for view in PAIR_BANDS)
"""The preceptee's band first, then the preceptor's."""

MINIMUM_PAIRS = 30
"""About as many pairs as are needed before agreement is quoted (`DOMAIN.md` 4.2)."""

NOT_CALCULABLE = Cell(text="not calculable")
Table = Sequence[Sequence[float]]


class Agreement(Frozen):
    """One area's pairs. `counts` are in the order of VALUES; the rest is worked out from them alone.

    `as_of` is the release the counts were carried from, 0 for new ones.
    """

    item: str
    n: Cell
    counts: tuple[Cell, ...]
    same_share: Cell
    more_share: Cell
    less_share: Cell
    kappa: Cell
    icc: Cell
    as_of: int = 0


def agreement_questions(instrument: Instrument) -> tuple[Derived, ...]:
    """One derived question for each need item, for the nation only."""
    return tuple(
        Derived(
            audience=instrument.audience,
            question=agreement_of(item.code),
            values=VALUES,
            dimensions=("nation",),
        )
        for item in instrument.items
    )


def is_agreement(question: str) -> bool:
    """True for a question that counts pairs, which come and go while the people stay."""
    return question.startswith(ASKED)


def agreements_in(part: Part) -> dict[str, Agreement]:
    """What a part says of each item's pairs, by item code."""
    found: dict[str, dict[str, FactFigures]] = {}
    for fact in part.facts:
        if is_agreement(fact.question):
            found.setdefault(fact.question.removeprefix(ASKED), {})[fact.value] = fact
    return {item: make_agreement(item, facts) for item, facts in found.items()}


def make_agreement(item: str, facts: Mapping[str, FactFigures]) -> Agreement:
    """One area's statistics, hidden unless all nine counts are shown and make MINIMUM_PAIRS or more."""
    counts = tuple(facts[value].count for value in VALUES)
    first = facts[VALUES[0]]
    shown = [cell.value for cell in counts if cell.value is not None]
    enough = first.n.value is not None and first.n.value >= MINIMUM_PAIRS
    same = more = less = kappa = icc = hidden
    if enough and len(shown) == len(VALUES):
        table = [shown[row : row + len(PAIR_BANDS)] for row in range(0, len(VALUES), len(PAIR_BANDS))]
        same, more, less = _shares(table)
        kappa, icc = _statistic(kappa_of(table)), _statistic(icc_of(table))
    return Agreement(
        item=item,
        n=first.n,
        counts=counts,
        same_share=same,
        more_share=more,
        less_share=less,
        kappa=kappa,
        icc=icc,
        as_of=first.as_of,
    )


def kappa_of(table: Table) -> float | None:
    """Cohen's kappa with quadratic weights from a square table of counts, the first rater in rows.

    None where both used one and the same category.
    """
    size, total = len(table), _sum(table)
    if not total or size < 2:
        return None
    rows = [sum(row) for row in table]
    columns = [sum(column) for column in zip(*table, strict=True)]
    weights = [[((i - j) / (size - 1)) ** 2 for j in range(size)] for i in range(size)]
    observed = sum(weights[i][j] * table[i][j] for i in range(size) for j in range(size)) / total
    expected = sum(weights[i][j] * rows[i] * columns[j] for i in range(size) for j in range(size)) / total**2
    return 1 - observed / expected if expected else None


def icc_of(table: Table) -> float | None:
    """ICC(2,1), absolute agreement of single ratings, from a square table of counts.

    Categories count as 1, 2, 3 …; None for fewer than two pairs or where nothing differs.
    """
    n, size = _sum(table), len(table)
    if n < 2:
        return None
    pairs = [(i + 1, j + 1, table[i][j]) for i in range(size) for j in range(size)]
    own, view = (sum(pair[at] * pair[2] for pair in pairs) / n for at in (0, 1))
    grand = (own + view) / 2
    rows = sum(2 * ((i + j) / 2 - grand) ** 2 * count for i, j, count in pairs)
    columns = n * ((own - grand) ** 2 + (view - grand) ** 2)
    total = sum(((i - grand) ** 2 + (j - grand) ** 2) * count for i, j, count in pairs)
    of_rows, of_error = rows / (n - 1), (total - rows - columns) / (n - 1)
    below = of_rows + of_error + 2 * (columns - of_error) / n
    return (of_rows - of_error) / below if below else None


def _shares(table: Table) -> tuple[Cell, Cell, Cell]:
    """Shares of pairs in the same band, with the preceptor higher, and with the preceptor lower."""
    size, total = len(table), _sum(table)
    same = sum(table[i][i] for i in range(size))
    more = sum(table[i][j] for i in range(size) for j in range(size) if j > i)
    return _percent(same / total), _percent(more / total), _percent((total - same - more) / total)


def _percent(share: float) -> Cell:
    return percent_cell(int(100 * share + 0.5))


def _statistic(value: float | None) -> Cell:
    if value is None:
        return NOT_CALCULABLE
    rounded = round(value, 2) + 0.0
    return Cell(text=f"{rounded:.2f}".replace("-", "−"), value=rounded)


def _sum(table: Iterable[Sequence[float]]) -> float:
    return sum(sum(row) for row in table)
