"""Numbers are banded before they are counted."""

import pytest

from app.bands import BANDS, band, band_facts
from surveys.counts import FactCount


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ("0", "none"),
        ("1", "1-to-7"),
        ("7", "1-to-7"),
        ("8", "8-to-11"),
        ("11", "8-to-11"),
        ("12", "12-or-more"),
        ("400", "12-or-more"),
    ],
)
def test_protected_hours_fall_into_the_bands_of_the_nursing_levels(hours: str, expected: str) -> None:
    assert band("protected-hours", hours) == expected


def test_numbers_between_bands_fall_into_the_lower_one_while_they_do_not_reach_the_next() -> None:
    assert band("protected-hours", "7.5") == "1-to-7"
    assert band("protected-hours", "0.5") == "1-to-7"
    assert band("protected-hours", "11.9") == "8-to-11"


def test_every_band_is_published() -> None:
    for question, names in BANDS.items():
        if question != "binding-limit":
            assert {band(question, str(number)) for number in range(100)} <= set(names)


def test_counts_of_one_band_add_up() -> None:
    place = ("preceptor", "T01", "Y56", None, None)
    facts = [
        FactCount(*place, "protected-hours", "8", 3),
        FactCount(*place, "protected-hours", "10", 4),
        FactCount(*place, "training", "full", 2),
    ]
    assert sorted(band_facts(facts)) == [
        FactCount(*place, "protected-hours", "8-to-11", 7),
        FactCount(*place, "training", "full", 2),
    ]
