"""The derived questions that a release counts, besides what people were asked."""

from collections.abc import Mapping

from mapping.derived import Derived
from surveys.instrument import Instrument


def derived_questions(instruments: Mapping[str, Instrument]) -> tuple[Derived, ...]:
    """Every derived question of these instruments, by audience."""
    del instruments
    return ()
