"""How far two people who mapped the same items without seeing each other's links agree (`ANCHORS.md` (d) 4).

Counted over pairs of one origin item that both judged and one target element. Kappa (Cohen 1960) takes out the
agreement that two people who decide by chance would reach; most pairs of any mapping are linked by nobody, so
the share of the same answer alone looks high whatever they do.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal

from pydantic import Field

from frameworks.document import Loc
from frameworks.model import Frozen
from mapping.relation import ORDER, Relation

Count = Annotated[int, Field(ge=0)]
Table = Sequence[Sequence[int]]
Pair = tuple[str, str]
Band = Literal["slight", "fair", "moderate", "substantial", "almost perfect"]
BANDS: tuple[tuple[float, Band], ...] = (
    (0.2, "slight"),
    (0.4, "fair"),
    (0.6, "moderate"),
    (0.8, "substantial"),
    (1.0, "almost perfect"),
)
"""The names that Landis and Koch (1977) gave to ranges of kappa, by where each ends."""


class MapperAgreement(Frozen):
    """Pairs by who linked them, and of those that both linked how many got the same relation.

    The kappas are from -1 to 1, or None where they are not calculable: no pair, or both used one answer only.
    """

    items: Count
    both: Count
    first_only: Count
    second_only: Count
    neither: Count
    kappa: float | None = None
    same_relation: Count
    relation_kappa: float | None = None

    @property
    def pairs(self) -> int:
        """How many pairs both looked at."""
        return self.both + self.first_only + self.second_only + self.neither

    @property
    def same_share(self) -> float | None:
        """The share, 0 to 1, of pairs that both linked or both left; None when there is no pair."""
        return (self.both + self.neither) / self.pairs if self.pairs else None

    @property
    def linked_share(self) -> float | None:
        """Of the pairs that at least one linked, the share, 0 to 1, that both did; None when nobody linked any."""
        linked = self.both + self.first_only + self.second_only
        return self.both / linked if linked else None

    @property
    def relation_share(self) -> float | None:
        """Of the pairs that both linked, the share, 0 to 1, with one relation; None when there is none."""
        return self.same_relation / self.both if self.both else None

    def problems(self) -> Iterator[tuple[Loc, str]]:
        """Whether the kappa is the one its four counts give, and the relations fit in what both linked."""
        counted = rounded(plain_kappa([[self.both, self.first_only], [self.second_only, self.neither]]))
        if self.kappa != counted:
            told = "none" if counted is None else counted
            yield ("kappa",), f"the four counts give {told}; correct it, or the counts"
        if self.same_relation > self.both:
            yield ("same_relation",), f"only {self.both} pairs were linked by both"


def agreement_between(
    first: Mapping[Pair, Relation],
    second: Mapping[Pair, Relation],
    *,
    items: Sequence[str],
    targets: Sequence[str],
) -> MapperAgreement:
    """Their agreement over `items` x `targets`; each mapping holds the relation of every pair a person linked."""
    pairs = [(item, target) for item in items for target in targets]
    both = [pair for pair in pairs if pair in first and pair in second]
    first_only = sum(pair in first and pair not in second for pair in pairs)
    second_only = sum(pair in second and pair not in first for pair in pairs)
    neither = len(pairs) - len(both) - first_only - second_only
    relations = [
        [sum(first[pair] == one and second[pair] == other for pair in both) for other in ORDER]
        for one in ORDER
    ]
    return MapperAgreement(
        items=len(items),
        both=len(both),
        first_only=first_only,
        second_only=second_only,
        neither=neither,
        kappa=rounded(plain_kappa([[len(both), first_only], [second_only, neither]])),
        same_relation=sum(relations[at][at] for at in range(len(ORDER))),
        relation_kappa=rounded(plain_kappa(relations)),
    )


def plain_kappa(table: Table) -> float | None:
    """Cohen's kappa without weights from a square table of counts, the first person in rows.

    None where there is no pair or where chance alone would make them agree on all: both used one answer.
    """
    total = sum(map(sum, table))
    if not total:
        return None
    rows, columns = [sum(row) for row in table], [sum(column) for column in zip(*table, strict=True)]
    chance = sum(row * column for row, column in zip(rows, columns, strict=True))
    if chance == total**2:
        return None
    same = sum(table[at][at] for at in range(len(table)))
    return float((same * total - chance) / (total**2 - chance))


def rounded(value: float | None) -> float | None:
    """As it is kept and shown: to two decimals."""
    return None if value is None else float(round(value, 2) + 0.0)


def band_of(kappa: float) -> Band | None:
    """What Landis and Koch call a kappa of this size; None below 0, where they agree less than by chance.

    >>> band_of(0.61), band_of(0.2), band_of(-0.1)
    ('substantial', 'slight', None)
    """
    return next((name for end, name in BANDS if kappa <= end), BANDS[-1][1]) if kappa >= 0 else None
