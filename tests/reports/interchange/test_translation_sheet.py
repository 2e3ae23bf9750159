"""A sheet to translate in: what it shows, that it reads back to the same, and refusals by cell."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frameworks.definition import DefinitionError
from frameworks.translatable import phrases_of
from frameworks.translation import Entry, Translation, source_hash
from mapping.spreadsheet import read_rows
from reports.interchange.translation_sheet import READ, read_sheet, sheet_csv, sheet_rows, sheet_xlsx
from surveys.instrument import Instrument, NeedItem, Section

SMALL = Instrument(
    id="small",
    title="Small",
    edition="1",
    audience="preceptee",
    source="Ours",
    sections=(
        Section(code="safety", title="Safety", items=(NeedItem(code="N01", text="=Asking for help"),)),
    ),
)
CHECKED = date(2026, 11, 20)


def made(words: Sequence[str], *, by: str | None = None) -> Translation:
    """A translation of the first texts of SMALL."""
    entries = tuple(
        Entry(
            place=phrase.place,
            text=text,
            source_hash=source_hash(phrase.text),
            checked_by=by,
            checked_on=CHECKED if by else None,
        )
        for phrase, text in zip(phrases_of(SMALL), words, strict=False)
    )
    return Translation(
        id="small.cy", of="small", language="cy", title="Small", provenance="A test.", entries=entries
    )


def read(rows: Sequence[Sequence[object]], before: Translation | None = None) -> Translation:
    known = {("small", "cy"): before} if before else {}
    numbered = list(enumerate(rows, start=1))
    return read_sheet(numbered, file="small.csv", definitions={"small": SMALL}, translations=known)


def refusals(*rows: Sequence[object]) -> list[str]:
    with pytest.raises(DefinitionError) as refused:
        read([READ, *rows])
    return [str(problem) for problem in refused.value.problems]


def test_a_row_for_every_text_says_how_it_stands() -> None:
    old = made(["Bach", "Diogelwch"]).entries
    changed = old[1].model_copy(update={"source_hash": source_hash("Another English")})
    rows = sheet_rows(SMALL, made([]).model_copy(update={"entries": (old[0], changed)}), "cy")
    assert rows[1:] == [
        ("small.cy", "title", "Small", "Bach", "", "", "not checked"),
        ("small.cy", "sections.safety.title", "Safety", "Diogelwch", "", "", "English changed"),
        ("small.cy", "sections.safety.items.N01.text", "=Asking for help", "", "", "", "to translate"),
    ]


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_file_that_was_written_reads_back_to_the_same(suffix: str, tmp_path: Path) -> None:
    whole = made(["-Bach", "Diogelwch", "=Gofyn am help"], by="A speaker")
    rows = sheet_rows(SMALL, whole, "cy")
    path = tmp_path / f"small.{suffix}"
    path.write_bytes(sheet_csv(rows) if suffix == "csv" else sheet_xlsx(rows, language="cy"))
    found = read_rows(path, naming=[name.lower() for name in READ])
    assert (
        read_sheet(found, file=path.name, definitions={"small": SMALL}, translations={("small", "cy"): whole})
        == whole
    )


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), min_size=1)


@given(
    st.lists(WORDS.filter(lambda text: text == text.strip() and not text.startswith("'")), max_size=3),
    st.booleans(),
)
def test_any_words_read_back_as_they_were(words: list[str], is_checked: bool) -> None:
    before = made(words, by="A speaker" if is_checked else None)
    assert read(sheet_rows(SMALL, before, "cy"), before) == before


def test_rows_without_words_are_left_out_and_a_date_cell_is_a_date() -> None:
    found = read(
        [
            READ,
            ["small.cy", "title", "Small", "Bach", "A speaker", datetime(2026, 11, 20, 0, 0)],
            ["small.cy", "sections.safety.title", "Safety", None, None, None],
        ]
    )
    assert [(each.place, each.text, each.checked_on) for each in found.entries] == [
        ("title", "Bach", CHECKED)
    ]
    assert found.title == "Small, in Cymraeg"


def test_each_cell_that_cannot_be_used_is_named() -> None:
    assert refusals(
        ["small.cy", "titel", "Small", "Bach", "", ""],
        ["small.cy", "title", "Smaller", "Bach", "", ""],
        ["small.cy", "title", "Small", "Bach", "A speaker", "yesterday"],
        ["other.cy", "sections.safety.title", "Safety", "", "A speaker", ""],
    ) == [
        "small.csv:2: B2: 'titel' is not a place of this definition; keep it as it was made",
        "small.csv:3: C3: is not today's English, which is “Small”; translate that, or make the sheet again",
        "small.csv:4: B4: 'title' stands in line 3 too; keep one",
        "small.csv:4: F4: 'yesterday' is not a date; write it as 2026-11-25",
        "small.csv:5: A5: must be 'small.cy', as in the rows above; one file, one translation",
        "small.csv:5: F5: give the date on which A speaker checked it, such as 2026-11-25",
        "small.csv:5: D5: there are no words for A speaker to have checked; write them",
    ]


def test_a_sheet_of_nothing_known_or_without_its_columns_is_refused() -> None:
    assert refusals(["small.fr", "title", "Small", "Petit", "", ""]) == [
        "small.csv:2: A2: 'small.fr' is not a definition and a language, such as small.cy"
    ]
    assert refusals() == ["small.csv:1: there is no row below the header; fill in the words"]
    with pytest.raises(DefinitionError, match="the sheet is empty"):
        read([])
    with pytest.raises(DefinitionError, match="the column Words, Checked by, Checked on is missing"):
        read([["Translation", "Place", "English"], ["small.cy", "title", "Small"]])
