"""Releases that are attacked, refused when not safe, and made again from what was kept of them."""

from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
from sqlmodel import select, update

from app.attacks import attack_again, rebuild_release
from app.evidence import load_attack, load_seen
from app.releases import NotSafe, Tampered, load_release
from mapping.attack.attack import ProtectedRelease, protect_release
from mapping.attack.report import AttackReport, Finding, ScenarioResult
from surveys.respondents import erase
from surveys.store.releases import get_release
from surveys.tables import ErasedPeople, ReleaseEvidence, Response
from tests.answers import has_answers
from tests.app.steering import has_release
from tests.app.test_releases import approved, given_answers, made
from tests.app.unattacked import unattacked
from tests.people import Service

FINDING = Finding(
    scenario="insider",
    audience="preceptee",
    question="N01 need",
    group="organisation T01, pathway mri",
    people=3,
    low=2,
    high=2,
    sources=(("1", "preceptee", "region", "Y56", "N01", "need"),),
)


def with_report(change: dict[str, object]) -> Callable[..., ProtectedRelease]:
    def protect(*args: object, **more: object) -> ProtectedRelease:
        done = unattacked(*args, **more)  # type: ignore[arg-type]
        return ProtectedRelease(done.release, done.hides, done.report.model_copy(update=change))

    return protect


def test_sdc_20_a_release_that_gives_somebody_away_is_refused_and_named(service: Service) -> None:
    number = made(service, given_answers(service), protect=with_report({"findings": (FINDING,)}))
    with pytest.raises(NotSafe, match=r"N01 need of 3 people \(organisation T01, pathway mri\)"):
        approved(service, number)
    with service.database.reading() as session:
        assert get_release(session, number).state == "waiting"
    page = service.signed_in("ben@example.org", role="steering").get(f"/steering/releases/{number}").text
    assert "This release cannot be approved" in page
    assert "organisation T01, pathway mri: 2 to 2 of 3" in page


@pytest.mark.parametrize("change", [{"content_hash": "0" * 64}, {"together_with": (7,)}])
def test_a_release_that_was_not_attacked_as_it_stands_is_refused(
    service: Service, change: dict[str, object]
) -> None:
    number = made(service, given_answers(service), protect=with_report(change))
    with pytest.raises(NotSafe, match="was not attacked as it stands"):
        approved(service, number)


def test_a_release_without_its_evidence_is_refused(service: Service) -> None:
    number = made(service, given_answers(service))
    with service.database.writing() as session:
        session.delete(session.get_one(ReleaseEvidence, number))
    with pytest.raises(NotSafe):
        approved(service, number)


def test_a_release_is_really_attacked_protected_and_published(service: Service) -> None:
    number = made(service, given_answers(service, people=30), protect=protect_release)
    with service.database.reading() as session:
        report = load_attack(session, number)
        content_hash = get_release(session, number).content_hash
    assert isinstance(report, AttackReport)
    assert report.findings == ()
    assert report.content_hash == content_hash
    assert [each.determinable for each in report.scenarios] == [0] * len(report.scenarios)
    assert {"insider", "own-largest", "own-smallest"} <= {each.id for each in report.scenarios}
    approved(service, number)
    again = attack_again(service.database, number, progress=lambda _phase, _done, _of: None)
    assert again.findings == ()
    assert [each.id for each in again.scenarios] == [each.id for each in report.scenarios]
    page = service.signed_in("cat@example.org", role="steering").get(f"/steering/releases/{number}").text
    assert "and could work out none" in page


def test_a_release_made_again_from_what_was_kept_is_the_same(service: Service) -> None:
    point = given_answers(service)
    first = made(service, point)
    approved(service, first)
    has_answers(service, point, people=15, seed=3)
    second = made(service, point)
    with service.database.reading() as session:
        definitions = service.app.state.definitions
        for number in (first, second):
            assert rebuild_release(session, number, definitions) == load_release(session, number)
        assert load_seen(session, load_release(session, second)).release.number == second


def test_a_snapshot_that_was_changed_is_noticed(service: Service) -> None:
    point = given_answers(service)
    first = made(service, point)
    approved(service, first)
    has_answers(service, point, people=30, seed=3)
    second = made(service, point)
    with service.database.writing() as session:
        other = session.get_one(ReleaseEvidence, first).snapshot
        session.exec(update(ReleaseEvidence).where(ReleaseEvidence.release == second).values(snapshot=other))  # type: ignore[arg-type]
    with pytest.raises(Tampered, match="made again"), service.database.reading() as session:
        rebuild_release(session, second, service.app.state.definitions)


def test_sdc_21_erasing_changes_no_release_and_is_counted_without_a_name(service: Service) -> None:
    point = given_answers(service)
    number = made(service, point)
    approved(service, number)
    with service.database.reading() as session:
        before = load_release(session, number)
        people = session.exec(select(Response).where(Response.state == "submitted").limit(3)).all()
    for person in people:
        with service.database.writing() as session:
            erase(session, respondent=person.respondent or "")
    with service.database.reading() as session:
        assert load_release(session, number) == before
        rows = session.exec(select(ErasedPeople)).all()
    assert sum(row.people for row in rows) == 3
    assert {(row.organisation, row.pathway) for row in rows} == {
        (person.organisation, person.pathway or "") for person in people
    }


def test_the_workbook_has_the_attack_as_a_sheet(service: Service) -> None:
    result = ScenarioResult(id="insider", title="Insider", knows="all", groups=4, attacked=40, determinable=0)
    has_release(service, people=60)
    with service.database.writing() as session:
        row = session.get_one(ReleaseEvidence, 1)
        report = AttackReport.model_validate_json(row.attack)
        row.attack = report.model_copy(update={"scenarios": (result,), "questions": 9}).model_dump_json()
    browser = service.signed_in("cat", role="steering")
    assert "1 attacker tried to work out 40 counts" in browser.get("/dashboard").text
    book = openpyxl.load_workbook(BytesIO(browser.get("/dashboard/national.xlsx").content))
    words = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value}
    assert "The attack on this release" in words
    assert "Counts attacked" in words
