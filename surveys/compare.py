"""What differs between two editions of a questionnaire, place by place, and which items a person must class."""

from typing import Any

from frameworks.loss import Difference, differences
from surveys.changes import SCALES, Change, changes_of, must_be_classed
from surveys.instrument import Instrument

OF_SECTIONS = ("items", "questions")
BY_HAND = "editorial or substantive"
"""How a person may class an item that is asked in other words."""


def compare_instruments(earlier: Instrument, later: Instrument) -> tuple[Difference, ...]:
    """Every place that differs, items and questions by their codes whatever page they stand on.

    For an item that must be classed, a last line says how it may be: `items[N01] must be classed`.
    """
    return (*differences(_flat(earlier), _flat(later)), *needed_classes(earlier, later))


def needed_classes(earlier: Instrument, later: Instrument) -> tuple[Difference, ...]:
    """A line for each item that is new, retired or asked otherwise, with the classes it can have.

    >>> needed_classes(example := Instrument(
    ...     id="a", title="A", edition="1", audience="preceptee", source="Ours", sections=()), example)
    ()
    """
    scales_differ = any(getattr(earlier, scale) != getattr(later, scale) for scale in SCALES)
    return tuple(
        Difference(f"items[{code}] must be classed", "", _classes(change, scales_differ=scales_differ))
        for code, change in changes_of(earlier, later, None).items()
        if must_be_classed(earlier.item(code), later.item(code))
    )


def _classes(change: Change, *, scales_differ: bool) -> str:
    """New and retired are facts, and a scale that changed leaves no choice."""
    return change if change in {"new", "retired"} or scales_differ else BY_HAND


def _flat(instrument: Instrument) -> dict[str, Any]:
    """The questionnaire with its items and questions in lists of their own, each with the page it stands on."""
    said = instrument.model_dump(mode="json")
    for name in OF_SECTIONS:
        said[name] = [
            {**entry, "section": section["code"]}
            for section in said["sections"]
            for entry in section.pop(name)
        ]
    return said
