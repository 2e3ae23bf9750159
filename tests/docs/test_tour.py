"""The tour of the code leads to files and functions that are there, and the house is described as it is."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOUR = (ROOT / "docs" / "tour.md").read_text()
ROOMS = ("app/", "mapping/", "frameworks/", "surveys/", "reports/", "tests/")


def test_every_file_of_the_tour_exists() -> None:
    named = [path for path in re.findall(r"`([^`\s]+)`", TOUR) if path.startswith(ROOMS)]
    assert len(named) > 40
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_function_of_the_tour_is_in_the_file_named_beside_it() -> None:
    beside = re.findall(r"`(\w+)`(?: shows a section| carries| turns| checks|)? ?in\s+`([\w/]+\.py)`", TOUR)
    beside += [
        (name, path)
        for path, name in re.findall(r"`([\w/]+\.py)`:\s+`(\w+)`", TOUR)
        if not name.endswith("py")
    ]
    assert {name for name, _ in beside} == {
        "section_page",
        "sections_for",
        "save_section",
        "read_ratings",
        "save_ratings",
        "build_release",
    }
    assert [name for name, path in beside if f"def {name}(" not in (ROOT / path).read_text()] == []


def test_the_rooms_stand_in_the_order_that_the_contracts_hold() -> None:
    layers = re.search(r"layers = \[(.+)\]", (ROOT / "pyproject.toml").read_text())
    assert layers
    assert " ← ".join(reversed(re.findall(r'"(\w+)"', layers.group(1)))) in TOUR
