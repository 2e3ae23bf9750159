"""Saving: settings that durability depends on, and no lost update under contention."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from app.migrate import upgrade
from surveys.database import Database, open_database
from surveys.tables import Meta


def test_sqlite_is_opened_with_the_settings_that_saving_depends_on(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'a.sqlite'}")
    with database.reading() as session:
        found = {
            name: session.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    database.close()
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10000}


def test_rel_07_no_acknowledged_save_is_lost_among_eight_writers(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'a.sqlite'}")
    upgrade(database)
    with database.writing() as session:
        session.add(Meta(key="count", value="0"))

    def add_fifty(_writer: int) -> None:
        for _ in range(50):
            with database.writing() as session:
                row = session.get_one(Meta, "count")
                row.value = str(int(row.value) + 1)
                session.add(row)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add_fifty, range(8)))
    with database.reading() as session:
        assert session.get_one(Meta, "count").value == "400"
    database.close()


def test_a_unit_that_raises_leaves_nothing_behind(database: Database) -> None:
    def start_and_stop() -> None:
        with database.writing() as session:
            session.add(Meta(key="half", value="done"))
            session.flush()
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        start_and_stop()
    with database.reading() as session:
        assert session.get(Meta, "half") is None
