"""Telling somebody at a terminal how far long work has come."""

from collections.abc import Callable

STEPS = 10


def tell_progress(say: Callable[[str], None], what: str) -> Callable[[str, int, int], None]:
    """A progress callback that says each new phase, and a tenth of it at a time."""
    told: set[tuple[str, int]] = set()

    def progress(phase: str, done: int, of: int) -> None:
        tenth = done * STEPS // of if of else 0
        if (phase, tenth) not in told:
            told.add((phase, tenth))
            say(f"{what}: {phase.lower()}" + (f", {done} of {of} questions" if of else ""))

    return progress
