"""A database that fails at the statement a test chooses, and what is stored, to compare before and after."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError
from sqlmodel import SQLModel

from surveys.database import Database

WRITES = ("INSERT", "UPDATE", "DELETE")


@dataclass
class Fault:
    """How many writes there were, and whether the chosen one was reached."""

    at: int
    seen: int = 0
    fired: bool = False

    def count(self) -> None:
        """One more write; the chosen one fails, as a full disk would make it."""
        self.seen += 1
        if self.seen == self.at:
            self.fired = True
            raise OperationalError("a fault of the test", {}, Exception("a fault of the test"))


@contextmanager
def fault_at(database: Database, write: int) -> Iterator[Fault]:
    """Within the block the write with this number, from 1, fails; a commit counts as a write."""
    fault = Fault(write)

    def statement(_connection: object, _cursor: object, words: str, *_rest: object) -> None:
        if words.lstrip().upper().startswith(WRITES):
            fault.count()

    def commit(_connection: object) -> None:
        fault.count()

    event.listen(database.engine, "before_cursor_execute", statement)
    event.listen(database.engine, "commit", commit)
    try:
        yield fault
    finally:
        event.remove(database.engine, "before_cursor_execute", statement)
        event.remove(database.engine, "commit", commit)


def stored(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    with database.reading() as session:
        return {
            table.name: sorted((tuple(row) for row in session.execute(select(table))), key=repr)
            for table in SQLModel.metadata.sorted_tables
        }


def fail_at_every_write(database: Database, act: Callable[[], bool]) -> int:
    """Try `act`, which says whether it was done, with each of its writes failing in turn, until none is left.

    Asserts that a try that failed says so and leaves every row as it was, and that the last one is done. The
    number of writes.
    """
    before = stored(database)
    for write in range(1, 500):
        with fault_at(database, write) as fault:
            done = act()
        if not fault.fired:
            assert done
            assert stored(database) != before
            return write - 1
        assert not done, f"write {write} failed and nobody was told"
        assert stored(database) == before, f"write {write} failed and something was left behind"
    raise AssertionError("there is no end of writes")
