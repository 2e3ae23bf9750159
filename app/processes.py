"""Processes to work side by side on what one alone would take minutes for."""

import multiprocessing
import os
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.process import BaseProcess

from mapping.counted import Counts
from mapping.tally import frame_of
from surveys.counts import PersonCount

WORTH_IT = 200
"""From this many people on, starting processes takes less time than it saves."""


@contextmanager
def side_by_side(counts: Counts) -> Iterator[Executor | None]:
    """An executor with a process a core; None for a release of a few people."""
    if frame_of(counts.people, PersonCount)["people"].sum() < WORTH_IT:
        yield None
        return
    context = multiprocessing.get_context("spawn")
    executor = ProcessPoolExecutor(
        max(1, os.cpu_count() or 1), mp_context=context, initializer=end_with_parent
    )
    try:
        yield executor
    except BaseException:  # whoever gave up does not wait for what is still running
        executor.shutdown(wait=False, cancel_futures=True)
        raise
    executor.shutdown()


def end_with_parent() -> None:
    """End this process when the one that started it is gone, killed even, so that nobody works for nobody."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent,), daemon=True).start()


def _follow(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
