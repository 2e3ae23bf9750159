"""Processes that work side by side: for a large release, and never for longer than the one that wants them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.processes import side_by_side
from mapping.counted import Counts
from surveys.counts import PersonCount
from tests.app.jobs import eventually

ROOT = Path(__file__).parents[2]


def is_alive(number: int) -> bool:
    """True while this process runs; one that has ended and was not fetched yet does not."""
    try:
        os.kill(number, 0)
        return "\nState:\tZ" not in Path(f"/proc/{number}/status").read_text()
    except (ProcessLookupError, FileNotFoundError):
        return False


def test_a_release_of_a_few_people_starts_no_process() -> None:
    few = Counts(ratings=(), people=[PersonCount("preceptee", "T01", "Y56", None, None, 199)])
    with side_by_side(few) as executor:
        assert executor is None


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks at processes as Linux shows them")
def test_when_the_service_is_killed_its_processes_end_too() -> None:
    service = subprocess.Popen(
        [sys.executable, "-m", "tests.app.starting"], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    with service:
        assert service.stdout is not None
        others = [int(number) for number in service.stdout.readline().split()]
        assert others
        assert all(map(is_alive, others))
        service.kill()
    eventually(lambda: not any(map(is_alive, others)))
