"""`docs/performance.md`, written from the figures of a run."""

import os
import platform
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

from tests.bench.marks import marks, ratio, times
from tests.bench.measure import Spread
from tests.bench.questions import ITEMS
from tests.bench.run import Results
from tests.bench.saving import PEOPLE, commits

PAGE, PICTURE = "performance.md", "pictures/release-time.svg"
ALL = (1_000, 10_000, 100_000, 1_000_000)
LIBRARIES = ("sqlalchemy", "pandas", "numpy", "openpyxl", "duckdb")
COUNTING = {
    "release": "release: counting, protecting, building",
    "release counting": "of which counting in the database",
    "release building": "of which protecting and building",
    "bare": "bare `GROUP BY` item and ratings",
    "joint": "bare `GROUP BY` cell, item and ratings",
    "tally": "reading a tally kept up to date",
    "duckdb": "DuckDB, item and ratings",
    "duckdb joint": "DuckDB, cell, item and ratings",
    "pandas": "pandas, item and ratings",
    "pandas joint": "pandas, cell, item and ratings",
}
READING = {
    "dashboard page": "a page of the dashboard",
    "dashboard first": "the first page after a start",
    "workbook ours": "national workbook",
    "workbook styled": "openpyxl, write-only, the same cells, styled alike",
    "workbook openpyxl": "openpyxl, write-only, bare values",
}


def document(results: Results, *, picture: str, today: date) -> str:
    """The whole page, in Markdown."""
    sizes = results.sizes
    heads = [f"{size:,}" for size in sizes]
    lines = [
        "# Performance",
        "",
        "Made by `make bench`, which writes this page. Ratios are what counts; seconds are those of one machine.",
        "",
        *_table(
            ("mark", "limit", "measured", ""),
            ((each.what, each.limit, each.measured, each.verdict) for each in marks(results)),
        ),
        "",
        f"![Seconds to make a release, and to count the same rows, by number of submissions]({picture})",
        "",
        "## A release, as a ratio",
        "",
        f"Everything of a release but the attack, from so many submissions x {ITEMS} items, beside:",
        "",
        *_table(
            ("", *heads),
            (
                (COUNTING[other], *(_ratio(found, "release", other) for found in sizes.values()))
                for other in ("bare", "joint", "duckdb", "duckdb joint", "pandas", "pandas joint")
            ),
        ),
        "",
        "## Seconds",
        "",
        "Median, with the least and the most of the repeats in brackets.",
        "",
        *_seconds(sizes, heads, COUNTING),
        "",
        *_seconds(sizes, heads, READING),
        "",
        "## Peak memory in megabytes",
        "",
        *_table(
            ("", *heads),
            (
                (words, *(_peak(found, name) for found in sizes.values()))
                for name, words in (
                    ("release", "release"),
                    ("duckdb joint", "DuckDB"),
                    ("pandas joint", "pandas"),
                )
            ),
        ),
        "",
        "## Saving and submitting",
        "",
        f"{PEOPLE} people answer {ITEMS} items page by page and submit: {commits()} commits, each on the disk before "
        "it is acknowledged. One writer. The use cases also read what is there, check it and compare revisions: "
        f"{_more(results.saving):.1f} ms a commit. The slower a disk, the less that matters.",
        "",
        *_saving(results.saving),
        "",
        "## What was run",
        "",
        *(f"* {line}" for line in _about(results, today)),
        "",
    ]
    return "\n".join(lines)


def _about(results: Results, today: date) -> Iterable[str]:
    database = f"SQLite {sqlite3.sqlite_version}" if results.database == "sqlite" else "PostgreSQL"
    yield (
        f"On {today.strftime('%-d %B %Y')}: {os.cpu_count()} processor cores ({platform.machine()}), {_memory()} GB "
        f"of memory, {platform.system()}, Python {platform.python_version()}, {database}, "
        + ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
        + "."
    )
    yield (
        "The cores are shared with other work, so seconds vary. Everything compared is measured in turns, one round "
        "after the other, each time in a new process, so that what else the machine does falls on all alike."
    )
    yield (
        "Synthetic submissions of 120 organisations, 7 regions, 5 pathways and 5 lengths in post; every fifth is a "
        f"preceptor's. The release counts {ITEMS} items and all plain questions; the others count the items only."
    )
    yield (
        "The bare `GROUP BY` knows no groups of people: it is the least anybody could count. The one by cell counts "
        "what a release adds up from. Pandas starts with the rows in memory as categories; DuckDB with a file of its "
        "own."
    )
    yield (
        "The first page after a start reads the whole release and checks its hash; more of it are figures the more "
        "people answered. Every page after it comes from what was read."
    )
    yield (
        "The national workbook also has charts, links, column widths, print settings and table objects, which neither "
        "openpyxl workbook has."
    )
    missing = [f"{size:,}" for size in ALL if size not in results.sizes]
    if missing:
        yield f"Not run: {', '.join(missing)}."
    yield "The attack on a release has [a page of its own](attack-performance.md)."
    yield "The joint counts alone and the kept tally are measured up to 100,000 only."


def _seconds(sizes: dict[int, dict[str, Spread]], heads: Sequence[str], names: dict[str, str]) -> list[str]:
    return _table(
        ("", *heads),
        ((words, *(_spread(found.get(name)) for found in sizes.values())) for name, words in names.items()),
    )


def _more(saving: dict[str, Spread]) -> float:
    """How many milliseconds a commit through the use cases takes more."""
    return 1000 * (saving["ours"].median - saving["bare"].median) / commits()


def _saving(saving: dict[str, Spread]) -> list[str]:
    names = {
        "bare": "bare commits through the driver",
        "ours": "the use cases",
        "with tally": "the use cases, a submission also counted in a tally",
    }
    return _table(
        ("", "seconds", "commits a second", "throughput beside bare"),
        (
            (
                words,
                _spread(saving[name]),
                f"{commits() / saving[name].median:,.0f}",
                times(ratio(saving, "bare", name)),
            )
            for name, words in names.items()
        ),
    )


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [heads, ["---"] * len(heads), *rows]
    return ["| " + " | ".join(line) + " |" for line in lines]


def _ratio(found: dict[str, Spread], of: str, to: str) -> str:
    return times(ratio(found, of, to)) if to in found else "not run"


def _peak(found: dict[str, Spread], name: str) -> str:
    return f"{max(found[f'{name} peak'].most, 1):,.0f}"


def _spread(spread: Spread | None) -> str:
    if spread is None:
        return "not run"
    return f"{_short(spread.median)} ({_short(spread.least)}–{_short(spread.most)})"


def _short(seconds: float) -> str:
    return f"{seconds:.3f}" if seconds < 1 else f"{seconds:.1f}"


def _memory() -> str:
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return f"{pages / 1024**3:.0f}"


def write(folder: Path, page: str, picture: str) -> None:
    """Write the page and its picture below `folder`."""
    (folder / PICTURE).write_text(picture, encoding="utf-8")
    (folder / PAGE).write_text(page, encoding="utf-8")
