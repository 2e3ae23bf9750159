"""Words of a definition in another language: what is translatable, what a translation may change, and the gate."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frameworks.definition import DefinitionError
from frameworks.translatable import Phrase, phrases_of, with_words
from frameworks.translation import Entry, Translation, source_hash, translated
from frameworks.translation_files import check_translations, load_translations
from frameworks.translation_rules import promise_problems, standing_of, translation_problems
from frameworks.yaml_text import yaml_text
from surveys.instrument import Instrument, NeedItem, Option, Question, Section
from surveys.load import load_instruments

PATHWAY = Question(
    code="pathway",
    text="Which pathway?",
    kind="single",
    options=(Option(code="mri", label="MRI"), Option(code="other", label="Another", hint="Any other.")),
)
SMALL = Instrument(
    id="small",
    title="Small",
    edition="1",
    audience="preceptee",
    source="Ours",
    importance=(Option(code="1", label="Not important"),),
    sections=(
        Section(code="about-you", title="About you", questions=(PATHWAY,)),
        Section(
            code="safety",
            title="Safety",
            intro="Think of today.",
            items=(NeedItem(code="N01", text="Asking for help", next_steps=("Ask", "Ask again")),),
        ),
    ),
)
PLACES = (
    "title",
    "importance.1.label",
    "sections.about-you.title",
    "sections.about-you.questions.pathway.text",
    "sections.about-you.questions.pathway.options.mri.label",
    "sections.about-you.questions.pathway.options.other.label",
    "sections.about-you.questions.pathway.options.other.hint",
    "sections.safety.title",
    "sections.safety.intro",
    "sections.safety.items.N01.text",
    "sections.safety.items.N01.next_steps.1",
    "sections.safety.items.N01.next_steps.2",
)
INSTRUMENTS = load_instruments()
NOT_WORDS = {
    "Option": {"code", "kind"},
    "NeedItem": {"code", "pathways", "transitions", "source_key"},
    "Question": {"code", "kind", "no_more_than", "later"},
    "Section": {"code"},
    "Instrument": {"id", "edition", "audience", "source", "languages"},
}
"""Fields of text that nobody who answers reads. A new field goes here, or among its model's `translatable`."""


def made(instrument: Instrument = SMALL, **words: str) -> Translation:
    """A translation of every text, as the text with `cy ` before it unless told otherwise."""
    entries = [
        Entry(
            place=said.place,
            text=words.get(said.place, f"cy {said.text}"),
            source_hash=source_hash(said.text),
        )
        for said in phrases_of(instrument)
    ]
    return Translation(
        id=f"{instrument.id}.cy",
        of=instrument.id,
        language="cy",
        title="Small in Welsh",
        provenance="Made for a test.",
        entries=tuple(entries),
    )


def messages(translation: Translation, instrument: Instrument = SMALL) -> list[str]:
    found = translation_problems(translation, {instrument.id: instrument})
    return [f"{'.'.join(map(str, place))}: {message}" for place, message in found]


def test_every_text_a_person_reads_has_a_place_made_of_fields_and_codes() -> None:
    assert tuple(said.place for said in phrases_of(SMALL)) == PLACES
    assert phrases_of(SMALL)[-1] == Phrase(place="sections.safety.items.N01.next_steps.2", text="Ask again")


@pytest.mark.parametrize("model", [Option, NeedItem, Question, Section, Instrument])
def test_every_field_of_text_is_said_to_be_words_or_not(model: type[Instrument]) -> None:
    texts = {
        name
        for name, field in model.model_fields.items()
        if "str" in repr(field.annotation) or "Literal" in repr(field.annotation)
    }
    holds_models = {"options", "items", "questions", "importance", "confidence", "support", "sections"}
    assert texts - holds_models <= set(model.translatable) | NOT_WORDS[model.__name__]
    assert set(model.translatable) <= texts


def test_a_translation_changes_words_and_nothing_else() -> None:
    welsh = translated(SMALL, made())
    assert welsh.sections[1].items[0].text == "cy Asking for help"
    assert welsh.sections[1].items[0].next_steps == ("cy Ask", "cy Ask again")
    assert with_words(welsh, {said.place: said.text for said in phrases_of(SMALL)}) == SMALL


