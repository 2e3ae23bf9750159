"""Instruments as FHIR R4 Questionnaires and back (ANCHORS (d) 16, e3)."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire
from hypothesis import HealthCheck, Phase, given, settings

from frameworks.load import load_frameworks
from mapping.crosswalk import load_crosswalks
from reports.interchange.fhir.convert import read_questionnaire, write_questionnaire
from surveys.instrument import Instrument
from surveys.load import load_instruments
from tests.surveys.strategies import instruments

SHIPPED = load_instruments()


def written(instrument: Instrument) -> dict[str, Any]:
    """The resource with every link there is."""
    crosswalks = list(load_crosswalks().values())
    content, _ = write_questionnaire(instrument, crosswalks=crosswalks, frameworks=load_frameworks())
    found: dict[str, Any] = json.loads(content)
    return found


def every_item(items: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """These items and all below them."""
    for item in items:
        yield item
        yield from every_item(item.get("item", []))


PRECEPTEE = written(SHIPPED["preceptee-2026"])
ITEMS = {item["linkId"]: item for item in every_item(PRECEPTEE["item"])}


@pytest.mark.parametrize("instrument", SHIPPED.values(), ids=lambda each: each.id)
def test_what_ships_is_a_valid_questionnaire_with_every_link_id_once(instrument: Instrument) -> None:
    resource = written(instrument)
    Questionnaire.model_validate(resource)
    links = [item["linkId"] for item in every_item(resource["item"])]
    assert len(links) == len(set(links)) > len(instrument.items) * 5 + len(instrument.questions)
    asked = {when["question"] for item in every_item(resource["item"]) for when in item.get("enableWhen", [])}
    assert asked <= set(links)


@pytest.mark.parametrize("instrument", SHIPPED.values(), ids=lambda each: each.id)
def test_what_ships_comes_back_equal_and_nothing_is_lost(instrument: Instrument) -> None:
    content, lost = write_questionnaire(instrument)
    (back,), lost_again = read_questionnaire(content, "questionnaire.json")
    assert back == instrument
    assert lost.lost == lost_again.lost == ()


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(instruments())
def test_any_instrument_comes_back_equal_and_is_valid_fhir(instrument: Instrument) -> None:
    content, _ = write_questionnaire(instrument)
    Questionnaire.model_validate_json(content)
    (back,), lost = read_questionnaire(content, "questionnaire.json")
    assert back == instrument
    assert lost.lost == ()


def test_the_head_names_the_edition_and_no_subject() -> None:
    head = {key: PRECEPTEE[key] for key in ("url", "version", "name", "status")}
    assert head == {
        "url": "urn:preceptmap:questionnaire:preceptee-2026",
        "version": "2026.1",
        "name": "Preceptee_2026",
        "status": "active",
    }
    assert "subjectType" not in PRECEPTEE


def test_an_item_carries_its_own_code_and_those_of_the_frameworks_it_speaks_to() -> None:
    systems = {coding["system"] for coding in ITEMS["N01"]["code"]}
    assert "urn:preceptmap:questionnaire:preceptee-2026" in systems
    linked = [
        each
        for each in ITEMS["N01"]["code"]
        if each["system"] == "urn:preceptmap:framework:hcpc-principles-2023"
    ]
    assert linked
    assert all(each["version"] == load_frameworks()["hcpc-principles-2023"].edition for each in linked)


def test_ratings_are_choices_with_their_number_and_one_answer_for_not_in_my_role() -> None:
    answers = [option["valueCoding"] for option in ITEMS["N01-importance"]["answerOption"]]
    assert [(each["code"], [part["valueDecimal"] for part in each.get("extension", [])]) for each in answers] == [
        ("1", [1]), ("2", [2]), ("3", [3]), ("4", [4]), ("5", [5]), ("not-in-role", []),
    ]  # fmt: skip


def test_confidence_is_asked_unless_the_item_is_not_in_the_role() -> None:
    assert ITEMS["N01-confidence"]["enableBehavior"] == "any"
    assert [when["operator"] for when in ITEMS["N01-confidence"]["enableWhen"]] == ["exists", "!="]


def test_an_item_for_one_pathway_is_asked_when_that_is_chosen() -> None:
    item = next(each for each in SHIPPED["preceptee-2026"].items if each.pathways)
    when = ITEMS[item.code]["enableWhen"]
    assert [each["answerCoding"]["code"] for each in when] == list(item.pathways)
    assert {each["question"] for each in when} == {"pathway"}


def test_numbers_have_bounds_and_units_and_texts_a_longest_length() -> None:
    organisation = written(SHIPPED["organisation-2026"])
    items = {item["linkId"]: item for item in every_item(organisation["item"])}
    said = {each["url"].rsplit("/", 1)[-1]: each for each in items["length-months"]["extension"]}
    assert said["minValue"]["valueInteger"] == 0
    assert said["maxValue"]["valueInteger"] == 36
    assert said["questionnaire-unit"]["valueCoding"] == {"display": "months"}
    assert ITEMS["N01-note"]["maxLength"] == 500


def test_an_item_that_pathway_and_transition_both_limit_stands_in_two_groups() -> None:
    instrument = SHIPPED["preceptee-2026"]
    section = next(each for each in instrument.sections if each.items)
    both = section.items[0].model_copy(update={"pathways": ("mri",), "transitions": ("returner", "new-role")})
    changed = section.model_copy(update={"items": (both, *section.items[1:])})
    sections = tuple(changed if each.code == section.code else each for each in instrument.sections)
    limited = instrument.model_copy(update={"sections": sections})
    items = {item["linkId"]: item for item in every_item(written(limited)["item"])}
    outer, inner = items[f"{both.code}.limits"], items[both.code]
    assert [when["question"] for when in outer["enableWhen"]] == ["pathway"]
    assert [when["question"] for when in inner["enableWhen"]] == ["transition", "transition"]
    assert read_questionnaire(write_questionnaire(limited)[0], "q.json")[0] == (limited,)
