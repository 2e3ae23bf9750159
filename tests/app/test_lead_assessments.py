"""Self-assessment: scores, evidence, the rule exactly at 80 %, and every criterion that keeps it from being met."""

import pytest

from app.definitions import load_definitions
from surveys.errors import Conflict
from surveys.self_assessments import read_criteria, save_criteria
from surveys.store.self_assessments import Scored, saved_assessment
from tests.app.leads import fill, hidden_fields, lead_of, words_of
from tests.people import Browser, Service

MARK = load_definitions().frameworks["interim-quality-mark-2023"]
MANDATORY = [item.code for item in MARK.assessable if item.mandatory]
OTHERS = [item.code for item in MARK.assessable if not item.mandatory]


def scores(lead: Browser, given: dict[str, int]) -> str:
    """Save these scores against the quality mark; the score page's words."""
    for heading in MARK.children(None):
        fields = {item.code: given[item.code] for item in MARK.children(heading.code) if item.code in given}
        assert fill(lead, f"/lead/assessments/{MARK.id}/{heading.code}", **fields).status_code == 303
    return words_of(lead.get(f"/lead/assessments/{MARK.id}/score"))


def test_all_mandatory_and_exactly_80_percent_meets_the_rule(service: Service) -> None:
    service.has_open_time_point()
    words = scores(lead_of(service), dict.fromkeys(MANDATORY, 2) | dict.fromkeys(OTHERS[:6], 2))
    assert "Your answers meet the rule." in words
    assert "Score 32 of 40" in words
    assert "80.0%" in words
    assert "What keeps the rule from being met" not in words


def test_one_point_less_than_80_percent_does_not_yet_meet_it(service: Service) -> None:
    service.has_open_time_point()
    given = dict.fromkeys(MANDATORY, 2) | dict.fromkeys(OTHERS[:5], 2) | {OTHERS[5]: 1}
    words = scores(lead_of(service), given)
    assert "Your answers do not yet meet the rule." in words
    assert "77.5%" in words


