"""A file says by its ending and its content which format it has; nobody needs to know the word for it."""

import pytest

from app.definitions import load_definitions
from app.format_signs import has_survey_sheet
from app.formats import FORMATS, format_of

DEFINITIONS = load_definitions()
WRITTEN = [
    ("yaml", "hcpc-principles-2023"),
    ("xlsx", "hcpc-principles-2023"),
    ("csv", "hcpc-principles-2023"),
    ("case-1.1", "hcpc-principles-2023"),
    ("ciso", "hcpc-principles-2023"),
    ("xlsx", "preceptor-2026"),
    ("xlsform", "preceptor-2026"),
    ("fhir", "preceptor-2026"),
]


@pytest.mark.parametrize(("key", "definition"), WRITTEN)
def test_each_file_we_write_is_known_again(key: str, definition: str) -> None:
    chosen = FORMATS[key]
    assert chosen.write is not None
    assert format_of(f"any{chosen.suffix}", chosen.write(DEFINITIONS, definition).content) == key


@pytest.mark.parametrize(
    ("name", "key"),
    [("a.yml", "yaml"), ("a.json", "case-1.1"), ("A.XLSX", "xlsx"), ("a.doc", None), ("", None)],
)
def test_a_file_without_a_sign_is_what_its_ending_says(name: str, key: str | None) -> None:
    assert format_of(name, b"nothing to see") == key


def test_what_is_no_workbook_has_no_survey_sheet() -> None:
    assert not has_survey_sheet(b"")
    assert not has_survey_sheet(b"PK\x03\x04 broken")
