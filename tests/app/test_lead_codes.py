"""Codes are shown once, kept as hashes, and their use is never told exactly."""

import re

import pytest
from sqlmodel import Session, col, select

from app.presenters.participation import participation_rows
from surveys.codes import hash_code
from surveys.store.invitations import BatchCount
from surveys.tables import Invitation
from tests.app.leads import fill, hidden_fields, lead_of, words_of
from tests.people import Service

CODE = re.compile(r'<p class="app-code">([0-9A-Z-]{14})</p>')


def invitations(service: Service) -> list[Invitation]:
    """Every stored code."""
    with service.database.reading() as session:
        return list(session.exec(select(Invitation).order_by(col(Invitation.code_hash))))


def use(session: Session, codes: list[str], service: Service) -> None:
    """Mark codes as used, as joining does."""
    for code in codes:
        row = session.get_one(Invitation, hash_code(code, key=service.settings.key, purpose="invitation"))
        row.state = "used"
        session.add(row)


def test_a_lead_hands_out_codes_that_are_kept_only_as_keyed_hashes(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    sheet = fill(lead, "/lead/codes", audience="preceptee", count=3)
    assert sheet.status_code == 200
    codes = CODE.findall(sheet.text)
    assert len(set(codes)) == 3
    assert sheet.text.count("<svg") == 3
    stored = invitations(service)
    hashes = {hash_code(code, key=service.settings.key, purpose="invitation") for code in codes}
    assert {row.code_hash for row in stored} == hashes
    assert {(row.organisation, row.audience, row.state) for row in stored} == {
        ("T01", "preceptee", "handed out")
    }
    assert len({row.batch for row in stored}) == 1
    assert not any(code in lead.get("/lead/codes").text for code in codes)


def test_rel_05_the_same_form_sent_again_makes_no_more_codes_and_shows_none(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    form = hidden_fields(lead.get("/lead/codes")) | {"audience": "preceptor", "count": 2}
    assert len(CODE.findall(lead.send_fields("/lead/codes", form).text)) == 2
    for _ in range(2):
        again = lead.send_fields("/lead/codes", form)
        assert again.status_code == 200
        assert CODE.findall(again.text) == []
        assert "These codes were shown already" in again.text
    assert len(invitations(service)) == 2
    batch = invitations(service)[0].batch
    withdrawal = hidden_fields(again)
    assert lead.send_fields(f"/lead/codes/{batch}/withdraw", withdrawal).status_code == 303
    assert {row.state for row in invitations(service)} == {"withdrawn"}


@pytest.mark.parametrize("count", ["0", "201", "-1", "ten", "1.5", "", "٣"])
def test_a_number_of_codes_out_of_bounds_is_refused_with_the_field_named(
    service: Service, count: str
) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    page = fill(lead, "/lead/codes", audience="preceptee", count=count)
    assert page.status_code == 422
    assert "<title>Error: " in page.text
    assert 'href="#count"' in page.text
    assert "Enter a whole number of codes from 1 to 200." in page.text
    assert invitations(service) == []


def test_a_refused_form_can_be_sent_again_with_its_own_key(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    form = hidden_fields(lead.get("/lead/codes"))
    assert lead.send_fields("/lead/codes", form | {"audience": "x", "count": 1}).status_code == 422
    sheet = lead.send_fields("/lead/codes", form | {"audience": "preceptee", "count": 1})
    assert len(CODE.findall(sheet.text)) == 1


def test_withdrawing_spares_used_codes_and_does_not_say_how_many_were_left(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    codes = CODE.findall(fill(lead, "/lead/codes", audience="preceptee", count=20).text)
    with service.database.writing() as session:
        use(session, codes[:13], service)
    batch = invitations(service)[0].batch
    before = words_of(lead.get("/lead/codes"))
    assert f"{batch} Preceptees 20 at least 10 Withdraw" in before
    done = fill(lead, f"/lead/codes/{batch}", to=f"/lead/codes/{batch}/withdraw")
    assert done.headers["location"] == "/lead/codes?done=withdrawn"
    states = [row.state for row in invitations(service)]
    assert (states.count("used"), states.count("withdrawn")) == (13, 7)
    after = words_of(lead.get("/lead/codes"))
    assert f"{batch} Preceptees 20 at least 10 Withdraw" in after
    for page in (after, words_of(lead.get("/lead"))):
        assert not re.search(r"\b(13|7)\b", page.partition("Batches so far")[2])


@pytest.mark.parametrize(
    ("made", "used", "words"),
    [
        (17, 17, "not shown: too few codes"),
        (18, 9, "fewer than 10"),
        (18, 10, "at least 10"),
        (18, 18, "at least 10"),
        (27, 27, "at least 10"),
        (28, 28, "at least 20"),
        (60, 39, "at least 30"),
        (60, 0, "fewer than 10"),
    ],
)
def test_sdc_14_live_use_is_told_in_tens_with_eight_codes_left_over(made: int, used: int, words: str) -> None:
    rows = participation_rows([BatchCount("7K3F", "preceptee", made, used)], {"preceptee": used})
    assert (rows[0].made, rows[0].used, rows[0].submitted) == (made, words, words)


def test_one_more_arrival_changes_nothing_a_lead_sees(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    codes = CODE.findall(fill(lead, "/lead/codes", audience="preceptee", count=30).text)
    with service.database.writing() as session:
        use(session, codes[:12], service)
    pages = [words_of(lead.get("/lead")), words_of(lead.get("/lead/codes"))]
    with service.database.writing() as session:
        use(session, codes[12:13], service)
    assert [words_of(lead.get("/lead")), words_of(lead.get("/lead/codes"))] == pages


def test_sec_03_another_lead_gets_nothing_of_my_batch(service: Service) -> None:
    service.has_open_time_point()
    mine, other = lead_of(service), lead_of(service, "T02")
    fill(mine, "/lead/codes", audience="preceptee", count=2)
    batch = invitations(service)[0].batch
    assert batch not in other.get("/lead/codes").text
    real, never = other.get(f"/lead/codes/{batch}"), other.get("/lead/codes/ZZZZ")
    assert (real.status_code, never.status_code) == (404, 404)
    assert (
        real.text.replace(batch, "ZZZZ") == never.text
    )  # the address asked for is all that tells them apart
    form = hidden_fields(other.get("/lead/codes"))
    assert other.send_fields(f"/lead/codes/{batch}/withdraw", form).status_code == 404
    assert {row.state for row in invitations(service)} == {"handed out"}


def test_sec_08_a_forged_organisation_is_refused_everywhere(service: Service) -> None:
    service.has_open_time_point()
    lead, _ = lead_of(service), lead_of(service, "T02")
    for extra in ("organisation", "state", "batch", "time_point"):
        page = fill(lead, "/lead/codes", audience="preceptee", count=1, **{extra: "T02"})
        assert page.status_code == 422, extra
    for path in ("/lead", "/lead/codes", "/lead/figures", "/lead/workbook.xlsx", "/lead/capacity"):
        for query in ("organisation=T02", "organisation=", "time_point=1&time_point=1", "trust[]=T02"):
            assert lead.get(f"{path}?{query}").status_code == 422, (path, query)
    assert invitations(service) == []


def test_no_codes_are_made_for_a_closed_collection(service: Service) -> None:
    point = service.has_open_time_point()
    lead = lead_of(service)
    form = hidden_fields(lead.get("/lead/codes")) | {"audience": "preceptee", "count": 1}
    service.closes(point)
    assert lead.send_fields("/lead/codes", form).status_code == 409
    assert "This collection is closed" in lead.get("/lead/codes").text
    assert invitations(service) == []