def test_every_criterion_that_keeps_the_rule_from_being_met_is_named_with_a_link(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    given = dict.fromkeys(MANDATORY, 2) | dict.fromkeys(OTHERS, 2) | {MANDATORY[0]: 1}
    words = scores(lead, given)
    assert "Mandatory: scored 1, and at least 2 is needed" in words
    page = lead.get(f"/lead/assessments/{MARK.id}/score")
    assert f'href="/lead/assessments/{MARK.id}/CORE#{MANDATORY[0]}"' in page.text
    assert page.text.count(f'href="/lead/assessments/{MARK.id}/CORE#') == 1
    assert "Interim Quality Mark rule" in words


def test_working_items_are_tagged_and_the_borrowed_rule_says_so(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    page = lead.get("/lead/assessments/nhse-ahp-2023/S3")
    assert page.text.count("Working draft") == 6
    assert page.text.count("Mandatory") == 3
    fill(lead, "/lead/assessments/nhse-ahp-2023/S1", **{"W1.1": 1})
    words = words_of(lead.get("/lead/assessments/nhse-ahp-2023/score"))
    assert "Working draft" in words
    assert "It is not an official rule" in words


def test_a_framework_without_a_rule_neither_meets_nor_misses_one(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    fill(lead, "/lead/assessments/hcpc-principles-2023/P1", P1a=2, P1b=0)
    words = words_of(lead.get("/lead/assessments/hcpc-principles-2023/score"))
    assert "This framework has no scoring rule." in words
    assert "Points not fully in place" in words


def test_blank_is_not_answered_and_evidence_is_kept_and_shown_as_text(service: Service) -> None:
    point = service.has_open_time_point()
    lead = lead_of(service)
    evidence = "<b>Policy</b> & more"
    fill(lead, "/lead/assessments/hcpc-principles-2023/P1", **{"P1b-evidence": evidence, "P1c": 0})
    with service.database.reading() as session:
        saved = saved_assessment(
            session, organisation="T01", time_point=point, framework="hcpc-principles-2023"
        )
    assert saved.criteria["P1b"] == Scored(None, evidence)
    assert saved.criteria["P1c"] == Scored(0, "")
    assert (
        "&lt;b&gt;Policy&lt;/b&gt; &amp; more" in lead.get("/lead/assessments/hcpc-principles-2023/P1").text
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [("P1a", "3"), ("P1a", "yes"), ("P1a-evidence", "x" * 2001), ("P1a-evidence", "\x00"), ("P2a", "1")],
)
def test_bad_scores_are_refused_and_nothing_is_stored(service: Service, field: str, value: str) -> None:
    point = service.has_open_time_point()
    lead = lead_of(service)
    page = fill(lead, "/lead/assessments/hcpc-principles-2023/P1", **{field: value})
    assert page.status_code == 422
    assert f'href="#{field}"' in page.text
    with service.database.reading() as session:
        saved = saved_assessment(
            session, organisation="T01", time_point=point, framework="hcpc-principles-2023"
        )
    assert saved.revision == 0


def test_two_leads_are_shown_both_scores(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    second = service.signed_in("second", role="lead", organisation="T01")
    address = "/lead/assessments/hcpc-principles-2023/P1"
    form = hidden_fields(second.get(address))
    fill(lead, address, P1a=2)
    clash = second.send_fields(address, form | {"P1a": 0})
    assert clash.status_code == 409
    assert "In place Not in place" in words_of(clash)
    assert second.send_fields(address, hidden_fields(clash) | {"P1a": 0}).status_code == 303


def test_only_frameworks_with_criteria_can_be_assessed(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    for address in ("four-pillars", "nothing", "hcpc-principles-2023/P9", "nhse-ahp-2023/W1.1"):
        assert lead.get(f"/lead/assessments/{address}").status_code == 404, address


def test_reading_criteria_takes_only_the_items_of_the_page() -> None:
    assert read_criteria({"P1a": ["2"], "P1a-evidence": [" x\r\ny "]}, items=["P1a", "P1b"]) == {
        "P1a": Scored(2, "x\ny"),
        "P1b": Scored(None, ""),
    }


def test_a_save_with_an_old_revision_changes_nothing(service: Service) -> None:
    point = service.has_open_time_point()
    service.has_organisation()
    place = {"organisation": "T01", "time_point": point, "framework": "f", "allowed": ["A"]}
    with service.database.writing() as session:
        save_criteria(session, criteria={"A": Scored(2, "")}, seen=0, **place)
    with pytest.raises(Conflict), service.database.writing() as session:
        save_criteria(session, criteria={"A": Scored(0, "")}, seen=0, **place)
    with service.database.reading() as session:
        saved = saved_assessment(session, organisation="T01", time_point=point, framework="f")
    assert saved == ({"A": Scored(2, "")}, 1)


def test_rel_a_clash_still_shows_after_a_refused_form_is_put_right(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    second = service.signed_in("second", role="lead", organisation="T01")
    address = "/lead/assessments/hcpc-principles-2023/P1"
    form = hidden_fields(second.get(address))
    fill(lead, address, **{"P1a-evidence": "Theirs"})
    refused = second.send_fields(address, form | {"P1a-evidence": "x" * 2001})
    assert refused.status_code == 422
    assert "Evidence: Built into systems: use 2000 characters or fewer." in words_of(refused)
    clash = second.send_fields(address, hidden_fields(refused) | {"P1a-evidence": "Mine"})
    assert clash.status_code == 409
    assert "Theirs Mine" in words_of(clash)


def test_a_score_can_be_taken_back_and_has_the_words_of_its_rule(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    address = f"/lead/assessments/{MARK.id}/CORE"
    fill(lead, address, **{MANDATORY[0]: 2})
    words = words_of(lead.get(address))
    assert "1: Amber, partly in place" in words
    assert "Not agreed yet" in words
    fill(lead, address, **{MANDATORY[0]: ""})
    assert "Nothing is answered yet" in words_of(lead.get(f"/lead/assessments/{MARK.id}/score"))


def test_the_score_page_says_how_many_points_the_rule_asks_for(service: Service) -> None:
    service.has_open_time_point()
    words = scores(lead_of(service), dict.fromkeys(MANDATORY, 2))
    assert "Score 20 of 40, and the rule asks for at least 32" in words


def test_a_scheme_that_has_ended_comes_last_and_is_optional(service: Service) -> None:
    service.has_open_time_point()
    words = words_of(lead_of(service).get("/lead"))
    assert words.index("NHSE AHP standards") < words.index("Interim Quality Mark")
    assert "0 of 20 answered. Optional: this scheme has ended" in words


MATURITY = load_definitions().frameworks["preceptorship-maturity-working-2026"]


def test_levels_are_described_beside_each_score_and_the_next_one_says_what_it_needs(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    page = lead.get(f"/lead/assessments/{MATURITY.id}/T")
    assert "Hours are in the rota of every preceptee." in words_of(page)
    assert page.text.count('type="radio"') == 12
    for heading in MATURITY.children(None):
        given = dict.fromkeys((item.code for item in MATURITY.children(heading.code)), 3)
        fill(
            lead,
            f"/lead/assessments/{MATURITY.id}/{heading.code}",
            **(given | {"T1": 1} if heading.code == "T" else given),
        )
    score = lead.get(f"/lead/assessments/{MATURITY.id}/score")
    words = words_of(score)
    assert "Overall level: Level 1 (beginning)" in words
    assert "Preceptors Level 3 (in place)" in words
    assert (
        "What is needed for: Level 2 (started) T1 Preceptees' time : Scored 1, and at least 2 is needed"
        in words
    )
    assert "Leadership and policy: what is needed for Level 4 (working well) L1 A policy" in words
    assert f'href="/lead/assessments/{MATURITY.id}/T#T1"' in score.text
    refused = fill(lead, f"/lead/assessments/{MATURITY.id}/T", T1=0)
    assert refused.status_code == 422


def test_tiers_are_pages_and_what_could_still_go_either_way_is_not_yet_known(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    nursing = load_definitions().frameworks["nhse-nursing-2022"]
    core = {item.code: 2 for item in nursing.assessable if item.tier == "core"}
    address = f"/lead/assessments/{nursing.id}"
    assert fill(lead, f"{address}/tier-core", **core).headers["location"] == f"{address}/tier-gold"
    words = words_of(lead.get(f"{address}/score"))
    assert "Where you are: Not yet known: answers are still missing. Core to Gold." in words
    assert "Everything we read of core is in place." in words
    assert "Our own rule, not NHS England's." in words


def test_what_nobody_asks_for_stands_under_one_line_of_the_start_page(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    words = words_of(lead.get("/lead"))
    assert (
        "Other self-assessments 3 more, if they help you: NHSE midwifery, NHSE nursing, Maturity matrix"
        in words
    )
    assert "Assess yourselves: NHSE nursing" not in words
    assert "0 of 16 answered. Optional: nobody asks for it" in words_of(lead.get("/lead/assessments"))
