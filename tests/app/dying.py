"""A process of the service that a test kills: it takes the waiting job, and stops at a place of its own.

Run as `python -m tests.app.dying ADDRESS PLACE`, it prints a line once it is there and then waits to be killed.
"""

import sys
import threading
from typing import Any

from app.clock import utc_now
from surveys.database import Database, open_database
from tests.app.jobs import jobs_of, store_release

PLACES = ("before it stores", "while it stores", "after it stored")


def wait_here() -> None:
    """Say so and never come back."""
    print("here", flush=True)
    threading.Event().wait()


def go_on() -> None:
    """Do not stop."""


def main(address: str, place: str) -> None:
    """Begin the waiting job and stop at `place`."""

    def make(database: Database, **order: Any) -> int:
        if place == "before it stores":
            wait_here()
        number = store_release(database, **order, pause=wait_here if place == "while it stores" else go_on)
        wait_here()
        return number

    jobs_of(open_database(address), utc_now, make).work()


if __name__ == "__main__":
    main(*sys.argv[1:])
