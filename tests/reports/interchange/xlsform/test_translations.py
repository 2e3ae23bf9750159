"""Forms in two languages, ours and others' (ANCHORS (d) 14, e2)."""

from datetime import date

import pytest
from pyxform.xls2xform import convert

from frameworks.document import DefinitionError
from frameworks.translation import Entry, Translation, source_hash
from reports.interchange.xlsform.convert import read_xlsform, write_xlsform
from surveys.load import load_instruments
from tests.reports.interchange.xlsform.books import book, cell_with, changed, without_row

INSTRUMENTS = load_instruments()
PRECEPTOR = INSTRUMENTS["preceptor-2026"]


def entry(place: str, english: str, welsh: str, checked_by: str | None = None) -> Entry:
    return Entry(
        place=place,
        text=welsh,
        source_hash=source_hash(english),
        checked_by=checked_by,
        checked_on=date(2026, 11, 1) if checked_by else None,
    )


TITLE = PRECEPTOR.sections[0].title
STEP = PRECEPTOR.items[0].next_steps[0]
CYMRAEG = Translation(
    id="preceptor-2026.cy",
    of="preceptor-2026",
    language="cy",
    title="Cwestiynau",
    provenance="Made for this test.",
    entries=(
        entry("sections.about-you.title", TITLE, "Amdanoch chi", "A speaker"),
        entry(f"sections.the-role.items.{PRECEPTOR.items[0].code}.next_steps.1", STEP, " = cam "),
        entry("title", PRECEPTOR.title, "Anghenion"),
    ),
)
WRITTEN, _ = write_xlsform(PRECEPTOR, translations=[CYMRAEG])


def test_a_form_in_two_languages_is_accepted_by_odk_without_a_warning() -> None:
    warnings: list[str] = []
    xform = convert(WRITTEN, warnings=warnings).xform
    assert warnings == []
    assert "Amdanoch chi" in xform
    assert '<translation lang="Cymraeg (cy)">' in xform


def test_instrument_and_translation_come_back_equal_and_nothing_is_lost() -> None:
    documents, report = read_xlsform(WRITTEN, "form.xlsx")
    assert documents == (PRECEPTOR, CYMRAEG)
    assert report.lost == ()


def test_words_changed_in_the_form_win_and_are_not_checked() -> None:
    cell = cell_with(WRITTEN, "survey", "Amdanoch chi")
    (_, welsh), report = read_xlsform(changed(WRITTEN, "survey", cell, "Chi"), "form.xlsx")
    assert isinstance(welsh, Translation)
    assert welsh.entries[0] == entry("sections.about-you.title", TITLE, "Chi")
    assert welsh.entries[1:] == CYMRAEG.entries[1:]
    assert report.lost == ()


def test_words_of_what_is_gone_are_listed() -> None:
    row = int(cell_with(WRITTEN, "survey", f"{PRECEPTOR.items[0].code}__imp")[1:])
    (_, welsh), report = read_xlsform(without_row(WRITTEN, "survey", row), "form.xlsx")
    assert isinstance(welsh, Translation)
    assert len(welsh.entries) == 2
    assert [each.value for each in report.lost if each.place.startswith("_translations!")] == [
        'json:" = cam "'
    ]


def test_a_plain_form_says_that_who_checked_the_words_is_lost() -> None:
    content, report = write_xlsform(PRECEPTOR, translations=[CYMRAEG], plain=True)
    assert [each.place for each in report.lost if "translation" in each.place] == [
        "translation preceptor-2026.cy"
    ]
    (_, welsh), _ = read_xlsform(content, "form.xlsx")
    assert isinstance(welsh, Translation)
    assert welsh.entries == (entry("sections.about-you.title", TITLE, "Amdanoch chi"),)


def test_another_producers_second_language_becomes_a_translation_where_it_is_one_of_ours() -> None:
    content = book(
        survey=[
            ["type", "name", "label::English (en)", "label::Welsh", "label::Français (fr)"],
            ["text", "q", "Word?", "Gair?", "Mot ?"],
            ["text", "r", "Another?", None, "Un autre ?"],
        ]
    )
    (instrument, welsh), report = read_xlsform(content, "form.xlsx")
    assert isinstance(welsh, Translation)
    assert welsh.id == f"{instrument.id}.cy"
    assert welsh.entries == (entry("sections.questions.questions.q.text", "Word?", "Gair?"),)
    assert ("label::Français (fr)", "dropped") in [(each.place, each.what) for each in report.lost]


def test_a_broken_sheet_of_translations_is_refused_by_its_cell() -> None:
    with pytest.raises(DefinitionError, match="_translations!C2: this does not say what the translation is"):
        read_xlsform(changed(WRITTEN, "_translations", "C2", "json:{"), "form.xlsx")
    with pytest.raises(
        DefinitionError, match=r"_translations!C2: entries\.0.source_hash: String should match"
    ):
        read_xlsform(changed(WRITTEN, "_translations", "D3", "old"), "form.xlsx")
