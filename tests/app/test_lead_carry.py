"""Carrying answers on pages: previewed, ticked, marked until confirmed, undone in one step."""

import re

import pytest
from httpx2 import Response

from surveys.store.self_assessments import Scored, saved_assessment
from tests.app.editions import DRAFT, MARK, adds, links_from_the_mark
from tests.app.leads import fill, hidden_fields, lead_of, words_of
from tests.people import Browser, Service

FIRST, SECOND, THIRD = (item.code for item in MARK.assessable[:3])
HERE = f"/lead/assessments/{DRAFT.id}"
CARRY = f"{HERE}/carry/{MARK.id}"
CORE = f"/lead/assessments/{MARK.id}/CORE"


@pytest.fixture
def lead(service: Service) -> Browser:
    """A lead who has answered three points of the quality mark."""
    service.has_open_time_point()
    found = lead_of(service)
    adds(service, links_from_the_mark())
    fill(found, CORE, **{FIRST: 2, f"{FIRST}-evidence": "Policy 7.", SECOND: 1, THIRD: 2})
    return found


def saved(service: Service, framework: str = DRAFT.id) -> dict[str, Scored]:
    with service.database.reading() as session:
        return saved_assessment(session, organisation="T01", time_point=1, framework=framework).criteria


def fields_of(page: Response) -> dict[str, object]:
    """The preview's hidden fields, with both revisions."""
    source = re.search(r'name="source-revision" value="(\d+)"', page.text)
    assert source is not None, page.text
    return hidden_fields(page) | {"source-revision": source[1]}


def boxes(page: Response) -> dict[str, bool]:
    """Every tick box by its value, and whether it is ticked."""
    found = re.findall(r'<input[^>]*name="carry"[^>]*>', page.text)
    return {re.search(r'value="([^"]*)"', box)[1]: " checked" in box for box in found}  # type: ignore[index]


def carries(lead: Browser, *ticked: str) -> Response:
    return lead.send_fields(CARRY, fields_of(lead.get(CARRY)) | {"carry": list(ticked)})


def test_a_lead_chooses_among_frameworks_that_speak_to_this_one(lead: Browser) -> None:
    words = words_of(lead.get(f"{HERE}/carry"))
    assert "3 answers there, 3 links to this" in words
    assert "2 to carry" in words
    assert "Principles for Preceptorship" in words


def test_the_preview_ticks_what_says_the_same_and_says_why_nothing_else(lead: Browser) -> None:
    page = lead.get(CARRY)
    assert boxes(page) == {"W1.1=2": True, "W1.2=1": False}
    words = words_of(page)
    assert "2 of 25 points can be carried. 1 of them ticked: their links say the same or more." in words
    assert f"Carry 2: In place, from {FIRST}" in words
    assert "The link does not say the same, so look before you take it." in words
    assert "Nothing to carry: Covered in part only, so nothing is proposed." in words
    assert f"{THIRD} speaks to part of this, in part. It leaves: Wellbeing of preceptors." in words
    assert "The link is a draft nobody has reviewed." in words
    assert "Evidence: Policy 7." in words


def test_what_is_ticked_is_stored_marked_and_counted_apart_until_confirmed(
    lead: Browser, service: Service
) -> None:
    answer = carries(lead, "W1.1=2")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{HERE}?done=carried")
    assert saved(service) == {"W1.1": Scored(2, f"From {MARK.short_title} {FIRST}: Policy 7.")}
    words = words_of(lead.get(f"{HERE}/score"))
    assert "1 answered, of which 1 carried and not confirmed yet" in words
    mark = f"Carried from {MARK.short_title} {FIRST}, not confirmed yet: it says the same as this."
    assert mark in words
    assert mark in words_of(lead.get(f"{HERE}/S1"))

    fill(lead, f"{HERE}/S1", **{"W1.1": 2, "W1.1-evidence": saved(service)["W1.1"].evidence})
    assert "not confirmed yet" in words_of(lead.get(f"{HERE}/score"))
    evidence = saved(service)["W1.1"].evidence
    fill(lead, f"{HERE}/S1", **{"W1.1": 2, "W1.1-evidence": evidence, "W1.1-confirm": "yes"})
    assert "not confirmed yet" not in words_of(lead.get(f"{HERE}/score"))


