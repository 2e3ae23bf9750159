"""Questionnaires in two languages, ours and others' (ANCHORS (d) 14, e3)."""

import json
from datetime import date
from typing import Any

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire

from frameworks.document import DefinitionError
from frameworks.translation import Entry, Translation, source_hash
from reports.interchange.fhir.convert import read_questionnaire, write_questionnaire
from surveys.load import load_instruments

PRECEPTOR = load_instruments()["preceptor-2026"]
TITLE, STEP = PRECEPTOR.sections[0].title, PRECEPTOR.items[0].next_steps[0]


def entry(place: str, english: str, welsh: str, checked_by: str | None = None) -> Entry:
    return Entry(
        place=place,
        text=welsh,
        source_hash=source_hash(english),
        checked_by=checked_by,
        checked_on=date(2026, 11, 1) if checked_by else None,
    )


CYMRAEG = Translation(
    id="preceptor-2026.cy",
    of="preceptor-2026",
    language="cy",
    title="Cwestiynau",
    provenance="Made for this test.",
    entries=(
        entry("sections.about-you.title", TITLE, "Amdanoch chi", "A speaker"),
        entry("sections.the-role.items.R01.next_steps.1", STEP, "Cam"),
        entry("importance.5.label", "Essential", "Hanfodol"),
    ),
)
WRITTEN, LOST = write_questionnaire(PRECEPTOR, translations=[CYMRAEG])


def made() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(WRITTEN)
    return found


def read(resource: object) -> tuple[Translation, list[tuple[str, str]]]:
    """The translation in a file, and what was lost."""
    (_, welsh), report = read_questionnaire(json.dumps(resource).encode(), "q.json")
    assert isinstance(welsh, Translation)
    return welsh, [(each.place, each.what) for each in report.lost]


def test_words_stand_beside_the_english_as_fhir_has_them() -> None:
    resource = made()
    Questionnaire.model_validate(resource)
    beside = resource["item"][0]["_text"]["extension"]
    assert resource["item"][0]["text"] == TITLE
    assert [part.get("valueCode") or part["valueString"] for part in beside[0]["extension"]] == [
        "cy",
        "Amdanoch chi",
    ]


def test_instrument_and_translation_come_back_equal_and_nothing_is_lost() -> None:
    documents, report = read_questionnaire(WRITTEN, "q.json")
    assert documents == (PRECEPTOR, CYMRAEG)
    assert LOST.lost == report.lost == ()


def test_words_changed_beside_the_english_win_and_are_not_checked() -> None:
    resource = made()
    resource["item"][0]["_text"]["extension"][0]["extension"][1]["valueString"] = "Chi"
    welsh, lost = read(resource)
    assert welsh.entries[0] == entry("sections.about-you.title", TITLE, "Chi")
    assert welsh.entries[1:] == CYMRAEG.entries[1:]
    assert lost == []


def test_another_producers_words_in_a_language_of_ours_become_a_translation() -> None:
    parts = [{"url": "lang", "valueCode": "cy"}, {"url": "content", "valueString": "Gair?"}]
    words = {"url": "http://hl7.org/fhir/StructureDefinition/translation", "extension": parts}
    item = {"linkId": "w", "type": "string", "text": "Word?", "_text": {"extension": [words]}}
    welsh, _ = read({"resourceType": "Questionnaire", "status": "draft", "name": "Words", "item": [item]})
    assert (welsh.id, welsh.entries) == (
        "words.cy",
        (entry("sections.questions.questions.w.text", "Word?", "Gair?"),),
    )


def test_words_of_what_is_gone_are_listed() -> None:
    resource = made()
    role = next(item for item in resource["item"] if item["linkId"] == "section.the-role")
    role["item"] = [item for item in role["item"] if item["linkId"] != "R01"]
    welsh, lost = read(resource)
    assert len(welsh.entries) == 2
    assert any("R01.next_steps.1" in place and what == "dropped" for place, what in lost)


def test_a_broken_translation_is_refused_by_its_place() -> None:
    resource = made()
    resource["extension"][-1]["valueString"] = "{}"
    number = len(resource["extension"]) - 1
    with pytest.raises(
        DefinitionError, match=rf"q.json: extension\[{number}\]: this is not as it was written"
    ):
        read(resource)
