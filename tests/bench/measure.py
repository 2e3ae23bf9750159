"""Timing in a process of its own, so that nothing is warm that would not be, and peak memory is its own."""

import multiprocessing
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Seconds = dict[str, float]
PEAK = "peak"


@dataclass(frozen=True)
class Spread:
    """The median of several repeats, and the least and the most."""

    median: float
    least: float
    most: float
    repeats: int


@contextmanager
def timed(seconds: Seconds, name: str) -> Iterator[None]:
    """Add how long the block takes to `seconds` under this name."""
    start = time.perf_counter()
    yield
    seconds[name] = seconds.get(name, 0.0) + time.perf_counter() - start


def alone(function: Callable[..., Seconds], *arguments: Any) -> Seconds:
    """What a function measured in a process of its own, and the process's peak memory in megabytes."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as executor:
        return executor.submit(_with_peak, function, arguments).result()


def _with_peak(function: Callable[..., Seconds], arguments: Sequence[Any]) -> Seconds:
    return function(*arguments) | {PEAK: peak_megabytes()}


def peak_megabytes() -> float:
    """The most memory this process has held."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def rounds(
    tasks: Mapping[str, Callable[[], Seconds]], repeats: int, *, say: Callable[[str], None]
) -> dict[str, Spread]:
    """Each task in turn, again and again, so that whatever else the machine does falls on all of them."""
    found: dict[str, list[float]] = {}
    for turn in range(1, repeats + 1):
        for name, task in tasks.items():
            measured = task()
            for part, seconds in measured.items():
                found.setdefault(f"{name} {part}".strip(), []).append(seconds)
            say(
                f"  round {turn} of {repeats}: {name} {measured.get('', next(iter(measured.values()))):.3f} s"
            )
    return {name: spread(values) for name, values in found.items()}


def spread(values: Sequence[float]) -> Spread:
    """The spread of several repeats."""
    return Spread(statistics.median(values), min(values), max(values), len(values))
