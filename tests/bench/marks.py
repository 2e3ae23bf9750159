"""The marks to reach, and whether a run reached them."""

from dataclasses import dataclass

from tests.bench.measure import Spread
from tests.bench.run import Results


@dataclass(frozen=True)
class Mark:
    """One promise: what is compared with what, the limit, and what was measured (None: not run)."""

    what: str
    limit: str
    measured: str
    reached: bool | None

    @property
    def verdict(self) -> str:
        """In one word."""
        return {True: "reached", False: "missed", None: "not run"}[self.reached]


def marks(results: Results) -> list[Mark]:
    """Every mark of the bench."""
    sizes = results.sizes
    smallest, largest = min(sizes), max(sizes)
    found = [
        _most(
            f"Release of {size:,} submissions beside a bare GROUP BY of the same rows",
            3,
            ratio(sizes[size], "release", "bare") if size in sizes else None,
        )
        for size in (100_000, 1_000_000)
    ]
    peak = sizes[1_000_000]["release peak"].median if 1_000_000 in sizes else None
    flat = sizes[largest]["dashboard page"].median / sizes[smallest]["dashboard page"].median
    span = f"{largest:,} submissions beside {smallest:,}"
    bare, styled = (
        max(ratio(each, "workbook ours", other) for each in sizes.values())
        for other in ("workbook openpyxl", "workbook styled")
    )
    return [
        *found,
        Mark(
            "Memory of a release of 1,000,000 submissions",
            "under 1,000 MB",
            "" if peak is None else f"{peak:,.0f} MB",
            None if peak is None else peak < 1000,
        ),
        _most(f"A page of the dashboard, {span}", 1.3, flat if smallest != largest else None),
        _most(
            "National workbook beside openpyxl write-only writing the same cells, styled alike", 1.5, styled
        ),
        _most("National workbook beside openpyxl write-only writing bare values", 1.5, bare),
        _least(
            "Saving and submitting beside bare durable commits of the same rows",
            0.5,
            ratio(results.saving, "bare", "ours"),
        ),
    ]


def ratio(found: dict[str, Spread], of: str, to: str) -> float:
    """How many times as long one took as the other."""
    return found[of].median / found[to].median


def times(number: float) -> str:
    """A ratio in words.

    >>> times(2.345), times(0.5), times(123.4)
    ('2.3 times', '0.50 times', '123 times')
    """
    digits = 2 if number < 1 else 1 if number < 100 else 0
    return f"{number:.{digits}f} times"


def _most(what: str, limit: float, measured: float | None) -> Mark:
    words = "" if measured is None else times(measured)
    return Mark(what, f"at most {limit} times", words, None if measured is None else measured <= limit)


def _least(what: str, limit: float, measured: float) -> Mark:
    return Mark(what, f"at least {limit} times", times(measured), measured >= limit)