@given(st.data())
def test_codes_and_order_of_a_shipped_instrument_are_the_same_in_any_words(data: st.DataObject) -> None:
    instrument = INSTRUMENTS[data.draw(st.sampled_from(sorted(INSTRUMENTS)))]
    said = phrases_of(instrument)
    chosen = data.draw(st.sets(st.sampled_from(said), max_size=20))
    other = translated(
        instrument, made(instrument, **{each.place: data.draw(st.text(min_size=1)) for each in chosen})
    )
    assert [each.place for each in phrases_of(other)] == [each.place for each in said]
    assert with_words(other, {each.place: each.text for each in said}) == instrument
    assert [item.code for item in other.items] == [item.code for item in instrument.items]
    assert other.support_kinds == instrument.support_kinds


def test_words_made_from_another_english_are_not_used() -> None:
    changed = SMALL.model_copy(update={"title": "Another title"})
    assert translated(changed, made()).title == "Another title"
    assert [said.place for said in standing_of(changed, made()).stale] == ["title"]


def test_counts_say_what_is_complete_missing_old_and_unchecked() -> None:
    whole = made()
    checked = whole.entries[1].model_copy(update={"checked_by": "A speaker", "checked_on": date(2026, 11, 1)})
    part = whole.model_copy(update={"entries": (checked, *whole.entries[2:])})
    found = standing_of(SMALL, part)
    assert (len(found.complete), len(found.missing), len(found.stale), found.unchecked) == (11, 1, 0, 10)
    assert len(standing_of(SMALL, None).missing) == 12


def test_an_unknown_place_a_repeated_one_and_empty_words_are_refused() -> None:
    first = made().entries[0]
    entries = (
        first,
        first,
        first.model_copy(update={"place": "sections.safety.items.N02.text"}),
        made().entries[1].model_copy(update={"text": " "}),
        made().entries[2].model_copy(update={"checked_by": "A speaker"}),
    )
    assert messages(made().model_copy(update={"entries": entries})) == [
        "entries.1.place: 'title' is given twice; keep one",
        "entries.2.place: there are no words at 'sections.safety.items.N02.text' in the definition; "
        "did you mean 'sections.safety.items.N01.text'?",
        "entries.3.text: the words for 'importance.1.label' are empty; write them, or take the entry out",
        "entries.4: 'checked_by' and 'checked_on' go together; give both, or neither",
    ]


def test_a_translation_of_nothing_known_is_refused() -> None:
    assert messages(made().model_copy(update={"of": "smal", "id": "smal.cy"})) == [
        "of: there is no definition 'smal'; did you mean 'small'?"
    ]


def test_a_language_that_is_promised_must_be_there_in_full_and_up_to_date() -> None:
    promising = SMALL.model_copy(update={"languages": ("en", "cy"), "title": "New title"})
    part = made().model_copy(update={"entries": made().entries[:-1]})
    found = promise_problems({"small": promising}, {("small", "cy"): part})
    assert [str(each) for each in found] == [
        "small.cy.yaml: sections.safety.items.N01.next_steps.2: no words in 'cy' for “Ask again”; translate it",
        "small.cy.yaml: title: older than its English, which is now “New title”; translate it again",
    ]
    assert [str(each) for each in promise_problems({"small": promising}, {})] == [
        "small.yaml: languages: 'cy' is named, but there is no translation small.cy; add it, or take 'cy' out"
    ]
    assert promise_problems({"small": SMALL}, {("small", "cy"): part}) == []


def test_a_file_reads_back_as_it_was_and_its_problems_have_lines(tmp_path: Path) -> None:
    path = tmp_path / "small.cy.yaml"
    path.write_text(yaml_text(made()), encoding="utf-8")
    assert load_translations({"small": SMALL}, tmp_path) == {("small", "cy"): made()}
    promising = SMALL.model_copy(update={"languages": ("en", "cy"), "title": "New title"})
    line = path.read_text().splitlines().index("  text: cy Small") + 1
    with pytest.raises(DefinitionError) as refusal:
        load_translations({"small": promising}, tmp_path)
    assert str(refusal.value) == (
        f"small.cy.yaml:{line}: title: older than its English, which is now “New title”; translate it again"
    )
    assert check_translations({"small": SMALL}, tmp_path) == []
