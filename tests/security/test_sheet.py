"""The sheet of requirements names tests that are there."""

import csv
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_line_of_the_sheet_names_a_test_that_exists() -> None:
    with (ROOT / "docs" / "asvs.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["requirement"] for row in rows}) == len(rows) > 20
    for row in rows:
        path, _, name = row["test"].partition("::")
        assert f"def {name}(" in (ROOT / path).read_text(), row