def test_changing_a_carried_score_makes_it_the_leads_own(lead: Browser) -> None:
    carries(lead, "W1.1=2")
    fill(lead, f"{HERE}/S1", **{"W1.1": 1})
    assert "not confirmed yet" not in words_of(lead.get(f"{HERE}/S1"))


def test_an_answer_is_never_carried_over(lead: Browser, service: Service) -> None:
    fill(lead, f"{HERE}/S1", **{"W1.1": 0})
    page = lead.get(CARRY)
    assert list(boxes(page)) == ["W1.2=1"]
    assert "Nothing to carry: Answered already." in words_of(page)
    assert page.text.index("Carry what is ticked") < page.text.index(
        "Answered already."
    )  # what can be done first
    refused = lead.send_fields(CARRY, fields_of(page) | {"carry": "W1.1=2"})
    assert refused.status_code == 409
    assert saved(service)["W1.1"] == Scored(0, "")


def test_carrying_again_offers_nothing_again(lead: Browser) -> None:
    carries(lead, "W1.1=2", "W1.2=1")
    page = lead.get(CARRY)
    assert boxes(page) == {}
    assert "Carried already." in words_of(page)
    assert "Nothing can be carried: of 25 points" in words_of(page)


def test_nothing_ticked_is_an_error_beside_the_first_box(lead: Browser) -> None:
    refused = carries(lead)
    assert refused.status_code == 422
    assert "<title>Error: " in refused.text
    assert 'href="#carry-W1.1"' in refused.text
    assert 'id="carry-W1.1"' in refused.text


def test_rel_06_answers_saved_meanwhile_are_not_carried_unseen(lead: Browser, service: Service) -> None:
    page = lead.get(CARRY)
    fill(lead, CORE, **{FIRST: 2, SECOND: 1, THIRD: 0})
    assert lead.send_fields(CARRY, fields_of(page) | {"carry": "W1.1=2"}).status_code == 409
    assert saved(service) == {}


def test_undo_takes_back_what_was_carried_and_keeps_what_was_confirmed(
    lead: Browser, service: Service
) -> None:
    carries(lead, "W1.1=2", "W1.2=1")
    evidence = saved(service)["W1.1"].evidence
    fill(lead, f"{HERE}/S1", **{"W1.1": 2, "W1.1-evidence": evidence, "W1.1-confirm": "yes", "W1.2": 1})
    page = lead.get(f"{HERE}/undo")
    words = words_of(page)
    assert "These go back to what they were before W1.2" in words
    assert "somebody confirmed or changed them since W1.1" in words
    assert lead.send_fields(f"{HERE}/undo", hidden_fields(page)).status_code == 303
    assert saved(service) == {"W1.1": Scored(2, evidence), "W1.3": Scored(None, ""), "W1.4": Scored(None, "")}
    assert lead.get(f"{HERE}/undo").status_code == 404


def test_what_was_said_elsewhere_stands_beside_a_question(lead: Browser) -> None:
    words = words_of(lead.get(f"{HERE}/S1"))
    assert "What you said elsewhere about Wellbeing of both" in words
    assert f"{MARK.short_title} {THIRD}" in words


def test_frameworks_without_a_link_cannot_be_carried_from(lead: Browser) -> None:
    for address in (f"{HERE}/carry/{DRAFT.id}", f"{HERE}/carry/nothing", f"{HERE}/carry/four-pillars"):
        assert lead.get(address).status_code == 404, address


def test_a_closed_collection_shows_but_carries_nothing(lead: Browser, service: Service) -> None:
    page = lead.get(CARRY)
    service.closes(1)
    assert "Carry what is ticked" not in words_of(lead.get(CARRY))
    assert lead.send_fields(CARRY, fields_of(page) | {"carry": "W1.1=2"}).status_code == 409


def test_each_carry_and_undo_is_in_the_audit_trail(lead: Browser, service: Service) -> None:
    carries(lead, "W1.1=2")
    lead.send_fields(f"{HERE}/undo", hidden_fields(lead.get(f"{HERE}/undo")))
    words = words_of(service.signed_in("admin@example.org", role="admin").get("/admin/audit")).casefold()
    assert "carry answers" in words
    assert "undo carried answers" in words
