"""Moving a self-assessment to a newer edition: offered, previewed, undone (REL-20, REL-21)."""

import re

import pytest
from httpx2 import Response

from surveys.store.self_assessments import Scored, saved_assessment
from tests.app.editions import DRAFT, adds, newer_edition
from tests.app.leads import fill, hidden_fields, lead_of, words_of
from tests.people import Browser, Service

NEWER = newer_edition()
OLD = f"/lead/assessments/{DRAFT.id}"
NEW = f"/lead/assessments/{NEWER.id}"
SAID = {"W1.1": 2, "W1.1-evidence": "Policy 7.", "W1.2": 1, "W1.3": 2, "W1.4": 0}


@pytest.fixture
def lead(service: Service) -> Browser:
    """A lead who began on the edition that a newer one then took the place of."""
    service.has_open_time_point()
    found = lead_of(service)
    fill(found, f"{OLD}/S1", **SAID)
    adds(service, NEWER)
    return found


def saved(service: Service, framework: str) -> dict[str, Scored]:
    with service.database.reading() as session:
        return saved_assessment(session, organisation="T01", time_point=1, framework=framework).criteria


def fields_of(page: Response) -> dict[str, object]:
    """The hidden fields of the page's own form."""
    found = re.findall(r'<input type="hidden" name="(source-revision|to|anyway)" value="([^"]*)">', page.text)
    return dict(found) | hidden_fields(page)


def sends(lead: Browser, address: str) -> Response:
    """Press the button of a page."""
    page = lead.get(address)
    assert page.status_code == 200, page.text
    return lead.send_fields(address, fields_of(page))


def test_rel_20_what_was_begun_stays_on_its_edition_and_the_newer_one_is_offered(
    lead: Browser, service: Service
) -> None:
    words = words_of(lead.get("/lead/assessments"))
    assert "NHSE AHP standards, 2023 : there is a newer edition" in words
    assert "4 of 25 answered" in words
    page = words_of(lead.get(OLD))
    assert "There is a newer edition" in page
    assert "Move my answers to 2027" in page
    assert fill(lead, f"{OLD}/S1", **SAID | {"W1.2": 2}).status_code == 303
    assert saved(service, DRAFT.id)["W1.2"] == Scored(2, "")
    assert "nhse-ahp-2027" not in lead.get("/lead").text


def test_an_organisation_that_has_not_begun_begins_on_the_newest_edition(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    adds(service, NEWER)
    page = lead.get("/lead/assessments").text
    assert f'href="{NEW}"' in page
    assert f'href="{OLD}"' not in page


def test_the_preview_says_what_becomes_of_every_point(lead: Browser) -> None:
    words = words_of(lead.get(f"{OLD}/move"))
    assert "26 points: kept 22, carried 1, needs a look 1, new 1, no place any more 1." in words
    assert "W1.2 Senior responsible person 1: Partly in place N1.2 Senior responsible person" in words
    assert "W1.3 Wellbeing of both 2: In place, not confirmed yet" in words
    assert "Not there None N1.5 Named sponsor Nothing yet" in words
    assert "W1.4 Fair access 0: Not in place Not there Stays with the earlier edition" in words


def test_moving_brings_the_answers_and_keeps_the_earlier_edition_as_it_was(
    lead: Browser, service: Service
) -> None:
    answer = sends(lead, f"{OLD}/move")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{NEW}?done=moved")
    brought = {code: each for code, each in saved(service, NEWER.id).items() if each.score is not None}
    assert brought == {"W1.1": Scored(2, "Policy 7."), "N1.2": Scored(1, ""), "W1.3": Scored(2, "")}
    assert saved(service, DRAFT.id)["W1.4"] == Scored(0, "")
    assert "3 answered, of which 1 carried and not confirmed yet" in words_of(lead.get(NEW))
    old = words_of(lead.get(OLD))
    assert "You moved these answers to" in old
    assert "kept here as they were" in old
    page = lead.get(f"{OLD}/S1")
    assert "Save and continue" not in page.text
    assert lead.send_fields(f"{OLD}/S1", hidden_fields(page) | {"W1.1": 0}).status_code == 409
    assert saved(service, DRAFT.id)["W1.1"] == Scored(2, "Policy 7.")
    words = words_of(lead.get("/lead/assessments"))
    assert "Moved and kept as they were" in words


def test_the_move_is_undone_while_nothing_was_changed(lead: Browser, service: Service) -> None:
    sends(lead, f"{OLD}/move")
    page = words_of(lead.get(f"{OLD}/undo-move"))
    assert "Nothing was changed in the newer edition since, so nothing is lost." in page
    assert sends(lead, f"{OLD}/undo-move").status_code == 303
    assert saved(service, NEWER.id) == {}
    assert fill(lead, f"{OLD}/S1", **SAID | {"W1.1": 0}).status_code == 303


def test_rel_21_undoing_after_a_change_warns_and_keeps_what_was_changed(
    lead: Browser, service: Service
) -> None:
    sends(lead, f"{OLD}/move")
    plain = lead.get(f"{OLD}/undo-move")
    fill(lead, f"{NEW}/S1", **{"W1.1": 2, "N1.5": 1})
    refused = lead.send_fields(f"{OLD}/undo-move", hidden_fields(plain))
    assert refused.status_code == 409
    assert "Changed since" in words_of(lead.get(f"{OLD}/undo-move"))
    assert sends(lead, f"{OLD}/undo-move").status_code == 303
    assert saved(service, NEWER.id)["N1.5"] == Scored(1, "")
    assert "What you said here is kept as it was." in words_of(lead.get(NEW))
    assert "Move my answers to 2027" in words_of(lead.get(OLD))
    assert sends(lead, f"{OLD}/move").status_code == 303
    assert saved(service, NEWER.id)["N1.5"] == Scored(1, "")


def test_there_is_nothing_to_move_without_answers_or_a_newer_edition(lead: Browser) -> None:
    assert lead.get(f"{NEW}/move").status_code == 404
    assert lead.get("/lead/assessments/hcpc-principles-2023/move").status_code == 404
    sends(lead, f"{OLD}/move")
    assert lead.get(f"{OLD}/move").status_code == 409
    assert lead.get(f"{NEW}/undo-move").status_code == 404


def test_a_save_in_between_stops_the_move(lead: Browser, service: Service) -> None:
    page = lead.get(f"{OLD}/move")
    fill(lead, f"{OLD}/S1", **SAID | {"W1.1": 0})
    assert lead.send_fields(f"{OLD}/move", fields_of(page)).status_code == 409
    assert saved(service, NEWER.id) == {}
