"""A process that has others work beside it, for a test to kill. `python -m tests.app.starting` prints their numbers."""

import os
import threading
import time

from app.processes import side_by_side
from mapping.counted import Counts
from surveys.counts import PersonCount

MANY = Counts(ratings=(), people=[PersonCount("preceptee", "T01", "Y56", None, None, 1000)])


def work_on(_task: int) -> int:
    """Take a moment, and say which process took it."""
    time.sleep(0.5)
    return os.getpid()


def main() -> None:
    """Start the others, print them, and wait."""
    with side_by_side(MANY) as executor:
        assert executor is not None
        print(*sorted(set(executor.map(work_on, range(4)))), flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
