"""The catalogue gate: every text that is said has Welsh words that fit, and none is stale, fuzzy or out of place."""

from datetime import date
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from app.catalogue_rules import catalogue_problems
from app.catalogue_words import gather, update, write_catalogue
from app.catalogues import NOT_CHECKED, load_speeches, read_catalogue, unchecked
from frameworks.language import IN_ENGLISH, Speech, say, say_count, say_date, speak


@pytest.fixture
def welsh() -> object:
    """Welsh is spoken while the test lasts."""
    speak(load_speeches()["cy"])
    yield
    speak(IN_ENGLISH)


def entry(id: str | tuple[str, str], words: str | tuple[str, ...] | None, *flags: str) -> Catalog:
    catalogue = Catalog(locale="cy")
    catalogue.add(id, words, flags=flags)
    return catalogue


def said(id: str | tuple[str, str]) -> Catalog:
    return entry(id, None)


def test_every_text_that_is_said_has_welsh_words_that_fit_and_no_other_does() -> None:
    problems = catalogue_problems(read_catalogue("cy"), gather(), file="cy.po")
    assert [str(each) for each in problems] == []


def test_the_gate_looks_at_templates_and_at_code() -> None:
    ids = [message.id for message in gather()]
    for text in (
        "Enter your invitation code",
        "Choose one of the answers shown.",
        "How confident are you now?",
    ):
        assert text in ids
    assert ("You left {count} area blank.", "You left {count} areas blank.") in ids
    assert len(ids) > 400


@pytest.mark.parametrize(
    ("id", "words", "flags", "wrong"),
    [
        ("Save", "", (), "has no words"),
        ("Save", None, (), "has no words"),
        ("Save", "Cadw", ("fuzzy",), "is marked as fuzzy"),
        ("Saved at {time}", "Wedi'i gadw", (), "has other places or tags"),
        ("%(name)s, table", "%(title)s, tabl", (), "has other places or tags"),
        ('<a href="/help">Help</a>', '<a href="/elsewhere">Help</a>', (), "has other places or tags"),
        (("{count} area", "{count} areas"), ("{count} maes", "{count} maes"), (), "needs words in 5 forms"),
    ],
)
def test_words_that_would_break_a_page_are_refused(
    id: str | tuple[str, str], words: str | tuple[str, ...] | None, flags: tuple[str, ...], wrong: str
) -> None:
    problems = catalogue_problems(entry(id, words, *flags), said(id), file="cy.po")
    assert len(problems) == 1
    assert wrong in problems[0].message


def test_a_text_that_is_missing_or_no_longer_said_is_named() -> None:
    problems = catalogue_problems(entry("Old", "Hen"), said("New"), file="cy.po")
    assert [f"{each.place} {each.message}" for each in problems] == [
        "“New” has no entry; bring the catalogue up to date",
        "“Old” is no longer said; take the entry out",
    ]


def test_bringing_up_to_date_keeps_words_and_marks_what_is_new_as_not_checked(tmp_path: Path) -> None:
    old = Catalog(locale="cy")
    old.add("Continue", "Ymlaen", user_comments=["checked by a speaker"])
    old.add("Nobody says this", "Nid oes neb yn dweud hyn")
    write_catalogue(old, "cy", tmp_path)
    new = update("cy", tmp_path)
    assert new.get("Continue").string == "Ymlaen"
    assert new.get("Continue").user_comments == ["checked by a speaker"]
    assert new.get("Nobody says this") is None
    assert not new.get("Start").string
    assert new.get("Start").user_comments == [NOT_CHECKED]


def test_no_entry_claims_that_a_speaker_has_checked_it() -> None:
    catalogue = read_catalogue("cy")
    assert unchecked(catalogue) == len(catalogue)


@pytest.mark.usefixtures("welsh")
def test_welsh_has_its_own_forms_for_one_two_three_six_and_others() -> None:
    words = [say_count("{count} preceptee", "{count} preceptees", count) for count in (0, 1, 2, 3, 4, 6, 7)]
    assert words == [
        "0 preceptai",
        "1 preceptai",
        "2 breceptai",
        "3 phreceptai",
        "4 preceptai",
        "6 phreceptai",
        "7 preceptai",
    ]


@pytest.mark.usefixtures("welsh")
def test_dates_and_what_has_no_words_yet() -> None:
    assert say_date(date(2026, 3, 1)) == "1 Mawrth 2026"
    assert say("Nobody has translated {this}.", this="this") == "Nobody has translated this."


def test_english_says_what_is_written() -> None:
    speak(Speech())
    assert say("Choose one of the answers shown.") == "Choose one of the answers shown."
