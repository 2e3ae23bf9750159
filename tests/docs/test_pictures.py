"""Every picture is one that the command takes, is small, and stands in the documentation with words for it."""

import re
from pathlib import Path

from tests.pictures.which import LARGEST, PICTURES, RATING

DOCS = Path(__file__).parents[2] / "docs"
NAMES = {each.name for each in (*PICTURES, RATING)}


def test_the_pictures_are_those_the_command_takes_and_at_most_twelve() -> None:
    assert {path.stem for path in (DOCS / "pictures").glob("*.png")} == NAMES
    assert len(NAMES) <= 12


def test_no_picture_is_larger_than_150_kilobytes() -> None:
    assert [path.name for path in (DOCS / "pictures").glob("*.png") if path.stat().st_size > LARGEST] == []


def test_every_picture_stands_in_the_documentation_with_words_for_it() -> None:
    shown = dict(
        re.findall(r"!\[([^\]]{20,})\]\(pictures/([\w-]+)\.png\)", (DOCS / "pictures.md").read_text())
    )
    assert set(shown.values()) == NAMES
